"""One letter to one person."""

import uuid
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.log_actions import log

from home.accounts.models import Person
from home.accounts.rules import normalise_email
from home.rulebook import DomainError

from .. import queries
from ..choices import LetterStatus
from ..emails import absolute, clean_subject, clean_text, render_letter
from ..models import Letter, MutedKind
from ..registry import NoticeKind, all_kinds, find_kind
from ..rules import ACCOUNT, DELIVERED
from .delivery import deliver_soon

CLAUSE_LENGTH = Letter._meta.get_field("clause").max_length


@transaction.atomic
def send_notice(
    kind: NoticeKind | str,
    *,
    to: Person,
    about: str,
    context: dict,
    at: datetime,
    source=None,
    calendar: str = "",
) -> Letter | None:
    """Write a letter into the log and let it leave once the caller's transaction holds.

    `about` is the unique key of the occasion ("application 12 returned 2"): the same kind, person
    and occasion are written once, and None is returned the second time. The template knows
    `context`, `rule` (the kind's own unless `context` has another; the log names the same), `person` and `site_url`. `source`
    is the object it is about, `calendar` an entry that `home.notices.ics` wrote.
    """
    kind = _known(kind)
    rule = context.get("rule", kind.rule)
    if Letter.objects.filter(kind=kind.code, person=to, about=about).exists():
        return None
    subject, text = render_letter(
        kind.template, {**context, "rule": rule, "person": to, "site_url": absolute("")}
    )
    address = queries.address_of(to)
    letter, is_new = Letter.objects.get_or_create(
        kind=kind.code,
        person=to,
        about=about,
        defaults={
            "address": address,
            "rule": rule.code,
            "clause": rule.cited[:CLAUSE_LENGTH],
            "subject": subject,
            "text": text,
            "calendar": calendar,
            "status": first_status(address, is_muted=queries.is_muted(to, kind)),
            "created_at": at,
            "source_type": ContentType.objects.get_for_model(source) if source else None,
            "source_id": source.pk if source else None,
        },
    )
    if not is_new:
        return None
    deliver_soon()
    return letter


@transaction.atomic
def send_account_letter(
    code: str, *, to_email: str, subject: str, text: str, is_secret: bool, at: datetime
) -> Letter:
    """A letter of an account, to exactly the address that it concerns: a code, a changed password.

    Each is an occasion of its own. The person is known only when the address is proved to be theirs.
    """
    letter = Letter.objects.create(
        person=queries.person_by_address(to_email),
        address=normalise_email(to_email),
        kind=code,
        about=uuid.uuid4().hex,
        rule=ACCOUNT.code,
        clause=ACCOUNT.clause,
        subject=clean_subject(subject),
        text=clean_text(text),
        is_secret=is_secret,
        created_at=at,
    )
    deliver_soon()
    return letter


@transaction.atomic
def resend_letter(letter: Letter, *, by, at: datetime) -> Letter:
    """Try a letter again that was given up, at the address that holds today."""
    letter = Letter.objects.select_for_update().get(pk=letter.pk)
    if letter.is_secret or letter.status not in (LetterStatus.FAILED, LetterStatus.NO_ADDRESS):
        raise DomainError("Ещё раз отправляют только то, что не дошло.", DELIVERED)
    address = queries.address_of(letter.person) if letter.person else letter.address
    if not address:
        raise DomainError(
            "У адресата нет подтверждённого адреса электронной почты. Известите его иначе.",
            DELIVERED,
        )
    letter.address, letter.status = address, LetterStatus.QUEUED
    letter.attempts, letter.last_error, letter.next_attempt_at = 0, "", at
    letter.save()
    log(instance=letter, action="notices.resend_letter", user=by)
    deliver_soon()
    return letter


def read_letter(letter: Letter, *, at: datetime) -> None:
    """Its reader opened it in the cabinet; the first time counts."""
    Letter.objects.filter(pk=letter.pk, read_at__isnull=True).update(read_at=at)


@transaction.atomic
def choose_letters(person: Person, wanted: set[str], *, by, at: datetime) -> None:
    """Keep which optional kinds the person wants by e-mail; obligatory ones come anyway."""
    optional = {kind.code for kind in all_kinds() if not kind.obligatory}
    muted = optional - wanted
    person.muted_kinds.exclude(kind__in=muted).delete()
    MutedKind.objects.bulk_create(
        [MutedKind(person=person, kind=code) for code in sorted(muted)], ignore_conflicts=True
    )
    log(instance=person, action="notices.choose_letters", user=by, data={"muted": sorted(muted)})


def first_status(address: str, *, is_muted: bool) -> LetterStatus:
    if is_muted:
        return LetterStatus.SUPPRESSED
    return LetterStatus.QUEUED if address else LetterStatus.NO_ADDRESS


def _known(kind: NoticeKind | str) -> NoticeKind:
    if isinstance(kind, NoticeKind):
        return kind
    found = find_kind(kind)
    if found is None:
        raise LookupError(f"no room has named the kind of letter {kind!r}")
    return found
