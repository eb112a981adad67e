"""Signatures in the cabinet, on paper and in files."""

from django import forms

from documents.uploads.forms import UploadField
from home.accounts.fields import LineField, SeenForm

from ..choices import SignatureCapacity

LARGEST_SIGNATURE = 1024 * 1024


class SignForm(forms.Form):
    sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)


class PaperForm(SeenForm):
    capacities = forms.MultipleChoiceField(
        label="Чьи подписи стоят",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Отметьте, чьи подписи стоят под протоколом."},
    )
    signed_on = forms.DateField(
        label="Дата подписи",
        help_text="Например: 18.11.2026. Какая стоит на бумаге.",
        error_messages={
            "required": "Укажите дату, которая стоит на бумаге.",
            "invalid": "Напишите дату так: 18.11.2026.",
        },
    )
    upload = UploadField(label="Скан подписанного протокола", kinds=("pdf", "jpg", "png"))

    def __init__(self, *args, signers: dict[SignatureCapacity, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["capacities"].choices = [
            (capacity, f"{name} ({SignatureCapacity(capacity).label})")
            for capacity, name in signers.items()
        ]


class AttachForm(forms.Form):
    title = LineField(
        label="Чья подпись",
        max_length=200,
        error_messages={"required": "Напишите, чья это подпись."},
        help_text="Например: Иванова М. П., председатель.",
    )
    upload = UploadField(label="Файл подписи", kinds=("sig",), max_size=LARGEST_SIGNATURE)
