"""Doors and papers that several views of the register share."""

from functools import wraps
from urllib.parse import quote

from django.http import FileResponse, Http404

from ..permissions import may_keep_register, may_read_register


def for_keepers(view):
    """For whoever keeps the register; to others the page is not there (T1)."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not may_keep_register(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def for_readers(view):
    """For whoever may read the register."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not may_read_register(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def serve_paper(file, name: str, content_type: str) -> FileResponse:
    """A private file as an attachment that no browser runs and no cache keeps (T63)."""
    if not file:
        raise Http404
    try:
        content = file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(
        content,
        content_type=content_type,
        headers={
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}",
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )
