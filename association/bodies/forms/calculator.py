"""What the calculator asks."""

from django import forms

from ..choices import Choice
from ..models import MatterRule, RuleSet
from ..rules.voting import Tally

MOST = 100_000
"""More people than that sit in no body."""
_SEPARATOR = ":"


def _people(label: str, asks: str, *, least: int = 0, initial: int | None = None):
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=MOST,
        initial=initial,
        error_messages={"required": asks, "invalid": "Впишите целое число."},
    )


class CalculatorForm(forms.Form):
    """`sets` are those in force with their matters; the question names both."""

    question = forms.ChoiceField(label="Кто и что решает", initial="presidium:ordinary")
    roster = _people("По списку", "Впишите, сколько в органе членов.", least=1)
    present = _people("Присутствуют", "Впишите, сколько членов присутствует.")
    for_ = _people("За", "Впишите, сколько голосов «за».", initial=0)
    against = _people("Против", "Впишите, сколько голосов «против».", initial=0)
    abstained = _people("Воздержались", "Впишите, сколько воздержалось.", initial=0)
    presiding = forms.ChoiceField(
        label="Как голосовал председательствующий",
        choices=Choice.choices,
        required=False,
        widget=forms.RadioSelect,
        help_text="Важно, только если голоса разделятся поровну.",
    )

    def __init__(self, *args, sets: list[RuleSet], **kwargs):
        super().__init__(*args, **kwargs)
        self.sets = {each.code: each for each in sets}
        self.fields["question"].choices = [pair for each in sets for pair in _questions(each)]

    @property
    def numbers(self):
        return [self[name] for name in ("roster", "present", "for_", "against", "abstained")]

    @property
    def rule_set(self) -> RuleSet:
        return self.sets[self.cleaned_data["question"].partition(_SEPARATOR)[0]]

    @property
    def matter(self) -> MatterRule:
        code = self.cleaned_data["question"].partition(_SEPARATOR)[2]
        return next(each for each in self.rule_set.matters.all() if each.code == code)

    def tally(self) -> Tally:
        given = self.cleaned_data
        presiding = Choice(given["presiding"]) if given["presiding"] else None
        votes = (given[name] for name in ("for_", "against", "abstained"))
        return Tally(given["roster"], given["present"], *votes, presiding)


def _questions(rule_set: RuleSet) -> list[tuple[str, str]]:
    return [
        (f"{rule_set.code}{_SEPARATOR}{each.code}", f"{rule_set.title}: {_inside(each.title)}")
        for each in rule_set.matters.all()
    ]


def _inside(title: str) -> str:
    """As it stands inside a sentence."""
    return title[:1].lower() + title[1:]
