"""The field that takes files in, and the service that looks for harm (T31, T33)."""

import contextlib
import socket
import struct
import threading

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from documents.uploads.forms import UploadField
from tests.factories import uploads as make

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR" + b"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class PaperForm(forms.Form):
    paper = UploadField(label="Документ", kinds=("pdf", "jpg"))


def form_with(content: bytes | None, name: str = "скан.pdf") -> PaperForm:
    files = {} if content is None else {"paper": SimpleUploadedFile(name, content)}
    return PaperForm({}, files)


def test_field_says_what_it_takes():
    field = PaperForm().fields["paper"]
    assert field.help_text == "PDF или JPG, не больше 10\xa0МБ."
    assert field.widget.attrs["accept"] == ".pdf,application/pdf,.jpg,image/jpeg"


def test_good_file_is_cleaned_to_a_checked_one():
    content = make.pdf()
    form = form_with(content, "Доверенность.PDF")
    assert form.is_valid()
    paper = form.cleaned_data["paper"]
    assert (paper.name, paper.kind.code, paper.content) == ("Доверенность.pdf", "pdf", content)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (None, "Выберите файл."),
        (b"", "Файл пуст: в нём 0 байт. Выберите другой."),
        (b"%PDF-1.7 half", "PDF не открывается: похоже, файл повреждён или загрузился не целиком."),
        (
            make.pdf() + b"\0" * (10 * 1024 * 1024),
            "Файл слишком велик: 10\xa0МБ. Допустимо не больше 10\xa0МБ.",
        ),
    ],
)
def test_bad_file_is_refused_in_words(content, error):
    assert form_with(content).errors == {"paper": [error]}


class FakeClamd(threading.Thread):
    """Speaks INSTREAM as clamd does, once, and finds EICAR."""

    def __init__(self, answer: bytes | None = None):
        super().__init__(daemon=True)
        self.answer = answer
        self.server = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self.server.getsockname()[1]}"

    def run(self):
        connection, _ = self.server.accept()
        with connection, connection.makefile("rb") as stream:
            command = stream.read(10)
            content = b""
            while length := struct.unpack(">I", stream.read(4))[0]:
                content += stream.read(length)
            found = b"stream: Eicar-Test-Signature FOUND\0"
            answer = self.answer or (found if EICAR in content else b"stream: OK\0")
            connection.sendall(answer if command == b"zINSTREAM\0" else b"UNKNOWN COMMAND\0")


@contextlib.contextmanager
def clamd(settings, answer: bytes | None = None):
    service = FakeClamd(answer)
    service.start()
    settings.CLAMD_ADDRESS = service.address
    yield
    service.server.close()


def test_harmful_file_is_kept_out(settings):
    with clamd(settings):
        errors = form_with(make.pdf() + b"\n%" + EICAR + b"\n").errors
    assert errors["paper"][0].startswith("Файл не принят: проверка нашла в нём вредоносную")


def test_harmless_file_passes_the_service(settings):
    with clamd(settings):
        assert form_with(make.pdf()).is_valid()


@pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR\0", b"\0"])
def test_answer_that_is_no_verdict_keeps_the_file_out(settings, answer, caplog):
    with clamd(settings, answer):
        errors = form_with(make.pdf()).errors
    assert errors["paper"][0].startswith("Сейчас файлы не принимаются")
    assert "clamd could not scan a file" in caplog.text


def test_dead_service_keeps_files_out_and_is_logged(settings, caplog):
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.CLAMD_ADDRESS = f"127.0.0.1:{server.getsockname()[1]}"
    errors = form_with(make.pdf()).errors
    assert errors["paper"][0].startswith("Сейчас файлы не принимаются")
    assert "clamd does not answer" in caplog.text
