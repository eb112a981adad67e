"""The site's seal: the key, its PEM, and what pyHanko says of a sealed PDF."""

import io
import re
import stat
from datetime import UTC, datetime

import pypdf
import pytest
from django.core.management import CommandError, call_command
from pyhanko.pdf_utils.generic import NameObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from documents.papers import pdf, signing
from tests.factories.seals import PEM

AT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def paper():
    html = '<!doctype html><html lang="ru"><title>Лист</title><body class="certificate"><p>Лист</p></body></html>'
    press = pdf.Press()
    (content,) = press.print([html], layout="certificate", seconds=60)
    press.stop()
    return content


def status_of(content: bytes, seal):
    (embedded,) = PdfFileReader(io.BytesIO(content)).embedded_signatures
    trust = ValidationContext(trust_roots=[seal.signer.signing_cert], allow_fetching=False)
    return validate_pdf_signature(embedded, trust)


def added_to(content: bytes) -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    writer.root["/PageLayout"] = NameObject("/TwoColumnLeft")
    writer.update_root()
    added = io.BytesIO()
    writer.write(added)
    return added.getvalue()


def test_sealed_paper_stands_and_its_bytes_stay(paper):
    """PAdES B-B over P-256; the paper before the signature is untouched, and stays PDF 1.7 and PDF/A-2a."""
    seal = signing.read_seal(PEM)
    sealed = seal.sign(paper)

    status = status_of(sealed, seal)

    assert status.bottom_line
    assert status.md_algorithm == "sha256"
    assert sealed.startswith(paper)
    assert b"/ETSI.CAdES.detached" in sealed[len(paper) :]
    root = pypdf.PdfReader(io.BytesIO(sealed)).trailer["/Root"]
    assert "/Version" not in root
    assert root["/Perms"]["/DocMDP"]["/Reference"][0]["/TransformParams"]["/P"] == 1
    xmp = root["/Metadata"].get_object().get_data().decode()
    assert re.findall(r'pdfaid:(part|conformance)="(\w)"', xmp) == [
        ("part", "2"),
        ("conformance", "A"),
    ]


@pytest.mark.parametrize("place", ["paper", "end"])
def test_any_change_breaks_the_seal(paper, place):
    """T41: a byte of the paper, or a revision after the signature."""
    seal = signing.read_seal(PEM)
    sealed = bytearray(seal.sign(paper))
    if place == "paper":
        sealed[sealed.index(b"/MediaBox") + 12] ^= 1
    else:
        sealed = added_to(sealed)
    assert not status_of(bytes(sealed), seal).bottom_line


def test_key_is_asked_for_its_passphrase():
    pem = signing.new_seal_pem("Ассоциация школ", at=AT, passphrase="пароль ключа").decode()
    seal = signing.read_seal(pem, "пароль ключа")
    assert (seal.name, seal.valid_until.date().isoformat()) == ("Ассоциация школ", "2041-11-20")
    with pytest.raises(signing.KeyUnfit, match="пароль"):
        signing.read_seal(pem, "другой")


def test_key_without_its_certificate_is_unfit():
    key, _ = PEM.split("-----BEGIN CERTIFICATE-----")
    other = signing.new_seal_pem("Чужой", at=AT).decode()
    stranger = "-----BEGIN CERTIFICATE-----" + other.split("-----BEGIN CERTIFICATE-----")[1]
    for pem in (key, key + stranger):
        with pytest.raises(signing.KeyUnfit, match="сертификата"):
            signing.read_seal(pem)


def test_site_without_a_key_seals_nothing(settings):
    assert signing.current_seal() is None
    settings.SIGNING_KEY_FILE = "/nowhere/key.pem"
    with pytest.raises(signing.KeyUnfit, match="не читается"):
        signing.current_seal()


def test_key_whose_term_is_over_seals_nothing_more(settings):
    settings.SIGNING_KEY = signing.new_seal_pem(
        "Ассоциация школ", at=AT.replace(year=2010)
    ).decode()
    with pytest.raises(signing.KeyUnfit, match=r"истёк 20\.11\.2025"):
        signing.current_seal()


def test_key_is_made_for_its_owner_alone_and_never_over_another(tmp_path, settings, capsys):
    file = tmp_path / "seal.pem"
    call_command("make_signing_key", str(file), name="Ассоциация школ")
    settings.SIGNING_KEY_FILE = str(file)

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert signing.current_seal().fingerprint in capsys.readouterr().out
    made = file.read_bytes()
    with pytest.raises(CommandError, match="уже есть"):
        call_command("make_signing_key", str(file), name="Ассоциация школ")
    assert file.read_bytes() == made
