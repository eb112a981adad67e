"""One letter of the secretary to many: composed, checked, sent once, and it shows who was told."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django_tasks import task
from wagtail.log_actions import log

from home.accounts.models import Person
from home.rulebook import DomainError

from .. import queries
from ..choices import MailingStatus
from ..emails import clean_subject, clean_text
from ..models import Letter, Mailing
from ..registry import MAILING_KIND, find_audience
from ..rules import MAILING
from .delivery import deliver_soon
from .letters import first_status

BATCH = 200


@transaction.atomic
def draft_mailing(
    mailing: Mailing | None = None, *, audience: str, subject: str, text: str, by, at: datetime
) -> Mailing:
    """Keep a letter, a new one or a draft put right, to be checked before it is sent.

    The audience must be a registered one.
    """
    circle = find_audience(audience)
    if circle is None:
        raise DomainError("Такого круга адресатов нет.", MAILING, field="audience")
    draft = _locked_draft(mailing) if mailing else Mailing(author=by, created_at=at)
    draft.audience, draft.audience_title = circle.code, circle.title
    draft.subject, draft.text = clean_subject(subject), clean_text(text)
    draft.save()
    log(instance=draft, action="notices.draft_mailing", user=by)
    return draft


@transaction.atomic
def send_mailing(mailing: Mailing, *, by, at: datetime) -> Mailing:
    """Accept the checked letter; its copies are written by the worker. A second press is refused (T34)."""
    mailing = _locked_draft(mailing)
    mailing.status, mailing.accepted_at = MailingStatus.ACCEPTED, at
    mailing.save(update_fields=["status", "accepted_at"])
    log(instance=mailing, action="notices.send_mailing", user=by)
    transaction.on_commit(lambda: write_mailing.enqueue(mailing.pk))
    return mailing


@task()
def write_mailing(mailing_id: int) -> int:
    """Write a letter for everybody in the audience, all or none; run twice, it does nothing (T57)."""
    with transaction.atomic():
        mailing = Mailing.objects.select_for_update().get(pk=mailing_id)
        circle = find_audience(mailing.audience)
        if mailing.status != MailingStatus.ACCEPTED or circle is None:
            return 0
        written = _write_letters(mailing, list(_people(circle)), at=timezone.now())
        mailing.status = MailingStatus.WRITTEN
        mailing.save(update_fields=["status"])
        deliver_soon()
    return written


def _locked_draft(mailing: Mailing) -> Mailing:
    locked = Mailing.objects.select_for_update().get(pk=mailing.pk)
    if locked.status != MailingStatus.DRAFT:
        raise DomainError("Это письмо уже отправлено.", MAILING)
    return locked


def _people(circle) -> list[Person]:
    """Each person once, with addresses, whatever iterable the room gave."""
    ids = {person.pk for person in circle.people()}
    people: list[Person] = []
    ordered = sorted(ids)
    for start in range(0, len(ordered), BATCH):
        batch = Person.objects.filter(pk__in=ordered[start : start + BATCH])
        people.extend(queries.with_addresses(batch))
    return people


def _write_letters(mailing: Mailing, people: list[Person], *, at: datetime) -> int:
    muted = queries.muted_people(MAILING_KIND)
    letters = [_copy_for(person, mailing, is_muted=person.pk in muted, at=at) for person in people]
    Letter.objects.bulk_create(letters, batch_size=BATCH, ignore_conflicts=True)
    return len(letters)


def _copy_for(person: Person, mailing: Mailing, *, is_muted: bool, at: datetime) -> Letter:
    address = queries.address_of(person)
    letter = Letter(
        person=person,
        address=address,
        kind=MAILING_KIND.code,
        about=f"mailing {mailing.pk}",
        rule=MAILING_KIND.rule.code,
        clause=MAILING_KIND.rule.clause,
        subject=mailing.subject,
        text=mailing.text,
        status=first_status(address, is_muted=is_muted),
        created_at=at,
        mailing=mailing,
    )
    letter.remember_search_text()
    return letter
