"""PDFs: made once in the queue, kept with their sum, as the register says and nothing else."""

import hashlib
import io
import re

import pypdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from documents.certificates import operations, papers
from documents.certificates.models import Certificate, Signatory
from documents.certificates.operations import rendering
from documents.certificates.queries import certificates_without_pdf
from documents.papers.pdf import PaperError
from documents.papers.pictures import as_jpeg
from documents.uploads.models import private_storage
from tests.factories.accounts import PersonFactory
from tests.factories.certificates import (
    ISSUED_AT,
    CertificateKindFactory,
    SignatoryFactory,
    issued_certificate,
)

pytestmark = pytest.mark.django_db


def page_of(content: bytes):
    document = pypdfium2.PdfDocument(content)
    assert len(document) == 1
    return document[0]


def text_of(content: bytes) -> str:
    """The words of the page in reading order; line ends and kinds of space do not count."""
    return re.sub(r"\s+", " ", page_of(content).get_textpage().get_text_range())


def ink(image: Image.Image, box: tuple[float, float, float, float]) -> bool:
    """Anything but paper within `box`, given in shares of width and height."""
    area = image.convert("L").crop(
        tuple(round(side * size) for side, size in zip(box, image.size * 2, strict=True))
    )
    return area.getextrema()[0] < 250


def test_printed_certificate_says_what_the_form_of_appendix_b_says():
    """R90; the text comes out whole, so the fonts carry Cyrillic."""
    certificate = issued_certificate(name="МБОУ «Гимназия № 5» имени А. Ё. Щукина")
    first, second = (signature["name"] for signature in certificate.signatories)

    (content,) = papers.printed([certificate])

    assert text_of(content) == (
        f"{certificate.authority} {certificate.association} "
        "№ 2026-0001 Дата регистрации 18 ноября 2026 г. СЕРТИФИКАТ Выдан "
        "МБОУ «Гимназия № 5» имени А. Ё. Щукина г. Белогорск, ул. Садовая, д. 1 "
        f"{certificate.attestation} МБОУ «Гимназия № 5» имени А. Ё. Щукина "
        f"{certificate.statement} "
        f"Начальник Управления образования {first} "
        f"Председатель Президиума Ассоциации {second}"
    ).replace("\xa0", " ")


def test_printed_certificate_embeds_its_fonts_and_names_itself():
    (content,) = papers.printed([issued_certificate()])
    reader = pypdf.PdfReader(io.BytesIO(content))
    fonts = reader.pages[0]["/Resources"]["/Font"].values()
    families = set()
    for font in fonts:
        (descendant,) = font.get_object()["/DescendantFonts"]
        descriptor = descendant.get_object()["/FontDescriptor"].get_object()
        assert {"/FontFile2", "/FontFile3"} & descriptor.keys()
        families.add(descriptor["/FontName"].partition("+")[2])
    assert families == {"PT-Serif", "PT-Serif-Bold", "PT-Serif-Italic"}
    assert reader.metadata.title == "СЕРТИФИКАТ №\xa02026-0001"
    assert reader.trailer["/Root"]["/Lang"] == "ru"
    assert (round(reader.pages[0].mediabox.width), round(reader.pages[0].mediabox.height)) == (
        842,
        595,
    )


def test_qr_holds_the_address_of_the_check_page_and_nothing_else():
    """R90: read back from the printed page, since the mask is fixed."""
    certificate = issued_certificate()
    (content,) = papers.printed([certificate])
    picture = page_of(content).render(scale=2).to_pil()

    (code,) = zxingcpp.read_barcodes(picture)

    assert code.text == f"http://testserver/verify/{certificate.code}/"


@pytest.mark.parametrize("length", [1, 45, 90, 200, 300, 500])
def test_long_names_and_addresses_keep_to_one_page(length):
    word = "Общеобразовательное учреждение "
    head = ("Управление образования " * 20)[:200]
    CertificateKindFactory(
        template__statement=("является членом Ассоциации " * 20)[:400],
        template__authority=head,
        template__association=head,
    )
    certificate = issued_certificate(
        name=(word * 20)[:length].strip(), address=("улица Строителей, " * 40)[:length].strip()
    )
    certificate.signatories = [
        {**signature, "position": ("Начальник управления " * 20)[:200].strip()}
        for signature in certificate.signatories
    ]

    (content,) = papers.printed([certificate])

    text = text_of(content)
    assert text.count(certificate.holder_name) == 2
    assert certificate.statement.strip() in text
    picture = page_of(content).render(scale=1).to_pil()
    assert len(zxingcpp.read_barcodes(page_of(content).render(scale=2).to_pil())) == 1
    # Nothing is printed between the frame and the signatures, nor outside the frame.
    assert not ink(picture, (0, 0.96, 1, 1))


def test_batch_parts_into_the_same_papers():
    certificates = [issued_certificate(name=f"Школа № {n}") for n in range(1, 4)]
    together = papers.printed(certificates)
    apart = [papers.printed([certificate])[0] for certificate in certificates]

    assert [text_of(content) for content in together] == [text_of(content) for content in apart]
    titles = [pypdf.PdfReader(io.BytesIO(content)).metadata.title for content in together]
    assert titles == [f"СЕРТИФИКАТ №\xa0{certificate.number}" for certificate in certificates]


def test_facsimile_is_printed_in_its_place():
    kind = CertificateKindFactory()
    mark = io.BytesIO()
    Image.new("RGBA", (600, 200), (10, 20, 90, 255)).save(mark, "PNG")
    name = private_storage().save("facsimiles/x.jpg", io.BytesIO(as_jpeg(mark.getvalue())))
    SignatoryFactory(order=1, kinds=[kind], facsimile=name)
    SignatoryFactory(order=2, kinds=[kind])
    certificate = issued_certificate(kind=kind)
    Signatory.objects.update(facsimile="")

    (content,) = papers.printed([certificate])

    reader = pypdf.PdfReader(io.BytesIO(content))
    assert sorted(image.image.size for image in reader.pages[0].images)[-1] == (600, 200)


@pytest.mark.parametrize(
    "name",
    [
        '<img src="file:///etc/passwd">Школа',
        '<img src="http://127.0.0.1:9/x.png">Школа',
        '<link rel="attachment" href="file:///etc/passwd">Школа',
        "</p></body><style>@import url(http://127.0.0.1:9/x.css)</style>Школа",
        "{{ 7|add:7 }}{% include 'base.html' %}Школа",
        "<script>alert(1)</script>&amp;Школа",
    ],
)
def test_name_with_markup_is_printed_as_it_stands(name):
    """T19, T21: no request, no attachment, no picture but the QR."""
    (content,) = papers.printed([issued_certificate(name=name)])
    reader = pypdf.PdfReader(io.BytesIO(content))

    assert re.sub(r"\s", "", name) in re.sub(r"\s", "", text_of(content))
    assert dict(reader.attachments) == {}
    assert len(reader.pages[0].images) == 1


def test_pdf_is_made_in_the_queue_and_kept_with_its_sum(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        certificate = issued_certificate()
    certificate.refresh_from_db()

    content = certificate.pdf.read()

    assert content.startswith(b"%PDF-")
    assert certificate.pdf_sha256 == hashlib.sha256(content).hexdigest()
    assert certificate.rendered_at is not None
    assert re.fullmatch(r"certificates/[0-9a-f-]{36}\.pdf", certificate.pdf.name)


def test_pdf_is_never_made_again():
    """T57: the task runs twice, the file stays."""
    certificate = issued_certificate()
    operations.render_certificate.call(certificate.pk)
    first = Certificate.objects.get(pk=certificate.pk)
    operations.render_certificates.call([certificate.pk])
    rendering._keep(certificate.pk, b"of a second worker")
    second = Certificate.objects.get(pk=certificate.pk)

    assert (second.pdf.name, second.pdf_sha256, second.rendered_at) == (
        first.pdf.name,
        first.pdf_sha256,
        first.rendered_at,
    )


def test_failed_pdf_leaves_the_number_and_the_others_alone():
    """T39, T20: the row stands and waits, its neighbours of the batch are printed."""
    good, bad = issued_certificate(), issued_certificate()
    bad.signatories[0]["facsimile"] = "facsimiles/lost.jpg"
    bad.save()

    with pytest.raises(PaperError):
        operations.render_certificates.call([good.pk, bad.pk])

    good.refresh_from_db()
    assert good.is_ready
    assert list(certificates_without_pdf()) == [bad]
    assert issued_certificate().number == "2026-0003"


def test_revoked_certificate_is_not_printed():
    certificate = issued_certificate()
    operations.revoke_certificate(
        certificate, ground="Выход", on=certificate.issued_on, by=None, at=ISSUED_AT
    )
    operations.render_certificate.call(certificate.pk)
    certificate.refresh_from_db()
    assert not certificate.is_ready


def test_person_may_hold_a_certificate_without_an_address():
    certificate = issued_certificate(
        name="Анна Тестова", address="", is_organisation=False, source=PersonFactory()
    )
    (content,) = papers.printed([certificate])
    assert "Выдан Анна Тестова Настоящий" in text_of(content)
