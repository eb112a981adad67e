"""Forms of the editor: how a rule carries out a clause, and why a clause carries none."""

from django import forms
from django.utils.text import Truncator

from home.rulebook import all_rules, find_rule

from .choices import Manner
from .models import Coverage

_TEXT_LENGTH = Coverage._meta.get_field("text").max_length
_OPTION = 70
"""Letters of an option: a list as wide as its longest title would leave the screen."""
_MANNERS = [(manner.value, manner.label) for manner in (Manner.ENFORCED, Manner.ASSISTED)]


class LinkForm(forms.Form):
    """For a rule and a clause that are chosen already."""

    manner = forms.ChoiceField(
        label="Что делает программа",
        choices=_MANNERS,
        widget=forms.RadioSelect,
        help_text="«Исполняется»: против правила программа не даст поступить. «Помогает»: решают люди.",
    )
    text = forms.CharField(
        label="Пояснение для читателя",
        max_length=_TEXT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Одно предложение: что именно делает программа, не больше правды. Пусто — её собственные слова.",
    )


class RuleForm(LinkForm):
    """For a clause: the rule is chosen here."""

    rule = forms.ChoiceField(label="Правило")
    field_order = ("rule", "manner", "text")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        titles = ((rule.code, Truncator(rule.title).chars(_OPTION)) for rule in all_rules())
        self.fields["rule"].choices = [("", "Выберите правило"), *titles]

    def clean_rule(self):
        return find_rule(self.cleaned_data["rule"])


class NoteForm(forms.Form):
    text = forms.CharField(
        label="Почему исполнять здесь нечего",
        max_length=_TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="«Цель Ассоциации», «Перечень документов». Это прочтут все.",
        error_messages={"required": "Напишите, почему исполнять здесь нечего."},
    )
