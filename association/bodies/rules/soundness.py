"""What no set of rules may say: numbers by which nothing, or everything, would be decided (T49)."""

from fractions import Fraction

from ..choices import Comparison, Denominator, TieRule
from .values import ORDINARY, read_clauses

HALF = Fraction(1, 2)
MOST_PARTS = 100


def fault_of_share(numerator: int, denominator: int) -> str:
    """A sentence; empty for a share above nothing and up to all."""
    if not 1 <= denominator <= MOST_PARTS:
        return f"Знаменатель доли — от\xa01 до\xa0{MOST_PARTS}."
    if numerator < 1:
        return "Доля больше нуля: иначе решение принял бы и тот, кто не пришёл."
    if numerator > denominator:
        return "Доля не больше единицы: больше голосов, чем людей, не бывает."
    return ""


def fault_of_majority(
    comparison: str, share: Fraction, counted_of: str, tie_rule: str, *, tie_on_equal: bool
) -> tuple[str, str]:
    """(field to blame, sentence); both empty when votes can be counted so."""
    if comparison == Comparison.MORE_THAN and share == 1:
        return "comparison", "Больше, чем все, не бывает: поставьте «не менее»."
    if tie_rule == TieRule.NONE:
        return "", ""
    if share != HALF:
        return (
            "tie_rule",
            "Правило о равенстве годится только для половины: при другой доле «за» и «против» поровну ничего не решают.",
        )
    if tie_on_equal and counted_of == Denominator.ROSTER:
        return (
            "tie_on_equal",
            "Когда считают от списочного состава, поровну бывает и двое из десяти. Снимите отметку:"
            " тогда равенство — это ровно половина состава.",
        )
    return "", ""


def fault_of_clauses(text: str, source: str) -> str:
    try:
        read_clauses(text, source)
    except ValueError:
        return (
            "Пункт пишут, как он напечатан: «4.7», «3.1 а», «4.2 (второй)», «прил. А»; несколько —"
            " через точку с запятой."
        )
    return ""


def fault_of_matters(codes: list[str]) -> str:
    if ORDINARY not in codes:
        return f"Нужен вопрос с кодом {ORDINARY}: по нему решают всё, что в наборе не названо."
    if len(set(codes)) < len(codes):
        return "Два вопроса не могут носить один код."
    return ""
