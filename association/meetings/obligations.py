"""Bodies that must meet in each quarter or year: who is told, and when (R53, R80, R145)."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from association.bodies.choices import BodyKind
from association.bodies.choices import Period as Periodicity
from association.bodies.emails import tell_those_concerned
from association.bodies.models import CollegialBody, RuleSet
from association.bodies.queries import bodies_kept_by, rule_sets_in_force
from association.bodies.registry import Note
from home.desk.registry import Task
from home.notices.registry import notice_kind
from home.rulebook import Rule
from home.workdays.queries import today as date_of

from .choices import MeetingState
from .models import Meeting
from .rules import obligations as rules
from .rules.names import CALLING
from .rules.obligations import Answer, Gathering, Standing

PERIOD_ENDS = notice_kind(
    "meetings.period_ends",
    title="Органу пора заседать",
    rule=CALLING,
    obligatory=True,
)
PERIOD_BROKEN = notice_kind(
    "meetings.period_broken",
    title="Орган не заседал, когда обязан",
    rule=CALLING,
    obligatory=True,
)
KINDS = {Standing.ALARM: PERIOD_ENDS, Standing.BREACH: PERIOD_BROKEN}


@dataclass(frozen=True)
class Watch:
    """How a body stands with the period that is over and the one that runs."""

    body: CollegialBody
    rule: Rule
    answers: list[Answer]

    @property
    def alarms(self) -> list[Answer]:
        return [each for each in self.answers if each.standing in KINDS]


def watch(bodies: list[CollegialBody], on: date) -> list[Watch]:
    """Of `bodies`, those whose rules name a period; as many queries for one as for two hundred."""
    sets = rule_sets_in_force()
    bound = [body for body in bodies if _period(sets.get(body.rules_code))]
    if not bound:
        return []
    since = _watched_since()
    gatherings = _gatherings(bound, rules.period_before(Periodicity.YEAR, on).first)
    return [
        _watch(body, sets[body.rules_code], gatherings[body.pk], since[body.rules_code], on)
        for body in bound
    ]


def _period(rule_set: RuleSet | None) -> str:
    return "" if rule_set is None or rule_set.period == Periodicity.NONE else rule_set.period


def _watched_since() -> dict[str, date]:
    """By the code of the rules: before that day nobody could enter a meeting here."""
    first = RuleSet.objects.filter(in_force_since__isnull=False).values_list("code")
    return {code: date_of(at) for code, at in first.annotate(Min("in_force_since")).order_by()}


def _gatherings(bodies: list[CollegialBody], since: date) -> dict[int, list[Gathering]]:
    start = timezone.make_aware(datetime.combine(since, time.min), timezone.get_default_timezone())
    found = Meeting.objects.filter(body__in=bodies, starts_at__gte=start)
    rows = found.exclude(state=MeetingState.CANCELLED).order_by()
    by_body = defaultdict(list)
    for body, starts_at, *facts in rows.values_list(
        "body", "starts_at", "occasion", "form", "state"
    ):
        by_body[body].append(Gathering(date_of(starts_at), *facts))
    return by_body


def _watch(body, rule_set: RuleSet, gatherings: list[Gathering], since: date, on: date) -> Watch:
    kind = rule_set.period
    occasions = rules.filling_occasions(
        kind,
        is_general_meeting=body.kind == BodyKind.GENERAL_MEETING,
        extraordinary_fills=rule_set.extraordinary_fills_period,
    )
    periods = [rules.period_before(kind, on), rules.period_of(kind, on)]
    answers = [
        rules.judge(period, gatherings, occasions, rules.ALARM_DAYS[kind], on)
        for period in periods
        if rules.is_owed(period, body.founded_on, since)
    ]
    return Watch(body, rule_set.rule_for("period"), answers)


def words_of(answer: Answer) -> str:
    """«До конца квартала осталось 14 дней, а заседания ни одного» in one sentence."""
    name = answer.period.name
    if answer.standing == Standing.BREACH:
        return f"Обязательного заседания не было: {name}."
    return f"Обязательного заседания ещё не было и оно не назначено: {name}, последний день {answer.period.last:%d.%m.%Y}."


def notes_on_body(body: CollegialBody, today: date) -> Iterator[Note]:
    for each in watch([body], today):
        for answer in each.alarms:
            yield Note(words_of(answer), each.rule)


def obligation_tasks(user, today: date) -> Iterator[Task]:
    """For those who lead, run or keep the body; nobody else costs a query."""
    bodies = bodies_kept_by(user)
    if bodies is None:
        return
    for each in watch(list(bodies.in_being(today)), today):
        for answer in each.alarms:
            is_broken = answer.standing == Standing.BREACH
            title = "Проведите пропущенное заседание" if is_broken else "Назначьте заседание"
            yield Task(
                f"{title}: {each.body.title}",
                each.body.get_absolute_url(),
                each.rule,
                due=answer.period.last,
                about=words_of(answer),
            )


def remind_of_obligations(at: datetime) -> int:
    """One letter to each of those concerned for the alarm, and one for the breach (T57)."""
    on = date_of(at)
    bodies = list(CollegialBody.objects.in_being(on).select_related("owner"))
    return sum(_tell(each, answer, at) for each in watch(bodies, on) for answer in each.alarms)


@transaction.atomic
def _tell(each: Watch, answer: Answer, at: datetime) -> int:
    about = f"body-{each.body.pk}-{answer.period.first:%Y%m%d}-{answer.standing}"
    return tell_those_concerned(
        KINDS[answer.standing],
        each.body,
        about,
        each.rule,
        at,
        period=answer.period.name,
        last=answer.period.last,
    )
