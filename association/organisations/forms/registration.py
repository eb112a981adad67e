"""The steps of registration, changes, and requests for access."""

import re

from django import forms

from documents.uploads.forms import UploadField
from home.accounts.fields import DayField, EmailField, LineField, NameField
from home.accounts.models import Person
from home.rulebook import DomainError

from .. import rules
from ..choices import RepresentativeRole
from ..models import Branch, Organisation, Territory

PHONE_DIGITS = 6
_PHONE = re.compile(r"[0-9+()\-–., a-zA-Zа-яА-ЯёЁ;/]+")


class NumberField(forms.CharField):
    """A number of a register, checked by a `flaw` function of the rules, which tells what is wrong or refuses by a rule."""

    def __init__(self, *, flaw, **kwargs):
        self.flaw = flaw
        kwargs["widget"] = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(max_length=40, **kwargs)

    def to_python(self, value):
        return rules.compact(super().to_python(value) or "")

    def validate(self, value):
        super().validate(value)
        try:
            flaw = self.flaw(value) if value else ""
        except DomainError as refusal:
            raise forms.ValidationError(refusal.printed) from None
        if flaw:
            raise forms.ValidationError(flaw)


class NumbersForm(forms.Form):
    inn = NumberField(
        label="ИНН",
        flaw=rules.inn_flaw,
        help_text="10 цифр.",
        error_messages={"required": "Введите ИНН организации."},
    )
    kpp = NumberField(
        label="КПП",
        flaw=rules.kpp_flaw,
        help_text="9 знаков. У филиала КПП свой.",
        error_messages={"required": "Введите КПП организации."},
    )


class NamesFields(forms.Form):
    full_name = LineField(
        label="Полное наименование",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Как в уставе. Так оно будет напечатано в сертификате.",
        error_messages={"required": "Введите полное наименование по уставу."},
    )
    short_name = LineField(
        label="Краткое наименование",
        max_length=200,
        help_text="Так организация называется в списках.",
        error_messages={"required": "Введите краткое наименование."},
    )
    legal_address = LineField(
        label="Юридический адрес",
        max_length=500,
        help_text="С индексом.",
        error_messages={"required": "Введите юридический адрес."},
    )
    postal_address = LineField(
        label="Почтовый адрес",
        max_length=500,
        required=False,
        help_text="Если отличается от юридического.",
    )
    territory = forms.ModelChoiceField(
        Territory.objects.all(),
        label="Территория",
        empty_label="Выберите территорию",
        error_messages={"required": "Выберите территорию."},
    )
    branch = forms.ModelChoiceField(
        Branch.objects.all(),
        label="Отрасль",
        empty_label="Выберите отрасль",
        error_messages={"required": "Выберите отрасль."},
    )


class NamesForm(NamesFields):
    ogrn = NumberField(
        label="ОГРН",
        flaw=rules.ogrn_flaw,
        help_text="13 цифр.",
        error_messages={"required": "Введите ОГРН организации."},
    )

    field_order = ["full_name", "short_name", "ogrn"]


class ContactFields(forms.Form):
    phone = LineField(
        label="Телефон организации",
        max_length=50,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        help_text="С кодом города.",
        error_messages={"required": "Введите телефон."},
    )
    email = EmailField(label="Электронная почта организации")
    website = forms.URLField(
        label="Сайт",
        max_length=200,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": "Это не похоже на адрес сайта. Пример: https://example.org"},
    )

    def clean_phone(self) -> str:
        phone = self.cleaned_data["phone"]
        digits = sum(letter in "0123456789" for letter in phone)
        if digits < PHONE_DIGITS or not _PHONE.fullmatch(phone):
            raise forms.ValidationError("Это не похоже на телефон. Пример: +7 (000) 200-00-00")
        return phone

    def clean_website(self) -> str:
        website = self.cleaned_data["website"]
        if website and not website.startswith(("http://", "https://")):
            raise forms.ValidationError("Адрес сайта начинается с https:// или http://")
        return website


class HeadFields(forms.Form):
    head_is_me = forms.BooleanField(
        label="Руководитель — это я",
        required=False,
        help_text="Тогда фамилию, имя и отчество вводить не нужно.",
    )
    head_surname = NameField(
        label="Фамилия руководителя",
        error_messages={"required": "Введите фамилию руководителя."},
    )
    head_name = NameField(
        label="Имя руководителя", error_messages={"required": "Введите имя руководителя."}
    )
    head_patronymic = NameField(
        label="Отчество руководителя", required=False, help_text="Если есть."
    )
    head_position = LineField(
        label="Должность руководителя",
        max_length=200,
        help_text="Например: директор.",
        error_messages={"required": "Введите должность руководителя."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.data.get("head_is_me"):
            for name in ("head_surname", "head_name"):
                self.fields[name].required = False

    def head(self, me: Person, present: Person | None = None) -> Person:
        """`me`, the `present` head when named again, or a new Person that is not saved."""
        cleaned = self.cleaned_data
        if cleaned["head_is_me"]:
            return me
        named = Person(
            surname=cleaned["head_surname"],
            name=cleaned["head_name"],
            patronymic=cleaned["head_patronymic"],
        )
        return present if present and present.full_name == named.full_name else named


class HeadForm(ContactFields, HeadFields):
    pass


class SinceFields(forms.Form):
    """Since when the new is true, and why: what was true before stays in the history (T82)."""

    since = DayField(
        label="С какого дня это верно",
        required=False,
        help_text="Если не с сегодняшнего. Например, 15.03.2026",
    )
    ground = LineField(
        label="Основание перемены",
        max_length=500,
        required=False,
        help_text="Например: приказ № 12 от 1 марта 2026 г.; новая редакция устава.",
    )

    @property
    def dated(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("since", "ground")}


class DetailsForm(SinceFields, ContactFields, NamesFields):
    """What representatives themselves change. The numbers of registers are the secretary's."""

    @classmethod
    def of(cls, organisation: Organisation, data=None) -> "DetailsForm":
        fields = (*NamesFields.base_fields, *ContactFields.base_fields)
        initial = {name: getattr(organisation, name) for name in fields}
        return cls(data, initial=initial)


class ChangeHeadForm(SinceFields, HeadFields):
    @classmethod
    def of(cls, organisation: Organisation, data=None) -> "ChangeHeadForm":
        head = organisation.head
        initial = {
            "head_surname": head.surname,
            "head_name": head.name,
            "head_patronymic": head.patronymic,
            "head_position": organisation.head_position,
        }
        return cls(data, initial=initial)


class JoinForm(forms.Form):
    authority = UploadField(
        label="Доверенность или приказ",
        kinds=("pdf", "jpg", "png"),
        required=False,
        error_messages={"required": "Приложите документ о полномочиях."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["authority"]
        field.help_text = (
            "Документ о том, что вы действуете от имени организации. Без него доступ может открыть "
            f"только тот, кто её уже представляет. {field.help_text}"
        )


class AcceptJoinForm(forms.Form):
    role = forms.ChoiceField(
        label="Кем этот человек является в организации",
        choices=RepresentativeRole,
        initial=RepresentativeRole.REPRESENTATIVE,
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите, кем является этот человек."},
    )


class RefuseJoinForm(forms.Form):
    reason = LineField(
        label="Причина отказа",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Её прочитает тот, кто просил доступ.",
        error_messages={"required": "Напишите причину отказа."},
    )
