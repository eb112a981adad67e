"""Who may hold an office, until when, and what is missing in a body. Plain values in, an answer out.

Rules «bodies.<set>.<field>» are found by the rule sets that rest on the same clauses (values.rule_of).
"""

import calendar
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from home.rulebook import law, rule
from home.rulebook.text import counted

from ..choices import HEADS, BodyKind, OfficeKind, TermStage
from .names import GROUP

MEMBERS_ARE_HEADS = rule(
    "bodies.presidium.members_are_heads",
    title="Кто входит в Президиум",
    cites="3.4",
    does="В Президиум программа вносит только руководителя организации — члена Ассоциации; того, кто перестал им быть, отмечает в составе.",
)
CHAIR_ELECTED = rule(
    "bodies.presidium.chair_filling",
    title="Председателя избирают из членов Президиума",
    cites="3.6",
    does="Председателем программа вносит только члена Президиума и только как избранного общим собранием.",
)
CHAIR_TERM = rule(
    "bodies.presidium.chair_term_years",
    title="Срок полномочий председателя",
    cites="3.6",
    does="Конец срока программа считает сама: три года со дня избрания. За 90 и за 30 дней она напоминает о нём, а истёкший срок отмечает.",
)
CHAIR_RELEASE = rule(
    "bodies.chair_release",
    title="Досрочное освобождение председателя",
    cites="3.7",
    does="До конца срока программа освобождает председателя только по решению Президиума и только на одном из трёх оснований этого пункта.",
)
DEPUTY_ELECTED = rule(
    "bodies.presidium.deputy_filling",
    title="Заместителя избирают из Президиума по представлению председателя",
    cites="3.8",
    does="Заместителем программа вносит только члена Президиума и только при действующем председателе, который его представляет.",
)
DEPUTY_TERM = rule(
    "bodies.presidium.deputy_term_years",
    title="Срок полномочий заместителя председателя",
    cites="3.8",
    does="Конец срока программа считает сама: три года со дня избрания; напоминает о нём за 90 и за 30 дней.",
)
SECRETARY_APPOINTED = rule(
    "bodies.presidium.secretary_filling",
    title="Секретаря назначает председатель из членов Ассоциации",
    cites="4.4",
    does="Секретарём Президиума программа вносит только человека от организации — члена Ассоциации и только как назначенного.",
)
GROUP_LEADER = rule(
    "bodies.working-group.chair_filling",
    title="Руководитель рабочей группы",
    cites=("2.1", "2.2"),
    source=GROUP,
    does="Руководитель входит в группу по должности: программа просит назвать её и другого способа не предлагает.",
)
GROUP_DEPUTY = rule(
    "bodies.working-group.deputy_filling",
    title="Заместителя руководителя избирают в группе",
    cites="2.2",
    source=GROUP,
    does="Пока заместитель не избран, программа отмечает это на странице группы.",
)
GROUP_SECRETARY = rule(
    "bodies.working-group.secretary_filling",
    title="Секретаря избирают в группе",
    cites="2.2",
    source=GROUP,
    does="Пока секретарь не избран, программа отмечает это на странице группы и ставит дело руководителю.",
)
ONE_HOLDER = rule("bodies.one_holder", title="Одну должность занимает один человек")
TERM_DATES = rule("bodies.term_dates", title="Дни срока полномочий")
ENOUGH_VOTES = rule("bodies.enough_votes", title="Орган решает не в одиночку")
KEPT_APART = rule("bodies.kept_apart", title="Орган организации видят только её люди")
ONE_TITLE = rule("bodies.one_title", title="Название органа")
PUBLISHED_BY_CONSENT = rule(
    "bodies.published_by_consent",
    title="Имя публикуют с согласия человека",
    cites=law("152-ФЗ, ст. 10.1"),
)

THRESHOLDS = (90, 30, 0)
"""How many days before the end of a term those concerned are told (R30)."""
LEAST_VOTES = 2
"""A body of one is no collegial body; the regulation gives no number."""


def term_end(since: date, years: int) -> date:
    """The first day after a term of whole years; after 29 February it is 1 March (Civil Code, art. 192 part 3)."""
    year = since.year + years
    if (since.month, since.day) == (2, 29) and not calendar.isleap(year):
        return date(year, 3, 1)
    return since.replace(year=year)


def stage_of(runs_out: date | None, on: date) -> TermStage:
    if runs_out is None:
        return TermStage.OPEN
    days = (runs_out - on).days
    if days <= 0:
        return TermStage.OVER
    if days <= THRESHOLDS[1]:
        return TermStage.CLOSE
    return TermStage.NEAR if days <= THRESHOLDS[0] else TermStage.RUNNING


def threshold_of(runs_out: date | None, on: date) -> int | None:
    """The threshold that the day has passed last: 90, 30 or 0; None while the end is far."""
    days = (runs_out - on).days if runs_out else None
    passed = [each for each in THRESHOLDS if days is not None and days <= each]
    return min(passed, default=None)


def time_left(runs_out: date, on: date) -> str:
    """«осталось 30 дней», «истёк», for the page of a body."""
    days = (runs_out - on).days
    if days <= 0:
        return "срок истёк"
    return f"осталось {counted(days, 'день', 'дня', 'дней')}"


def terms_of_office(
    since: date, years: int | None, until: date | None, on: date
) -> tuple[date | None, date | None]:
    """(term_ends, until) of an office that begins on `since`, as seen on the day `on`.

    `years` is what the rules give, `until` what was typed: a day that has passed ends the office, one ahead only
    its term. ValueError when the typed day is another than the rules say.
    """
    term = term_end(since, years) if years else None
    if until is None:
        return term, None
    if until <= on:
        return min(term, until) if term else until, until
    if term and until != term:
        raise ValueError("the rules give another end of the term")
    return until, None


def head_of(kind: BodyKind) -> OfficeKind:
    """By what word the head of such a body is usually called."""
    groups = (BodyKind.WORKING_GROUP, BodyKind.EXPERT_GROUP)
    return OfficeKind.LEADER if kind in groups else OfficeKind.CHAIR


@dataclass(frozen=True)
class Gap:
    """What a body lacks; `value` names the value of the rule set that asks for it, "" when none does."""

    text: str
    value: str
    office: OfficeKind | None = None


def gaps_of(kind: BodyKind, held: Collection[str], voters: int, *, needs_deputy: bool) -> list[Gap]:
    """Missing offices first. The general meeting is led by the officers of the Presidium and has none of its own."""
    gaps = []
    if kind != BodyKind.GENERAL_MEETING:
        gaps = list(_vacancies(kind, held, needs_deputy))
    if voters < LEAST_VOTES:
        gaps.append(Gap("В составе меньше двух человек с правом голоса", ""))
    return gaps


def _vacancies(kind: BodyKind, held: Collection[str], needs_deputy: bool):
    head = head_of(kind)
    if not set(held) & set(HEADS):
        who = "руководителя" if head == OfficeKind.LEADER else "председателя"
        yield Gap(f"Нет {who}", "chair_filling", head)
    if OfficeKind.SECRETARY not in held:
        yield Gap("Нет секретаря", "secretary_filling", OfficeKind.SECRETARY)
    if needs_deputy and OfficeKind.DEPUTY_CHAIR not in held:
        yield Gap("Нет заместителя", "deputy_filling", OfficeKind.DEPUTY_CHAIR)


ANOTHER_HEADS = "организацию возглавляет другой человек"


def seat_flaw(*, names_organisation: bool, is_member: bool, is_head: bool) -> str:
    """Why somebody has no place in a body of heads of members (R28); empty when they have one."""
    if not names_organisation:
        return "не указано, какую организацию человек возглавляет"
    if not is_member:
        return "организация — не член Ассоциации"
    return "" if is_head else ANOTHER_HEADS


FIELD_OF_OFFICE = {
    OfficeKind.CHAIR: "chair_filling",
    OfficeKind.LEADER: "chair_filling",
    OfficeKind.DEPUTY_CHAIR: "deputy_filling",
    OfficeKind.SECRETARY: "secretary_filling",
}
TERM_OF_OFFICE = {
    OfficeKind.CHAIR: "chair_term_years",
    OfficeKind.LEADER: "chair_term_years",
    OfficeKind.DEPUTY_CHAIR: "deputy_term_years",
}
