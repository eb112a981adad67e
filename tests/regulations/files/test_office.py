"""DOC, RTF and ODT through LibreOffice, where the machine has it; a kind refusal where not."""

import shutil
import subprocess

import pytest

from documents.regulations.importer.files import extract, office
from documents.uploads import limits
from home.rulebook import DomainError
from tests.factories import uploads as make
from tests.regulations.files.word import cell, docx, item, level, one_list, p, row, table

LINES = ["ПОЛОЖЕНИЕ", "1. Общее", "1.1. Кружок собирается", "№\tИмя", "1\tАнна", "2. Права"]
HOW = (
    "Откройте файл в Word или LibreOffice, выберите «Сохранить как» — «Документ Word (.docx)» "
    "и загрузите полученный файл."
)
needs_libreoffice = pytest.mark.skipif(
    shutil.which(office.PROGRAM) is None, reason="LibreOffice is not installed"
)


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """A document of ours, saved by LibreOffice itself in a kind asked for."""
    folder = tmp_path_factory.mktemp("office")
    body = (
        p("ПОЛОЖЕНИЕ")
        + item("Общее")
        + item("Кружок собирается", 1)
        + table(row(cell("№"), cell("Имя")), row(cell("1"), cell("Анна")))
        + item("Права")
    )
    numbering = one_list(level(0, "%1."), level(1, "%1.%2."))
    (folder / "a.docx").write_bytes(docx(body, numbering=numbering))

    def save(kind: str) -> bytes:
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        subprocess.run(
            [
                office.PROGRAM,
                profile,
                "--headless",
                "--convert-to",
                kind,
                "--outdir",
                folder,
                folder / "a.docx",
            ],
            check=True,
            capture_output=True,
        )
        return (folder / f"a.{kind}").read_bytes()

    return save


def refusal(data: bytes) -> str:
    with pytest.raises(DomainError) as caught:
        extract(data)
    return caught.value.message


@needs_libreoffice
@pytest.mark.parametrize("kind", ["doc", "rtf", "odt"])
def test_old_document_is_read_with_its_numbers(saved, kind):
    assert [line.text for line in extract(saved(kind)).lines] == LINES


@needs_libreoffice
def test_document_that_libreoffice_cannot_open_is_refused(monkeypatch):
    assert refusal(make.odt(**{"content.xml": "<a/>"})).endswith(HOW)


@needs_libreoffice
def test_document_that_takes_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(office, "SECONDS", 0.2)
    assert refusal(make.rtf()) == f"LibreOffice не смог открыть файл за отведённое время. {HOW}"


@pytest.mark.parametrize("data", [make.doc(), make.rtf(), make.odt()], ids=["doc", "rtf", "odt"])
def test_without_libreoffice_the_way_to_save_is_told(monkeypatch, tmp_path, data):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert refusal(data) == f"На сервере нет LibreOffice, чтобы открыть файл этого вида. {HOW}"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (make.doc("_VBA_PROJECT"), "есть макросы"),
        (make.doc(flags=0x0100), "защищён паролем"),
        (make.rtf(r"{\object\objemb{\*\objdata 01}}"), "вложенные объекты"),
        (make.odt(**{"content.xml": make.odt_link("draw:image", "http://example.org/")}), "ссылки"),
    ],
    ids=["macros", "password", "object", "picture from outside"],
)
def test_dangerous_document_never_reaches_libreoffice(monkeypatch, data, words):
    monkeypatch.setattr(limits, "run", None)
    assert words in refusal(data)
