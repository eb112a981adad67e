"""A certificate that was given before the register was kept here comes into it under its old number and date."""

import datetime
import secrets
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.utils.formats import date_format
from wagtail.log_actions import log

from home.accounts.models import User
from home.rulebook import DomainError
from home.rulebook.text import NBSP, fold_text
from home.workdays.queries import today

from .. import oldnumbers, queries, rules
from ..choices import Act, Status
from ..models import Certificate, CertificateKind, RegisterBook
from ..oldnumbers import Place
from ..rules import Holder
from .chain import enter, locked_book


@dataclass(frozen=True)
class Old:
    """What the old paper says; `place` where its number does not tell the ordinal, `statement` where it said otherwise."""

    number: str
    holder: Holder
    issued_on: datetime.date
    place: Place | None = None
    valid_until: datetime.date | None = None
    statement: str = ""


@transaction.atomic
def take_over_certificate(
    kind_code: str, old: Old, *, source: Model, by: User | None, at: datetime.datetime
) -> Certificate:
    """Enter an old certificate, marked «перенесён» (R90). The counter of its book goes on after the greatest old number.

    It has no PDF and never gets one: who signed the paper is not known here, and the paper is its original.
    """
    kind = _kind(kind_code)
    rules.check_holder(old.holder)
    rules.check_registration(old.issued_on, today(at))
    _check_term(old)
    place = _place(kind, old)
    book = locked_book(kind, place.year)
    _check_free(kind, old, place)
    _check_only_valid_one(kind, source)
    certificate = _row(book, old, place, source, at)
    book.last_number = max(book.last_number, place.sequence)
    enter(book, certificate, Act.TAKEN, at)
    data = {"number": certificate.number, "issued_on": old.issued_on.isoformat()}
    log(certificate, "certificates.take_over", user=by, timestamp=at, data=data)
    return certificate


def place_of(pattern: str, old: Old) -> Place | None:
    """In which book and under which ordinal the old number stands."""
    return (
        old.place
        or oldnumbers.place_by_pattern(pattern, old.number)
        or oldnumbers.place_by_digits(old.number, old.issued_on.year)
    )


def _kind(code: str) -> CertificateKind:
    kind = CertificateKind.objects.filter(code=code).first()
    if kind is None:
        raise DomainError(f"Вид сертификата «{code}» не заведён.", rules.ISSUE)
    return kind


def _check_term(old: Old) -> None:
    if old.valid_until and old.valid_until < old.issued_on:
        raise DomainError(
            "Срок действия кончается раньше даты регистрации.", rules.VALIDITY, field="valid_until"
        )


def _place(kind: CertificateKind, old: Old) -> Place:
    if not rules.number_key(old.number) or len(old.number) > rules.LONGEST_NUMBER:
        raise DomainError(
            f"Номера «{old.number[:60]}» быть не может.", rules.REGISTRATION, field="number"
        )
    if (place := place_of(kind.number_pattern, old)) is None:
        raise DomainError(
            f"Из номера «{old.number}» не видно, какой он по порядку в{NBSP}году: укажите порядковый номер.",
            rules.REGISTRATION,
            field="sequence",
        )
    return place


def _check_free(kind: CertificateKind, old: Old, place: Place) -> None:
    """Neither the number nor the ordinal is borne by another, and no number to come will be the same."""
    key = rules.number_key(old.number)
    if Certificate.objects.filter(number_key=key).exists():
        raise DomainError(
            f"Номер «{old.number}» в{NBSP}реестре уже есть. Если прежде нумерация каждый год начиналась "
            f"заново, добавьте к{NBSP}номеру год.",
            rules.REGISTRATION,
            field="number",
        )
    standing = Certificate.objects.filter(kind=kind, year=place.year, sequence=place.sequence)
    if other := standing.first():
        raise DomainError(
            f"Порядковый номер {place.sequence} за{NBSP}{place.year}{NBSP}г. уже у{NBSP}сертификата "
            f"№{NBSP}{other.number}.",
            rules.REGISTRATION,
            field="sequence",
        )
    for each in CertificateKind.objects.all():
        meant = oldnumbers.taken_from_future(each.number_pattern, old.number)
        if meant and (each.pk, meant) != (kind.pk, place):
            raise DomainError(
                f"Номер «{old.number}» когда-нибудь выдаст сама программа: вид «{each}», "
                f"{meant.year}{NBSP}г., порядковый номер {meant.sequence}.",
                rules.REGISTRATION,
                field="number",
            )


def _check_only_valid_one(kind: CertificateKind, source: Model) -> None:
    standing = queries.certificates_of(source).filter(kind=kind, status=Status.VALID).first()
    if standing:
        raise DomainError(
            f"Действующий сертификат уже есть: №{NBSP}{standing.number}.", rules.REGISTRATION
        )


def _row(
    book: RegisterBook, old: Old, place: Place, source: Model, at: datetime.datetime
) -> Certificate:
    template = queries.template_in_use(book.kind)
    wording = {
        "holder": old.holder.name,
        "address": old.holder.address,
        "number": old.number,
        "date": date_format(old.issued_on),
    }
    return Certificate.objects.create(
        kind=book.kind,
        template=template,
        year=place.year,
        sequence=place.sequence,
        number=old.number,
        number_key=rules.number_key(old.number),
        code=rules.code_from(secrets.token_bytes(13)),
        issued_on=old.issued_on,
        issued_at=at,
        taken_over_at=at,
        valid_until=old.valid_until or rules.last_day(old.issued_on, book.kind.validity_months),
        holder_name=old.holder.name,
        holder_address=old.holder.address,
        is_organisation=old.holder.is_organisation,
        content_type=ContentType.objects.get_for_model(source),
        object_id=source.pk,
        layout=template.layout,
        authority=template.authority,
        association=template.association,
        heading=template.heading,
        attestation=template.attestation,
        statement=old.statement or rules.fill(template.statement, wording),
        signatories=[],
        search_text=fold_text(f"{old.number} {old.holder.name} {old.holder.address}"),
    )
