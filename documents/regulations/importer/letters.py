"""Letters of lists typed with look-alikes: «a)» between Cyrillic letters, «6)» between «а)» and «в)»."""

from collections.abc import Iterator
from dataclasses import replace

from ..choices import ClauseKind
from .blocks import Block
from .numerals import as_cyrillic, letter_for_figure

ALPHABET = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_STYLES = ("letter", "capital")


def mend_letters(blocks: list[Block]) -> list[Block]:
    """The label becomes the letter that is meant; the marker stays as printed."""
    mended = _with_figures_mended(blocks)
    for run in _runs(mended):
        labels = [mended[at].label or "" for at in run]
        if any(label.isascii() for label in labels) and not _is_latin(labels):
            for at in run:
                mended[at] = _relabelled(mended[at], as_cyrillic(mended[at].label or ""))
    return mended


def _with_figures_mended(blocks: list[Block]) -> list[Block]:
    mended = list(blocks)
    for at in range(1, len(mended) - 1):
        before, block, after = mended[at - 1], mended[at], mended[at + 1]
        letter = letter_for_figure(block.label or "") if block.style == "number" else None
        if letter and before.style == "letter" == after.style:
            place = ALPHABET.index(letter)
            is_between = (
                as_cyrillic(before.label or "") == ALPHABET[place - 1]
                and as_cyrillic(after.label or "") == ALPHABET[place + 1]
            )
            if is_between:
                mended[at] = _relabelled(block, letter)
    return mended


def _relabelled(block: Block, letter: str) -> Block:
    style = "capital" if letter.isupper() else "letter"
    return replace(block, head=replace(block.head, label=letter, style=style))


def _runs(blocks: list[Block]) -> Iterator[list[int]]:
    """Places of lettered rows that one heading or clause holds."""
    run: list[int] = []
    for at, block in enumerate(blocks):
        if block.style in _STYLES:
            run.append(at)
        elif run and block.kind not in (ClauseKind.ITEM, ClauseKind.PARAGRAPH):
            yield run
            run = []
    if run:
        yield run


def _is_latin(labels: list[str]) -> bool:
    """«a) b) c)»: a list in Latin letters, of two at least."""
    lower = [label.lower() for label in labels]
    return len(lower) > 1 and all(map(str.isascii, lower)) and lower[:2] == list(_LATIN[:2])
