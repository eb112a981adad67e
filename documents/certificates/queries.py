"""What others may ask of the register."""

import datetime
from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet

from home.accounts.models import User
from home.rulebook import DomainError

from . import registry, rules
from .choices import BatchState, Status, TemplateState
from .models import Batch, Certificate, CertificateKind, CertificateTemplate, Signatory


def certificates_of(source: Model) -> QuerySet[Certificate]:
    """Every certificate issued on the ground of one object, the newest first."""
    return Certificate.objects.filter(
        content_type=ContentType.objects.get_for_model(source), object_id=source.pk
    ).select_related("kind")


def certificates_of_user(user: User) -> QuerySet[Certificate]:
    """Certificates of everything the user stands for, as the upper rooms tell it."""
    sources = Q(pk__in=[])
    for source in registry.sources_of(user):
        sources |= Q(content_type=ContentType.objects.get_for_model(source), object_id=source.pk)
    return Certificate.objects.filter(sources).select_related("kind")


def certificate_by_code(code: str) -> Certificate | None:
    return _only(code=rules.number_key(code))


def certificate_by_number(number: str) -> Certificate | None:
    return _only(number_key=rules.number_key(number))


def _only(**key: str) -> Certificate | None:
    if not all(key.values()):
        return None
    return Certificate.objects.select_related("kind", "replaced_by").filter(**key).first()


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
