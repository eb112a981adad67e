"""Files beside a protocol, each served only after its right was asked (T3, T4)."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from documents.records.choices import Level
from documents.uploads.views import serve

from .. import content, permissions
from ..content import sees
from .doors import find_protocol


@require_safe
@login_required
def open_scan(request, pk, signature_pk):
    """The original on paper holds everything: whoever reads only a part of the protocol does not get it."""
    protocol = find_protocol(pk, request.user, may_read_whole)
    signatures = protocol.signatures.filter(scan__isnull=False).select_related("scan")
    return serve(get_object_or_404(signatures, pk=signature_pk).scan)


@require_safe
@login_required
def open_detached(request, pk, detached_pk):
    protocol = find_protocol(pk, request.user, may_read_whole)
    kept = protocol.detached_signatures.filter(file__isnull=False).select_related("file")
    return serve(get_object_or_404(kept, pk=detached_pk).file)


def may_read_whole(user, protocol) -> bool:
    """There is a frozen content, and nothing of it is withheld from the reader."""
    return bool(protocol.content) and reads_whole(user, protocol)


def reads_whole(user, protocol) -> bool:
    """The reader's level reaches everything that the protocol holds, and is at least that of the members.

    To be asked of what speaks of all items without a level of its own: remarks, the recount, scans.
    """
    level = permissions.level_for(user, protocol)
    kept = content.level_of(protocol.content) if protocol.content else Level.MEMBERS
    return sees(level, Level.MEMBERS) and sees(level, kept)
