"""Whether a PDF that somebody brings is the one that was issued: byte for byte, altered, or unknown (T41)."""

import hashlib
import re
from dataclasses import dataclass
from enum import Enum

from documents.papers.signing import KeyUnfit, current_seal

from . import queries
from .examination import Examined, examine
from .models import Certificate

_NUMBER = re.compile(r"№\s*(?P<number>\S.*)$")


class Verdict(Enum):
    ISSUED = "issued"
    ALTERED = "altered"
    SEALED = "sealed"
    """Our seal stands, yet the register knows no such file: for a person to find out why."""
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Finding:
    """`certificate` is the issued one, or the one by whose number an altered file calls itself."""

    verdict: Verdict
    certificate: Certificate | None = None


def check_file(content: bytes) -> Finding:
    """The sum of the bytes decides; seals and the title only say more of a file that is not ours."""
    if issued := queries.certificate_by_file(hashlib.sha256(content).hexdigest()):
        return Finding(Verdict.ISSUED, issued)
    examined = examine(content)
    named = _named(examined.title)
    ours = _ours(examined)
    if any(seal.stands for seal in ours):
        return Finding(Verdict.SEALED, named)
    if ours or named:
        return Finding(Verdict.ALTERED, named)
    return Finding(Verdict.UNKNOWN)


def _named(title: str) -> Certificate | None:
    found = _NUMBER.search(title)
    return queries.certificate_by_number(found["number"]) if found else None


def _ours(examined: Examined) -> list:
    """The seals made by a key of this site, the present one or one of those before."""
    present = _present_fingerprint()
    return [
        seal
        for seal in examined.seals
        if seal.fingerprint == present or queries.seal_known([seal.fingerprint])
    ]


def _present_fingerprint() -> str:
    try:
        seal = current_seal()
    except KeyUnfit:
        return ""
    return seal.fingerprint if seal else ""
