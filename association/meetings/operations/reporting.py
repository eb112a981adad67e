"""The report on the execution of decisions goes onto an agenda: the body hears it (3.5, R144)."""

from datetime import datetime

from django.db import transaction
from wagtail.log_actions import log

from documents.records.choices import Level
from documents.uploads.inspection import inspect
from documents.uploads.operations import store_upload
from home.rulebook import DomainError

from ..models import AgendaItem, ItemFile
from ..queries.decisions import BEFORE_IT_BEGINS
from ..rules.decisions import STEPS
from .beats import lock

_LEVELS = [Level.PUBLIC, Level.MEMBERS, Level.CONFIDENTIAL]


def levels_open_to(item: AgendaItem) -> frozenset[str]:
    """Whoever may open the files of the item reads no more in them than elsewhere (R73, C35)."""
    return frozenset(_LEVELS[: _LEVELS.index(item.level) + 1])


@transaction.atomic
def attach_report(
    item: AgendaItem, title: str, name: str, content: bytes, *, by, at: datetime
) -> ItemFile:
    meeting = lock(item.meeting)
    if meeting.state not in BEFORE_IT_BEGINS:
        raise DomainError("Заседание уже началось: отчёт к нему не приложить.", STEPS)
    upload = inspect(name, content, ("pdf",))
    file = ItemFile.objects.create(
        item=item,
        title=title[:200],
        file=store_upload(upload, by=by, at=at),
        added_by=by,
        added_at=at,
    )
    log(meeting, "meetings.attach_report", user=by, timestamp=at, data={"item": str(item)})
    return file
