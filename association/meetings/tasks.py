"""What waits for people before a meeting, for the desk; nobody without an office or an invitation costs it a query."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from association.bodies.permissions import may_found_for_association
from association.bodies.queries import rule_sets_in_force
from home.desk.registry import Task
from home.rulebook.text import NBSP, counted
from home.workdays.queries import today as day_of
from home.workdays.rules import MONTHS

from .choices import Answer, Capacity, MeetingState
from .models import Invitation, Meeting
from .queries import preparing as queries
from .rules import names

_TITLES = {
    MeetingState.COLLECTING: "Соберите повестку и передайте на утверждение",
    MeetingState.DRAFTED: "Утвердите повестку",
    MeetingState.APPROVED: "Разошлите приглашения и материалы",
}


def office_tasks(user, today: date) -> Iterator[Task]:
    """The secretary's and the head's next steps, and proposals without an answer (R108, R112, R113)."""
    if not (queries.holds_any(user, queries.CALLING_OFFICES) or may_found_for_association(user)):
        return
    for meeting in queries.waiting_for_office(user):
        demand = names.INFORMING if meeting.state == MeetingState.APPROVED else names.AGENDA
        yield Task(
            _TITLES[meeting.state],
            meeting.get_absolute_url(),
            names.in_words_of(meeting.rule_set.source, demand),
            day_of(meeting.starts_at),
            _about(meeting),
        )
    fresh = queries.proposals_by_body(user)
    rule_sets = rule_sets_in_force() if fresh else {}
    for body, number in fresh:
        yield Task(
            "Рассмотрите предложения в повестку",
            f"{reverse('meetings:meetings')}?body={body.pk}",
            names.in_words_of(rule_sets[body.rules_code].source, names.PROPOSING),
            about=f"{body.title}: {counted(number, 'предложение', 'предложения', 'предложений')}",
        )


def invited_tasks(user, today: date) -> Iterator[Task]:
    """Answer, read, write the opinion that was promised."""
    for invitation in queries.own_invitations(user):
        meeting = invitation.meeting
        source, due = meeting.rule_set.source, day_of(meeting.starts_at)
        if invitation.answer == Answer.NONE and not meeting.is_without_sitting:
            yield Task(
                "Ответьте, придёте ли на заседание",
                reverse("meetings:answer_invitation", args=[meeting.pk]),
                names.in_words_of(source, names.ATTENDING),
                due,
                _about(meeting),
            )
        if invitation.has_materials and invitation.materials_read_at is None:
            yield Task(
                "Прочитайте материалы к заседанию",
                meeting.get_absolute_url(),
                names.in_words_of(source, names.MATERIALS),
                due,
                _about(meeting),
            )
        if _owes_opinion(invitation):
            yield Task(
                "Пришлите письменное мнение",
                reverse("meetings:write_opinion", args=[meeting.pk]),
                meeting.rule_set.rule_for("opinion_days"),
                queries.opinion_term(meeting).last,
                _about(meeting),
            )


def _owes_opinion(invitation: Invitation) -> bool:
    promised = invitation.answer == Answer.OPINION and invitation.capacity == Capacity.VOTING
    known = invitation.meeting.rule_set.opinion_days is not None
    return promised and known and not invitation.has_opinion


def _about(meeting: Meeting) -> str:
    on = day_of(meeting.starts_at)
    return f"{meeting.body.title}, {on.day}{NBSP}{MONTHS[on.month - 1]}"
