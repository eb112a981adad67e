"""Form fields of people and their accounts, for every room; what is typed gets one spelling."""

import unicodedata
from datetime import date

from allauth.account.forms import SetPasswordField
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import QueryDict

from home.accounts.models import validate_human_name
from home.accounts.rules import normalise_email
from home.rulebook.text import one_line

PASSWORD_LENGTH = 1000
"""Letters that are hashed; a million of them would only keep the server busy (T71)."""

EARLIEST, LATEST = date(1990, 1, 1), date(2100, 12, 31)

STRENGTH_HINT = "Не короче десяти знаков, не одни цифры и не из самых ходовых."

EMAIL_ERRORS = {
    "required": "Введите адрес электронной почты.",
    "invalid": "Это не похоже на адрес электронной почты. Пример: maria@example.org",
    "max_length": "Адрес длиннее 254 знаков.",
}


class LineField(forms.CharField):
    """One line as people see it: NFC, single spaces, nothing invisible (T69)."""

    def to_python(self, value):
        return one_line(super().to_python(value) or "")


class TextField(forms.CharField):
    """Several lines of text, NFC."""

    widget = forms.Textarea(attrs={"rows": 5})

    def to_python(self, value):
        return unicodedata.normalize("NFC", super().to_python(value) or "")


class DayField(forms.DateField):
    """A day typed as 15.03.2026; years that no paper of ours bears are refused (T53)."""

    widget = forms.DateInput(format="%d.%m.%Y", attrs={"inputmode": "numeric", "size": 12})
    default_error_messages = {
        "required": "Впишите дату.",
        "invalid": "Такой даты нет. Впишите день, месяц и год: 15.03.2026.",
    }

    def __init__(self, *, earliest: date = EARLIEST, **kwargs):
        kwargs.setdefault("help_text", "Например, 15.03.2026")
        super().__init__(**kwargs)
        self.validators += [
            MinValueValidator(earliest, f"Год раньше {earliest.year}-го — проверьте дату."),
            MaxValueValidator(LATEST, f"Год позже {LATEST.year}-го — проверьте дату."),
        ]


class SeenForm(forms.Form):
    """A form of an act that holds only for the version its reader has seen (T35)."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class PeriodForm(forms.Form):
    """The days of a report."""

    since = DayField(label="С\xa0какого дня")
    until = DayField(label="По\xa0какой день")

    @classmethod
    def of(cls, asked: QueryDict, *, on: date) -> "PeriodForm":
        """This year until `on`, unless other days are asked for."""
        return cls({"since": f"01.01.{on.year}", "until": f"{on:%d.%m.%Y}"} | asked.dict())

    def clean(self):
        data = super().clean()
        if "since" in data and "until" in data and data["since"] > data["until"]:
            self.add_error("until", "Конец периода раньше его начала.")
        return data


class NameField(LineField):
    """A surname, name or patronymic."""

    default_validators = [validate_human_name]

    def __init__(self, **kwargs):
        super().__init__(max_length=100, **kwargs)


class EmailField(forms.EmailField):
    """One spelling for one address (T69); a Latin mailbox, any domain, at most 254 letters (T55)."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", "Электронная почта")
        kwargs.setdefault("max_length", 254)
        kwargs["error_messages"] = EMAIL_ERRORS
        kwargs["widget"] = forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"})
        super().__init__(**kwargs)

    def to_python(self, value):
        return normalise_email(super().to_python(value))


class NewPasswordField(SetPasswordField):
    def __init__(self, **kwargs):
        super().__init__(
            help_text=STRENGTH_HINT,
            max_length=PASSWORD_LENGTH,
            error_messages={"required": "Придумайте пароль."},
            **kwargs,
        )
        self.widget.attrs.pop("placeholder", None)


class PasswordField(forms.CharField):
    def __init__(self, **kwargs):
        kwargs.setdefault("label", "Пароль")
        kwargs.setdefault("error_messages", {"required": "Введите пароль."})
        super().__init__(
            strip=False,
            max_length=PASSWORD_LENGTH,
            widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
            **kwargs,
        )


class CodeField(forms.CharField):
    def __init__(self, **kwargs):
        kwargs.setdefault("label", "Код из письма")
        super().__init__(
            max_length=40,
            error_messages={"required": "Введите код."},
            widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
            **kwargs,
        )
