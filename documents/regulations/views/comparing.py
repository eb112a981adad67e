"""What has changed from one edition to another (R87, C32)."""

import logging
from functools import cache as once
from hashlib import blake2b

from django.core.cache import cache
from django.template.loader import get_template, render_to_string
from django.template.response import TemplateResponse
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe

from .. import permissions
from ..comparison.report import make_report
from ..forms.comparison import COLUMNS, WHOLE, ComparisonForm, key_of, named
from ..models import Edition, RegulationPage
from ..queries import UNREAD, succession
from .reading_parts import reader_of, trail_of

logger = logging.getLogger(__name__)

KEPT_SECONDS = 7 * 24 * 60 * 60
PARTS = ("summary", "changes")
TEMPLATES = [f"regulations/compare/{name}.html" for name in (*PARTS, "places", "row", "words")]
_VERSION = "3"
"""Raised when the code says of the same editions something else."""


def compare_editions(page: RegulationPage, request):
    editions = editions_for(page, reader_of(request))
    context = {"page": page, "trail": trail_of(page, request)}
    if len(editions) < 2:
        return TemplateResponse(request, "regulations/compare.html", context)
    form = ComparisonForm(_asked(request, page, editions), editions)
    context |= {"form": form, "robots": "noindex" if request.GET else ""}
    if form.is_valid():
        pair = form.pair
        look = {name: form.cleaned_data[name] for name in ("view", "show")}
        query = urlencode({"from": key_of(pair[0]), "to": key_of(pair[1])})
        context["summary"], context["changes"] = changes_between(*pair, **look)
        if all(edition.is_adopted for edition in pair):
            address = page.address_of("compare_pdf").removesuffix("/")
            context["pdf_url"] = f"{address}?{query}"
    status = 404 if form.names_no_edition else 200
    return TemplateResponse(request, "regulations/compare.html", context, status=status)


def editions_for(page: RegulationPage, user) -> list[Edition]:
    """Newest first: drafts and future ones for whom they are shown, then those in force so far (T6)."""
    may_read_all = permissions.may_read_editions(user)
    adopted = succession(page, future=may_read_all).editions[::-1]
    drafts = list(page.editions.drafts().defer(*UNREAD)) if may_read_all else []
    for draft in drafts:
        draft.page = page
    return [*drafts, *adopted]


def _asked(request, page: RegulationPage, editions: list[Edition]) -> dict:
    """What the address says; the edition in force and the one before it where it says nothing."""
    line = succession(page)
    new = line.current or editions[0]
    old = line.before(new) or next(edition for edition in editions if edition != new)
    return {"from": key_of(old), "to": key_of(new)} | request.GET.dict()


def changes_between(old: Edition, new: Edition, *, view: str, show: str) -> list[SafeString]:
    """HTML of the summary and of the changes; that of adopted editions is kept, because they never change."""
    name = f"{old.pk}:{old.text_sha256}:{new.pk}:{new.text_sha256}:{view}:{show}:{new.page.url}"
    key = f"regulations:comparison:{blake2b(f'{name}:{_templates()}'.encode()).hexdigest()[:40]}"
    is_kept = old.is_adopted and new.is_adopted
    if is_kept and (found := _get(key)):
        return [mark_safe(html) for html in found]  # noqa: S308
    parts = _rendered(old, new, in_columns=view == COLUMNS, is_whole=show == WHOLE)
    if is_kept:
        _set(key, [str(html) for html in parts])
    return parts


def _rendered(old: Edition, new: Edition, *, in_columns: bool, is_whole: bool) -> list[SafeString]:
    report = make_report(*(list(e.clauses.order_by("order")) for e in (old, new)))
    rows = list(report.rows) if is_whole and not report.is_empty else report.shown
    context = {
        "report": report,
        "rows": rows,
        "shown_places": {row.place for row in rows},
        "in_columns": in_columns,
        "is_whole": is_whole,
        "old_url": old.get_absolute_url(),
        "new_url": new.get_absolute_url(),
        "old_name": named(old),
        "new_name": named(new),
    }
    return [render_to_string(f"regulations/compare/{part}.html", context) for part in PARTS]


@once
def _templates() -> str:
    """A deployment with other templates makes every comparison anew."""
    sources = [get_template(name).template.source for name in TEMPLATES]
    return blake2b("".join([_VERSION, *sources]).encode(), digest_size=8).hexdigest()


def _get(key: str) -> list[str] | None:
    try:
        return cache.get(key)
    except Exception as error:  # every cache backend has errors of its own
        logger.error("The cache does not give comparisons: %s", type(error).__name__)
        return None


def _set(key: str, html: list[str]) -> None:
    try:
        cache.set(key, html, KEPT_SECONDS)
    except Exception as error:  # every cache backend has errors of its own
        logger.error("The cache does not take comparisons: %s", type(error).__name__)
