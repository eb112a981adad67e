"""Letters about a meeting: one for each person and version of the calendar entry, whatever is killed on the way.

An invitation says which version its person ought to have and which was sent; `write_letters` writes whatever is
missing and may be run at any time, twice or by two workers (T34, T54, T57). The daily reminder runs it too.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django_tasks import task

from ..choices import MeetingState
from ..emails import CANCELLED, CHANGED, INVITATION, WITHDRAWN, send_about
from ..models import Invitation, Meeting
from ..rules.procedure import BEFORE


def tell_soon(meeting: Meeting) -> None:
    """Once the transaction of the caller holds; the page does not wait for hundreds of letters."""
    transaction.on_commit(lambda: write_letters_of.enqueue(meeting.pk))


def tell_everybody(meeting: Meeting, *, note: str) -> None:
    """A new version for everybody who has the entry; the caller saves the meeting."""
    if meeting.sent_at is None:
        return
    meeting.sequence, meeting.update_note = meeting.sequence + 1, note
    meeting.invitations.standing().update(sequence=meeting.sequence)
    tell_soon(meeting)


@task()
def write_letters_of(meeting_id: int) -> int:
    return write_letters(Meeting.objects.get(pk=meeting_id), at=timezone.now())


def write_letters(meeting: Meeting, *, at: datetime) -> int:
    """Write what is due to each, and say how many letters that were."""
    due = due_letters().filter(meeting=meeting).values_list("pk", flat=True)
    return sum(_write(pk, at=at) for pk in list(due))


def due_letters():
    """Invitations whose people have not been told of their latest version; once it is open it is too late."""
    behind = Q(told_sequence=None) | Q(told_sequence__lt=F("sequence"))
    never_called = Q(sent_at=None)
    ended = Q(withdrawn_at__isnull=False) | Q(meeting__state=MeetingState.CANCELLED)
    sent = Invitation.objects.filter(
        meeting__sent_at__isnull=False, meeting__state__in=[*BEFORE, MeetingState.CANCELLED]
    )
    return sent.filter(behind).exclude(never_called & ended).order_by("pk")


@transaction.atomic
def _write(pk: int, *, at: datetime) -> int:
    invitation = (
        due_letters()
        .select_for_update(of=("self",))
        .select_related("person__user", "meeting__body", "meeting__rule_set", "meeting__venue")
        .filter(pk=pk)
        .first()
    )
    if invitation is None:
        return 0
    kind = _kind_for(invitation)
    letter = send_about(kind, invitation, at=at)
    invitation.told_sequence = invitation.sequence
    invitation.sent_at = None if kind == WITHDRAWN else invitation.sent_at or at
    invitation.save(update_fields=["told_sequence", "sent_at"])
    return int(letter is not None)


def _kind_for(invitation: Invitation):
    if invitation.meeting.state == MeetingState.CANCELLED:
        return CANCELLED
    if invitation.withdrawn_at is not None:
        return WITHDRAWN
    return INVITATION if invitation.sent_at is None else CHANGED
