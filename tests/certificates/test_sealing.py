"""Certificates as files for long: PDF/A-2a, sealed in the queue, and told from every other file."""

import hashlib
import io

import pypdf
import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from documents.certificates import operations, papers
from documents.certificates.choices import Layout
from documents.certificates.models import Certificate
from documents.certificates.views import verification
from documents.papers import signing
from documents.papers.pdf import PaperError
from home.accounts.choices import Role
from tests.factories.certificates import ISSUED_AT, CertificateKindFactory, issued_certificate
from tests.factories.seals import OTHER, PEM

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def key(settings):
    cache.clear()
    settings.SIGNING_KEY = PEM


def rendered(**fields) -> Certificate:
    certificate = issued_certificate(**fields)
    operations.render_certificate.call(certificate.pk)
    certificate.refresh_from_db()
    return certificate


def tags_of(element, found):
    """Kinds of the structure elements in the order of reading; a Figure with what is said instead of it."""
    element = element.get_object()
    if isinstance(element, pypdf.generic.ArrayObject):
        for child in element:
            tags_of(child, found)
    elif isinstance(element, pypdf.generic.DictionaryObject):
        found.append((element["/S"], element.get("/Alt")))
        if "/K" in element:
            tags_of(element["/K"], found)
    return found


@pytest.mark.parametrize("layout", Layout.values)
def test_every_layout_is_an_archival_paper_with_tags(layout):
    """PDF/A-2a: the profile of colours, XMP, tags with words for pictures, every font inside."""
    CertificateKindFactory(template__layout=layout)
    (content,) = papers.printed([issued_certificate()])
    reader = pypdf.PdfReader(io.BytesIO(content))
    root = reader.trailer["/Root"]

    (intent,) = root["/OutputIntents"]
    xmp = root["/Metadata"].get_object().get_data().decode()
    tags = tags_of(root["/StructTreeRoot"]["/K"], [])
    assert intent["/S"] == "/GTS_PDFA1"
    assert intent["/DestOutputProfile"].get_object()["/N"] == 3
    assert ('part="2"' in xmp, 'conformance="A"' in xmp) == (True, True)
    assert (root["/MarkInfo"]["/Marked"].value, root["/Lang"]) == (True, "ru")
    assert [tag for tag, _ in tags].count("/H1") == 1
    pictures = [words for tag, words in tags if tag == "/Figure"]
    assert pictures == [f"http://testserver/verify/{Certificate.objects.get().code}/"]
    for font in reader.pages[0]["/Resources"]["/Font"].values():
        (descendant,) = font.get_object()["/DescendantFonts"]
        descriptor = descendant.get_object()["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & descriptor.keys()
        assert "/ToUnicode" in font.get_object()


def test_certificate_is_sealed_in_the_queue_and_remembers_the_key():
    certificate = rendered()
    content = certificate.pdf.read()
    assert certificate.signing_key == signing.read_seal(PEM).fingerprint
    assert certificate.pdf_sha256 == hashlib.sha256(content).hexdigest()
    assert b"/ETSI.CAdES.detached" in content


def test_site_without_a_key_makes_papers_without_a_seal(settings):
    settings.SIGNING_KEY = ""
    certificate = rendered()
    assert (certificate.is_ready, certificate.signing_key) == (True, "")
    assert b"/ETSI.CAdES.detached" not in certificate.pdf.read()


def test_unfit_key_makes_no_paper_rather_than_one_without_a_seal(settings):
    settings.SIGNING_KEY = "not a key"
    certificate = issued_certificate()
    with pytest.raises(PaperError):
        operations.render_certificate.call(certificate.pk)
    certificate.refresh_from_db()
    assert not certificate.is_ready


@pytest.mark.parametrize(
    ("key", "words"),
    [("", "нет ключа"), (PEM, "Ассоциация школ Белогорского края"), ("x", "Ключом нельзя")],
)
def test_administrator_is_told_of_the_key(staff_client, settings, key, words):
    settings.SIGNING_KEY = key
    assert words in staff_client(Role.ADMINISTRATOR).get("/admin/").content.decode()
    assert words not in staff_client(Role.SECRETARY).get("/admin/").content.decode()


def checked(client, content: bytes):
    file = SimpleUploadedFile("certificate.pdf", content, "application/pdf")
    return client.post(reverse("certificates:verify_file"), {"file": file})


def test_issued_file_is_known_byte_for_byte(client):
    certificate = rendered()
    answer = checked(client, certificate.pdf.read())
    assert answer.context["verdict"] == "issued"
    assert certificate.holder_name in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store"


def test_issued_file_of_a_revoked_certificate_says_so(client):
    """T40: the same bytes, and yet not valid."""
    certificate = rendered()
    operations.revoke_certificate(
        certificate, ground="Выход", on=certificate.issued_on, by=None, at=ISSUED_AT
    )
    answer = checked(client, certificate.pdf.read()).content.decode()
    assert "Аннулирован" in answer


def test_issued_file_of_a_person_names_nobody(client):
    """T2: the kind does not show people."""
    certificate = rendered(name="Анна Тестова", is_organisation=False)
    answer = checked(client, certificate.pdf.read())
    assert answer.context["verdict"] == "issued"
    assert "Анна Тестова" not in answer.content.decode()


@pytest.mark.parametrize("change", ["byte", "added", "unsealed"])
def test_altered_file_is_called_altered_and_told_nothing_but_the_number(client, change):
    """T41."""
    certificate = rendered()
    content = bytearray(certificate.pdf.read())
    if change == "byte":
        content[content.index(b"/MediaBox") + 12] ^= 1
    elif change == "added":
        content += b"\n% added\n"
    else:
        writer = pypdf.PdfWriter(clone_from=io.BytesIO(content))
        del writer.root_object["/AcroForm"]
        written = io.BytesIO()
        writer.write(written)
        content = written.getvalue()
    answer = checked(client, bytes(content))
    assert answer.context["verdict"] == "altered"
    assert certificate.number in answer.content.decode()
    assert certificate.holder_name not in answer.content.decode()


def test_strange_files_are_unknown(client):
    """A seal of somebody else is none of ours; bytes that are hardly a PDF end nothing (T24)."""
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    blank = io.BytesIO()
    writer.write(blank)
    for content in (blank.getvalue(), signing.read_seal(OTHER).sign(blank.getvalue())):
        assert checked(client, content).context["verdict"] == "unknown"


def test_sealed_file_without_a_row_is_for_the_secretary(client):
    certificate = rendered()
    content = certificate.pdf.read()
    Certificate.objects.update(pdf_sha256="0" * 64)
    assert checked(client, content).context["verdict"] == "sealed"


def test_paper_of_a_former_key_is_still_ours(client, settings):
    content = bytearray(rendered().pdf.read())
    settings.SIGNING_KEY = OTHER
    content[content.index(b"/Title")] ^= 1
    assert checked(client, bytes(content)).context["verdict"] == "altered"


def test_file_that_is_no_pdf_is_refused_with_words(client):
    answer = checked(client, b"<html>not a paper</html>")
    assert "verdict" not in answer.context
    assert answer.context["form"].errors["file"]


def test_files_are_checked_so_many_a_minute(client, monkeypatch):
    """T42; every address has its own."""
    monkeypatch.setattr(verification, "FILE_RATE", "2/m")
    codes = [checked(client, b"no paper").status_code for _ in range(3)]
    assert codes == [200, 200, 429]
