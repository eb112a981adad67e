"""Acts of the register: issue, revoke, void, replace; and the making of PDFs in the task queue."""

import datetime
import hashlib
import logging
import secrets
import uuid

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.formats import date_format
from django_tasks import task
from wagtail.log_actions import log

from documents.papers.pdf import TOGETHER, PaperError
from home.accounts.models import User
from home.rulebook import DomainError
from home.rulebook.text import fold_text
from home.workdays.queries import today

from . import papers, queries, registry, rules
from .choices import Act, Status
from .models import BookEntry, Certificate, CertificateKind, RegisterBook, Signatory
from .rules import Holder, Signature

logger = logging.getLogger(__name__)

RETRIES = 3
RETRY_AFTER = datetime.timedelta(minutes=5)
ACTS = {Status.REVOKED: "revoke", Status.REPLACED: "replace", Status.VOIDED: "void"}

__all__ = [
    "Holder",
    "issue_certificate",
    "issue_instead",
    "render_certificate",
    "render_certificates",
    "replace_certificate",
    "revoke_certificate",
    "void_certificate",
]


@transaction.atomic
def issue_certificate(
    kind_code: str,
    *,
    holder: Holder,
    source: Model,
    issued_on: datetime.date,
    by: User | None,
    at: datetime.datetime,
) -> Certificate:
    """Enter a certificate into the register under the next number of its kind and year (R90, T38).

    Whoever calls has checked that the holder is admitted (3.13). The PDF is made later, in the
    queue; when that fails the row stands with its number and the making is tried again (T39).
    """
    kind = _kind(kind_code)
    rules.check_holder(holder)
    rules.check_registration(issued_on, today(at))
    book = _locked_book(kind, issued_on.year)
    if standing := queries.certificates_of(source).filter(kind=kind, status=Status.VALID).first():
        raise DomainError(
            f"Действующий сертификат уже выдан: №\xa0{standing.number}.", rules.REGISTRATION
        )
    certificate = _registered(book, holder, source, issued_on, at)
    _enter(book, certificate, Act.ISSUED, at)
    log(certificate, "certificates.issue", user=by, data={"number": certificate.number})
    transaction.on_commit(lambda: render_certificate.enqueue(certificate.pk))
    return certificate


def revoke_certificate(
    certificate: Certificate,
    *,
    ground: str,
    on: datetime.date,
    by: User | None,
    at: datetime.datetime,
) -> Certificate:
    """The certificate stands no longer since `on`, by `ground`: its check page says both (R92, T40)."""
    return _end(certificate, Status.REVOKED, Act.REVOKED, ground=ground, on=on, by=by, at=at)


def void_certificate(
    certificate: Certificate, *, reason: str, by: User | None, at: datetime.datetime
) -> Certificate:
    """The number was given by mistake or its paper spoilt: it is marked and never given again (T39)."""
    on = max(today(at), certificate.issued_on)
    return _end(certificate, Status.VOIDED, Act.VOIDED, ground=reason, on=on, by=by, at=at)


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
    """Issue a new certificate in place of this one, under a number of its own; the old one says so."""
    old = _end(
        certificate, Status.REPLACED, Act.REPLACED, ground=ground, on=issued_on, by=by, at=at
    )
    new = issue_certificate(
        old.kind.code, holder=holder, source=old.source, issued_on=issued_on, by=by, at=at
    )
    old.replaced_by = new
    old.save(update_fields=["replaced_by"])
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


def _locked_book(kind: CertificateKind, year: int) -> RegisterBook:
    """The book of the year, held until the transaction ends: one act at a time, no gap, no double."""
    RegisterBook.objects.get_or_create(kind=kind, year=year)
    return RegisterBook.objects.select_for_update().get(kind=kind, year=year)


def _registered(
    book: RegisterBook,
    holder: Holder,
    source: Model,
    issued_on: datetime.date,
    at: datetime.datetime,
) -> Certificate:
    kind = book.kind
    book.last_number += 1
    number = rules.number_for(kind.number_pattern, book.year, book.last_number)
    wording = {
        "holder": holder.name,
        "address": holder.address,
        "number": number,
        "date": date_format(issued_on),
    }
    return Certificate.objects.create(
        kind=kind,
        year=book.year,
        sequence=book.last_number,
        number=number,
        number_key=rules.number_key(number),
        code=rules.code_from(secrets.token_bytes(13)),
        issued_on=issued_on,
        issued_at=at,
        holder_name=holder.name,
        holder_address=holder.address,
        is_organisation=holder.is_organisation,
        content_type=ContentType.objects.get_for_model(source),
        object_id=source.pk,
        layout=kind.layout,
        authority=kind.authority,
        association=kind.association,
        heading=kind.heading,
        attestation=kind.attestation,
        statement=rules.fill(kind.statement, wording),
        signatories=[signature.as_json() for signature in _signatures(kind, issued_on)],
        search_text=fold_text(f"{number} {holder.name} {holder.address}"),
    )


def _signatures(kind: CertificateKind, on: datetime.date) -> list[Signature]:
    """Who is in office that day, frozen: later changes of office do not touch the paper (R91, C34)."""
    signatories = list(Signatory.objects.in_office(kind, on))
    rules.check_signatures([signatory.order for signatory in signatories], kind.signatures)
    return [
        Signature(signatory.position, signatory.person.short_name, signatory.facsimile.name)
        for signatory in signatories
    ]


@transaction.atomic
def _end(
    certificate: Certificate,
    status: Status,
    act: Act,
    *,
    ground: str,
    on: datetime.date,
    by: User | None,
    at: datetime.datetime,
) -> Certificate:
    book = _locked_book(certificate.kind, certificate.year)
    certificate = Certificate.objects.select_for_update().get(pk=certificate.pk)
    if not certificate.is_valid:
        raise DomainError(
            f"Сертификат №\xa0{certificate.number} уже не действует с "
            f"{date_format(certificate.revoked_on)}",
            rules.VALIDITY,
        )
    rules.check_ending(ground, on, certificate.issued_on, today(at))
    certificate.status = status
    certificate.ground = ground.strip()
    certificate.revoked_on = on
    certificate.save(update_fields=["status", "ground", "revoked_on"])
    _enter(book, certificate, act, at)
    log(
        certificate,
        f"certificates.{ACTS[status]}",
        user=by,
        data={"number": certificate.number, "on": on.isoformat(), "ground": certificate.ground},
    )
    return certificate


def _enter(book: RegisterBook, certificate: Certificate, act: Act, at: datetime.datetime) -> None:
    """Add an entry to the chain of the book (T43)."""
    book.last_entry += 1
    facts = queries.facts(certificate)
    book.last_hash = rules.entry_hash(book.last_hash, facts)
    book.save()
    BookEntry.objects.create(
        book=book,
        position=book.last_entry,
        certificate=certificate,
        act=act,
        at=at,
        facts=facts,
        hash=book.last_hash,
    )


@task()
def render_certificate(pk: int) -> None:
    """Make the PDF of one certificate, if it has none yet."""
    _render([pk], attempt=1)


@task()
def render_certificates(pks: list[int], attempt: int = 1) -> None:
    """Make the PDFs of many, fifty at a time. Safe to repeat and to run twice at once (T57)."""
    _render(pks, attempt)


def _render(pks: list[int], attempt: int) -> None:
    waiting = queries.certificates_without_pdf().filter(pk__in=pks)
    failed = []
    for layout in sorted({certificate.layout for certificate in waiting}):
        failed += _print([c for c in waiting if c.layout == layout])
    if failed:
        _try_again(failed, attempt)
        raise PaperError(f"no PDF for certificates {failed}, attempt {attempt}")


def _print(certificates: list[Certificate]) -> list[int]:
    """Print and keep a batch; one bad paper must not hold up the others, so they part when it fails."""
    failed = []
    for start in range(0, len(certificates), TOGETHER):
        batch = certificates[start : start + TOGETHER]
        try:
            for certificate, content in zip(batch, papers.printed(batch), strict=True):
                _keep(certificate.pk, content)
        except (PaperError, OSError) as error:
            if len(batch) > 1:
                failed += [pk for certificate in batch for pk in _print([certificate])]
            else:
                logger.error("Certificate %s is not printed: %s", batch[0].pk, error)
                failed.append(batch[0].pk)
    return failed


@transaction.atomic
def _keep(pk: int, content: bytes) -> None:
    """Made once: whoever comes second finds the file and leaves it (R218, T57)."""
    certificate = Certificate.objects.select_for_update().get(pk=pk)
    if certificate.pdf:
        return
    certificate.pdf.save(f"{uuid.uuid4()}.pdf", ContentFile(content), save=False)
    certificate.pdf_sha256 = hashlib.sha256(content).hexdigest()
    certificate.rendered_at = timezone.now()
    certificate.save(update_fields=["pdf", "pdf_sha256", "rendered_at"])


def _try_again(pks: list[int], attempt: int) -> None:
    """Later, where the queue can wait; after the last attempt the secretary's desk shows what is left."""
    if attempt < RETRIES and render_certificates.get_backend().supports_defer:
        later = timezone.now() + RETRY_AFTER * attempt
        render_certificates.using(run_after=later).enqueue(pks, attempt + 1)
