"""How a certificate is laid out: from the row of the register to the words and pictures of the page."""

from django.conf import settings

from documents.papers import pdf, qr
from documents.uploads.models import private_storage

from . import rules
from .choices import Layout
from .models import Certificate

TEMPLATES = {Layout.MEMBERSHIP: "certificates/papers/membership.html"}


def check_address(certificate: Certificate) -> str:
    """The full address that the QR code holds, and nothing else."""
    return settings.WAGTAILADMIN_BASE_URL + certificate.get_absolute_url()


def printed(certificates: list[Certificate]) -> list[bytes]:
    """A PDF for each certificate, in their order; all of one layout."""
    (layout,) = {certificate.layout for certificate in certificates}
    pictures: dict[str, str] = {}
    contexts = [context_of(certificate, pictures) for certificate in certificates]
    return pdf.render_many(TEMPLATES[layout], contexts, layout="certificate")


def context_of(certificate: Certificate, pictures: dict[str, str]) -> dict:
    """What the template takes; `pictures` keeps facsimiles by name from one certificate to the next."""
    return {
        "certificate": certificate,
        "density": rules.density(
            certificate.holder_name, certificate.holder_address, certificate.statement
        ),
        "signatures": [
            {**signature, "picture": _picture(signature["facsimile"], pictures)}
            for signature in certificate.signatories
        ],
        "check_address": check_address(certificate),
        "qr": qr.png(check_address(certificate)),
    }


def _picture(name: str, pictures: dict[str, str]) -> str:
    """The facsimile as a `data:` address, read once for a pile of certificates."""
    if name and name not in pictures:
        with private_storage().open(name) as file:
            pictures[name] = pdf.data_uri(file.read(), "image/jpeg")
    return pictures.get(name, "")
