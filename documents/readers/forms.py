from django import forms
from django.utils.html import format_html

from documents.regulations.models import Edition
from home.accounts.fields import EmailField
from home.accounts.models import ConsentText

from .choices import Manner
from .rules import FOLLOW_CONSENT


class FollowForm(forms.Form):
    """An address and the consent to keep it; a field that only machines fill in (T75)."""

    email = EmailField(
        help_text="Сначала придёт письмо со\xa0ссылкой: по\xa0ней вы подтвердите адрес."
    )
    consent = forms.BooleanField(
        label="Даю согласие на обработку адреса электронной почты",
        error_messages={
            "required": f"Без согласия хранить адрес нельзя ({FOLLOW_CONSENT.clause})."
        },
    )
    text_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    homepage = forms.CharField(
        label="Не заполняйте это поле",
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(self, *args, text: ConsentText, **kwargs):
        super().__init__(*args, **kwargs)
        self.text = text
        self.initial["text_version"] = text.version
        self.fields["consent"].help_text = format_html(
            'Адрес хранится, пока вы не откажетесь от&nbsp;писем. <a href="{}" target="_blank">Прочитать текст согласия</a>'
            " (откроется в&nbsp;новой вкладке)",
            text.get_absolute_url(),
        )

    @property
    def fields_for_people(self) -> list:
        return [self["email"], self["consent"]]

    @property
    def is_from_machine(self) -> bool:
        return bool(self.cleaned_data["homepage"])

    def clean(self):
        """The text that was on the page is the text that is agreed to (T66)."""
        cleaned = super().clean()
        if cleaned.get("text_version") != self.text.version and "consent" in cleaned:
            self.data = self.data.copy()
            self.data["text_version"] = self.text.version
            self.add_error(
                "consent",
                "Пока вы заполняли форму, текст согласия обновился. Прочитайте его и отправьте форму ещё раз.",
            )
        return cleaned


class ReadForm(forms.Form):
    """What was on the page: the edition, and whether all of it or the changes."""

    edition = forms.ModelChoiceField(Edition.objects.adopted(), widget=forms.HiddenInput)
    manner = forms.ChoiceField(choices=Manner, widget=forms.HiddenInput)
