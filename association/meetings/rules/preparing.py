"""How a meeting may be arranged, what its agenda begins with, and until when opinions are taken."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from documents.records.choices import Level
from home.rulebook import DomainError
from home.rulebook.text import NBSP, counted
from home.workdays.choices import DayKind
from home.workdays.rules import Deadline, WorkingCalendar, add_days

from ..choices import WITHOUT_SITTING, Capacity, GuestCategory, MeetingForm, Occasion
from .names import EXTRAORDINARY, GROUP, PLANNED, SCHOOL, WRITING_OPINIONS, YEARLY, in_words_of

FURTHEST = timedelta(days=3 * 366)
"""A meeting is not called further ahead: such a date is a slip of the keyboard (T53)."""
USUAL_LENGTH = timedelta(hours=2)
"""What calendars show when nobody has said how long the meeting takes."""

YEARLY_QUESTIONS = (
    "О том, что показал анализ работы за год",
    "Об итогах года",
    "О плане на следующий год",
    "О предложениях в проект решения конференции",
)
"""The four items of 6.3, in our words (R80)."""


@dataclass(frozen=True)
class Arrangement:
    """When, where and how; `venue` is the member organisation whose premises are used (R71)."""

    form: str
    starts_at: datetime
    occasion: str = Occasion.ORDINARY
    reason: str = ""
    closes_at: datetime | None = None
    place: str = ""
    venue: object = None
    link: str = ""

    @property
    def is_without_sitting(self) -> bool:
        return self.form in WITHOUT_SITTING


def check_arrangement(plan: Arrangement, rule_set, *, at: datetime, may_be_yearly: bool) -> None:
    """DomainError for what the rules of the body or plain sense do not allow."""
    _check_form(plan, rule_set)
    _check_moments(plan, rule_set, at)
    if plan.occasion == Occasion.EXTRAORDINARY and not plan.reason.strip():
        demand = in_words_of(rule_set.source, EXTRAORDINARY)
        raise DomainError("Напишите, какой вопрос не ждёт.", demand, field="reason")
    if plan.occasion == Occasion.YEARLY_CONFERENCE and not may_be_yearly:
        raise DomainError(
            "Ежегодное заседание на конференции проводит сама Ассоциация.", YEARLY, field="occasion"
        )


def _check_form(plan: Arrangement, rule_set) -> None:
    if plan.form == MeetingForm.ABSENTEE and not rule_set.absentee_allowed:
        rule = rule_set.rule_for("absentee_allowed")
        raise DomainError("Заочных заседаний у этого органа не бывает.", rule, field="form")
    if plan.form == MeetingForm.POLL and not rule_set.poll_allowed:
        rule = rule_set.rule_for("poll_allowed")
        raise DomainError("Письменных опросов этот орган не проводит.", rule, field="form")


def _check_moments(plan: Arrangement, rule_set, at: datetime) -> None:
    if plan.starts_at <= at:
        raise DomainError("Начало должно быть в будущем.", PLANNED, field="starts_on")
    if plan.starts_at > at + FURTHEST:
        raise DomainError("До начала больше трёх лет: проверьте год.", PLANNED, field="starts_on")
    if not plan.is_without_sitting:
        if plan.closes_at is not None:
            raise DomainError(
                "До какого времени ждать ответов, указывают только для заочного голосования и опроса.",
                PLANNED,
                field="closes_on",
            )
        return
    if plan.closes_at is None:
        raise DomainError("Укажите, до какого времени ждать ответов.", PLANNED, field="closes_on")
    shortest = timedelta(days=max(rule_set.poll_days, 1))
    if not shortest <= plan.closes_at - plan.starts_at <= FURTHEST:
        days = counted(shortest.days, "дня", "дней", "дней")
        raise DomainError(
            f"Ответов ждут не меньше {days} и не больше трёх лет с начала голосования.",
            rule_set.rule_for("poll_days"),
            field="closes_on",
        )


def is_decided_by_head(form: str, occasion: str) -> bool:
    """An extraordinary meeting (4.2) and one without a sitting (3.2; 4.7 of a school's group) nobody else calls."""
    return occasion == Occasion.EXTRAORDINARY or form in WITHOUT_SITTING


def opinion_deadline(starts_on: date, days: int, calendar: WorkingCalendar) -> Deadline:
    """The last working day on which a written opinion is in time (2.7, C20); CalendarMissing (T52)."""
    return add_days(starts_on, -days, DayKind.WORKING, calendar)


def check_opinion(*, is_voting: bool, is_present: bool, rule_set) -> None:
    """Written opinions are of members who are not there, where the rules of the body know them (2.7)."""
    rule = rule_set.rule_for("opinion_days")
    if rule_set.opinion_days is None:
        raise DomainError("Письменных мнений правила этого органа не предусматривают.", rule)
    if not is_voting:
        raise DomainError("Письменное мнение присылают члены органа.", rule)
    if is_present:
        raise DomainError(
            "Мнение присылает тот, кого нет на заседании, а этот участник отмечен присутствующим.",
            WRITING_OPINIONS,
        )


_ADVISORY_OF_ASSOCIATION = {
    GuestCategory.AUTHORITY,
    GuestCategory.GROUP,
    GuestCategory.HEAD,
    GuestCategory.QUALITY,
}


def usual_capacity(category: str, source: str) -> Capacity:
    """4.2 (second): officials advise, outsiders only attend; the groups' rules are silent, so guests attend (C16)."""
    if source in (GROUP, SCHOOL):
        return Capacity.ATTENDING
    return Capacity.ADVISORY if category in _ADVISORY_OF_ASSOCIATION else Capacity.ATTENDING


def levels_in_letter(capacity: str) -> frozenset[Level]:
    """What a letter may name: e-mail is no place for what is confidential (5.3, R73)."""
    if capacity == Capacity.VOTING:
        return frozenset({Level.PUBLIC, Level.MEMBERS})
    return frozenset({Level.PUBLIC})


def zone_in_words(name: str, offset: timedelta) -> str:
    """«время московское», «время UTC+7»: the one zone in which the house names moments (T52)."""
    if name == "Europe/Moscow":
        return "время московское"
    minutes = round(offset.total_seconds() / 60)
    sign = "−" if minutes < 0 else "+"
    hours, rest = divmod(abs(minutes), 60)
    return f"время UTC{sign}{hours}" + (f":{rest:02}" if rest else "")


def visible_place(place: str, venue: str, link: str) -> str:
    """Where the meeting is, in a line for papers and calendars."""
    where = "; ".join(filter(None, (venue, place)))
    if where:
        return where
    return f"по{NBSP}видеосвязи" if link else ""
