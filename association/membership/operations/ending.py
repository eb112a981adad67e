"""What ends with a membership."""

from association.organisations.models import StandingChange
from documents.certificates.choices import Status
from documents.certificates.operations import revoke_certificate

from ..holders import certificates_of_organisation


def end_certificates(change: StandingChange) -> None:
    """Revoke every valid certificate of an organisation that is a member no more (R92); in the caller's transaction."""
    for certificate in certificates_of_organisation(change.organisation).filter(
        status=Status.VALID
    ):
        revoke_certificate(
            certificate,
            ground=change.ground,
            on=max(change.on, certificate.issued_on),
            by=change.by,
            at=change.at,
        )
