"""«В повестку»: what waits in an upper room comes before a body in one act, papers and all (4.3, 4.8)."""

from datetime import datetime

from django.db import transaction
from wagtail.log_actions import log

from ..models import AgendaItem, Meeting
from ..rules.dossiers import check_seen
from ..rules.preparing import Arrangement
from .agenda import add_subject
from .calling import call_meeting


@transaction.atomic
def put_on_agenda(
    matter: str, subject, meeting: Meeting, *, seen: int, by, at: datetime
) -> AgendaItem:
    """Put a subject with a `version` on the agenda of a planned meeting; logged under its own room's name.

    The meeting is locked first, as closing a vote does; then the subject.
    """
    item = add_subject(meeting, matter, subject.pk, by=by, at=at)
    subject = type(subject).objects.select_for_update(of=("self",)).get(pk=subject.pk)
    check_seen(seen, subject.version)
    subject.version += 1
    subject.save(update_fields=["version"])
    data = {"meeting": meeting.pk, "item": item.position, "body": meeting.body.title}
    log(subject, f"{subject._meta.app_label}.put_on_agenda", user=by, timestamp=at, data=data)
    return item


@transaction.atomic
def call_with(
    matter: str, subject, body, plan: Arrangement, *, seen: int, by, at: datetime
) -> AgendaItem:
    """Call a meeting for it, if none is planned: both or neither."""
    meeting = call_meeting(body, plan, by=by, at=at)
    return put_on_agenda(matter, subject, meeting, seen=seen, by=by, at=at)
