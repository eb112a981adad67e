"""What a file really is, whether it is harmless, and under which name it is shown.

Plain Python over bytes: nothing is written to disk and no document is opened by the program it is meant for.
"""

import hashlib
from dataclasses import dataclass

from . import detached, images, kinds, names, office, ole, opendocument, pdf, rtf
from .errors import FileRefused
from .kinds import KINDS, Kind

__all__ = ["KINDS", "CheckedUpload", "FileRefused", "Kind", "inspect"]

_LOOKS = {
    "pdf": pdf.look,
    "docx": office.look_docx,
    "xlsx": office.look_xlsx,
    "doc": ole.look_doc,
    "odt": opendocument.look,
    "rtf": rtf.look,
    "sig": detached.look,
}
_REENCODERS = {"jpg": images.reencode_jpg, "png": images.reencode_png}


@dataclass(frozen=True)
class CheckedUpload:
    """A file that has passed every look; the only thing that `store_upload` takes."""

    name: str
    kind: Kind
    content: bytes

    @property
    def size(self) -> int:
        return len(self.content)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def inspect(name: str, content: bytes, allowed: tuple[str, ...]) -> CheckedUpload:
    """Check `content` against the `allowed` kinds ("pdf", "docx"…); FileRefused says what is wrong."""
    kind = kinds.recognise(content, allowed)
    if look := _LOOKS.get(kind.code):
        look(content)
    elif reencode := _REENCODERS.get(kind.code):
        content = reencode(content)
    return CheckedUpload(names.shown_name(name, kind.code), kind, content)
