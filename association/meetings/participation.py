"""In which meetings of the Association an organisation took part, for its page of participation (R76, R77).

Nobody is named: who came for it, and how they voted, is the meeting's to show.
"""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef

from association.organisations.registry import Participation
from home.workdays.queries import today

from .choices import WITHOUT_SITTING, MeetingState
from .models import Attendance, Ballot, Invitation, Meeting, WrittenOpinion
from .rules.names import TAKING_PART, VENUE

TITLE = "Заседания"
KIND = "заседание"


def meetings_of(organisation, since: date, until: date) -> Iterator[Participation]:
    """Meetings that were held by the Association's own bodies: where it was called, and which it housed."""
    held = Meeting.objects.filter(
        body__owner=None,
        state=MeetingState.CLOSED,
        starts_at__date__gte=since,
        starts_at__date__lte=until,
    ).select_related("body")
    called = Invitation.objects.standing().filter(organisation=organisation)
    for meeting in held.filter(pk__in=called.values("meeting")).annotate(**_parts(organisation)):
        yield _taken_part(meeting)
    for meeting in held.filter(venue=organisation):
        yield Participation(
            on=today(meeting.starts_at),
            kind=KIND,
            title=str(meeting),
            outcome="прошло на\xa0базе организации",
            rule=VENUE,
        )


def _parts(organisation) -> dict[str, Exists]:
    own = {"invitation__organisation": organisation, "invitation__meeting": OuterRef("pk")}
    return {
        "was_there": Exists(Attendance.objects.filter(**own)),
        "has_voted": Exists(Ballot.objects.filter(**own).exclude(choice="")),
        "has_written": Exists(WrittenOpinion.objects.filter(**own)),
    }


def _taken_part(meeting) -> Participation:
    outcome, counts = _outcome(meeting)
    return Participation(
        on=today(meeting.starts_at),
        kind=KIND,
        title=str(meeting),
        outcome=outcome,
        rule=TAKING_PART,
        counts=counts,
    )


def _outcome(meeting) -> tuple[str, bool]:
    """A vote without a sitting has no attendance: whoever voted took part."""
    if meeting.form in WITHOUT_SITTING:
        return ("ответила", True) if meeting.has_voted else ("не\xa0ответила", False)
    if meeting.was_there:
        return "была представлена", True
    if meeting.has_written:
        return "прислала письменное мнение", True
    return "не\xa0была представлена", False
