"""Whether the PDFs that were issued are still the same: their sums, and the seals they left with (T43, T59).

The sum stands in a row that whoever reaches the database can change together with the file; a seal needs the key.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.core.exceptions import SuspiciousFileOperation

from .examination import Examined, examine_all
from .models import Certificate

TOGETHER = 50
MOST_BYTES = 32 * 1024**2
"""Of the files that one process reads: a hundred thousand must not have to fit in memory."""


@dataclass
class Tally:
    """What has been looked at: files by the key that sealed them, "" for those that left without a seal."""

    by_key: Counter[str] = field(default_factory=Counter)


def complaints(tally: Tally) -> Iterator[str]:
    """A sentence for each file that is not what was issued, in the order of the books; `tally` counts on the way."""
    read: list[tuple[Certificate, bytes | None]] = []
    size = 0
    for certificate in _printed():
        tally.by_key[certificate.signing_key] += 1
        content = _content(certificate)
        read.append((certificate, content))
        size += len(content or b"")
        if len(read) == TOGETHER or size > MOST_BYTES:
            yield from _complaints_of(read)
            read, size = [], 0
    yield from _complaints_of(read)


def _printed():
    issued = Certificate.objects.exclude(pdf="").order_by("kind", "year", "sequence")
    needed = issued.only("number", "holder_name", "pdf", "pdf_sha256", "signing_key")
    return needed.iterator(chunk_size=TOGETHER)


def _content(certificate: Certificate) -> bytes | None:
    try:
        with certificate.pdf.open("rb") as file:
            return file.read()
    except (OSError, SuspiciousFileOperation):
        return None


def _complaints_of(read: list[tuple[Certificate, bytes | None]]) -> Iterator[str]:
    sealed = {
        certificate.pk: content
        for certificate, content in read
        if certificate.signing_key and _is_issued(certificate, content)
    }
    seals = dict(zip(sealed, examine_all(list(sealed.values())), strict=True)) if sealed else {}
    for certificate, content in read:
        if content is None:
            yield f"Файл сертификата {certificate} не открывается."
        elif not _is_issued(certificate, content):
            yield f"Файл сертификата {certificate} подменён."
        elif certificate.pk in seals:
            yield from _seal_complaints(certificate, seals[certificate.pk])


def _is_issued(certificate: Certificate, content: bytes | None) -> bool:
    return content is not None and hashlib.sha256(content).hexdigest() == certificate.pdf_sha256


def _seal_complaints(certificate: Certificate, examined: Examined) -> Iterator[str]:
    seals = [seal for seal in examined.seals if seal.fingerprint == certificate.signing_key]
    if not seals:
        yield f"В файле сертификата {certificate} нет печати, с которой он выдан."
    elif not all(seal.stands for seal in seals):
        yield f"Печать в файле сертификата {certificate} нарушена."
