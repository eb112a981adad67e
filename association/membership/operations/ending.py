"""What ends with a membership."""

from association.organisations.models import StandingChange
from documents.certificates.choices import Status
from documents.certificates.operations import revoke_certificate
from documents.certificates.queries import certificates_of

from ..models import MembershipApplication


def end_certificates(change: StandingChange) -> None:
    """Revoke every valid certificate of an organisation that is a member no more (R92); in the caller's transaction."""
    for application in MembershipApplication.objects.filter(organisation=change.organisation):
        for certificate in certificates_of(application).filter(status=Status.VALID):
            revoke_certificate(
                certificate,
                ground=change.ground,
                on=max(change.on, certificate.issued_on),
                by=change.by,
                at=change.at,
            )
