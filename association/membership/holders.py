"""Whose a certificate of membership is. It rests on the application that led to it, or, where it was taken over from
earlier registers, on the organisation itself; both are treated alike everywhere."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet

from association.organisations.choices import Standing
from association.organisations.models import Organisation
from association.organisations.permissions import may_represent
from association.organisations.queries import organisations_represented_by
from documents.certificates.models import Certificate

from .choices import State
from .models import MembershipApplication


def organisation_behind(source: Model | None) -> Organisation | None:
    """The organisation that a certificate on this ground belongs to; None for a ground of another room."""
    if isinstance(source, MembershipApplication):
        return source.organisation if source.state == State.CONFIRMED else None
    return source if isinstance(source, Organisation) else None


def certificates_of_organisation(organisation: Organisation) -> QuerySet[Certificate]:
    """All of them, whatever they rest on, the latest first."""
    types = ContentType.objects.get_for_models(MembershipApplication, Organisation)
    applications = MembershipApplication.objects.filter(organisation=organisation)
    return (
        Certificate.objects.filter(
            Q(content_type=types[MembershipApplication], object_id__in=applications.values("pk"))
            | Q(content_type=types[Organisation], object_id=organisation.pk)
        )
        .select_related("kind")
        .order_by("-issued_on", "-pk")
    )


def sources_of(user) -> list[Model]:
    """What the certificates of the user's organisations rest on; a former member sees that they stand no more."""
    theirs = list(organisations_represented_by(user))
    if not theirs:
        return []
    applications = MembershipApplication.objects.filter(
        organisation__in=theirs, state=State.CONFIRMED
    )
    return [*applications, *theirs]


def may_open_certificate(user, certificate: Certificate) -> bool:
    """A present representative of a present member; nobody the day either of the two ends (T5, R218)."""
    organisation = organisation_behind(certificate.source)
    return bool(
        organisation
        and organisation.standing == Standing.MEMBER
        and may_represent(user, organisation)
    )


def is_entitled(source: Model) -> bool:
    """The organisation was admitted on this ground and is a member to this day (3.13, 3.15)."""
    organisation = organisation_behind(source)
    return bool(organisation and organisation.standing == Standing.MEMBER)
