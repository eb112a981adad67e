from django import forms

from .emails import SUBJECT_LENGTH
from .registry import all_audiences, all_kinds


class PreferencesForm(forms.Form):
    """Which optional letters come by e-mail; obligatory ones are not asked about."""

    wanted = forms.MultipleChoiceField(
        label="Присылать на электронную почту",
        help_text="Отключённые письма вы найдёте в кабинете.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["wanted"].choices = [
            (kind.code, kind.title) for kind in all_kinds() if not kind.obligatory
        ]


class MailingForm(forms.Form):
    """A letter of the secretary to a circle of people."""

    audience = forms.ChoiceField(
        label="Кому", error_messages={"invalid_choice": "Такого круга адресатов нет."}
    )
    subject = forms.CharField(
        label="Тема",
        max_length=SUBJECT_LENGTH,
        error_messages={"required": "Напишите тему письма."},
    )
    text = forms.CharField(
        label="Текст письма",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="Обычный текст. Абзацы разделяйте пустой строкой; адрес страницы ставьте на отдельной строке, он станет ссылкой.",
        error_messages={"required": "Напишите текст письма."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["audience"].choices = [
            ("", "Выберите адресатов"),
            *((audience.code, audience.title) for audience in all_audiences()),
        ]
        self.fields["audience"].error_messages["required"] = "Выберите, кому написать."
