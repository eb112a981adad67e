"""The proof that an import neither loses nor invents a sign: source and nodes, letter by letter."""

from collections import defaultdict

from home.rulebook import DomainError

from ..rules import NOTHING_LOST
from .cleaning.drafts import INVISIBLE
from .nodes import Dropped, Outline

_NO_SIGNS = dict.fromkeys([*map(ord, INVISIBLE)])


def prove_nothing_lost(source: str, outline: Outline) -> None:
    """DomainError unless every sign of the source, but the noise named, stands in the nodes in order."""
    expected = _signs_without_noise(source, outline)
    found = _signs("".join(_printed(outline)))
    if expected != found:
        at = next(
            (at for at, (a, b) in enumerate(zip(expected, found, strict=False)) if a != b),
            min(len(expected), len(found)),
        )
        raise DomainError(
            "Текст файла разобран с ошибкой, загрузка остановлена. Проверьте место: "
            f"«{expected[max(0, at - 30) : at + 30]}».",
            NOTHING_LOST,
        )


def _printed(outline: Outline) -> list[str]:
    """What the outline prints, the title at its place among the nodes."""
    printed = []
    title_waits = True
    for _, node in outline.walk():
        if title_waits and node.line > outline.title_line:
            printed.append(outline.title)
            title_waits = False
        printed.append(node.printed)
    return [*printed, outline.title] if title_waits else printed


def _signs_without_noise(source: str, outline: Outline) -> str:
    noise = defaultdict(list)
    for piece in outline.dropped:
        noise[piece.line].append(piece)
    return "".join(
        _signs(_without(line, noise.get(number, ())))
        for number, line in enumerate(source.split("\n"), start=1)
    )


def _without(line: str, noise: list[Dropped]) -> str:
    """The line less its noise: each piece is found sign by sign, not before its place."""
    signs = list(line)
    for piece in noise:
        at = piece.at
        for sign in _signs(piece.text):
            while at < len(signs) and signs[at] != sign:
                at += 1
            if at < len(signs):
                signs[at] = " "
    return "".join(signs)


def _signs(text: str) -> str:
    return "".join(text.translate(_NO_SIGNS).split())
