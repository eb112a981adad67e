"""How a stored file leaves the house. The caller has asked for the right before."""

import logging

from django.http import FileResponse, Http404
from django.shortcuts import render

from .models import StoredFile

logger = logging.getLogger(__name__)
REFRESH_SECONDS = 2


def serve(stored_file: StoredFile, *, inline: bool = False) -> FileResponse:
    """The file as an attachment that no browser runs (T22, T24) and no cache keeps (T63).

    `inline` holds for pictures only: a sandbox does not let browsers show a PDF.
    """
    try:
        content = stored_file.file.open("rb")
    except FileNotFoundError:
        logger.error("the bytes of stored file %s are gone", stored_file.pk)
        raise Http404 from None
    shown = inline and stored_file.content_type.startswith("image/")
    return FileResponse(
        content,
        as_attachment=not shown,
        filename=stored_file.original_name,
        content_type=stored_file.content_type,
        headers={
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )


def waiting(request, template: str, context: dict):
    """A page that asks again by itself until the queue has made `context["file"]`, or has failed to (`making`)."""
    response = render(request, template, context, status=202)
    response["Cache-Control"] = "private, no-store"
    if not context["file"].failed_at:
        # Without script; the page holds nothing that a reader could lose by it.
        response["Refresh"] = str(REFRESH_SECONDS)
    return response
