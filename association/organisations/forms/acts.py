"""Invitations, roles, acting for a busy organisation, certificates of the QMS."""

from django import forms

from documents.uploads.forms import UploadField
from home.accounts.fields import DayField, EmailField, LineField, TextField

from ..choices import CertificationOutcome, RepresentativeRole

SCANS = ("pdf", "jpg", "png")


class RoleForm(forms.Form):
    role = forms.ChoiceField(
        label="Кем этот человек является в организации",
        choices=RepresentativeRole,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Выберите, кем является этот человек.",
            "invalid_choice": "Выберите из списка.",
        },
    )


class InviteForm(RoleForm):
    email = EmailField(
        label="Электронная почта того, кого вы приглашаете",
        help_text="Туда придёт письмо со ссылкой. Если учётной записи у человека нет, он заведёт её по этой ссылке.",
    )

    field_order = ["email", "role"]


class StandInForm(forms.Form):
    reason = LineField(
        label="Почему вы действуете за организацию",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Причину прочитают представители организации.",
        error_messages={"required": "Напишите причину."},
    )


class WhichDayForm(forms.Form):
    on = DayField(label="Сведения на день")


class QmsForm(forms.Form):
    """What the paper of the certificate says; a representative brings the paper itself."""

    number = LineField(
        label="Номер сертификата",
        max_length=100,
        error_messages={"required": "Введите номер сертификата."},
    )
    issuer = LineField(
        label="Кем выдан",
        max_length=300,
        error_messages={"required": "Напишите, кто выдал сертификат."},
    )
    issued_on = DayField(label="Действует с")
    valid_until = DayField(label="Действует по", help_text="Последний день срока.")
    file = UploadField(
        label="Скан сертификата",
        kinds=SCANS,
        error_messages={"required": "Приложите скан сертификата."},
    )

    def __init__(self, *args, needs_file: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].required = needs_file


class EndQmsForm(forms.Form):
    on = DayField(label="С какого дня сертификат не действует")
    reason = LineField(
        label="Почему",
        max_length=500,
        help_text="Например: отозван органом по сертификации; внесён по ошибке.",
        error_messages={"required": "Напишите причину."},
    )


class RejectQmsForm(forms.Form):
    reason = LineField(
        label="Почему запись не подтверждается",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Это прочитает организация. Например: номер на скане другой; скан не читается.",
        error_messages={"required": "Напишите, что не сходится."},
    )


class AskCertificationForm(forms.Form):
    note = TextField(
        label="Что готово",
        max_length=3000,
        help_text="Какие процессы описаны, проведены ли внутренние аудиты, когда удобно принять экспертов.",
        error_messages={"required": "Опишите, что готово."},
    )


class OutcomeForm(QmsForm):
    """How a request ended: with a certificate, or with a refusal and its reason."""

    outcome = forms.ChoiceField(
        label="Чем кончилась заявка",
        choices=[
            (each.value, each.label)
            for each in (CertificationOutcome.CERTIFIED, CertificationOutcome.REFUSED)
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите исход."},
    )
    note = TextField(
        label="Пояснение",
        max_length=3000,
        required=False,
        help_text="При отказе обязательно. Его прочитает организация.",
    )
    refused_on = DayField(label="День отказа", required=False)

    field_order = [
        "outcome",
        "number",
        "issuer",
        "issued_on",
        "valid_until",
        "file",
        "refused_on",
        "note",
    ]
    CERTIFICATE = ("number", "issuer", "issued_on", "valid_until")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, needs_file=False, **kwargs)
        self.is_refusal = self.data.get("outcome") == CertificationOutcome.REFUSED
        for name in self.CERTIFICATE:
            self.fields[name].required = not self.is_refusal
        for name in ("note", "refused_on"):
            self.fields[name].required = self.is_refusal
        self.fields["note"].error_messages["required"] = "Напишите причину отказа."
        # The page without a script shows both halves: each says when it is wanted.
        for name in self.CERTIFICATE:
            self.fields[name].help_text = "Если сертифицирована."
        self.fields["refused_on"].help_text = "Если отказано. Например, 15.03.2026"

    @property
    def certificate(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.CERTIFICATE}
