"""Open data of the register: what they hold, and the files."""

from hashlib import sha256

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from home.accounts.ratelimit import limited, too_many
from home.notices.emails import absolute
from home.pages.cache import kept
from home.pages.queries import association_for

from .. import opendata
from ..rules import names
from .register import trail

RATE = "30/m"


@require_safe
def describe(request):
    context = {
        "trail": trail(),
        "fields": list(opendata.FIELDS.items()),
        "format": opendata.FORMAT,
        "licence": names.LICENCE,
        "rule": names.OPEN_REGISTER,
        "csv_url": absolute(reverse("register:csv")),
        "json_url": absolute(reverse("register:json")),
    }
    return render(request, "register/open_data.html", context)


@require_safe
def as_csv(request):
    return _answer(request, "csv", "text/csv; charset=utf-8", opendata.write_csv)


@require_safe
def as_json(request):
    publisher = association_for(request).name
    return _answer(
        request,
        "json",
        "application/json; charset=utf-8",
        lambda: opendata.write_json(publisher, timezone.now()),
    )


def _answer(request, extension: str, content_type: str, write):
    """Made once for all until public pages change, ten minutes at most: ten who ask at once wait for one (T78)."""
    if limited(request, "members.data", RATE):
        return too_many(request)
    etag, content = kept(f"register.{extension}", lambda: _made(write()))
    response = HttpResponse(
        content,
        content_type=content_type,
        headers={
            "Access-Control-Allow-Origin": "*",
            "Cache-Control": "public, max-age=600",
            "Content-Disposition": f'attachment; filename="members.{extension}"',
            "Cross-Origin-Resource-Policy": "cross-origin",
            "ETag": etag,
        },
    )
    return get_conditional_response(request, etag, None, response)


def _made(content: bytes) -> tuple[str, bytes]:
    return f'"{sha256(content).hexdigest()[:32]}"', content
