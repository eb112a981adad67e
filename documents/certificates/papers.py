"""How a certificate is laid out: from the row of the register to the words and pictures of the page."""

import contextlib
import io
from datetime import date

import pypdfium2
from django.conf import settings
from django.utils.formats import date_format

from documents.papers import pdf, qr
from documents.uploads.models import private_storage

from . import queries, rules
from .choices import Layout, Size
from .models import Certificate, CertificateTemplate, Signatory
from .wording import TEXTS

SHEETS = {
    Layout.MEMBERSHIP: "certificate",
    Layout.LANDSCAPE: "certificate_landscape",
    Layout.PORTRAIT: "certificate_portrait",
}
"""Layout → its sheet of styles; the template of the same name stands in `templates/certificates/papers`."""

PICTURE_SCALE = 1.5
SAMPLE_ORGANISATION = (
    "Муниципальное общеобразовательное учреждение «Гимназия № 5»",
    "г. Белогорск, ул. Садовая, д. 1",
)
SAMPLE_PERSON = ("Образцова Мария Петровна", "")


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
        "density": rules.density(_words(certificate)),
        "signatures": [
            {**signature, "picture": _picture(signature["facsimile"], pictures)}
            for signature in certificate.signatories
        ],
        "check_address": check_address(certificate),
        "qr": qr.png(check_address(certificate)),
    }


def _words(certificate: Certificate) -> rules.Words:
    template = certificate.template
    head = (certificate.authority, certificate.association, certificate.attestation)
    return rules.Words(
        certificate.holder_name,
        certificate.holder_address,
        certificate.statement,
        heading=certificate.heading,
        head=" ".join(head),
        positions=tuple(signature["position"] for signature in certificate.signatories),
        is_larger=Size.LARGE in (template.name_size, template.text_size),
    )


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


def specimen(template: CertificateTemplate, *, on: date) -> bytes:
    """What papers by the template look like, on sample data.

    Without facsimiles, across it «ОБРАЗЕЦ», and its code is nobody's: nothing that could be passed off (T2, T41).
    """
    context = context_of(_sample(template, on), {}) | {"specimen": True}
    (content,) = pdf.render_many(
        template_of(template.layout), [context], layout=SHEETS[template.layout]
    )
    return content


def picture_of(content: bytes) -> bytes:
    """PNG of the one page of a PDF of ours."""
    picture = io.BytesIO()
    with contextlib.closing(pypdfium2.PdfDocument(content)) as document:
        document[0].render(scale=PICTURE_SCALE).to_pil().save(picture, "PNG")
    return picture.getvalue()


def _sample(template: CertificateTemplate, on: date) -> Certificate:
    name, address = SAMPLE_ORGANISATION if template.layout == Layout.MEMBERSHIP else SAMPLE_PERSON
    kind = template.kind
    number = rules.number_for(kind.number_pattern, on.year, 0)
    words = {each.name: each.sample for each in queries.placeholders_of(kind)}
    words |= {"holder": name, "address": address, "number": number, "date": date_format(on)}
    return Certificate(
        kind=kind,
        template=template,
        number=number,
        code="0" * rules.CODE_LENGTH,
        issued_on=on,
        valid_until=rules.last_day(on, kind.validity_months),
        holder_name=name,
        holder_address=address,
        layout=template.layout,
        statement=rules.fill(template.statement, words),
        signatories=_sample_signatures(template, on),
        **{name: getattr(template, name) for name in TEXTS},
    )


def _sample_signatures(template: CertificateTemplate, on: date) -> list[dict]:
    """Who is in office that day, and blanks where nobody is yet."""
    in_office = [
        rules.Signature(each.position, each.person.short_name).as_json()
        for each in Signatory.objects.in_office(template.kind, on)[: template.signatures]
    ]
    blank = rules.Signature("Должность подписанта", "И.\xa0О.\xa0Фамилия").as_json()
    return in_office + [blank] * (template.signatures - len(in_office))
