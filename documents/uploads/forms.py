"""The field through which every file of the site comes in."""

from django import forms
from django.core.exceptions import ValidationError

from . import scanning
from .inspection import KINDS, FileRefused, inspect
from .inspection.kinds import labels
from .rules import MAX_SIZE, size_in_words

SCANS_AND_PAPERS = ("pdf", "jpg", "png", "docx", "xlsx")


class UploadField(forms.FileField):
    """A file of one of `kinds`; cleans to a CheckedUpload, which `store_upload` takes."""

    default_error_messages = {
        "required": "Выберите файл.",
        "missing": "Файл не дошёл. Выберите его ещё раз.",
        "empty": "Файл пуст: в нём 0 байт. Выберите другой.",
    }

    def __init__(self, *, kinds: tuple[str, ...] = SCANS_AND_PAPERS, max_size=MAX_SIZE, **kwargs):
        self.kinds = kinds
        self.max_size = max_size
        kwargs.setdefault("help_text", f"{labels(kinds)}, не больше {size_in_words(max_size)}.")
        kwargs.setdefault("widget", forms.FileInput)
        super().__init__(**kwargs)
        self.widget.attrs["accept"] = ",".join(_accepted(kinds))

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        if not data:
            return upload
        if upload.size > self.max_size:
            raise ValidationError(
                f"Файл слишком велик: {size_in_words(upload.size)}. "
                f"Допустимо не больше {size_in_words(self.max_size)}."
            )
        upload.seek(0)
        content = upload.read()
        _refuse_harmful(content)
        try:
            return inspect(upload.name, content, self.kinds)
        except FileRefused as refusal:
            raise ValidationError(str(refusal)) from None


class WithFiles(forms.Form):
    """A form with a few files beside its own fields, each checked by itself; `files_given` are those that came."""

    FILES = ("file_1", "file_2", "file_3")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for number, name in enumerate(self.FILES, start=1):
            label = "Файл" if number == 1 else f"Файл {number}"
            self.fields[name] = UploadField(label=label, required=False)

    @property
    def files_given(self) -> list:
        return [self.cleaned_data[name] for name in self.FILES if self.cleaned_data.get(name)]


def _accepted(kinds: tuple[str, ...]):
    for code in kinds:
        yield f".{code}"
        yield KINDS[code].content_type


def _refuse_harmful(content: bytes) -> None:
    if not scanning.is_configured():
        return
    try:
        harm = scanning.find_harm(content)
    except scanning.ScannerUnavailable:
        raise ValidationError(
            "Сейчас файлы не принимаются: не работает проверка на вредоносные программы. "
            "Попробуйте через несколько минут."
        ) from None
    if harm:
        raise ValidationError(
            "Файл не принят: проверка нашла в нём вредоносную программу. "
            "Проверьте антивирусом компьютер, на котором он сделан."
        )
