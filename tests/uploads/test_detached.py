"""Files .sig: taken by how they look, and never said to be verified (T22–T25)."""

import base64

import pytest

from documents.uploads.inspection import FileRefused, inspect
from tests.factories import uploads

OID = bytes.fromhex("06092a864886f70d010702")


def cms(size: int = 300, *, length: int | None = None) -> bytes:
    body = OID + b"\xa0" * (size - len(OID))
    return b"\x30\x82" + (size if length is None else length).to_bytes(2, "big") + body


def armoured(content: bytes) -> bytes:
    return b"-----BEGIN CMS-----\r\n" + base64.encodebytes(content) + b"-----END CMS-----\r\n"


@pytest.mark.parametrize(
    "content",
    [
        cms(),
        b"\x30\x64" + OID + b"\0" * 89,
        b"\x30\x80" + OID + b"\0" * 50,
        base64.b64encode(cms()),
        armoured(cms()),
    ],
)
def test_signature_is_taken_in_every_wrapping(content):
    checked = inspect("протокол.pdf.sig", content, ("sig",))
    assert (checked.kind.code, checked.content) == ("sig", content)
    assert checked.name.endswith(".sig")


@pytest.mark.parametrize(
    "content",
    [
        b"\x30\x82",
        b"\x30",
        cms(length=999),
        b"\x30\x03\x02\x01\x01",
        base64.b64encode(b"hello, world"),
        b"-----BEGIN CMS-----\n-----END CMS-----",
        uploads.pdf(),
        "просто текст".encode(),
    ],
)
def test_what_is_no_signature_is_refused(content):
    with pytest.raises(FileRefused):
        inspect("подпись.sig", content, ("sig",))


def test_attached_signature_of_a_large_file_is_refused():
    size = 2 * 1024 * 1024
    large = b"\x30\x83" + size.to_bytes(3, "big") + OID + b"\0" * (size - len(OID))
    with pytest.raises(FileRefused, match="слишком велик"):
        inspect("подпись.sig", large, ("sig",))


def test_signature_is_no_text():
    with pytest.raises(FileRefused, match="SIG"):
        inspect("заметка.txt", base64.b64encode(cms()), ("txt",))
