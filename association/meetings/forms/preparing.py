"""What is asked before a meeting. Acts of the office carry the version that was on the screen (T35)."""

import unicodedata
from datetime import datetime

from django import forms
from django.utils import timezone

from association.organisations.models import Organisation
from documents.records.choices import Level
from documents.uploads.forms import UploadField
from home.accounts.fields import EmailField, LineField, NameField
from home.accounts.models import Person
from home.workdays.queries import today

from ..choices import (
    Answer,
    Capacity,
    DecisionForm,
    Fate,
    GuestCategory,
    MeetingForm,
    MeetingState,
    Occasion,
)
from ..fields import DayField
from ..models import Invitation, Meeting
from ..operations.agenda import Question
from ..queries.preparing import Asked
from ..rules.preparing import Arrangement, usual_capacity

FIRST_YEAR, LAST_YEAR = 2000, 2100


class TextField(forms.CharField):
    """Several lines of text, NFC."""

    widget = forms.Textarea(attrs={"rows": 5})

    def to_python(self, value):
        return unicodedata.normalize("NFC", super().to_python(value) or "")


class ClockField(forms.TimeField):
    widget = forms.TimeInput(format="%H:%M", attrs={"inputmode": "numeric", "size": 6})
    default_error_messages = {
        "required": "Впишите время.",
        "invalid": "Такого времени нет. Впишите часы и минуты: 14:30.",
    }

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", "Например, 14:30")
        super().__init__(input_formats=["%H:%M", "%H.%M", "%H:%M:%S"], **kwargs)


class SeenForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput)


def _moment(day, clock) -> datetime | None:
    """In the one stated zone (T52)."""
    if day is None or clock is None:
        return None
    return datetime.combine(day, clock, timezone.get_default_timezone())


class ArrangementForm(forms.Form):
    form = forms.ChoiceField(label="Форма", widget=forms.RadioSelect)
    occasion = forms.ChoiceField(label="Повод", widget=forms.RadioSelect, initial=Occasion.ORDINARY)
    reason = LineField(
        label="Какой вопрос не ждёт",
        max_length=500,
        required=False,
        help_text="Только для внеочередного: этот текст прочтут в приглашении.",
    )
    starts_on = DayField(label="День")
    starts_time = ClockField(label="Время")
    closes_on = DayField(
        label="Ответы до: день",
        required=False,
        help_text="Только для заочного голосования и опроса.",
    )
    closes_time = ClockField(label="Ответы до: время", required=False)
    place = LineField(
        label="Место",
        max_length=300,
        required=False,
        help_text="Адрес и кабинет. Например: ул. Садовая, 1, актовый зал.",
    )
    venue = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="На базе организации-члена",
        required=False,
        empty_label="Нет",
    )
    link = forms.URLField(
        label="Ссылка на видеовстречу",
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text="Её увидят только приглашённые.",
        error_messages={"invalid": "Это не похоже на ссылку. Пример: https://meet.example.org/abc"},
    )

    def __init__(
        self, *args, body, rule_set, may_lead: bool, meeting: Meeting | None = None, **kwargs
    ):
        if meeting is not None:
            kwargs.setdefault("initial", self._of(meeting))
        super().__init__(*args, **kwargs)
        self.fields["form"].choices = _forms(rule_set, may_lead, meeting)
        self.fields["form"].initial = MeetingForm.IN_PERSON
        self.fields["occasion"].choices = _occasions(body, may_lead, meeting)
        self.fields["venue"].queryset = Organisation.objects.members(today()).order_by(
            "short_name", "pk"
        )
        if body.owner_id is not None:
            # Premises of members are offered to the Association (5.2, 5.7).
            del self.fields["venue"]
        if meeting is not None:
            self.fields["seen"] = forms.IntegerField(
                widget=forms.HiddenInput, initial=meeting.version
            )

    @staticmethod
    def _of(meeting: Meeting) -> dict:
        zone = timezone.get_default_timezone()
        starts = meeting.starts_at.astimezone(zone)
        closes = meeting.closes_at.astimezone(zone) if meeting.closes_at else None
        return {
            **{
                name: getattr(meeting, name)
                for name in ("form", "occasion", "reason", "place", "link")
            },
            "venue": meeting.venue_id,
            "starts_on": starts.date(),
            "starts_time": starts.time(),
            "closes_on": closes.date() if closes else None,
            "closes_time": closes.time() if closes else None,
        }

    def clean(self):
        data = super().clean()
        if bool(data.get("closes_on")) != bool(data.get("closes_time")):
            empty = "closes_time" if data.get("closes_on") else "closes_on"
            if empty not in self.errors:
                self.add_error(empty, "Укажите и день, и время.")
        return data

    @property
    def plan(self) -> Arrangement:
        data = self.cleaned_data
        return Arrangement(
            form=data["form"],
            occasion=data["occasion"],
            reason=data["reason"],
            starts_at=_moment(data["starts_on"], data["starts_time"]),
            closes_at=_moment(data["closes_on"], data["closes_time"]),
            place=data["place"],
            venue=data.get("venue"),
            link=data["link"],
        )


def _forms(rule_set, may_lead: bool, meeting) -> list[tuple]:
    """What the rules of the body know; how to vote without a sitting only its head decides."""
    offered = [MeetingForm.IN_PERSON, MeetingForm.REMOTE, MeetingForm.MIXED]
    if may_lead and rule_set.absentee_allowed:
        offered.append(MeetingForm.ABSENTEE)
    if may_lead and rule_set.poll_allowed:
        offered.append(MeetingForm.POLL)
    if meeting is not None and meeting.form not in offered:
        offered.append(MeetingForm(meeting.form))
    return [(each.value, each.label) for each in offered]


def _occasions(body, may_lead: bool, meeting) -> list[tuple]:
    offered = [Occasion.ORDINARY]
    if may_lead or (meeting is not None and meeting.occasion == Occasion.EXTRAORDINARY):
        offered.append(Occasion.EXTRAORDINARY)
    if body.owner_id is None and body.kind in ("presidium", "general_meeting"):
        offered.append(Occasion.YEARLY_CONFERENCE)
    return [(each.value, each.label) for each in offered]


class CancelForm(SeenForm):
    reason = LineField(
        label="Почему отменяется",
        max_length=500,
        help_text="Этот текст прочтут приглашённые.",
        error_messages={"required": "Напишите, почему заседание отменено."},
    )


class ReturnForm(SeenForm):
    remarks = TextField(
        label="Что исправить",
        max_length=5000,
        error_messages={"required": "Напишите, что исправить."},
    )


class ItemForm(SeenForm):
    title = LineField(
        label="Вопрос",
        max_length=500,
        help_text="Начинают с «О»: О плане работы на следующий год.",
        error_messages={"required": "Впишите вопрос."},
    )
    matter = forms.ChoiceField(label="Какой это вопрос по правилам")
    level = forms.ChoiceField(label="Кто видит", choices=Level.choices, widget=forms.RadioSelect)
    speaker = forms.ModelChoiceField(
        Person.objects.none(), label="Докладчик", required=False, empty_label="Не назначен"
    )
    responsible = forms.ModelChoiceField(
        Person.objects.none(),
        label="Ответственный за подготовку",
        required=False,
        empty_label="Не назначен",
    )
    draft_decision = TextField(label="Проект решения", max_length=10_000, required=False)
    draft_form = forms.ChoiceField(label="Вид решения", choices=DecisionForm.choices)

    def __init__(self, *args, meeting: Meeting, item=None, **kwargs):
        names = (
            "title",
            "matter",
            "level",
            "speaker",
            "responsible",
            "draft_decision",
            "draft_form",
        )
        initial = {"level": Level.PUBLIC, "draft_form": DecisionForm.INTERNAL, "matter": "ordinary"}
        if item is not None:
            initial = {name: getattr(item, name) for name in names}
        kwargs["initial"] = {"seen": meeting.version, **initial}
        super().__init__(*args, **kwargs)
        matters = [(each.code, each.title) for each in meeting.rule_set.matters.all()]
        if item is not None and item.matter not in dict(matters):
            matters.append((item.matter, item.matter))
        self.fields["matter"].choices = matters
        people = Person.objects.filter(meeting_invitations__in=meeting.invitations.standing())
        for name in ("speaker", "responsible"):
            self.fields[name].queryset = people.order_by("surname", "name", "pk")

    @property
    def question(self) -> Question:
        return Question(**{name: self.cleaned_data[name] for name in self.fields if name != "seen"})


class MaterialForm(forms.Form):
    title = LineField(
        label="Название", max_length=200, required=False, help_text="Пусто: имя файла."
    )
    upload = UploadField(label="Файл")


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
        return _moment(self.cleaned_data["received_on"], self.cleaned_data["received_time"])


class ConsiderForm(forms.Form):
    outcome = LineField(
        label="Как учли мнение",
        max_length=500,
        help_text="Это войдёт в протокол. Например: учтено в пункте 2 решения.",
        error_messages={"required": "Напишите, как учтено мнение."},
    )


class SearchForm(forms.Form):
    """Filters of the list; whatever of them is no filter is passed over (T72)."""

    body = forms.TypedChoiceField(label="Орган", required=False, coerce=int, empty_value=None)
    year = forms.IntegerField(
        label="Год", required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR
    )
    state = forms.ChoiceField(
        label="Состояние", required=False, choices=[("", "Любое"), *MeetingState.choices]
    )

    def __init__(self, data, *, bodies):
        super().__init__(data)
        self.fields["body"].choices = [("", "Все"), *((each.pk, each.title) for each in bodies)]

    @property
    def asked(self) -> Asked:
        self.is_valid()
        return Asked(**{name: value for name, value in self.cleaned_data.items() if value})
