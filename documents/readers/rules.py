"""Named rules of the room: letters to followers, and who has read which edition (R87)."""

import datetime

from home.rulebook import law, rule
from home.workdays.choices import DayKind
from home.workdays.rules import CalendarMissing, WorkingCalendar, add_days

FOLLOWING = rule("readers.following", title="Письма о новых редакциях положения")
FOLLOW_CONSENT = rule(
    "readers.follow_consent",
    title="Согласие на обработку адреса для писем о редакциях",
    cites=law("152-ФЗ, ст. 9"),
)
ACQUAINTANCE = rule(
    "readers.acquaintance",
    title="Ознакомление с положением",
    cites="прил. А",
    does="Программа хранит, кто, когда и с какой редакцией ознакомился; ознакомиться можно только с принятой и вступившей в силу.",
)
REACQUAINTANCE = rule(
    "readers.reacquaintance",
    title="Ознакомление с изменениями положения",
    cites="прил. А",
    does="Когда вступает в силу новая редакция, представителям членов на стол приходит задача прочитать только изменения.",
)

REQUEST_TERM = datetime.timedelta(hours=48)
"""How long the link that confirms an address is good, and how long an unconfirmed address is kept."""


def stale_before(now: datetime.datetime) -> datetime.datetime:
    """A request made before this moment confirms nothing any more."""
    return now - REQUEST_TERM


def objection_to_acquaintance(
    *, is_adopted: bool, effective_from: datetime.date | None, today: datetime.date
) -> str:
    """Why nobody can have acquainted themselves with an edition yet; empty when they can."""
    if not is_adopted:
        return "Это проект: ознакомиться можно только с принятой редакцией."
    if effective_from > today:
        return f"Редакция действует с\xa0{effective_from:%d.%m.%Y}: ознакомиться можно с этого дня."
    return ""


def acquaintance_due(
    effective_from: datetime.date, days: int | None, calendar: WorkingCalendar
) -> datetime.date | None:
    """The last day to read the changes; None while the association has set no term, or nobody can count it."""
    if days is None:
        return None
    try:
        return add_days(effective_from, days, DayKind.WORKING, calendar).date
    except CalendarMissing:
        return None
