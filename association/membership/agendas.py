"""Which meetings a dossier can be brought before, and what goes there with it."""

from datetime import datetime

from association.bodies.choices import BodyKind
from association.bodies.models import CollegialBody
from association.meetings.choices import Act, MeetingState
from association.meetings.models import Meeting
from association.meetings.registry import matter_of
from association.meetings.rules.procedure import is_possible

OPEN_TO_QUESTIONS = tuple(state for state in MeetingState if is_possible(state, Act.EDIT_AGENDA))


def presidium() -> CollegialBody | None:
    """The one body that admits and removes (3.13, 3.14)."""
    return CollegialBody.objects.filter(kind=BodyKind.PRESIDIUM).first()


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
