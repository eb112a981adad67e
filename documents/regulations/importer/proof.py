"""The proof that an import neither loses nor invents a sign: source and nodes, letter by letter."""

from collections import defaultdict

from home.rulebook import DomainError

from ..rules import NOTHING_LOST
from .nodes import Outline


def prove_nothing_lost(source: str, outline: Outline) -> None:
    """DomainError unless every sign of the source, but the noise named, stands in the nodes in order."""
    expected = _signs_without_noise(source, outline)
    printed = [outline.title, *(node.printed for _, node in outline.walk())]
    found = _signs("".join(printed))
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


def _signs_without_noise(source: str, outline: Outline) -> str:
    noise = defaultdict(list)
    for piece in outline.dropped:
        noise[piece.line].append(_signs(piece.text))
    kept = []
    for number, line in enumerate(source.split("\n"), start=1):
        signs = _signs(line)
        for mark in noise[number]:
            at = signs.find(mark) if signs.startswith(mark) else signs.rfind(mark)
            signs = signs[:at] + signs[at + len(mark) :]
        kept.append(signs)
    return "".join(kept)


def _signs(text: str) -> str:
    return "".join(text.split())
