"""A set of rules as a reader of the page of a body understands it: a line for each value that says something."""

from home.rulebook.text import NBSP, counted

from ..choices import Comparison, Denominator
from .wording import majority

DAYS = {
    "working": ("рабочий день", "рабочих дня", "рабочих дней"),
    "calendar": ("календарный день", "календарных дня", "календарных дней"),
}


def lines_of(rule_set) -> list[tuple[str, str]]:
    """(name of the value, sentence): `rule_set` has the fields of models.RuleSet. What a body does not have is left out."""
    makers = {
        "quorum": _quorum,
        "remote_counts": _remote,
        "absentee_allowed": _absentee,
        "poll_allowed": _poll,
        "opinion_days": _opinions,
        "minutes_days": _minutes,
        "agreement_sheet": _agreement,
        "signatories": lambda each: f"Протокол подписывает: {each.get_signatories_display()}.",
        "retention_years": _retention,
        "period": lambda each: f"Заседает {each.get_period_display()}.",
        "members_are_heads": _members,
        "chair_filling": lambda each: (
            f"Глава органа: {each.get_chair_filling_display()}{_term(each.chair_term_years)}."
        ),
        "deputy_filling": lambda each: (
            f"Заместитель: {each.get_deputy_filling_display()}{_term(each.deputy_term_years)}."
        ),
        "secretary_filling": lambda each: f"Секретарь: {each.get_secretary_filling_display()}.",
    }
    found = ((name, make(rule_set)) for name, make in makers.items())
    return [(name, text) for name, text in found if text]


def adoption_line(matter) -> str:
    """«Обычные вопросы: «за» не менее половины присутствующих; при равенстве решает голос председательствующего»."""
    wanted = majority(
        Comparison(matter.comparison), matter.fraction, Denominator(matter.counted_of)
    )
    tie = f"; при равенстве {matter.get_tie_rule_display()}" if matter.tie_rule != "none" else ""
    return f"{matter.title}: «за» {wanted}{tie}."


def _quorum(rule_set) -> str:
    wanted = majority(Comparison.AT_LEAST, rule_set.quorum, Denominator.ROSTER)
    return f"Кворум — {wanted}."


def _remote(rule_set) -> str:
    return (
        "Кто участвует по видеосвязи, считается присутствующим." if rule_set.remote_counts else ""
    )


def _absentee(rule_set) -> str:
    return "Возможно заочное голосование." if rule_set.absentee_allowed else ""


def _poll(rule_set) -> str:
    if not rule_set.poll_allowed:
        return ""
    return f"Возможен письменный опрос, не короче чем {counted(rule_set.poll_days, 'день', 'дня', 'дней')}."


def _opinions(rule_set) -> str:
    days = rule_set.opinion_days
    if days is None:
        return ""
    return f"Отсутствующий присылает мнение не позднее чем за{NBSP}{counted(days, *DAYS['working'])} до заседания."


def _minutes(rule_set) -> str:
    days = counted(rule_set.minutes_days, *DAYS[rule_set.minutes_day_kind])
    return f"Протокол оформляют за{NBSP}{days}."


def _agreement(rule_set) -> str:
    return "Протокол согласуют члены органа." if rule_set.agreement_sheet else ""


def _retention(rule_set) -> str:
    years = rule_set.retention_years
    kept = counted(years, "год", "года", "лет") if years else "бессрочно"
    return f"Протокол хранят {kept}."


def _members(rule_set) -> str:
    return "Члены — руководители организаций-членов." if rule_set.members_are_heads else ""


def _term(years: int | None) -> str:
    return f", на{NBSP}{counted(years, 'год', 'года', 'лет')}" if years else ""
