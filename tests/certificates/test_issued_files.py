"""T43, T59: a PDF that is not the one issued is found out, also by whoever can write into the database."""

import hashlib
import io

import pypdf
import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command

from documents.certificates import examination, issued_files, operations
from documents.certificates.models import Certificate
from documents.papers import signing
from tests.factories.certificates import issued_certificate
from tests.factories.seals import OTHER, PEM

pytestmark = pytest.mark.django_db

KEY = signing.read_seal(PEM).fingerprint


def blank(title: str) -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_metadata({"/Title": title})
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


@pytest.fixture
def certificates(settings, monkeypatch):
    """Three sealed PDFs; their pages are blank, since only bytes and seals are looked at."""
    settings.SIGNING_KEY = PEM
    monkeypatch.setattr(
        operations.rendering.papers, "printed", lambda batch: [blank(str(c)) for c in batch]
    )
    issued = [issued_certificate(name=f"Школа № {n}") for n in (1, 2, 3)]
    operations.render_certificates.call([each.pk for each in issued])
    return list(Certificate.objects.order_by("sequence"))


def replace_file(certificate, content: bytes, *, sum_too: bool) -> None:
    certificate.pdf.storage.delete(certificate.pdf.name)
    certificate.pdf.storage.save(certificate.pdf.name, ContentFile(content))
    if sum_too:
        changed = Certificate.objects.filter(pk=certificate.pk)
        changed.update(pdf_sha256=hashlib.sha256(content).hexdigest())


def complaints() -> list[str]:
    return list(issued_files.complaints(issued_files.Tally()))


def test_untouched_files_raise_no_complaint_and_are_counted(certificates, monkeypatch):
    """So many at a time, and the last few are not left out."""
    monkeypatch.setattr(issued_files, "TOGETHER", 2)
    tally = issued_files.Tally()
    assert list(issued_files.complaints(tally)) == []
    assert tally.by_key == {KEY: 3}


def test_changed_file_is_named_by_its_sum(certificates):
    replace_file(certificates[0], blank("Другой"), sum_too=False)
    certificates[2].pdf.storage.delete(certificates[2].pdf.name)
    assert complaints() == [
        "Файл сертификата №\xa02026-0001, Школа № 1 подменён.",
        "Файл сертификата №\xa02026-0003, Школа № 3 не открывается.",
    ]


def test_name_that_leads_out_of_the_storage_is_a_file_that_does_not_open(certificates):
    Certificate.objects.filter(sequence=2).update(pdf="../../etc/hostname")
    assert complaints() == ["Файл сертификата №\xa02026-0002, Школа № 2 не открывается."]


def test_file_changed_together_with_its_sum_is_named_by_its_seal(certificates):
    broken = bytearray(certificates[0].pdf.read())
    broken[broken.index(b"/MediaBox") + 12] ^= 1
    replace_file(certificates[0], bytes(broken), sum_too=True)
    sealed_by_another = signing.read_seal(OTHER).sign(blank("Другой"))
    replace_file(certificates[1], sealed_by_another, sum_too=True)
    replace_file(certificates[2], b"%PDF-1.7 half", sum_too=True)
    assert complaints() == [
        "Печать в файле сертификата №\xa02026-0001, Школа № 1 нарушена.",
        "В файле сертификата №\xa02026-0002, Школа № 2 нет печати, с которой он выдан.",
        "В файле сертификата №\xa02026-0003, Школа № 3 нет печати, с которой он выдан.",
    ]


def test_file_that_ends_the_process_takes_nobody_with_it(monkeypatch):
    """What one process cannot do for all is tried for each."""
    runs = []
    end = examination.limits.run

    def counted(*args, **kwargs):
        runs.append(kwargs["data"])
        return end(*args, **kwargs)

    monkeypatch.setattr(examination.limits, "run", counted)
    monkeypatch.setattr(examination, "_EXAMINER", "no such program")
    assert examination.examine_all([b"a", b"b"]) == [examination.Examined()] * 2
    assert len(runs) == 3


def test_command_looks_at_files_only_when_asked_and_says_the_first_broken(certificates):
    replace_file(certificates[1], blank("Другой"), sum_too=True)
    printed = io.StringIO()
    call_command("verify_register", stdout=printed)
    assert "Сверено" not in printed.getvalue()

    first = "Первое: В файле сертификата №\xa02026-0002, Школа № 2 нет печати, с которой он выдан."
    with pytest.raises(CommandError, match=first):
        call_command("verify_register", "--files", stdout=printed, stderr=io.StringIO())
    assert f"Сверено 3\xa0файла с печатью ключа {KEY}." in printed.getvalue()
