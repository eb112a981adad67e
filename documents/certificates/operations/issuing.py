"""A certificate enters the register: a new one, or one in place of another."""

import datetime
import secrets
from collections.abc import Mapping

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.utils.formats import date_format
from wagtail.log_actions import log

from home.accounts.models import User
from home.rulebook import DomainError
from home.rulebook.text import fold_text
from home.workdays.queries import today

from .. import queries, registry, rules
from ..choices import Act, Status
from ..models import Certificate, CertificateKind, CertificateTemplate, RegisterBook, Signatory
from ..rules import Holder, Signature
from .chain import enter, locked_book
from .ending import end_certificate
from .rendering import render_certificate


@transaction.atomic
def issue_certificate(
    kind_code: str,
    *,
    holder: Holder,
    source: Model,
    issued_on: datetime.date,
    by: User | None,
    at: datetime.datetime,
    words: Mapping[str, str] | None = None,
) -> Certificate:
    """Enter a certificate into the register under the next number of its kind and year (R90, T38).

    Whoever calls has checked that the holder is admitted (3.13). The PDF is made later, in the
    queue; when that fails the row stands with its number and the making is tried again (T39).
    """
    certificate = enter_certificate(
        _kind(kind_code),
        holder=holder,
        source=source,
        issued_on=issued_on,
        by=by,
        at=at,
        words=words,
    )
    transaction.on_commit(lambda: render_certificate.enqueue(certificate.pk))
    return certificate


@transaction.atomic
def enter_certificate(
    kind: CertificateKind,
    *,
    holder: Holder,
    source: Model,
    issued_on: datetime.date,
    by: User | None,
    at: datetime.datetime,
    words: Mapping[str, str] | None = None,
    instead_of: Certificate | None = None,
) -> Certificate:
    """The row, its number and its entry alone: whoever calls has the PDF made after the commit."""
    rules.check_holder(holder)
    rules.check_registration(issued_on, today(at))
    book = locked_book(kind, issued_on.year)
    if standing := queries.certificates_of(source).filter(kind=kind, status=Status.VALID).first():
        raise DomainError(
            f"Действующий сертификат уже выдан: №\xa0{standing.number}.", rules.REGISTRATION
        )
    certificate = _registered(book, holder, source, issued_on, at, words or {}, instead_of)
    if instead_of:
        instead_of.replaced_by = certificate
        instead_of.save(update_fields=["replaced_by"])
    enter(book, certificate, Act.ISSUED, at)
    log(certificate, "certificates.issue", user=by, data={"number": certificate.number})
    return certificate


@transaction.atomic
def replace_certificate(
    certificate: Certificate,
    *,
    holder: Holder,
    ground: str,
    issued_on: datetime.date,
    by: User | None,
    at: datetime.datetime,
) -> Certificate:
    """A duplicate under a number of its own, until the day the first one was to last; the old one says why it was replaced."""
    rules.check_replacement(certificate.valid_until, issued_on)
    old = end_certificate(
        certificate, Status.REPLACED, Act.REPLACED, ground=ground, on=issued_on, by=by, at=at
    )
    new = enter_certificate(
        old.kind,
        holder=holder,
        source=old.source,
        issued_on=issued_on,
        by=by,
        at=at,
        instead_of=old,
    )
    transaction.on_commit(lambda: render_certificate.enqueue(new.pk))
    return new


@transaction.atomic
def issue_instead(
    certificate: Certificate,
    *,
    holder: Holder,
    ground: str,
    by: User | None,
    at: datetime.datetime,
) -> Certificate:
    """A certificate with a new number for the one that is spoilt, misprinted or was ended by mistake.

    One that stands is replaced; one that was ended stays so, and a new one is issued on the same ground.
    """
    if not registry.is_entitled(certificate.source):
        raise DomainError("Нового сертификата быть не может: членство прекращено.", rules.VALIDITY)
    if certificate.is_valid:
        return replace_certificate(
            certificate, holder=holder, ground=ground, issued_on=today(at), by=by, at=at
        )
    new = issue_certificate(
        certificate.kind.code,
        holder=holder,
        source=certificate.source,
        issued_on=today(at),
        by=by,
        at=at,
    )
    data = {"number": certificate.number, "instead": new.number, "ground": ground}
    log(certificate, "certificates.issue_instead", user=by, data=data)
    return new


def _kind(code: str) -> CertificateKind:
    kind = CertificateKind.objects.filter(code=code).first()
    if kind is None:
        raise DomainError(f"Вид сертификата «{code}» не заведён.", rules.ISSUE)
    return kind


def _registered(
    book: RegisterBook,
    holder: Holder,
    source: Model,
    issued_on: datetime.date,
    at: datetime.datetime,
    words: Mapping[str, str],
    instead_of: Certificate | None,
) -> Certificate:
    kind = book.kind
    template = queries.template_in_use(kind)
    book.last_number += 1
    number = rules.number_for(kind.number_pattern, book.year, book.last_number)
    _check_free(kind, number)
    common = {
        "holder": holder.name,
        "address": holder.address,
        "number": number,
        "date": date_format(issued_on),
    }
    return Certificate.objects.create(
        kind=kind,
        template=template,
        year=book.year,
        sequence=book.last_number,
        number=number,
        number_key=rules.number_key(number),
        code=rules.code_from(secrets.token_bytes(13)),
        issued_on=issued_on,
        issued_at=at,
        valid_until=instead_of.valid_until
        if instead_of
        else rules.last_day(issued_on, kind.validity_months),
        holder_name=holder.name,
        holder_address=holder.address,
        is_organisation=holder.is_organisation,
        content_type=ContentType.objects.get_for_model(source),
        object_id=source.pk,
        layout=template.layout,
        authority=template.authority,
        association=template.association,
        heading=template.heading,
        attestation=template.attestation,
        statement=_statement(template, {**words, **common}, instead_of),
        signatories=[signature.as_json() for signature in signatures_on(template, issued_on)],
        search_text=fold_text(f"{number} {holder.name} {holder.address}"),
    )


def _check_free(kind: CertificateKind, number: str) -> None:
    """Patterns of kinds differ, but one may be given to another kind after numbers were issued by it."""
    if Certificate.objects.filter(number_key=rules.number_key(number)).exists():
        raise DomainError(
            f"Номер {number} уже стоит на другом сертификате. Измените образец номера вида «{kind}».",
            rules.REGISTRATION,
        )


def _statement(
    template: CertificateTemplate, words: Mapping[str, str], instead_of: Certificate | None
) -> str:
    """The words attested. A duplicate says what the first paper said where its own words were not given anew."""
    missing = rules.bad_placeholders(template.statement, tuple(words))
    if not missing:
        return rules.fill(template.statement, words)
    if instead_of is None:
        raise DomainError(
            f"Бланк вида «{template.kind}» ждёт слов, которых нет: {', '.join(missing)}.",
            rules.FORM_APPROVED,
        )
    said = instead_of.statement.replace(instead_of.number, words["number"])
    return said.replace(instead_of.holder_name, words["holder"])


def signatures_on(template: CertificateTemplate, on: datetime.date) -> list[Signature]:
    """Who is in office that day, frozen: later changes of office do not touch the paper (R91, C34)."""
    signatories = list(Signatory.objects.in_office(template.kind, on))
    rules.check_signatures([signatory.order for signatory in signatories], template.signatures)
    return [
        Signature(signatory.position, signatory.person.short_name, signatory.facsimile.name)
        for signatory in signatories
    ]
