"""What the open register says of a member beside its name: the certificates that stand, each with its check (5.6, R76)."""

from collections.abc import Iterator

from association.organisations.models import Organisation
from documents.certificates.choices import Status

from .holders import certificates_of_organisation


def standing_certificates(organisation: Organisation) -> Iterator[tuple[str, str, str]]:
    for certificate in certificates_of_organisation(organisation).filter(status=Status.VALID):
        yield (
            certificate.kind.title,
            f"№\xa0{certificate.number} от\xa0{certificate.issued_on:%d.%m.%Y}: проверить",
            certificate.get_absolute_url(),
        )
