"""Old protocols with their table: several PDFs, or a ZIP of them (T31)."""

import zipfile

from django import forms
from django.core.exceptions import ValidationError

from documents.uploads import scanning
from documents.uploads.forms import UploadField
from documents.uploads.handlers import MAX_SIZE
from home.rulebook import DomainError

from ..models import RecordClass
from ..operations.importing import Given
from ..reading.archives import LARGEST_FILE, unpack

TABLE_SIZE = 2 * 1024 * 1024


class ManyFilesInput(forms.FileInput):
    allow_multiple_selected = True


class ProtocolsField(forms.FileField):
    """Cleans to a list of Given; what is in the files is looked at one by one when they are kept."""

    widget = ManyFilesInput
    default_error_messages = {"required": "Выберите файлы протоколов."}

    def clean(self, data, initial=None) -> list[Given]:
        if not data:
            raise ValidationError(self.error_messages["required"], code="required")
        uploads = data if isinstance(data, list | tuple) else [data]
        return [given for upload in uploads for given in self._given(upload)]

    def _given(self, upload) -> list[Given]:
        if upload.size == 0:
            raise ValidationError(f"Файл «{upload.name}» пуст: в нём 0 байт.")
        if upload.size > MAX_SIZE:
            raise ValidationError(
                f"Файл «{upload.name}» больше {MAX_SIZE // 1024 // 1024}\xa0МБ: разделите архив."
            )
        _refuse_harmful(upload)
        upload.seek(0)
        if not zipfile.is_zipfile(upload):
            upload.seek(0)
            content = upload.read() if upload.size <= LARGEST_FILE else None
            return [Given(upload.name, content)]
        try:
            return [Given(each.name, each.content) for each in unpack(upload)]
        except DomainError as refusal:
            raise ValidationError(refusal.message) from None


def _refuse_harmful(upload) -> None:
    if not scanning.is_configured():
        return
    upload.seek(0)
    try:
        harm = scanning.find_harm(upload.read())
    except scanning.ScannerUnavailable:
        raise ValidationError(
            "Сейчас файлы не принимаются: не работает проверка на вредоносные программы."
        ) from None
    if harm:
        raise ValidationError(f"Файл «{upload.name}» не принят: в нём вредоносная программа.")


class ImportForm(forms.Form):
    table = UploadField(
        label="Таблица",
        kinds=("xlsx", "txt"),
        max_size=TABLE_SIZE,
        help_text="XLSX или CSV: строка на протокол, первая строка — названия столбцов.",
    )
    files = ProtocolsField(
        label="Файлы протоколов",
        help_text="PDF, до 15 файлов сразу, или ZIP с ними: до 500 файлов, архив не больше 25\xa0МБ.",
    )
    record_class = forms.ModelChoiceField(
        label="Вид записей, если в таблице он не указан",
        queryset=RecordClass.objects.all(),
        empty_label=None,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["table"].widget.attrs["accept"] = ".xlsx,.csv"
        self.fields["files"].widget.attrs["accept"] = ".pdf,.zip"
        default = RecordClass.objects.filter(code="presidium_protocols").first()
        self.fields["record_class"].initial = default
