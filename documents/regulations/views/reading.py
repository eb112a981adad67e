"""What the public reads: the edition in force, past ones by their dates, and their list (R1, R34, R162, R224)."""

import datetime

from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect

from .. import permissions
from ..models import Edition, RegulationPage
from ..queries import Succession, drafts_of, succession
from ..reading import read_edition as read
from ..registry import personal_marks
from .reading_parts import (
    UNLISTED,
    Link,
    canonical,
    compare_address,
    downloads_of,
    editions_for,
    reader_of,
    show,
    trail_of,
    unless_unchanged,
)

EDITIONS_PER_PAGE = 20


def read_current(page: RegulationPage, request):
    """The address of the page itself: the edition in force today."""
    seen = succession(page)
    if seen.current is None:
        return show(page, request, "regulations/regulation_page.html", {})
    return _text(page, request, seen, seen.current)


def read_edition(page: RegulationPage, request, date: datetime.date):
    """The edition that came into force on the day; any other day leads to the one in force on it."""
    try:
        seen = editions_for(page, request, date)
    except Http404:
        return _no_edition(page, request, date, succession(page))
    edition = seen.on(date)
    if edition is None:
        return _no_edition(page, request, date, seen)
    if edition.effective_from != date:
        return HttpResponseRedirect(edition.get_absolute_url())
    return _text(page, request, seen, edition)


def read_draft(page: RegulationPage, request, number: int):
    """For whom drafts are shown; once adopted, the draft is where everybody finds it."""
    if not permissions.may_read_editions(reader_of(request)):
        raise Http404
    edition = page.editions.filter(number=number).first()
    if edition is None:
        raise Http404
    edition.page = page
    if edition.is_adopted:
        return HttpResponseRedirect(edition.get_absolute_url())
    return _text(page, request, succession(page), edition)


def list_editions(page: RegulationPage, request):
    """Every edition that the reader may see, the latest first."""
    future = permissions.may_read_editions(reader_of(request))
    seen = succession(page, future=future)
    editions = [*(drafts_of(page) if future else ()), *reversed(seen.editions)]
    listed = Paginator(editions, EDITIONS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "listed": listed,
        "rows": [_row(page, seen, edition) for edition in listed],
        "trail": trail_of(page, request),
        "meta_title": f"Редакции: {page.title}",
    }
    return show(page, request, "regulations/editions.html", context)


def state_of(edition: Edition, seen: Succession) -> str:
    """current, past, future or draft."""
    if not edition.is_adopted:
        return "draft"
    if edition == seen.current:
        return "current"
    return "future" if edition.effective_from > seen.day else "past"


def _row(page: RegulationPage, seen: Succession, edition: Edition) -> dict:
    after = seen.after(edition) if edition.is_adopted else None
    return {
        "edition": edition,
        "state": state_of(edition, seen),
        "url": edition.get_absolute_url(),
        "until": after and after.effective_from - datetime.timedelta(days=1),
        "downloads": downloads_of(edition),
        "compare_url": compare_address(page, seen.before(edition), edition),
    }


def _text(page: RegulationPage, request, seen: Succession, edition: Edition):
    reader = reader_of(request)
    marks = personal_marks(edition, reader)
    state = state_of(edition, seen)

    def make():
        context = _context(page, seen, edition, state)
        reading = context["reading"]
        context["text"] = reading.text_with(marks)
        return show(page, request, "regulations/regulation_page.html", context)

    known = [(e.pk, e.effective_from) for e in seen.editions]
    parts = (page.latest_revision_id, edition.pk, edition.text_sha256, known, seen.day, marks)
    if not edition.is_adopted:
        return make()
    return unless_unchanged(request, page, parts, make)


def _context(page: RegulationPage, seen: Succession, edition: Edition, state: str) -> dict:
    is_current = state == "current"
    after = seen.after(edition) if edition.is_adopted else None
    title = page.seo_title or page.title
    return {
        "edition": edition,
        "state": state,
        "reading": read(edition),
        "current": seen.current,
        "after": after,
        "changes_since": compare_address(page, edition, seen.current) if state == "past" else "",
        "downloads": downloads_of(edition, current=is_current),
        "actions": _actions(page, seen, edition, state),
        "meta_title": title if is_current else f"{title} ({_described(edition)})",
        "canonical_url": canonical(page.url if is_current else edition.get_absolute_url()),
        "robots": "" if is_current else UNLISTED,
    }


def _described(edition: Edition) -> str:
    if not edition.is_adopted:
        return f"проект, редакция {edition.number}"
    return f"редакция с {edition.effective_from:%d.%m.%Y}"


def _actions(page: RegulationPage, seen: Succession, edition: Edition, state: str) -> list[Link]:
    """One small row under the title; what no room has an address for is not offered."""
    links = [Link("Что изменилось", compare_address(page, seen.before(edition), edition))]
    links.append(Link("Все редакции", page.address_of("editions")))
    if state == "current":
        links += [
            Link("Как исполняется", page.find_address("coverage")),
            Link("Следить за изменениями", page.find_address("follow")),
        ]
    return [link for link in links if link.url]


def _no_edition(page: RegulationPage, request, date: datetime.date, seen: Succession):
    """404 in words: a day before the first edition, or one that has not come."""
    context = {
        "date": date,
        "is_future": date > seen.day,
        "first": seen.editions[0] if seen.editions else None,
        "current": seen.current,
        "editions_url": page.address_of("editions"),
        "meta_title": page.title,
        "robots": UNLISTED,
    }
    return show(page, request, "regulations/no_edition.html", context, status=404)
