"""Letters to addresses that asked for them; whose they are nobody knows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model

from home.rulebook.text import fold_text

from .. import queries
from ..choices import LetterStatus
from ..emails import absolute, render_letter
from ..models import Letter
from ..registry import NoticeKind
from .delivery import deliver_soon

BATCH = 200


@dataclass(frozen=True)
class Envelope:
    """`about` is the unique key of the occasion and never holds the address; `source` is the row that keeps it.

    `stop_url` takes the reader off by one POST without a session (RFC 8058). The text of a secret letter lets its
    reader in, and is wiped once it has left.
    """

    address: str
    about: str
    context: dict
    source: Model
    stop_url: str = ""
    is_secret: bool = False


@transaction.atomic
def send_to_addresses(kind: NoticeKind, envelopes: Iterable[Envelope], *, at: datetime) -> int:
    """Write a letter for each occasion that has none yet, and say for how many; run twice, it does nothing."""
    by_about = {envelope.about: envelope for envelope in envelopes}
    written = Letter.objects.filter(kind=kind.code, person=None, about__in=by_about)
    for about in written.values_list("about", flat=True):
        del by_about[about]
    letters = [_letter(kind, envelope, at) for envelope in by_about.values()]
    Letter.objects.bulk_create(letters, batch_size=BATCH, ignore_conflicts=True)
    if letters:
        deliver_soon()
    return len(letters)


def _letter(kind: NoticeKind, envelope: Envelope, at: datetime) -> Letter:
    subject, text = render_letter(kind.template, {**envelope.context, "site_url": absolute("")})
    letter = Letter(
        address=envelope.address,
        kind=kind.code,
        about=envelope.about,
        rule=kind.rule.code,
        clause=kind.rule.clause,
        subject=subject,
        text=text,
        stop_url=envelope.stop_url,
        is_secret=envelope.is_secret,
        created_at=at,
        source_type=ContentType.objects.get_for_model(envelope.source),
        source_id=envelope.source.pk,
    )
    letter.remember_search_text()
    return letter


@transaction.atomic
def forget_addresses(source: Model) -> None:
    """The row that kept an address goes: its letters stay without the address, and those not sent yet never leave."""
    letters = queries.letters_of_source(source).filter(person=None)
    letters.exclude(status=LetterStatus.SENT).delete()
    for letter in letters:
        letter.address = letter.text = letter.stop_url = ""
        letter.search_text = fold_text(letter.subject)
        letter.save(update_fields=["address", "text", "stop_url", "search_text"])
