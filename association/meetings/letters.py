"""The letters about decisions, each to one executor and each once (R59, R221)."""

from datetime import date, datetime

from documents.records.choices import Level
from home.accounts.models import Person
from home.notices.emails import absolute
from home.notices.operations import send_notice
from home.notices.registry import NoticeKind, notice_kind

from .models import Decision
from .rules import decisions as rules

ASSIGNED = notice_kind(
    "meetings.assigned", title="Вам поручено исполнить решение", rule=rules.BROUGHT, obligatory=True
)
TAKEN_OFF = notice_kind(
    "meetings.taken_off", title="Поручение с вас снято", rule=rules.REASSIGN, obligatory=True
)
RETURNED = notice_kind(
    "meetings.report_returned",
    title="Доклад об исполнении возвращён",
    rule=rules.CONTROL,
    obligatory=True,
)
ACCEPTED = notice_kind(
    "meetings.report_accepted", title="Исполнение принято", rule=rules.CONTROL, obligatory=False
)
DUE_SOON = notice_kind(
    "meetings.decision_due", title="Подходит срок решения", rule=rules.CARRIED_OUT, obligatory=True
)
OVERDUE = notice_kind(
    "meetings.decision_overdue",
    title="Срок решения прошёл",
    rule=rules.CARRIED_OUT,
    obligatory=True,
)


def tell(
    kind: NoticeKind,
    decision: Decision,
    *,
    to: Person | None = None,
    occasion: str | int,
    at: datetime,
    **context,
):
    """`occasion` sets letters of one kind about one decision apart. What is confidential stays in the cabinet (R73)."""
    is_open = decision.level != Level.CONFIDENTIAL
    return send_notice(
        kind,
        to=to or decision.executor,
        about=f"decision-{decision.pk}-{occasion}",
        context={
            "number": decision.number,
            "body": decision.meeting.body.title_genitive,
            "text": decision.text if is_open else "",
            "adopted_on": decision.adopted_on,
            "due_on": decision.due_on,
            "rule": rules.for_body(kind.rule, decision.meeting.body.kind),
            "url": absolute(decision.get_absolute_url()),
            **context,
        },
        at=at,
        source=decision,
    )


def tell_of_term(decision: Decision, today: date, *, at: datetime):
    """Before the term and after it, once for each term that was set (T57)."""
    kind, word = (OVERDUE, "overdue") if decision.due_on < today else (DUE_SOON, "soon")
    return tell(kind, decision, occasion=f"{word}-{decision.due_on}", at=at)
