"""A letter to every follower when an edition is adopted, once, whatever becomes of the worker (T57)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from documents.regulations.models import Edition, RegulationPage
from home.notices.emails import absolute
from home.notices.operations import Envelope, send_to_addresses
from home.pages.visibility import open_to_all
from home.workdays.queries import today

from .. import emails
from ..differences import in_words
from ..links import compare_path
from ..models import Follower

BATCH = 200


def announce_soon(edition: Edition, *, by, at: datetime) -> None:
    """Called within the adoption; the letters are written by the worker once it holds."""
    if edition.page.followers.exists():
        transaction.on_commit(lambda: announce_edition.enqueue(edition.pk, at.isoformat()))


@task()
def announce_edition(edition_id: int, adopted_at: str) -> int:
    """Letters to those who followed when it was adopted and follow still; how many were written.

    A batch is locked while its letters are written, so who leaves meanwhile finds them and takes them along.
    """
    edition = Edition.objects.select_related("page").get(pk=edition_id)
    if not open_to_all(RegulationPage.objects.filter(pk=edition.page_id)).exists():
        return 0
    context = _context(edition)
    followers = edition.page.followers.filter(confirmed_at__lte=datetime.fromisoformat(adopted_at))
    written, last = 0, 0
    while True:
        with transaction.atomic():
            batch = followers.select_for_update().filter(pk__gt=last).order_by("pk")[:BATCH]
            envelopes = [_envelope(follower, edition, context) for follower in batch]
            if not envelopes:
                return written
            written += send_to_addresses(emails.EDITION, envelopes, at=timezone.now())
            last = envelopes[-1].source.pk


def _envelope(follower: Follower, edition: Edition, context: dict) -> Envelope:
    return Envelope(
        follower.email,
        about=f"edition {edition.pk} follower {follower.key}",
        context=context,
        source=follower,
        stop_url=emails.leaving_url(follower),
    )


def _context(edition: Edition) -> dict:
    """The text of a future edition, and what changes in it, stay closed until its day (T6)."""
    page, is_public = edition.page, edition.effective_from <= today()
    before = page.editions.adopted().filter(effective_from__lt=edition.effective_from)
    previous = before.order_by("-effective_from").first() if is_public else None
    return {
        "title": page.title,
        "edition": edition,
        "is_public": is_public,
        "page_url": absolute(page.url),
        "edition_url": absolute(edition.get_absolute_url()) if is_public else "",
        "compare_url": absolute(compare_path(previous, edition)) if previous else "",
        "changes": in_words(previous, edition) if previous else "",
    }
