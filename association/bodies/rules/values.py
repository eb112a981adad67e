"""Clauses of a value: as a rule set keeps them («4.10», «2.1; 2.2»), as a rule, and as printed."""

from dataclasses import replace

from home.rulebook import Citation, Rule, find_rule
from home.rulebook.text import NBSP

SEPARATOR = ";"
ORDINARY = "ordinary"
"""The matter by which everything is adopted that a set does not name."""

VALUES = {
    "quorum": "Кворум",
    "remote_counts": "Участие по видеосвязи",
    "exact_half_note": "Отметка о решении, принятом ровно половиной",
    "minutes_days": "Срок оформления протокола",
    "minutes_day_kind": "Какими днями считают срок протокола",
    "minutes_moves_off_days_off": "Срок протокола и выходные",
    "opinion_days": "Срок письменных мнений",
    "signatories": "Кто подписывает протокол",
    "agreement_sheet": "Лист согласования протокола",
    "agreement_days": "Срок согласования протокола",
    "period": "Как часто заседает орган",
    "extraordinary_fills_period": "Внеочередное заседание и обязанность заседать",
    "materials_reminder_days": "Напоминание о материалах",
    "retention_years": "Сколько хранится протокол",
    "retention_start": "С какого дня хранится протокол",
    "absentee_allowed": "Заочное голосование",
    "poll_allowed": "Письменный опрос",
    "poll_days": "Срок опроса",
    "chair_filling": "Как занимают должность главы",
    "deputy_filling": "Как занимают должность заместителя",
    "secretary_filling": "Как занимают должность секретаря",
    "chair_term_years": "Срок полномочий главы",
    "deputy_term_years": "Срок полномочий заместителя",
    "members_are_heads": "Кто входит в орган",
}
"""Every value of a set by its name (that of its field), with the title of its rule."""

SECTIONS = (
    ("Кворум и голоса", ("quorum", "remote_counts", "exact_half_note")),
    (
        "Заседания",
        ("period", "extraordinary_fills_period", "materials_reminder_days", "opinion_days"),
    ),
    ("Заочно", ("absentee_allowed", "poll_allowed", "poll_days")),
    (
        "Протокол",
        (
            "minutes_days",
            "minutes_day_kind",
            "minutes_moves_off_days_off",
            "signatories",
            "agreement_sheet",
            "agreement_days",
            "retention_years",
            "retention_start",
        ),
    ),
    (
        "Состав и должности",
        (
            "members_are_heads",
            "chair_filling",
            "chair_term_years",
            "deputy_filling",
            "deputy_term_years",
            "secretary_filling",
        ),
    ),
)
"""The values in the order of the pages that show them."""


def read_clauses(text: str, source: str) -> tuple[Citation, ...]:
    """«3.1; 3.4» → two citations; nothing for an empty text. ValueError on what is no clause."""
    parts = (part.strip() for part in text.split(SEPARATOR))
    return tuple(Citation.parse(part, source) for part in parts if part)


def rule_of(
    rule_set: str, name: str, title: str, clauses: str, source: str, *, like: str = ""
) -> Rule:
    """The rule behind one value of a set, to be shown or raised in a DomainError.

    A registered rule «bodies.<set>.<name>», or that of `like`, which rests on the same clauses is taken itself, so
    that its links follow the editions of the regulation. Any other has a code that nobody has ever linked: its
    clauses are looked up as they are written.
    """
    citations = read_clauses(clauses, source)
    code = f"bodies.{rule_set}.{name}"
    for known in filter(None, (find_rule(code), find_rule(f"bodies.{rule_set}.{like}"))):
        if known.citations == citations:
            return known
    if find_rule(code):
        code = f"{code}@{clauses or 'none'}"
    return Rule(code, title, citations)


def printed(rule: Rule) -> str | None:
    """«4.9», «3.1 а», «4.2 (второй)»: the number as it stands in the text; None for «не из положения»."""
    return "; ".join(map(_printed, rule.citations)) or None


def _printed(citation: Citation) -> str:
    # A paragraph has no number of its own in the text.
    item = "" if citation.item.startswith("абз") else citation.item
    place = replace(citation, item="").place.removeprefix(f"п.{NBSP}")
    return place.replace(citation.label, f"{citation.label} {item}".strip(), 1)
