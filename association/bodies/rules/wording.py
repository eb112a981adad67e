"""How a count is told: sentences that a member of the body can check in the head."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from home.rulebook.text import counted

from ..choices import Choice, Comparison, Denominator, TieRule, VoteResult

if TYPE_CHECKING:
    from .voting import Adoption, QuorumAnswer, Tally

_SHARES = {
    Fraction(1, 2): "половины",
    Fraction(1, 3): "трети",
    Fraction(2, 3): "двух третей",
    Fraction(1, 4): "четверти",
    Fraction(3, 4): "трёх четвертей",
    Fraction(1): "всех",
}
_OF = {
    Denominator.ROSTER: "списочного состава",
    Denominator.PRESENT: "присутствующих",
    Denominator.CAST: "поданных голосов",
}
_RESULTS = {
    VoteResult.ADOPTED: "Решение принято.",
    VoteResult.REJECTED: "Решение не принято.",
    VoteResult.UNDECIDED: "Решения нет.",
}
_PRESIDING = {
    None: ", но такого голоса нет. Вопрос ставят ещё раз",
    Choice.FOR: ": он «за»",
    Choice.AGAINST: ": он «против»",
    Choice.ABSTAINED: ", но он воздержался. Вопрос ставят ещё раз",
}


def share_of(share: Fraction, counted_of: Denominator) -> str:
    """«половины присутствующих», «двух третей списочного состава», «3/5 поданных голосов»."""
    if share == 1 and counted_of == Denominator.ROSTER:
        return "всего списочного состава"
    return f"{_SHARES.get(share, str(share))} {_OF[counted_of]}"


def majority(comparison: Comparison, share: Fraction, counted_of: Denominator) -> str:
    """«не менее половины присутствующих», «более половины присутствующих»."""
    return f"{comparison.label} {share_of(share, counted_of)}"


def quorum(share: Fraction, roster: int, present: int, needed: int, met: bool) -> str:
    if roster == 0:
        return "В составе органа никого нет, поэтому кворума быть не может."
    wanted = majority(Comparison.AT_LEAST, share, Denominator.ROSTER)
    verdict = "Кворум есть." if met else "Кворума нет."
    verb = _agreed(present, "Присутствует", "Присутствуют")
    return (
        f"{verb} {present} из {roster}, для кворума нужно не менее {needed} ({wanted}). {verdict}"
    )


def vote(
    adoption: Adoption,
    quorum_answer: QuorumAnswer,
    tally: Tally,
    needed: int,
    result: VoteResult,
    *,
    by_tie: bool,
) -> str:
    if result == VoteResult.NO_QUORUM:
        return (
            f"Кворума нет, поэтому голосовать нельзя: присутствующих {quorum_answer.present}, "
            f"нужно не менее {quorum_answer.needed}."
        )
    parts = [
        f"За {tally.for_} из {_people(tally.base(adoption.counted_of), adoption.counted_of)}, "
        f"нужно не менее {needed} ({adoption.majority}).",
        _others(tally),
    ]
    if by_tie:
        parts.append(_tie(adoption.tie_rule, tally))
    parts.append(_RESULTS[result])
    return " ".join(parts)


def _people(number: int, counted_of: Denominator) -> str:
    forms = {
        Denominator.ROSTER: ("члена по списку", "членов по списку", "членов по списку"),
        Denominator.PRESENT: ("присутствующего", "присутствующих", "присутствующих"),
        Denominator.CAST: ("поданного голоса", "поданных голосов", "поданных голосов"),
    }
    return counted(number, *forms[counted_of])


def _others(tally: Tally) -> str:
    abstained = _agreed(tally.abstained, "воздержался", "воздержались")
    words = [f"Против {tally.against}", f"{abstained} {tally.abstained}"]
    if tally.silent:
        words.append(f"{_agreed(tally.silent, 'не голосовал', 'не голосовали')} {tally.silent}")
    return ", ".join(words) + "."


def _agreed(number: int, one: str, many: str) -> str:
    """«воздержался 1», «воздержались 2», «воздержался 21»."""
    return one if number % 10 == 1 and number % 100 != 11 else many


def _tie(tie_rule: TieRule, tally: Tally) -> str:
    if tie_rule == TieRule.REVOTE:
        return "Голоса разделились поровну, поэтому голосуют ещё раз."
    if tally.for_ == 0:
        return "Ни «за», ни «против» никто не голосовал, поэтому вопрос ставят ещё раз."
    return f"Голоса разделились поровну, решает голос председательствующего{_PRESIDING[tally.presiding]}."


def exact_half(adoption: Adoption) -> str:
    """The note beside a decision adopted by exactly half (C5a, C41)."""
    return (
        f"Решение принято ровно половиной {_OF[adoption.counted_of]}. Правилам органа этого достаточно, "
        "а статья 181.2 Гражданского кодекса требует большинства участвующих."
    )


def presiding_wanted() -> str:
    return "Голоса разделились поровну: скажите, как голосовал председательствующий."


def below_zero(whom: str) -> str:
    return f"{whom} не может быть меньше нуля."


def too_many_present(present: int, roster: int) -> str:
    return f"Присутствующих ({present}) не может быть больше, чем членов по списку ({roster})."


def too_many_votes(cast: int, present: int) -> str:
    return f"Голосов вместе ({cast}) не может быть больше, чем присутствующих ({present})."


def vote_not_given(choice: Choice) -> str:
    return f"Председательствующий голосовал «{choice.label}», а таких голосов нет."
