"""Atom feeds of editions: of one regulation, and of all that everybody may read (T6)."""

import datetime
from hashlib import blake2b

from django.contrib.syndication.views import Feed
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.http import parse_http_date

from documents.papers.xml_signs import printable
from documents.regulations.models import Edition, RegulationIndexPage, RegulationPage
from home.notices.emails import absolute
from home.workdays.queries import today

from .. import differences, queries

ENTRIES = 30


class EditionFeed(Feed):
    """Editions in force and past, the latest first; those to come are on nobody's list."""

    feed_type = Atom1Feed

    def get_object(self, request, page):
        return page

    def title(self, page) -> str:
        return printable(f"Новые редакции: {page.title}")

    def subtitle(self, page) -> str:
        return "Редакции, которые вступили в силу."

    def link(self, page) -> str:
        return absolute(page.url)

    def feed_url(self, page) -> str:
        return absolute(page.feed_url)

    def items(self, page) -> list[Edition]:
        return queries.editions_in_feed(page, today())[:ENTRIES]

    def item_title(self, edition: Edition) -> str:
        return printable(
            f"{edition.page.title}: действует с\xa0{date_format(edition.effective_from)}"
        )

    def item_description(self, edition: Edition) -> str:
        """Django writes it as HTML, so what a title holds is escaped."""
        changes = (
            differences.in_words(edition.previous, edition)
            if edition.previous
            else "Первая редакция на сайте."
        )
        act = edition.act and f"{edition.act.removesuffix('.')}."
        return escape(printable(" ".join(filter(None, (act, changes)))))

    def item_link(self, edition: Edition) -> str:
        return absolute(edition.get_absolute_url())

    def item_guid(self, edition: Edition) -> str:
        return self.item_link(edition)

    def item_pubdate(self, edition: Edition) -> datetime.datetime:
        return _beginning(edition.effective_from)

    def item_updateddate(self, edition: Edition) -> datetime.datetime:
        return _beginning(edition.effective_from)


def feed_of_page(page: RegulationPage, request):
    return _answer(page, request)


def feed_of_all(page: RegulationIndexPage, request):
    return _answer(page, request)


_feed = EditionFeed()


def _answer(page, request):
    """304 for a reader who has these very entries, by ETag or by date."""
    response = _feed(request, page=page)
    response["ETag"] = f'"{blake2b(response.content, digest_size=16).hexdigest()}"'
    patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    changed = response.get("Last-Modified")
    return get_conditional_response(
        request, response["ETag"], changed and parse_http_date(changed), response
    )


def _beginning(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time.min, timezone.get_default_timezone())
