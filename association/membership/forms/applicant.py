"""One form for each step of the application."""

from django import forms

from association.organisations.choices import Standing
from documents.uploads.forms import UploadField
from home.accounts.fields import DayField, LineField, SeenForm

from .. import queries
from ..choices import Basis
from ..rules import checklist, procedure

SCANS = ("pdf", "jpg", "png")


class OrganisationForm(forms.Form):
    """For which organisation to apply; only those that may."""

    organisation = forms.ModelChoiceField(
        queryset=None,
        label="Какая организация вступает",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": "Выберите организацию.",
            "invalid_choice": "Выберите организацию из списка.",
        },
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        field.queryset = queries.organisations_that_may_apply(user)
        if len(field.queryset) == 1:
            field.initial = field.queryset[0]


class BasisForm(forms.Form):
    basis = forms.ChoiceField(
        label="На каком основании вступает организация",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Выберите основание.",
            "invalid_choice": "Выберите основание из списка.",
        },
    )

    def __init__(self, *args, organisation, **kwargs):
        super().__init__(*args, **kwargs)
        bases = procedure.bases_open_to(
            is_member=organisation.standing == Standing.MEMBER,
            is_candidate=queries.is_candidate(organisation),
        )
        self.fields["basis"].choices = [
            (
                basis.value,
                f"{basis.label} ({'член' if basis.admits_member else 'кандидат'}, "
                f"{procedure.basis_rule(basis).cited})",
            )
            for basis in bases
        ]

    def clean_basis(self) -> Basis:
        return Basis(self.cleaned_data["basis"])


class CertificateForm(forms.Form):
    """Data of the QMS certificate, as they stand on it (R19)."""

    number = LineField(
        label="Номер сертификата",
        max_length=100,
        error_messages={"required": "Впишите номер сертификата."},
    )
    issued_on = DayField(label="Дата выдачи")
    issuer = LineField(
        label="Кем выдан",
        max_length=300,
        help_text="Орган по сертификации, как в сертификате.",
        error_messages={"required": "Впишите, кем выдан сертификат."},
    )
    valid_until = DayField(label="Действует до")

    @property
    def certificate(self) -> checklist.QmsCertificate:
        return checklist.QmsCertificate(**self.cleaned_data)


class EvidenceForm(forms.Form):
    file = UploadField(label="Файл")
    note = LineField(
        label="Пояснение",
        max_length=300,
        required=False,
        help_text="Что это за документ, если по имени файла не понять.",
    )
    does_both = forms.BooleanField(
        label="В этом же приказе названы ответственные лица", required=False
    )

    def __init__(self, *args, requirement: str, **kwargs):
        super().__init__(*args, **kwargs)
        if requirement not in checklist.SAME_PAPER:
            del self.fields["does_both"]


class RecommendationForm(forms.Form):
    name = LineField(
        label="Фамилия, имя, отчество",
        max_length=300,
        help_text="Полностью. В Президиум входят руководители организаций-членов.",
        error_messages={"required": "Впишите фамилию, имя и отчество."},
    )
    position = LineField(
        label="Должность", max_length=300, error_messages={"required": "Впишите должность."}
    )


class AcquaintanceForm(forms.Form):
    edition = forms.IntegerField(widget=forms.HiddenInput)
    acquainted = forms.BooleanField(
        label="Ознакомлен(а) с этой редакцией Положения",
        error_messages={"required": "Отметьте, что ознакомились с Положением."},
    )


class SignedScanForm(forms.Form):
    file = UploadField(label="Скан или фотография подписанного заявления", kinds=SCANS)


class SubmitForm(SeenForm):
    """The last press: nothing to fill in but the version that was on the screen."""


class WithdrawForm(SeenForm):
    pass
