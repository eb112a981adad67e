"""The public form of a request for help, and the acts of the office on it."""

from django import forms
from django.utils.html import format_html

from association.organisations import rules as organisations
from association.organisations.forms import NumberField
from association.organisations.models import Territory
from documents.uploads.forms import UploadField
from home.accounts.fields import EmailField, LineField, SeenForm, TextField
from home.accounts.models import ConsentText

from ..choices import HelpState, HelpTopic
from ..operations.help import Question
from ..rules.names import HELP_CONSENT

QUESTION = (
    "topic",
    "organisation_name",
    "inn",
    "territory",
    "contact_name",
    "email",
    "phone",
    "text",
)


class HelpForm(forms.Form):
    """For anybody; a field that only machines fill in, and the consent as it was shown (T66, T75)."""

    topic = forms.ChoiceField(
        label="О чём вопрос",
        choices=[("", "выберите"), *HelpTopic.choices],
        error_messages={"required": "Выберите, о чём вопрос."},
    )
    text = TextField(
        label="Ваш вопрос",
        max_length=5000,
        help_text="Что уже сделано и что не выходит. До 5000 знаков.",
        error_messages={"required": "Напишите вопрос."},
    )
    organisation_name = LineField(
        label="Организация",
        max_length=300,
        error_messages={"required": "Напишите, какая организация просит помощи."},
    )
    inn = NumberField(
        label="ИНН организации",
        flaw=organisations.inn_flaw,
        required=False,
        help_text="По нему секретарь узнает члена Ассоциации.",
    )
    territory = forms.ModelChoiceField(
        Territory.objects.all(),
        label="Территория",
        required=False,
        empty_label="не указана",
        help_text="Поможем найти того, кто рядом.",
    )
    contact_name = LineField(
        label="Как к вам обращаться",
        max_length=300,
        error_messages={"required": "Напишите имя: кому отвечать."},
    )
    email = EmailField(help_text="Сюда придут номер обращения и ссылка на ответ.")
    phone = LineField(label="Телефон", max_length=50, required=False)
    consent = forms.BooleanField(
        label="Даю согласие на обработку данных в этом обращении",
        error_messages={
            "required": f"Без согласия обращение принять нельзя ({HELP_CONSENT.clause})."
        },
    )
    text_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    homepage = forms.CharField(
        label="Не заполняйте это поле",
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(self, *args, consent_text: ConsentText, **kwargs):
        super().__init__(*args, **kwargs)
        self.consent_text = consent_text
        self.initial["text_version"] = consent_text.version
        self.fields["consent"].help_text = format_html(
            'Через год после ответа данные удаляются. <a href="{}" target="_blank">Прочитать текст согласия</a>'
            " (откроется в&nbsp;новой вкладке)",
            consent_text.get_absolute_url(),
        )

    @property
    def fields_for_people(self) -> list:
        hidden = ("text_version", "homepage")
        return [self[name] for name in self.fields if name not in hidden]

    @property
    def is_from_machine(self) -> bool:
        return bool(self.cleaned_data["homepage"])

    @property
    def question(self) -> Question:
        return Question(**{name: self.cleaned_data[name] for name in QUESTION})

    def clean(self):
        """The text that was on the page is the text that is agreed to (T66)."""
        cleaned = super().clean()
        if cleaned.get("text_version") != self.consent_text.version and "consent" in cleaned:
            self.data = self.data.copy()
            self.data["text_version"] = self.consent_text.version
            self.add_error(
                "consent",
                "Пока вы заполняли форму, текст согласия обновился. Прочитайте его и отправьте форму ещё раз.",
            )
        return cleaned


class HelpSearchForm(forms.Form):
    words = LineField(label="Номер или организация", max_length=100, required=False)
    state = forms.ChoiceField(
        label="Состояние", required=False, choices=[("", "любое"), *HelpState.choices]
    )
    topic = forms.ChoiceField(
        label="О чём", required=False, choices=[("", "любая тема"), *HelpTopic.choices]
    )

    @property
    def asked(self) -> dict[str, str]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class OfficeField(forms.ModelChoiceField):
    def label_from_instance(self, office) -> str:
        return f"{office.body.title}: {office.get_kind_display().lower()}, {office.person}"


class RouteForm(SeenForm):
    office = OfficeField(
        None,
        label="Кто ответит",
        empty_label="выберите",
        help_text="Люди из органов Ассоциации, у которых есть вход на сайт. Руководители рабочих групп — среди них.",
        error_messages={"required": "Выберите, кто ответит."},
    )

    def __init__(self, *args, offices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = offices


class AnswerHelpForm(SeenForm):
    text = TextField(
        label="Ответ",
        max_length=10_000,
        help_text="Его прочтёт тот, кто обращался, по своей ссылке.",
        error_messages={"required": "Напишите ответ."},
    )
    upload = UploadField(label="Файл к ответу", required=False)


class DeclineForm(SeenForm):
    reason = TextField(
        label="Почему обращение закрывается без ответа",
        max_length=2000,
        help_text="Этот текст прочтёт тот, кто обращался.",
        error_messages={"required": "Напишите причину."},
    )
