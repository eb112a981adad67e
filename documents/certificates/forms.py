"""Forms of the check page, of the register and of the signatories."""

import secrets

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from wagtail.admin.forms import WagtailAdminModelForm

from documents.papers.pictures import as_jpeg
from documents.uploads.inspection import FileRefused, inspect
from home.workdays.queries import today

from . import queries, rules


class CheckNumberForm(forms.Form):
    number = forms.CharField(
        label="Номер сертификата",
        max_length=rules.LONGEST_TYPED,
        help_text="Как напечатано на бумаге, например 2026-0001. Пробелы, тире и регистр букв неважны.",
        error_messages={
            "required": "Введите номер сертификата.",
            "max_length": "Номер сертификата намного короче: проверьте, что вы вставили.",
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class RevokeForm(forms.Form):
    on = forms.DateField(
        label="Не действует с",
        help_text="День, с которого сертификат не действует: не раньше дня выдачи и не позже сегодняшнего.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": "Укажите дату.",
            "invalid": "Укажите дату числами: день, месяц, год.",
        },
    )
    ground = forms.CharField(
        label="Основание",
        max_length=500,
        help_text="Его увидит каждый, кто проверит сертификат: без сведений, которые нельзя показывать всем.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Укажите основание."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today


class VoidForm(forms.Form):
    reason = forms.CharField(
        label="Причина",
        max_length=500,
        help_text="Её увидит каждый, кто проверит номер. Номер не будет выдан вновь.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Укажите причину."},
    )


class InsteadForm(forms.Form):
    """What the new paper will say of its holder: as on the former one unless corrected."""

    name = forms.CharField(
        label="Кому выдаётся",
        max_length=rules.LONGEST_HOLDER,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Укажите, кому выдаётся сертификат."},
    )
    address = forms.CharField(
        label="Адрес",
        max_length=rules.LONGEST_HOLDER,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    ground = forms.CharField(
        label="Основание",
        max_length=500,
        help_text="Почему прежний заменяют. Его увидит каждый, кто проверит прежний номер.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Укажите основание."},
    )


class SignatoryForm(WagtailAdminModelForm):
    class Meta:
        # The plain widget asks a private file for its address, and it has none.
        widgets = {"facsimile": forms.FileInput}

    def clean_facsimile(self):
        """Drawn anew as JPEG on white: several times quicker to print than a transparent PNG."""
        upload = self.cleaned_data["facsimile"]
        if not isinstance(upload, UploadedFile):
            return upload
        upload.seek(0)
        try:
            checked = inspect(upload.name, upload.read(), ("jpg", "png"))
        except FileRefused as refusal:
            raise ValidationError(str(refusal)) from None
        return ContentFile(as_jpeg(checked.content), f"{secrets.token_hex(16)}.jpg")

    def clean(self):
        fields = super().clean()
        if fields.get("since") and (other := queries.other_on_the_place(self.instance.pk, fields)):
            self.add_error("order", f"На этом месте в эти дни подписывает {other.person}.")
        return fields
