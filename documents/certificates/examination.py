"""Seals of a PDF that somebody brings: read in a process apart, never drawn (T24)."""

import json
import sys
from dataclasses import dataclass
from pathlib import Path

from documents.uploads import limits

SECONDS = 20
MEMORY = 1024**3
OUTPUT = 64 * 1024

_EXAMINER = Path(__file__).with_name("apart") / "examine_pdf.py"


@dataclass(frozen=True)
class SealFound:
    """`stands`: nothing was changed, and nothing added, since that certificate sealed the file."""

    fingerprint: str
    stands: bool


@dataclass(frozen=True)
class Examined:
    title: str = ""
    seals: tuple[SealFound, ...] = ()


def examine(pdf: bytes) -> Examined:
    """What the file says of itself; nothing at all where it cannot be read within the limits."""
    # Without B, the limit on files would leave broken bytecode behind for everybody.
    command = [sys.executable, "-IB", str(_EXAMINER)]
    try:
        answer = limits.run(command, data=pdf, seconds=SECONDS, memory=MEMORY, output=OUTPUT)
        found = json.loads(answer)
    except (limits.Failed, ValueError):
        return Examined()
    return Examined(found["title"], tuple(SealFound(**each) for each in found["seals"]))
