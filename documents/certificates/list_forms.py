"""Forms of lists and of the book of issue."""

from django import forms
from django.core.exceptions import ValidationError

from documents.uploads import tables
from documents.uploads.forms import UploadField
from home.accounts.fields import DayField, LineField
from home.workdays.queries import today

from . import lists, queries, rules
from .choices import Receipt
from .models import CertificateKind


class ListForm(forms.Form):
    """A list of holders: a file, or lines copied from a spreadsheet."""

    kind = forms.ModelChoiceField(
        label="Вид",
        queryset=CertificateKind.objects.none(),
        empty_label=None,
        error_messages={"required": "Выберите вид."},
    )
    title = LineField(
        label="За что",
        max_length=300,
        help_text="По этим словам вы узнаете список, например «Курсы школьных библиотекарей, группа 3». Если бланк говорит, за что выдан сертификат, они напечатаются и на нём.",
        error_messages={"required": "Напишите, за что выдаются сертификаты."},
    )
    issued_on = DayField(
        label="Дата регистрации",
        help_text="Напечатается на каждом сертификате; не позже сегодняшней. Например, 15.03.2026",
    )
    is_organisation = forms.BooleanField(
        label="В списке организации, а не люди",
        required=False,
        help_text="Наименование организации видит каждый, кто проверяет сертификат; имя человека — только когда это разрешает вид.",
    )
    people = forms.CharField(
        label="Список",
        required=False,
        max_length=2_000_000,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        help_text="Строка на получателя. Скопируйте столбец из Excel: первый столбец — кому, второй (если нужен) — адрес или место работы.",
    )
    table = UploadField(
        label="Или файл со списком",
        kinds=("xlsx", "txt"),
        max_size=2 * 1024 * 1024,
        required=False,
        help_text=f"XLSX или CSV с теми же столбцами, до {lists.MOST_ROWS} строк.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].queryset = queries.kinds_for_lists()
        self.fields["issued_on"].initial = today
        self.fields["table"].widget.attrs["accept"] = ".xlsx,.csv,.txt"

    def clean(self):
        fields = super().clean()
        if self.errors:
            return fields
        if bool(fields["table"]) == bool(fields["people"].strip()):
            raise ValidationError("Вставьте список или выберите файл с ним: что-то одно.")
        try:
            fields["rows"] = lists.read_list(_rows(fields))
        except tables.LongTable:
            raise ValidationError(lists.TOO_MANY) from None
        except tables.BrokenTable:
            raise ValidationError(
                "Файл не открывается: сохраните его заново в Excel или как CSV."
            ) from None
        if not fields["rows"]:
            raise ValidationError("В списке нет ни одной строки.")
        return fields


def _rows(fields: dict) -> list[tables.Row]:
    limits = {"most_rows": lists.MOST_ROWS, "most_columns": lists.MOST_COLUMNS}
    if not (table := fields["table"]):
        return tables.rows_of_text(fields["people"], **limits, delimiters=("\t", ";"))
    kind = "xlsx" if table.kind.code == "xlsx" else "csv"
    return tables.read_table(table.content, kind, **limits)


class HandOverForm(forms.Form):
    """R190: the holder's own signature, or another's with a proxy."""

    on = DayField(label="Когда выдан")
    received_by = LineField(
        label="Кто получил",
        max_length=300,
        error_messages={"required": "Укажите, кто получил."},
    )
    receipt = forms.ChoiceField(
        label="Как получен", choices=Receipt.choices, widget=forms.RadioSelect, initial=Receipt.OWN
    )
    proxy_number = LineField(label="Номер доверенности", max_length=50, required=False)
    proxy_date = DayField(label="Дата доверенности", required=False)
    scan = UploadField(
        label="Скан подписи или доверенности",
        kinds=("pdf", "jpg", "png"),
        required=False,
    )

    def reception(self) -> rules.Reception:
        fields = self.cleaned_data
        return rules.Reception(
            fields["on"],
            fields["received_by"],
            fields["receipt"] == Receipt.PROXY,
            fields["proxy_number"],
            fields["proxy_date"],
        )
