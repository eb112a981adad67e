"""What is asked of whoever looks for decisions, carries them out and watches over it. Steps carry `seen` (T35)."""

from django import forms

from association.bodies.choices import ReleaseGround
from documents.uploads.forms import UploadField
from home.accounts.fields import DayField, LineField, PeriodForm, SeenForm, TextField

from ..choices import DecisionForm, Execution
from ..queries.decisions import Asked
from .parts import ALL

FIRST_YEAR, LAST_YEAR = 1990, 2100


class SearchForm(forms.Form):
    """Filters of the list; whatever of them is no filter is passed over (T72)."""

    words = LineField(label="Слова из вопроса или решения", max_length=100, required=False)
    body = forms.TypedChoiceField(label="Орган", required=False, coerce=int, empty_value=None)
    year = forms.IntegerField(
        label="Год", required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR
    )
    form = forms.ChoiceField(label="Вид", required=False, choices=[ALL, *DecisionForm.choices])
    execution = forms.ChoiceField(
        label="Исполнение", required=False, choices=[("", "любое"), *Execution.choices]
    )
    overdue = forms.BooleanField(label="Только просроченные", required=False)

    def __init__(self, data, *, bodies):
        super().__init__(data)
        self.fields["body"].choices = [ALL, *((each.pk, each.title) for each in bodies)]

    @property
    def asked(self) -> Asked:
        self.is_valid()
        return Asked(**{name: value for name, value in self.cleaned_data.items() if value})


class ProgressForm(SeenForm):
    text = TextField(
        label="Что сделано",
        max_length=5000,
        error_messages={"required": "Напишите, что сделано."},
    )
    upload = UploadField(label="Файл", required=False)


class AcceptForm(SeenForm):
    text = TextField(label="Что ответить исполнителю", max_length=5000, required=False)


class ReturnForm(SeenForm):
    text = TextField(
        label="Чего не хватает",
        max_length=5000,
        help_text="Этот текст исполнитель прочтёт в письме.",
        error_messages={"required": "Напишите, чего не хватает."},
    )


class ReassignForm(SeenForm):
    executor = forms.ModelChoiceField(
        label="Исполнитель",
        queryset=None,
        empty_label="Выберите",
        error_messages={"required": "Выберите исполнителя."},
    )
    due_on = DayField(label="Исполнить до", required=False)
    reason = LineField(
        label="Почему",
        max_length=500,
        help_text="Прочтут и прежний, и новый исполнитель.",
        error_messages={"required": "Напишите, почему."},
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["executor"].queryset = people


class AttachForm(PeriodForm):
    item = forms.ModelChoiceField(
        label="К какому вопросу приложить",
        queryset=None,
        empty_label="Выберите",
        error_messages={"required": "Выберите вопрос повестки."},
    )

    def __init__(self, *args, items, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["since"].widget = self.fields["until"].widget = forms.HiddenInput()
        self.fields["item"].queryset = items


class ElectionForm(forms.Form):
    """Who of the roster is proposed; choices are the keys of the people."""

    person = forms.TypedChoiceField(
        label="Кого предлагаете",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите, кого предлагаете."},
    )
    note = LineField(label="Пояснение", max_length=300, required=False)

    def __init__(self, *args, seats, **kwargs):
        super().__init__(*args, **kwargs)
        self.seats = {seat.person.pk: seat for seat in seats}
        self.fields["person"].choices = [
            (pk, ", ".join(filter(None, (seat.person.full_name, seat.position))))
            for pk, seat in self.seats.items()
        ]

    def answers(self) -> dict:
        return {
            "seat": self.seats[self.cleaned_data["person"]],
            "note": self.cleaned_data["note"],
        }


class ReleaseForm(forms.Form):
    release_ground = forms.ChoiceField(
        label="На каком основании",
        choices=ReleaseGround.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите одно из трёх оснований."},
    )
    note = LineField(label="Пояснение", max_length=300, required=False)

    def __init__(self, *args, seats, **kwargs):
        super().__init__(*args, **kwargs)

    def answers(self) -> dict:
        return dict(self.cleaned_data)
