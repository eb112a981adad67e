"""Letters as a development mail backend keeps them: files of `filebased`, or the outbox of `locmem`."""

import email
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import default as modern
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings
from django.core import mail

SHOWN = 300
"""Letters on the page; older ones stay in their files."""
# Django's file backend closes each letter with this line.
_END = b"\n" + b"-" * 79 + b"\n"


@dataclass(frozen=True)
class StoredLetter:
    key: str
    message: EmailMessage

    @property
    def to(self) -> str:
        return self.message["To"] or ""

    @property
    def subject(self) -> str:
        return self.message["Subject"] or ""

    @property
    def date(self) -> datetime | None:
        """Django writes the zone as «-0000», which reads as no zone: it is UTC."""
        if not self.message["Date"]:
            return None
        return parsedate_to_datetime(self.message["Date"]).replace(tzinfo=UTC)

    @property
    def text(self) -> str:
        return self._part("plain")

    @property
    def html(self) -> str:
        return self._part("html")

    def _part(self, kind: str) -> str:
        part = self.message.get_body((kind,))
        return part.get_content() if part else ""


def stored_messages() -> list[StoredLetter]:
    """The newest first."""
    if settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"):
        return _from_files(Path(settings.EMAIL_FILE_PATH))
    outbox = getattr(mail, "outbox", [])
    stored = [
        _letter(str(number), message.message().as_bytes()) for number, message in enumerate(outbox)
    ]
    return stored[::-1][:SHOWN]


def find_message(key: str) -> StoredLetter | None:
    return next((letter for letter in stored_messages() if letter.key == key), None)


def _from_files(folder: Path) -> list[StoredLetter]:
    files = sorted(folder.glob("*.log"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    letters: list[StoredLetter] = []
    for path in files[:SHOWN]:
        contents = [part for part in path.read_bytes().split(_END) if part.strip()]
        stored = [_letter(f"{path.stem}-{number}", part) for number, part in enumerate(contents)]
        letters += stored[::-1]
    return letters[:SHOWN]


def _letter(key: str, content: bytes) -> StoredLetter:
    return StoredLetter(key, email.message_from_bytes(content, policy=modern))
