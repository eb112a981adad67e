"""Papers to take away: each asked for by a right that is asked anew, and made by the queue (T1, T3, T5)."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone

from association.meetings.permissions import may_see_ballots
from documents.records.choices import Level, RecordState
from documents.records.queries import record_of
from documents.uploads.views import serve, waiting
from home.accounts.ratelimit import limited, too_many

from .. import permissions, queries
from ..choices import PaperFormat, PaperKind, ProtocolState
from ..content import level_of, sees
from ..models import Protocol, ProtocolFile
from ..operations.files import Wanted, ask_again, ask_for_file
from .doors import find_protocol, get_or_post
from .files import may_read_whole


@get_or_post
@login_required
def print_protocol(request, pk, level, ext):
    """The protocol for a level that the reader reaches; «public» is the extract that everybody would see."""
    protocol = _printable(pk, request.user)
    wanted = Wanted(
        PaperKind.PROTOCOL,
        _reached(request.user, protocol, level),
        by_name=may_see_ballots(request.user, protocol.meeting, Level.MEMBERS),
    )
    if ext == PaperFormat.PDF and _is_whole(protocol, wanted) and protocol.paper:
        # The very file that lies in the archive with its hash.
        return serve(protocol.paper)
    return _given(request, protocol, wanted, ext)


def _is_whole(protocol: Protocol, wanted: Wanted) -> bool:
    """Nothing that the protocol says is withheld from this reader."""
    if wanted.level == Level.PUBLIC or not wanted.by_name or not protocol.content:
        return False
    return sees(wanted.level, level_of(protocol.content))


@get_or_post
@login_required
def print_extract(request, pk, decision_pk, level, ext):
    protocol = _printable(pk, request.user)
    decision = get_object_or_404(protocol.meeting.decisions, pk=decision_pk)
    reached = _reached(request.user, protocol, level)
    wanted = Wanted(PaperKind.EXTRACT, reached, by_name=False, decision_id=decision.pk)
    return _given(request, protocol, wanted, ext)


@get_or_post
@login_required
def print_agreement(request, pk, ext):
    """The sheet of those who agree is for the members: remarks may speak of any item (R125)."""
    protocol = _printable(pk, request.user)
    has_sheet = protocol.meeting.rule_set.agreement_sheet
    if not has_sheet or not may_read_whole(request.user, protocol):
        raise Http404
    wanted = Wanted(PaperKind.AGREEMENT, Level.MEMBERS, by_name=False)
    return _given(request, protocol, wanted, ext)


@get_or_post
def public_extract(request, pk):
    """What everybody may take away of a protocol whose extracts stand on «Решения» (R6, R219)."""
    protocol = queries.protocols().filter(pk=pk, state=ProtocolState.SIGNED).first()
    if protocol is None or not _is_published(protocol):
        raise Http404
    if limited(request, "minutes.public_extract", "30/m"):
        return too_many(request)
    wanted = Wanted(PaperKind.PROTOCOL, Level.PUBLIC, by_name=False)
    return _given(request, protocol, wanted, PaperFormat.PDF, public=True)


def _is_published(protocol: Protocol) -> bool:
    record = record_of(protocol) if protocol.body.owner_id is None else None
    return record is not None and record.is_published and record.state == RecordState.KEPT


def _printable(pk: int, user) -> Protocol:
    protocol = find_protocol(pk, user)
    if protocol.state == ProtocolState.WRITTEN_OFF:
        raise Http404
    return protocol


def _reached(user, protocol: Protocol, level: str) -> Level:
    if level not in Level.values or not sees(permissions.level_for(user, protocol), level):
        raise Http404
    return Level(level)


def _given(request, protocol: Protocol, wanted: Wanted, ext: str, *, public: bool = False):
    """The file, or a page that asks again by itself until it is there."""
    if ext not in PaperFormat.values:
        raise Http404
    try:
        file = ask_for_file(protocol, wanted, ext, at=timezone.now())
    except LookupError:
        raise Http404 from None
    if request.method == "POST":
        ask_again(file, at=timezone.now())
        return HttpResponseRedirect(request.path)
    return serve(file.file) if file.is_ready else _waiting(request, protocol, file, public=public)


def _waiting(request, protocol: Protocol, file: ProtocolFile, *, public: bool):
    context = {
        "protocol": protocol,
        "file": file,
        "base": "base.html" if public else "cabinet.html",
        "is_public": public,
        "robots": "noindex",
    }
    return waiting(request, "minutes/papers/waiting.html", context)
