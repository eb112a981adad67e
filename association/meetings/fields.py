"""Fields of the forms of the room."""

from datetime import date

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

EARLIEST, LATEST = date(1990, 1, 1), date(2100, 12, 31)


class DayField(forms.DateField):
    """A day typed as 15.03.2026; years that no paper of this century bears are refused (T53)."""

    widget = forms.DateInput(format="%d.%m.%Y", attrs={"inputmode": "numeric", "size": 12})
    default_error_messages = {
        "required": "Впишите дату.",
        "invalid": "Такой даты нет. Впишите день, месяц и год: 15.03.2026.",
    }

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", "Например, 15.03.2026")
        super().__init__(**kwargs)
        self.validators += [
            MinValueValidator(EARLIEST, f"Год раньше {EARLIEST.year}-го — проверьте дату."),
            MaxValueValidator(LATEST, f"Год позже {LATEST.year}-го — проверьте дату."),
        ]
