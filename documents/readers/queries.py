"""Who follows, whom a regulation binds, and who has read what."""

import datetime
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Count, Exists, OuterRef, Q

from documents.regulations.models import Edition, RegulationIndexPage, RegulationPage
from documents.regulations.queries import UNREAD
from home.accounts.models import ConsentText, Person
from home.accounts.queries import current_text
from home.pages.visibility import open_to_all
from home.workdays.queries import working_calendar

from .models import Follower, FollowRequest, ReadersSettings
from .registry import all_readers
from .rules import acquaintance_due, stale_before
from .tokens import hash_of, read_leaving_token

PURPOSE = "regulation-letters"
"""Of the consent to letters about new editions."""


def consent_text() -> ConsentText | None:
    return current_text(PURPOSE)


def find_request(secret: str, now: datetime.datetime) -> FollowRequest | None:
    """The request that a link from a letter confirms, while its term runs."""
    alive = FollowRequest.objects.filter(asked_at__gte=stale_before(now))
    return alive.filter(token_sha256=hash_of(secret)).select_related("page").first()


def stale_requests(now: datetime.datetime):
    return FollowRequest.objects.filter(asked_at__lt=stale_before(now))


def find_follower(token: str) -> Follower | None:
    """Whom the signature in a letter lets leave; None when it is no signature of ours, or they have left."""
    key = read_leaving_token(token)
    return Follower.objects.filter(key=key).select_related("page").first() if key else None


def followings_of(user):
    """What the addresses that the user has proved follow."""
    proved = user.emailaddress_set.filter(verified=True).values("email")
    return Follower.objects.filter(email__in=proved).select_related("page").order_by("page", "pk")


def people_bound_by(page: RegulationPage):
    """Everyone who has to have read the regulation, each once."""
    bonds = [Q(pk__in=readers.people(page).values("pk")) for readers in all_readers()]
    return Person.objects.filter(reduce(or_, bonds, Q(pk__in=[])))


def regulations_binding(person: Person):
    """The published regulations that the person has to have read."""
    bonds = [Q(pk__in=readers.regulations(person).values("pk")) for readers in all_readers()]
    return RegulationPage.objects.live().filter(reduce(or_, bonds, Q(pk__in=[]))).order_by("path")


def is_bound(person: Person | None, page: RegulationPage) -> bool:
    return person is not None and regulations_binding(person).filter(pk=page.pk).exists()


def people_who_read(edition: Edition):
    return edition.acquaintances.values("person")


def people_who_did_not_read(edition: Edition):
    """Those bound today who have not said that they have read it."""
    return people_bound_by(edition.page).exclude(pk__in=people_who_read(edition))


def editions_to_read(on: datetime.date, model=Edition):
    """Every edition that has come into force, with `read_count` and whether it `is_current`, the one in force."""
    in_force = Edition.objects.adopted().filter(effective_from__lte=on)
    later = in_force.filter(
        page=OuterRef("page"), effective_from__gt=OuterRef("effective_from")
    ).order_by()
    return model.objects.filter(pk__in=in_force.values("pk")).annotate(
        read_count=Count("acquaintances", distinct=True), is_current=~Exists(later)
    )


def left_to_read(edition: Edition) -> int | None:
    """How many of those bound today have not read it; nobody has to read an edition that is in force no more."""
    return people_who_did_not_read(edition).count() if edition.is_current else None


def acquaintances_of(person: Person):
    return person.acquaintances.with_editions()


def last_read_before(person: Person, edition: Edition) -> Edition | None:
    """The latest earlier edition of the same regulation that the person has read."""
    earlier = Edition.objects.filter(
        page=edition.page_id,
        effective_from__lt=edition.effective_from,
        acquaintances__person=person,
    )
    return earlier.order_by("-effective_from").first()


@dataclass(frozen=True)
class Duty:
    """An edition in force that a person has to read: from the beginning, or what changed `since`."""

    page: RegulationPage
    edition: Edition
    since: Edition | None
    due: datetime.date | None


def duties_of(person: Person | None, on: datetime.date) -> list[Duty]:
    """What the person has not read yet; the same number of queries for any number of regulations."""
    if person is None:
        return []
    pages = regulations_binding(person).with_edition_in_force(on)
    pages = [page for page in pages if page.edition]
    read = Edition.objects.filter(page__in=pages, acquaintances__person=person)
    read_of_page: dict[int, list[Edition]] = {}
    for edition in read.order_by("effective_from"):
        read_of_page.setdefault(edition.page_id, []).append(edition)
    waiting = [
        (page, read_of_page.get(page.pk, []))
        for page in pages
        if page.edition not in read_of_page.get(page.pk, [])
    ]
    amended = any(editions for _, editions in waiting)
    days = _term() if amended else None
    calendar = None if days is None else working_calendar()
    return [_duty(page, editions, days, calendar) for page, editions in waiting]


def _duty(page: RegulationPage, read: list[Edition], days, calendar) -> Duty:
    """The term is for an amendment: when one was bound for the first time nobody has written down."""
    edition = page.edition
    edition.page = page
    earlier = [each for each in read if each.effective_from < edition.effective_from]
    since = earlier[-1] if earlier else None
    due = acquaintance_due(edition.effective_from, days, calendar) if since else None
    return Duty(page, edition, since, due)


def _term() -> int | None:
    """`load()` would write a row when somebody reads."""
    return ReadersSettings.objects.values_list("days", flat=True).first()


def editions_in_feed(
    page: RegulationPage | RegulationIndexPage, on: datetime.date
) -> list[Edition]:
    """Editions in force by `on` of one regulation, or of all that are open to everybody; the latest first.

    Each with its `page` and the edition before it as `previous`, None for the first; two queries.
    """
    if isinstance(page, RegulationIndexPage):
        pages = open_to_all(RegulationPage.objects.child_of(page))
        by_page = {regulation.pk: regulation for regulation in pages}
    else:
        by_page = {page.pk: page}
    editions = list(
        Edition.objects.filter(page__in=by_page)
        .in_force(on)
        .order_by("effective_from")
        .defer(*UNREAD)
    )
    last: dict[int, Edition] = {}
    for edition in editions:
        edition.page = by_page[edition.page_id]
        edition.previous = last.get(edition.page_id)
        last[edition.page_id] = edition
    return editions[::-1]
