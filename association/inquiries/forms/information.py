"""Forms of information requests: to ask, to answer, to cancel, to look at a period."""

from datetime import date

from django import forms

from association.organisations.models import Branch, Territory
from documents.uploads.forms import WithFiles
from home.accounts.fields import DayField, LineField, TextField
from home.workdays.queries import today

from ..choices import Circle
from ..operations.information import Asking
from ..queries import information as queries


class AskForm(WithFiles):
    title = LineField(
        label="О чём запрос",
        max_length=200,
        error_messages={"required": "Назовите запрос: заголовок стоит в письме."},
    )
    text = TextField(
        label="Что нужно сообщить",
        max_length=10_000,
        error_messages={"required": "Напишите, что нужно сообщить."},
    )
    due_on = DayField(label="Ответить до (включительно)")
    circle = forms.ChoiceField(
        label="Кому", choices=Circle.choices, widget=forms.RadioSelect, initial=Circle.MEMBERS
    )
    territory = forms.ModelChoiceField(
        Territory.objects.all(), label="Территория", required=False, empty_label="не выбрана"
    )
    branch = forms.ModelChoiceField(
        Branch.objects.all(), label="Отрасль", required=False, empty_label="не выбрана"
    )
    numbers = TextField(
        label="ИНН выбранных членов",
        required=False,
        max_length=20_000,
        help_text="По одному в строке. Нужны только для «Выбранным членам».",
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    NEEDED = {
        Circle.TERRITORY: ("territory", "Выберите территорию."),
        Circle.BRANCH: ("branch", "Выберите отрасль."),
        Circle.CHOSEN: ("numbers", "Впишите ИНН членов, которым идёт запрос."),
    }

    def clean(self):
        cleaned = super().clean()
        name, words = self.NEEDED.get(cleaned.get("circle"), ("", ""))
        if name and not cleaned.get(name) and name not in self.errors:
            self.add_error(name, words)
        elif name == "numbers" and name not in self.errors:
            self._check_numbers(cleaned["numbers"].split())
        return cleaned

    def _check_numbers(self, numbers: list[str]) -> None:
        members = list(queries.circle(Circle.MEMBERS, today()).filter(inn__in=set(numbers)))
        known = {organisation.inn for organisation in members}
        if unknown := [number for number in dict.fromkeys(numbers) if number not in known]:
            self.add_error("numbers", f"Не члены Ассоциации: {', '.join(unknown[:10])}.")
        self.chosen = members

    @property
    def asking(self) -> Asking:
        given = self.cleaned_data
        members = queries.circle(
            given["circle"],
            today(),
            territory=given["territory"],
            branch=given["branch"],
            chosen=getattr(self, "chosen", ()),
        )
        return Asking(
            given["title"],
            given["text"],
            given["due_on"],
            given["circle"],
            list(members),
            self.files_given,
        )


class AnswerForm(WithFiles):
    text = TextField(
        label="Ответ",
        max_length=10_000,
        error_messages={"required": "Напишите ответ; если всё в файле, скажите об этом."},
    )
    field_order = ["text", *WithFiles.FILES]


class CancelForm(forms.Form):
    reason = LineField(
        label="Почему запрос отменяется",
        max_length=500,
        help_text="Этот текст прочтут все, кого спрашивали.",
        error_messages={"required": "Напишите причину."},
    )


class PeriodForm(forms.Form):
    """The days of a report; this year unless others are asked for."""

    since = DayField(label="С", required=False, help_text="")
    until = DayField(label="По", required=False, help_text="")

    def __init__(self, data, *, on: date):
        self.usual = (on.replace(month=1, day=1), on)
        since, until = (f"{day:%d.%m.%Y}" for day in self.usual)
        super().__init__({"since": since, "until": until} | data.dict())

    @property
    def period(self) -> tuple[date, date]:
        """Whatever is no day, or stands the wrong way round, gives way to the usual."""
        self.is_valid()
        since = self.cleaned_data.get("since") or self.usual[0]
        until = self.cleaned_data.get("until") or self.usual[1]
        return (since, until) if since <= until else self.usual
