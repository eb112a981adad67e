"""What members and guests are asked before a meeting, and what the secretary answers them."""

from datetime import datetime

from django import forms

from documents.uploads.forms import UploadField
from home.accounts.fields import DayField, EmailField, LineField, NameField, SeenForm, TextField

from ..choices import Answer, Capacity, Fate, GuestCategory
from ..models import Invitation, Meeting
from ..rules.preparing import usual_capacity
from .parts import ClockField, moment


class RemarkForm(forms.Form):
    text = TextField(
        label="Что изменить в проекте решения",
        max_length=5000,
        error_messages={"required": "Напишите замечание."},
    )


class ProposalForm(forms.Form):
    title = LineField(
        label="Вопрос",
        max_length=500,
        help_text="Начните с «О»: О плане работы на следующий год.",
        error_messages={"required": "Впишите вопрос."},
    )
    text = TextField(
        label="Почему его нужно рассмотреть и что решить", max_length=10_000, required=False
    )
    upload = UploadField(label="Материал", required=False)


class DecideProposalForm(SeenForm):
    fate = forms.ChoiceField(
        label="Что решили",
        choices=[
            (Fate.TAKEN, "включить в повестку"),
            (Fate.PUT_OFF, "отложить до следующего заседания"),
            (Fate.REFUSED, "отклонить"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите, что решили."},
    )
    into = forms.ModelChoiceField(
        None,
        label="Присоединить к вопросу",
        required=False,
        empty_label="Нет, отдельным вопросом",
    )
    answer = LineField(
        label="Ответ автору",
        max_length=500,
        required=False,
        help_text="При отказе обязателен: автор прочтёт его в письме и в кабинете.",
    )

    def __init__(self, *args, meeting: Meeting, **kwargs):
        super().__init__(*args, initial={"seen": meeting.version}, **kwargs)
        self.fields["into"].queryset = meeting.items.order_by("position")


class GuestForm(forms.Form):
    category = forms.ChoiceField(
        label="Кто это", choices=GuestCategory.choices, widget=forms.RadioSelect
    )
    capacity = forms.ChoiceField(
        label="В каком качестве участвует",
        choices=[
            ("", "как обычно для таких приглашённых"),
            (Capacity.ADVISORY, Capacity.ADVISORY.label),
            (Capacity.ATTENDING, Capacity.ATTENDING.label),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    position = LineField(label="Должность", max_length=200, required=False)

    def guest(self, source: str) -> dict:
        """What operations.inviting.Guest holds besides the person."""
        category = GuestCategory(self.cleaned_data["category"])
        return {
            "capacity": self.cleaned_data["capacity"] or usual_capacity(category, source),
            "ground": category.label,
            "position": self.cleaned_data["position"],
        }


class NewGuestForm(GuestForm):
    surname = NameField(label="Фамилия", error_messages={"required": "Впишите фамилию."})
    name = NameField(label="Имя", error_messages={"required": "Впишите имя."})
    patronymic = NameField(label="Отчество", required=False)
    email = EmailField(help_text="Сюда придёт приглашение.")

    field_order = ["surname", "name", "patronymic", "email"]


class CapacityForm(forms.Form):
    capacity = forms.ChoiceField(
        label="В каком качестве участвует",
        choices=[(each.value, each.label) for each in (Capacity.ADVISORY, Capacity.ATTENDING)],
        widget=forms.RadioSelect,
    )
    ground = LineField(label="Кто это", max_length=300, required=False)


class GuestProposalForm(forms.Form):
    who = LineField(
        label="Кого пригласить",
        max_length=300,
        help_text="Фамилия, имя, отчество, должность; адрес почты, если знаете.",
        error_messages={"required": "Напишите, кого пригласить."},
    )
    why = LineField(
        label="Зачем", max_length=500, error_messages={"required": "Напишите, зачем приглашать."}
    )


class AnswerGuestProposalForm(forms.Form):
    takes = forms.ChoiceField(
        label="Что решили",
        choices=[("yes", "согласиться"), ("no", "не приглашать")],
        widget=forms.RadioSelect,
    )
    answer = LineField(label="Ответ автору", max_length=500, required=False)


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(
        label="Придёте ли вы?",
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите ответ.", "invalid_choice": "Выберите ответ."},
    )

    def __init__(self, *args, takes_opinions: bool, **kwargs):
        super().__init__(*args, **kwargs)
        offered = [Answer.COMING, Answer.REMOTE, Answer.NOT_COMING]
        if takes_opinions:
            offered.append(Answer.OPINION)
        self.fields["answer"].choices = [(each.value, _FIRST_PERSON[each]) for each in offered]


_FIRST_PERSON = {
    Answer.COMING: "приду",
    Answer.REMOTE: "буду дистанционно",
    Answer.NOT_COMING: "не приду",
    Answer.OPINION: "не приду, пришлю мнение письменно",
}


class OpinionForm(forms.Form):
    item = forms.ModelChoiceField(
        None, label="По какому вопросу", required=False, empty_label="По всем вопросам"
    )
    text = TextField(label="Мнение", max_length=20_000, required=False)
    upload = UploadField(label="Файл", required=False)

    def __init__(self, *args, items, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = items


class EnterOpinionForm(OpinionForm):
    """For what came on paper or by e-mail."""

    invitation = forms.ModelChoiceField(
        Invitation.objects.none(), label="Чьё мнение", empty_label="Выберите"
    )
    received_on = DayField(label="Когда пришло: день")
    received_time = ClockField(label="Когда пришло: время")

    field_order = ["invitation", "received_on", "received_time"]

    def __init__(self, *args, meeting: Meeting, **kwargs):
        super().__init__(*args, **kwargs)
        voting = meeting.invitations.voting().select_related("person")
        self.fields["invitation"].queryset = voting.order_by("person__surname", "pk")
        self.fields["invitation"].label_from_instance = lambda each: each.person.full_name

    @property
    def received_at(self) -> datetime:
        return moment(self.cleaned_data["received_on"], self.cleaned_data["received_time"])


class ConsiderForm(forms.Form):
    outcome = LineField(
        label="Как учли мнение",
        max_length=500,
        help_text="Это войдёт в протокол. Например: учтено в пункте 2 решения.",
        error_messages={"required": "Напишите, как учтено мнение."},
    )
