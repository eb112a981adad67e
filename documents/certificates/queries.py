"""What others may ask of the register."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet

from home.accounts.models import User
from home.rulebook import DomainError

from . import registry, rules
from .choices import Status, TemplateState
from .models import Certificate, CertificateKind, CertificateTemplate, Signatory


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
    return Certificate.objects.filter(pdf="", status=Status.VALID).order_by("issued_at", "pk")


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
)


def facts(certificate: Certificate) -> dict:
    """What an entry of the book holds of a certificate: all that is printed, and where it stands."""
    values = {name: getattr(certificate, name) for name in FACTS}
    dates = {
        "issued_on": certificate.issued_on.isoformat(),
        "revoked_on": certificate.revoked_on and certificate.revoked_on.isoformat(),
    }
    return {**values, **dates}
