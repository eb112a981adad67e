"""How a protocol begins and how its prose is written. Counts, attendance and decisions come from the meeting alone."""

from datetime import datetime

from django.db import transaction
from wagtail.log_actions import log

from association.meetings.models import AgendaItem, Invitation, Meeting

from .. import queries
from ..choices import Act
from ..models import Protocol
from .beats import begin, finish

LONGEST_POSITION = Invitation._meta.get_field("position").max_length


@transaction.atomic
def open_protocol(meeting: Meeting, *, by, at: datetime) -> Protocol:
    """The draft of a closed meeting, once, with its term (4.10; 3.5 of the working group's rules; C7, R65, R124)."""
    held_on = queries.held_on(meeting)
    protocol, is_new = Protocol.objects.get_or_create(
        meeting=meeting, defaults={"body": meeting.body, "year": held_on.year}
    )
    if is_new:
        set_term(protocol)
        log(protocol, "minutes.open", user=by, timestamp=at, data={"due_on": _iso(protocol.due_on)})
    return protocol


def set_term(protocol: Protocol) -> None:
    """Count the term; a year that nobody has confirmed leaves it open, and the daily reminder counts it again."""
    term = queries.drawing_term(protocol.meeting)
    if term is None:
        return
    protocol.due_on, protocol.due_steps = term.date, list(term.steps)
    protocol.save(update_fields=["due_on", "due_steps"])


@transaction.atomic
def edit_text(
    protocol: Protocol,
    *,
    preamble: str,
    ending: str,
    items: dict[int, tuple[str, str]],
    seen: int,
    by,
    at: datetime,
) -> Protocol:
    """Write the prose; `items` is {key of an agenda item: (heard, spoken)}, foreign keys are not looked at (T37)."""
    protocol = begin(protocol, Act.EDIT, seen=seen)
    protocol.preamble, protocol.ending = preamble.strip(), ending.strip()
    changed = []
    for item in protocol.meeting.items.select_for_update().filter(pk__in=items):
        heard, spoken = (text.strip() for text in items[item.pk])
        if (item.heard, item.spoken) != (heard, spoken):
            item.heard, item.spoken = heard, spoken
            changed.append(item)
    AgendaItem.objects.bulk_update(changed, ["heard", "spoken"])
    return finish(protocol, "edit", by=by, at=at, items=[item.position for item in changed])


@transaction.atomic
def state_facts(
    protocol: Protocol, *, place: str, positions: dict[int, str], seen: int, by, at: datetime
) -> Protocol:
    """The place, and the positions of people as the protocol prints them; {key of an invitation: position} (R126)."""
    protocol = begin(protocol, Act.EDIT, seen=seen)
    meeting = protocol.meeting
    if meeting.place != place.strip():
        meeting.place = place.strip()
        meeting.save(update_fields=["place"])
    changed = []
    for invitation in meeting.invitations.select_for_update().filter(pk__in=positions):
        position = positions[invitation.pk].strip()[:LONGEST_POSITION]
        if invitation.position != position:
            invitation.position = position
            changed.append(invitation)
    Invitation.objects.bulk_update(changed, ["position"])
    return finish(protocol, "state_facts", by=by, at=at, place=place, people=len(changed))


def _iso(day) -> str:
    return day.isoformat() if day else ""
