"""Acts on one record, and a record that is filed by hand."""

from django import forms

from documents.uploads.forms import UploadField
from home.accounts.fields import LineField
from home.rulebook.text import one_line

from ..choices import Level
from ..models import RecordClass
from ..rules.filing import LONGEST_NUMBER, LONGEST_TITLE

LARGEST = 20 * 1024 * 1024


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Причина",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Укажите причину."},
        help_text="Останется в журнале записи.",
    )

    def clean_reason(self):
        return self.cleaned_data["reason"].strip()


def day_field(label: str, **kwargs) -> forms.DateField:
    kwargs.setdefault("error_messages", {})
    kwargs["error_messages"] = {
        "required": "Укажите дату.",
        "invalid": "Такой даты нет. Пример: 05.03.2026",
    }
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **kwargs)


class RecordForm(forms.Form):
    """A record of any class, such as an order or a yearly report."""

    record_class = forms.ModelChoiceField(
        label="Вид",
        queryset=RecordClass.objects.all(),
        empty_label="Выберите вид",
        error_messages={"required": "Выберите вид записи."},
    )
    body = forms.ChoiceField(label="Чья запись")
    number = LineField(
        label="Номер",
        max_length=LONGEST_NUMBER,
        error_messages={"required": "Укажите номер."},
    )
    title = LineField(
        label="Название",
        max_length=LONGEST_TITLE,
        error_messages={"required": "Укажите название."},
        help_text="Например: «Годовой отчёт за 2025 год».",
    )
    date = day_field("Дата")
    signed_on = day_field(
        "Дата подписания", required=False, help_text="От неё считается срок хранения."
    )
    level = forms.ChoiceField(label="Доступ", choices=Level, initial=Level.MEMBERS)
    people = forms.CharField(
        label="Кто назван",
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="По одному имени на строке: по ним запись можно будет найти.",
    )
    file = UploadField(label="Файл", max_size=LARGEST)

    def __init__(self, *args, bodies: dict[str, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = [(key or "own", name) for key, name in bodies.items()]

    def clean_people(self) -> tuple[str, ...]:
        lines = map(one_line, self.cleaned_data["people"].splitlines())
        return tuple(dict.fromkeys(filter(None, lines)))

    def clean_body(self) -> str:
        body = self.cleaned_data["body"]
        return "" if body == "own" else body
