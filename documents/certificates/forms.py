"""Forms of the check page, of the register and of the signatories."""

import secrets

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from wagtail.admin.forms import WagtailAdminModelForm

from documents.papers.pictures import as_jpeg
from documents.uploads.forms import UploadField
from documents.uploads.inspection import FileRefused, inspect
from home.accounts.fields import DayField, LineField, TextField
from home.workdays.queries import today

from . import queries, rules
from .choices import Layout, Size
from .wording import CONTENTS

LARGEST_BACKGROUND = (1754, 1754)
"""Points of the longer side of an А4 at 150 to the inch: sharp enough behind words, light enough for thousands."""


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


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


class CheckFileForm(forms.Form):
    file = UploadField(
        label="Файл сертификата",
        kinds=("pdf",),
        max_size=rules.LARGEST_CHECKED,
        help_text="PDF, не больше 5\xa0МБ. Файл сверяется с реестром и не сохраняется.",
    )


class TemplateForm(forms.Form):
    """The draft of a template; what may stand in braces is checked by the operation."""

    seen = forms.CharField(widget=forms.HiddenInput)
    layout = forms.ChoiceField(label="Оформление", choices=Layout.choices)
    authority = TextField(
        label="Орган управления (шапка)", max_length=200, required=False, widget=_lines(2)
    )
    association = TextField(label="Объединение (шапка)", max_length=200, widget=_lines(2))
    heading = LineField(label="Заголовок", max_length=60)
    attestation = LineField(label="Слова перед утверждением", max_length=200)
    statement = TextField(label="Что удостоверяется", max_length=400, widget=_lines(4))
    signatures = forms.IntegerField(
        label="Сколько подписей",
        min_value=1,
        max_value=3,
        help_text="Столько подписантов должно действовать на день выдачи.",
    )
    name_size = forms.ChoiceField(label="Имя или наименование", choices=Size.choices)
    text_size = forms.ChoiceField(label="Текст", choices=Size.choices)
    background = UploadField(
        label="Фон",
        kinds=("jpg", "png"),
        required=False,
        help_text="Необязательно. JPEG или PNG во весь лист А4: заменит рамку и поля оформления.",
    )
    without_background = forms.BooleanField(label="Убрать фон", required=False)

    def __init__(self, *args, has_background: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not has_background:
            del self.fields["without_background"]

    def contents(self) -> dict:
        return {name: self.cleaned_data[name] for name in CONTENTS}

    def new_background(self) -> bytes | None:
        """Drawn anew for print; b"" takes the present one away, None leaves it."""
        if upload := self.cleaned_data["background"]:
            return as_jpeg(upload.content, LARGEST_BACKGROUND)
        return b"" if self.cleaned_data.get("without_background") else None


class ApproveForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput)
    order_number = LineField(label="Номер приказа", max_length=50)
    order_date = DayField(label="Дата приказа")
    order_by = LineField(
        label="Чей приказ",
        max_length=300,
        help_text="Например: директор учебного центра.",
    )
    scan = UploadField(label="Скан приказа", kinds=("pdf", "jpg", "png"), required=False)


class DeleteDraftForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput)
