"""«Что будет, если»: any member tries how many votes a decision needs."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..choices import VoteResult
from ..counting import Count, count
from ..forms.calculator import CalculatorForm
from ..models import MatterRule, RuleSet
from ..rules.voting import ImpossibleCount

TONES = {
    VoteResult.ADOPTED: "positive",
    VoteResult.REJECTED: "ended",
    VoteResult.UNDECIDED: "waiting",
    VoteResult.NO_QUORUM: "attention",
}


@dataclass(frozen=True)
class Example:
    title: str
    question: str
    roster: int
    present: int
    for_: int
    against: int
    abstained: int
    presiding: str = ""

    @property
    def query(self) -> str:
        return urlencode({name: value for name, value in vars(self).items() if name != "title"})


EXAMPLES = (
    Example("Президиум: ровно половина", "presidium:ordinary", 10, 10, 5, 5, 0),
    Example("Президиум: не хватает кворума", "presidium:ordinary", 9, 4, 4, 0, 0),
    Example("Заместитель: пять из десяти", "presidium:deputy", 10, 10, 5, 4, 1),
    Example("Вывод из состава: шесть из девяти", "presidium:removal", 9, 7, 6, 1, 0),
    Example("Рабочая группа: поровну", "working-group:ordinary", 10, 10, 5, 5, 0, "for"),
)


@login_required
@require_safe
def calculator(request):
    sets = list(RuleSet.objects.in_force().order_by("title").prefetch_related("matters"))
    asked = "question" in request.GET
    form = CalculatorForm(request.GET if asked else None, sets=sets)
    codes = {each.code for each in sets}
    context = {
        "form": form,
        "answer": _answer(form) if asked and form.is_valid() else None,
        "examples": [each for each in EXAMPLES if each.question.partition(":")[0] in codes],
    }
    template = "calculator_answer" if request.htmx else "calculator"
    return render(request, f"bodies/{template}.html", context)


@dataclass(frozen=True)
class Answer:
    counted: Count
    rule_set: RuleSet
    matter: MatterRule

    @property
    def tone(self) -> str:
        return TONES[self.counted.vote.result]


def _answer(form: CalculatorForm) -> Answer | None:
    """None, with the sentence next to the field, for numbers that no meeting can have."""
    try:
        counted = count(form.rule_set, form.matter.code, form.tally())
    except ImpossibleCount as error:
        form.add_error("for_" if error.field == "for" else error.field, error.message)
        return None
    return Answer(counted, form.rule_set, form.matter)
