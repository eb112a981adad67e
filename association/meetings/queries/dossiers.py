"""Which meetings a dossier can be brought before, what goes there with it, and where it stands already."""

from datetime import datetime

from django.contrib.contenttypes.models import ContentType

from association.bodies.models import CollegialBody

from ..choices import Act, MeetingState
from ..models import AgendaItem, Meeting
from ..registry import matter_of
from ..rules.procedure import is_possible

OPEN_TO_QUESTIONS = tuple(state for state in MeetingState if is_possible(state, Act.EDIT_AGENDA))
OVER = (MeetingState.CLOSED, MeetingState.CANCELLED)


def meetings_to_come(body: CollegialBody, at: datetime) -> list[Meeting]:
    """Those whose agenda still takes questions, the nearest first."""
    waiting = Meeting.objects.filter(body=body, state__in=OPEN_TO_QUESTIONS, starts_at__gt=at)
    return list(waiting.select_related("body").order_by("starts_at", "pk"))


def question_of(matter: str, subject) -> tuple[str, str]:
    """The title of the question and the draft of the decision."""
    return matter_of(matter).draft(subject)


def papers_of(matter: str, subject) -> list[str]:
    """Titles of what the members will read."""
    papers = matter_of(matter).papers
    return [title for title, _ in papers(subject)] if papers else []


def item_of(subject) -> AgendaItem | None:
    """The question by which the subject stands before a meeting that is not over; a body decides it there."""
    items = AgendaItem.objects.filter(
        subject_type=ContentType.objects.get_for_model(subject), subject_id=subject.pk
    )
    return items.exclude(meeting__state__in=OVER).select_related("meeting__body").first()
