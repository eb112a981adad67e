"""What follows the last signature, in the queue: the file for print, the letters to members, the archive.

Each task is safe to repeat (T57); the daily reminder repeats those that have not come to their end.
"""

import logging
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from documents.papers.pdf import PaperError
from documents.records.queries import record_of
from documents.uploads.inspection import inspect
from documents.uploads.operations import store_upload
from home.rulebook import DomainError
from home.rulebook.text import NBSP

from .. import emails, papers, queries
from ..choices import ProtocolState
from ..models import Protocol
from .filing import file_protocol

logger = logging.getLogger(__name__)


def finish_signed(protocol: Protocol) -> None:
    transaction.on_commit(lambda: make_paper.enqueue(protocol.pk))
    transaction.on_commit(lambda: send_signed.enqueue(protocol.pk))


@task()
def make_paper(pk: int) -> None:
    """Make the PDF of a signed protocol, if it has none yet, and file the protocol in the archive."""
    protocol = queries.protocols().get(pk=pk)
    if protocol.state != ProtocolState.SIGNED:
        return
    if protocol.paper_id is None:
        _keep_paper(protocol, papers.protocol_pdf(protocol))
    if record_of(protocol) is None:
        file_protocol(protocol, by=None, at=timezone.now())


def _keep_paper(protocol: Protocol, pdf: bytes) -> None:
    with transaction.atomic():
        locked = Protocol.objects.select_for_update().get(pk=protocol.pk)
        if locked.paper_id is None:
            file = inspect(paper_name(protocol), pdf, ("pdf",))
            locked.paper = store_upload(file, by=None, at=timezone.now())
            locked.save(update_fields=["paper"])
        protocol.paper = locked.paper


def paper_name(protocol: Protocol) -> str:
    """«Протокол № 3 от 18.11.2026.pdf»."""
    held_on = queries.held_on(protocol.meeting)
    return f"Протокол №{NBSP}{protocol.number} от {held_on:%d.%m.%Y}.pdf"


@task()
def send_signed(pk: int) -> None:
    """The signed protocol to everybody whom it is to reach; nobody gets a second letter."""
    protocol = queries.protocols().get(pk=pk)
    if protocol.state != ProtocolState.SIGNED or protocol.sent_at:
        return
    at = timezone.now()
    emails.send_to_members(protocol, at=at)
    Protocol.objects.filter(pk=pk, sent_at=None).update(sent_at=at)


def make_paper_again(protocol: Protocol) -> None:
    """Ask the queue once more for a paper or a filing that has not come."""
    if protocol.state == ProtocolState.SIGNED:
        transaction.on_commit(lambda: make_paper.enqueue(protocol.pk))


def finish_unfinished(at: datetime) -> int:
    """Signed protocols whose paper, filing or letters have not come; how many were taken up again."""
    found = list(queries.unfinished())
    for protocol in found:
        try:
            make_paper.call(protocol.pk)
            send_signed.call(protocol.pk)
        except (DomainError, PaperError):
            logger.exception("protocol %s could not be finished", protocol.pk)
    return len(found)
