"""What a vote of the Presidium on an application leads to (3.13, R7, R27)."""

from datetime import datetime

from django.db import transaction

from association.bodies.rules.voting import Adoption
from association.meetings.models import Decision, Vote
from home.rulebook import Rule, find_rule
from home.workdays.queries import today

from ..choices import Act
from ..models import AdmissionDecision
from ..rules import agenda as rules
from ..rules import names, procedure
from .beats import begin, lock
from .deciding import admit_by, refuse


@transaction.atomic
def admit_by_meeting(decision: Decision, *, by, at: datetime) -> str:
    """What a meeting's adopted decision «принять в члены» leads to, in the same transaction; says so in a sentence."""
    application = begin(decision.item.subject, Act.RECORD_DECISION)
    rules.check_asks_admission(decision.text)
    body = decision.meeting.body
    admit_by(
        application,
        AdmissionDecision(
            body=body, date=decision.adopted_on, form=decision.form, decision=decision
        ),
        by=by,
        at=at,
    )
    return (
        f"{application.title} ({application.organisation.short_name}): решение о приёме внесено, "
        "заявителю отправлено письмо. Теперь нужен приказ."
    )


@transaction.atomic
def refuse_by_meeting(vote: Vote, *, by, at: datetime) -> str:
    """A lost vote refuses the application by the clause on which it was counted; says so in a sentence."""
    application = lock(vote.item.subject)
    named = f"{application.title} ({application.organisation.short_name})"
    if not rules.waits_for_meeting(application.state):
        return f"{named}: решения уже не ждало, состояние — «{application.status.label}»."
    rules.check_asks_admission(vote.question)
    application.state = procedure.next_state(application.state, Act.REFUSE)
    refuse(application, _reason(vote, at), _clause_of(vote), by=by, at=at)
    return f"{named}: отклонено, заявителю отправлено письмо."


def _reason(vote: Vote, at: datetime) -> str:
    meeting = vote.item.meeting
    return (
        f"{meeting.body.title}, заседание {today(at):%d.%m.%Y}, вопрос {vote.item.position}: "
        f"решение о приёме не принято. {vote.explanation}"
    ).strip()


def _clause_of(vote: Vote) -> Rule:
    """The rule of the majority, frozen with the vote; one that no page can look up gives way to that of the matter."""
    return find_rule(Adoption.from_data(vote.rule).rule.code) or names.ON_AGENDA
