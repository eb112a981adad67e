"""What the chair and the members of the Presidium write of a list of pairs."""

from urllib.parse import urlencode

from django import forms

from association.organisations.models import Organisation
from home.accounts.fields import DayField, LineField, SeenForm, TextField

from ..choices import Criterion, Hold, OnBoard, Stance
from ..operations.forming import Proposed
from ..queries.board import Asked


class BoardForm(forms.Form):
    """What of the board is looked at; whatever is not offered is passed over (T72)."""

    words = LineField(label="Название организации", max_length=100, required=False)
    territory = forms.TypedChoiceField(
        label="Территория кандидата", required=False, coerce=int, empty_value=None
    )
    shown = forms.ChoiceField(
        label="Показать", required=False, choices=[("", "всех кандидатов"), *OnBoard.choices]
    )

    def __init__(self, data, *, territories: list[tuple[int, str]]):
        super().__init__(data)
        self.fields["territory"].choices = [("", "любая"), *territories]

    @property
    def given(self) -> dict:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def asked(self) -> Asked:
        return Asked(**self.given)

    @property
    def query(self) -> str:
        return urlencode(self.given)


class ChoiceForm(SeenForm):
    """The one move of the board: which mentor."""

    mentor = forms.ModelChoiceField(
        queryset=Organisation.objects.none(),
        error_messages={
            "required": "Выберите наставника.",
            "invalid_choice": "Этой организации среди наставников уже нет.",
        },
    )

    def __init__(self, *args, mentors, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mentor"].queryset = mentors


class HoldForm(SeenForm):
    hold = forms.TypedChoiceField(choices=Hold.choices, coerce=Hold)


class FindForm(forms.Form):
    """By which words the two are looked for on the page that adds a pair."""

    mentor_words = LineField(label="Наставник: название или ИНН", max_length=100, required=False)
    candidate_words = LineField(label="Кандидат: название или ИНН", max_length=100, required=False)

    @property
    def given(self) -> dict[str, str]:
        self.is_valid()
        return self.cleaned_data


class PairForm(SeenForm):
    """A pair of the chair's own. Who may be in one is the law's to say; who is offered, the search's."""

    candidate = forms.ModelChoiceField(
        label="Кандидат",
        queryset=Organisation.objects.none(),
        empty_label="выберите",
        error_messages={"required": "Выберите кандидата."},
    )
    mentor = forms.ModelChoiceField(
        label="Наставник",
        queryset=Organisation.objects.none(),
        empty_label="выберите",
        error_messages={"required": "Выберите наставника."},
    )
    criterion = forms.ChoiceField(
        label="Признак пары",
        choices=Criterion.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите признак."},
    )
    ground = LineField(
        label="Пояснение",
        max_length=1000,
        required=False,
        help_text="Нужно, если по данным реестра такого признака у пары нет, и всегда, когда заменяют наставника.",
    )

    def __init__(self, *args, mentors, candidates, offered: dict[str, list], **kwargs):
        super().__init__(*args, **kwargs)
        for name, queryset in (("mentor", mentors), ("candidate", candidates)):
            self.fields[name].queryset = queryset
            self.fields[name].widget.choices = [
                ("", "выберите"),
                *((each.pk, each.short_name) for each in offered[name]),
            ]

    @property
    def proposed(self) -> Proposed:
        data = self.cleaned_data
        return Proposed(data["mentor"], data["candidate"], data["criterion"], data["ground"])


class EndForm(SeenForm):
    ground = LineField(
        label="Почему пару прекращают",
        max_length=1000,
        error_messages={"required": "Напишите, почему пару прекращают."},
        help_text="Это прочтут члены Президиума и обе организации.",
    )


class NoteForm(SeenForm):
    note = TextField(
        label="Пояснение к списку",
        max_length=3000,
        required=False,
        help_text="Члены Президиума прочтут его над парами.",
    )


class SendForm(SeenForm):
    until = DayField(label="Согласовать до")


class WithdrawForm(SeenForm):
    reason = TextField(
        label="Почему список снят",
        max_length=3000,
        error_messages={"required": "Напишите, почему список снят."},
    )


class OpinionForm(SeenForm):
    """`seen` is the key of the place on the sheet of agreement."""

    stance = forms.ChoiceField(
        label="Ваше мнение о списке",
        choices=[(Stance.AGREED, "согласен (согласна)"), (Stance.OBJECTED, "возражаю")],
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите: согласны или возражаете."},
    )
    reason = TextField(
        label="Против чего и почему",
        max_length=3000,
        required=False,
        help_text="Нужно, если возражаете. Прочтут председатель и члены Президиума.",
    )


class AnswerForm(SeenForm):
    answer = TextField(
        label="Ответ на возражение",
        max_length=3000,
        error_messages={"required": "Напишите ответ."},
        help_text="Список останется как есть. Чтобы изменить его, верните список в работу.",
    )


class WordsForm(forms.Form):
    words = LineField(label="Название организации или ИНН", max_length=100, required=False)

    @property
    def asked(self) -> str:
        self.is_valid()
        return self.cleaned_data.get("words", "")

    @property
    def query(self) -> str:
        return urlencode({"words": self.asked} if self.asked else {})
