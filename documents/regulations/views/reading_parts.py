"""What all pages of a regulation share: who reads, which editions they may see, links, and an answer of 304."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache as once
from hashlib import blake2b

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.utils.cache import get_conditional_response

from documents.uploads.rules import size_in_words
from home.pages import vision
from home.pages.cache import current_generation
from home.pages.queries import trail_to

from .. import permissions
from ..models import Edition, RegulationPage
from ..offers import current_address_of, offers_for
from ..queries import Succession, succession
from ..reading import stamp_of, templates_hash

REVALIDATE = "private, no-cache"
# An old or coming text must not be found in place of the one in force.
UNLISTED = "noindex, follow"


@dataclass(frozen=True)
class Link:
    title: str
    url: str
    note: str = ""


def reader_of(request):
    """Without a session cookie nobody is logged in; asking who it is would mark a public page as personal (T63)."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        return request.user
    return AnonymousUser()


def editions_for(page: RegulationPage, request, date) -> Succession:
    """Up to a day; a day to come is known only to those who prepare editions.

    Http404 alike for every other reader whatever is going to come (T6).
    """
    seen = succession(page)
    if date <= seen.day:
        return seen
    if not permissions.may_read_editions(reader_of(request)):
        raise Http404
    return succession(page, future=True)


def canonical(address: str) -> str:
    return settings.WAGTAILADMIN_BASE_URL + address


def compare_address(page: RegulationPage, old: Edition | None, new: Edition | None) -> str:
    """What has changed from one adopted edition to another; "" while there is no such page."""
    address = page.find_address("compare")
    if not (address and old and new and old.is_adopted and new.is_adopted):
        return ""
    return f"{address}?from={old.effective_from}&to={new.effective_from}"


def downloads_of(edition: Edition, *, current: bool = False) -> list[Link]:
    """The formats in which an edition can be taken away; the size of those that have been made."""
    return [
        Link(
            offer.name,
            current_address_of(edition, offer.format) if current else offer.url,
            size_in_words(offer.size) if offer.size else "",
        )
        for offer in offers_for(edition)
    ]


def trail_of(page: RegulationPage, request) -> list[tuple[str, str]]:
    """The way back from a page below the regulation."""
    above = [(entry.title, entry.url) for entry in trail_to(page, request)]
    return [*above, (page.short_name, page.url)]


def show(page: RegulationPage, request, template: str, context: dict, *, status: int = 200):
    return TemplateResponse(request, template, page.get_context(request) | context, status=status)


def unless_unchanged(
    request, page: RegulationPage, parts: tuple, make: Callable[[], HttpResponse]
) -> HttpResponse:
    """304 for a reader who has the page as these `parts` make it, before anything is rendered.

    What one person sees is kept by nobody but their browser, which asks each time (T63).
    """
    tag = _tag(request, page, parts)
    unchanged = get_conditional_response(request, etag=tag) if tag else None
    response = unchanged or make()
    if tag:
        response["ETag"] = tag
    if reader_of(request).is_authenticated:
        response["Cache-Control"] = REVALIDATE
    return response


def _tag(request, page: RegulationPage, parts: tuple) -> str:
    """ "" while there is no cache, which alone knows what has changed beside the text; nor in development."""
    generation, stamp = current_generation(), stamp_of(page.pk)
    if settings.DEBUG or not (generation and stamp):
        return ""
    surroundings = (
        _release(),
        templates_hash(),
        generation,
        stamp,
        request.get_full_path(),
        vision.normalised(request),
    )
    return '"' + blake2b(repr((surroundings, parts)).encode(), digest_size=16).hexdigest() + '"'


@once
def _release() -> str:
    """Another after a deployment that could change a page: templates, what fills them, styles."""
    digest = blake2b(getattr(staticfiles_storage, "manifest_hash", "").encode(), digest_size=8)
    for folder in ("templates", "home", "documents"):
        for path in sorted((settings.BASE_DIR / folder).rglob("*")):
            if path.suffix in (".html", ".py"):
                digest.update(path.read_bytes())
    return digest.hexdigest()
