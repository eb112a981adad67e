"""The printed application to leave the Association, or to remove another member."""

from documents.papers import pdf

from .choices import Basis
from .models import Departure, MembershipSettings

TEMPLATE = "membership/papers/departure.html"


def printed(departure: Departure) -> bytes:
    """The application of the head: to leave, or to remove another member (3.14, 3.15)."""
    settings = MembershipSettings.load()
    return pdf.render(
        TEMPLATE,
        {
            "departure": departure,
            "organisation": departure.organisation,
            "applicant": departure.applicant,
            "addressee_lines": settings.addressee_for(Basis.IMPLEMENTED).splitlines(),
        },
    )


def file_name(departure: Departure) -> str:
    return f"{departure.title}.pdf"
