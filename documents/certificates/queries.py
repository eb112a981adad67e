"""What others may ask of the register."""

import datetime
import hashlib
from collections import defaultdict
from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from home.accounts.models import User
from home.rulebook import DomainError

from . import registry, rules
from .choices import BatchState, Status, TemplateState
from .models import (
    Batch,
    Certificate,
    CertificateKind,
    CertificateTemplate,
    HandOver,
    RegisterBook,
    Signatory,
)
from .wording import COMMON, CONTENTS, FOR_LISTS, Placeholder


def certificates_of(source: Model) -> QuerySet[Certificate]:
    """Every certificate issued on the ground of one object, the newest first."""
    return Certificate.objects.filter(
        content_type=ContentType.objects.get_for_model(source), object_id=source.pk
    ).select_related("kind")


def certificates_of_user(user: User) -> QuerySet[Certificate]:
    """Certificates of everything the user stands for, as the upper rooms tell it."""
    by_type: dict[ContentType, list[int]] = defaultdict(list)
    for source in registry.sources_of(user):
        by_type[ContentType.objects.get_for_model(source)].append(source.pk)
    sources = Q(pk__in=[])
    for content_type, keys in by_type.items():
        sources |= Q(content_type=content_type, object_id__in=keys)
    return Certificate.objects.filter(sources).select_related("kind")


def certificate_by_code(code: str) -> Certificate | None:
    return _only(code=rules.number_key(code))


def certificate_by_number(number: str) -> Certificate | None:
    return _only(number_key=rules.number_key(number))


def _only(**key: str) -> Certificate | None:
    """One narrow question: strangers ask it all day (SPEED.md). What replaced it is asked for only where it was."""
    if not all(key.values()):
        return None
    return Certificate.objects.select_related("kind").filter(**key).order_by("pk").first()


def certificates_without_pdf() -> QuerySet[Certificate]:
    """Valid certificates whose PDF has not been made: waiting in the queue, or failed there (T39)."""
    waiting = Certificate.objects.filter(pdf="", status=Status.VALID, taken_over_at__isnull=True)
    return waiting.select_related("template").order_by("issued_at", "pk")


def issued_to(
    kind: CertificateKind, issued_on: datetime.date, names: Iterable[str]
) -> dict[tuple[str, str], str]:
    """(name, address) → number of what was issued on the day and stands: a list given twice is found out (T27)."""
    standing = Certificate.objects.filter(
        kind=kind, issued_on=issued_on, status=Status.VALID, holder_name__in=set(names)
    )
    rows = standing.values_list("holder_name", "holder_address", "number")
    return {(name, address): number for name, address, number in rows}


def certificates_of_batch(batch: Batch) -> QuerySet[Certificate]:
    """Those that stand, in the order of the list."""
    standing = Certificate.objects.filter(batch_item__batch=batch, status=Status.VALID)
    return standing.order_by("batch_item__position")


def in_the_book(book: RegisterBook) -> QuerySet[Certificate]:
    """Every certificate of a kind and year with its hand-over and its successor, in the order of the numbers."""
    rows = Certificate.objects.filter(kind=book.kind_id, year=book.year)
    return rows.select_related("hand_over", "replaced_by").order_by("sequence")


def stamp_of(book: RegisterBook) -> str:
    """Changes with each entry and each hand-over: a file of the book holds for as long as its stamp."""
    handed = HandOver.objects.filter(certificate__kind=book.kind_id, certificate__year=book.year)
    return f"{book.last_hash}-{handed.count()}"


def heads() -> QuerySet[RegisterBook]:
    """The books that have an entry, each with the sum of its last one (T43)."""
    begun = RegisterBook.objects.filter(last_entry__gt=0).select_related("kind")
    return begun.order_by("-year", "kind__title")


def unfinished_batches(silent_since: datetime.datetime) -> QuerySet[Batch]:
    """Stopped, or taken for dead: nothing was done on it since the moment."""
    lost = Q(alive_at=None) | Q(alive_at__lt=silent_since)
    return Batch.objects.filter(Q(state=BatchState.STOPPED) | Q(lost, state=BatchState.RUNNING))


def counted_books() -> QuerySet[RegisterBook]:
    """Every book with its lines, and how many papers of it were handed over."""
    mine = Certificate.objects.filter(kind=OuterRef("kind"), year=OuterRef("year"))
    rows = mine.order_by().values("kind").annotate(rows=Count("pk"), handed=Count("hand_over"))
    return heads().annotate(
        lines=Coalesce(Subquery(rows.values("rows")), 0),
        handed=Coalesce(Subquery(rows.values("handed")), 0),
    )


def kinds_for_lists() -> QuerySet[CertificateKind]:
    """Kinds of which many may be issued by a typed list."""
    return CertificateKind.objects.exclude(code__in=registry.reserved_kinds())


def running_batches() -> QuerySet[Batch]:
    return Batch.objects.filter(state=BatchState.RUNNING)


def template_in_use(kind: CertificateKind) -> CertificateTemplate:
    """The version that an order approved; without one nothing of the kind is issued (R188)."""
    template = kind.templates.filter(state=TemplateState.APPROVED).first()
    if template is None:
        raise DomainError(
            f"Бланк вида «{kind}» не утверждён приказом, поэтому выдать его нельзя.",
            rules.FORM_APPROVED,
        )
    return template


def draft_of(kind: CertificateKind) -> CertificateTemplate | None:
    return kind.templates.filter(state=TemplateState.DRAFT).first()


def latest_template(kind: CertificateKind) -> CertificateTemplate | None:
    return kind.templates.order_by("-version").first()


def contents_of(template: CertificateTemplate) -> dict:
    return {name: getattr(template, name) for name in CONTENTS}


def digest_of(template: CertificateTemplate) -> str:
    """What a reader of the draft has seen: other words, another background, another digest (T35)."""
    told = {**contents_of(template), "background": template.background_sha256}
    return hashlib.sha256(rules.canonical(told).encode()).hexdigest()


def placeholders_of(kind: CertificateKind) -> list[Placeholder]:
    """The closed list of what may stand in braces on templates of the kind."""
    own = [] if kind.code in registry.reserved_kinds() else [FOR_LISTS]
    return [*COMMON, *own, *registry.placeholders_of(kind.code)]


def seal_known(fingerprints: Iterable[str]) -> bool:
    """Whether one of them is of a key that has sealed a paper of the register."""
    return Certificate.objects.filter(signing_key__in=set(fingerprints) - {""}).exists()


def certificate_by_file(sha256: str) -> Certificate | None:
    """The certificate whose PDF has exactly these bytes."""
    found = Certificate.objects.select_related("kind", "replaced_by").filter(pdf_sha256=sha256)
    return found.first() if sha256 else None


def other_on_the_place(pk: int | None, fields: dict) -> Signatory | None:
    """Who signs the same kinds on the same place on one of the same days (`fields` of the form)."""
    others = Signatory.objects.exclude(pk=pk).filter(
        Q(until__isnull=True) | Q(until__gte=fields["since"]),
        kinds__in=fields.get("kinds") or [],
        order=fields.get("order"),
    )
    if until := fields.get("until"):
        others = others.filter(since__lte=until)
    return others.select_related("person").first()


FACTS = (
    "number",
    "code",
    "holder_name",
    "holder_address",
    "is_organisation",
    "content_type_id",
    "object_id",
    "layout",
    "authority",
    "association",
    "heading",
    "attestation",
    "statement",
    "signatories",
    "status",
    "ground",
    "template_id",
)
DAYS = ("issued_on", "revoked_on", "valid_until")
LATER = ("template_id", "valid_until", "taken_over", "replaces")
"""What entries hold since certificates have templates, terms and duplicates; earlier ones verify without it."""


def facts(certificate: Certificate, replaces: str | None = None) -> dict:
    """What an entry of the book holds of a certificate: all that is printed, and where it stands.

    `replaces`: the number in whose place it was issued.
    """
    return facts_of(vars(certificate), replaces)


def facts_of(row: dict, replaces: str | None = None) -> dict:
    """The same of a row as `values()` gives it."""
    return {
        **{name: row[name] for name in FACTS},
        **{name: row[name] and row[name].isoformat() for name in DAYS},
        "taken_over": bool(row["taken_over_at"]),
        "replaces": replaces,
    }


def facts_as_entered(entry: dict, facts: dict) -> dict:
    """Facts in the words of an entry that was written before the book kept `LATER`: a value that it could not know is a fault."""
    if "template_id" in entry:
        return facts
    unknown = ("template_id", "replaces")
    return {
        name: value
        for name, value in facts.items()
        if name not in LATER or (name not in unknown and value)
    }


def number_replaced_by(certificate: Certificate) -> str | None:
    """The number in whose place the certificate was issued."""
    replaced = Certificate.objects.filter(replaced_by=certificate)
    return replaced.values_list("number", flat=True).first()


def chain_of(certificate: Certificate) -> list[Certificate]:
    """The certificate among its duplicates, the oldest first: each was replaced by the next. Empty when it stands alone."""
    links = list(
        Certificate.objects.filter(
            kind=certificate.kind_id,
            content_type=certificate.content_type_id,
            object_id=certificate.object_id,
        ).select_related("kind")
    )
    by_pk = {each.pk: each for each in links}
    before = {each.replaced_by_id: each for each in links if each.replaced_by_id}
    first = by_pk[certificate.pk]
    while first.pk in before:
        first = before[first.pk]
    chain = [first]
    while (successor := chain[-1].replaced_by_id) is not None:
        chain.append(by_pk[successor])
    return chain if len(chain) > 1 else []
