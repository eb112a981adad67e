"""Terms of QMS certificates, watched daily (R4, R43)."""

from datetime import datetime

from home.notices.operations import send_notice
from home.workdays.queries import today

from .. import emails, queries, rules
from ..models import QmsCertificate


def remind_of_qms(at: datetime) -> int:
    """Letters to the people of every organisation whose certificate ends soon or has ended; run again, none (T57)."""
    on = today(at)
    return sum(
        _remind(certificate, rules.qms_threshold(certificate.valid_until, on), at)
        for certificate in queries.qms_certificates_ending(on)
    )


def _remind(certificate: QmsCertificate, threshold: int, at: datetime) -> int:
    on = today(at)
    organisation = certificate.organisation
    letters = [
        send_notice(
            emails.QMS_ENDS,
            to=representative.person,
            about=f"qms-{certificate.pk}-{threshold}",
            context={
                "organisation": organisation.short_name,
                "number": certificate.number,
                "valid_until": certificate.valid_until,
                "is_over": certificate.valid_until < on,
                "url": emails.organisation_url(organisation),
            },
            at=at,
            source=certificate,
        )
        for representative in queries.representatives_in_force(organisation, on)
    ]
    return sum(letter is not None for letter in letters)
