"""The form of a workbook."""

from django import forms

from documents.uploads.forms import UploadField

LARGEST = 10 * 1024 * 1024


class WorkbookForm(forms.Form):
    workbook = UploadField(
        label="Книга",
        kinds=("xlsx",),
        max_size=LARGEST,
        help_text="Заполненный образец, XLSX, не больше 10\xa0МБ и 10\xa0000 строк на листе.",
    )
