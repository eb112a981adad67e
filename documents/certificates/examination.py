"""Seals of PDFs, a stranger's or our own: read in a process apart, never drawn (T24)."""

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
    try:
        return _examined([pdf])[0]
    except limits.Failed:
        return Examined()


def examine_all(pdfs: list[bytes]) -> list[Examined]:
    """The same of many, by one process: alone each costs a second of Python's start, among others 0.02.

    A file that ends the process takes nobody with it: then each is read by a process of its own.
    """
    try:
        return _examined(pdfs)
    except limits.Failed:
        return [examine(pdf) for pdf in pdfs]


def _examined(pdfs: list[bytes]) -> list[Examined]:
    # Without B, the limit on files would leave broken bytecode behind for everybody.
    command = [sys.executable, "-IB", str(_EXAMINER)]
    question = b"".join(len(pdf).to_bytes(8, "big") + pdf for pdf in pdfs)
    many = len(pdfs)
    answer = limits.run(
        command, data=question, seconds=SECONDS + many, memory=MEMORY, output=OUTPUT * many
    )
    try:
        found = json.loads(answer)
    except ValueError as error:
        raise limits.Failed("no answer") from error
    return [_read(each) for each in found]


def _read(found: dict | None) -> Examined:
    if found is None:
        return Examined()
    return Examined(found["title"], tuple(SealFound(**each) for each in found["seals"]))
