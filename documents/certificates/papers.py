"""How a certificate is laid out: from the row of the register to the words and pictures of the page."""

from django.conf import settings

from documents.papers import pdf, qr
from documents.uploads.models import private_storage

from . import rules
from .choices import Layout, Size
from .models import Certificate, CertificateTemplate

SHEETS = {
    Layout.MEMBERSHIP: "certificate",
    Layout.LANDSCAPE: "certificate_landscape",
    Layout.PORTRAIT: "certificate_portrait",
}
"""Layout → its sheet of styles; the template of the same name stands in `templates/certificates/papers`."""


def check_address(certificate: Certificate) -> str:
    """The full address that the QR code holds, and nothing else."""
    return settings.WAGTAILADMIN_BASE_URL + certificate.get_absolute_url()


def printed(certificates: list[Certificate]) -> list[bytes]:
    """A PDF for each certificate, in their order; all of one version of one template."""
    (layout,) = {certificate.layout for certificate in certificates}
    pictures: dict[str, str] = {}
    contexts = [context_of(certificate, pictures) for certificate in certificates]
    return pdf.render_many(template_of(layout), contexts, layout=SHEETS[layout])


def template_of(layout: str) -> str:
    return f"certificates/papers/{layout}.html"


def context_of(certificate: Certificate, pictures: dict[str, str]) -> dict:
    """What the template takes; `pictures` keeps them by name from one certificate to the next.

    Words come from the row, sizes and background from the version of the template that it was issued by.
    """
    return {
        "certificate": certificate,
        "sizes": sizes_of(certificate.template),
        "background": _picture(certificate.template.background.name, pictures),
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


def sizes_of(template: CertificateTemplate) -> str:
    """Classes of the sheet for what the template has smaller or larger than usual."""
    chosen = (("name", template.name_size), ("text", template.text_size))
    return " ".join(f"{part}--{size}" for part, size in chosen if size != Size.NORMAL)


def _picture(name: str, pictures: dict[str, str]) -> str:
    """A facsimile or a background as a `data:` address, read once for a pile of certificates."""
    if name and name not in pictures:
        with private_storage().open(name) as file:
            pictures[name] = pdf.data_uri(file.read(), "image/jpeg")
    return pictures.get(name, "")
