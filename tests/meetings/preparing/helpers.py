"""What the tests of this folder share beside their fixtures."""

from wagtail.models import ModelLogEntry

from association.meetings.models import Meeting
from association.meetings.operations import agenda
from association.meetings.operations.agenda import Question

WAY = ["collecting", "drafted", "approved", "sent"]


def brought_to(meeting: Meeting, state: str, group, at, titles=("О плане",)) -> Meeting:
    """The same acts that people do, up to the state."""
    for title in titles:
        agenda.add_item(meeting, Question(title), by=group.secretary, at=at)
    meeting.refresh_from_db()
    acts = [
        lambda: agenda.submit_agenda(meeting, seen=meeting.version, by=group.secretary, at=at),
        lambda: agenda.approve_agenda(meeting, seen=meeting.version, by=group.head, at=at),
        lambda: agenda.send_invitations(meeting, seen=meeting.version, by=group.secretary, at=at),
    ]
    for act in acts[: WAY.index(state)]:
        act()
        meeting.refresh_from_db()
    return meeting


def last_log(instance) -> tuple[str, object]:
    entry = ModelLogEntry.objects.for_instance(instance).order_by("-timestamp", "-pk").first()
    return entry.action, entry.user


def logged(instance) -> list[str]:
    return list(
        ModelLogEntry.objects.for_instance(instance)
        .order_by("timestamp", "pk")
        .values_list("action", flat=True)
    )
