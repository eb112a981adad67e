"""T24, T25: a text made to be slow is read in a time that grows with its length, or refused with a sentence."""

import time

import pytest

from documents.regulations.importer import read_text
from documents.regulations.importer.lines import MAX_LINES
from home.rulebook import DomainError

CLAUSES = "\n\n".join(
    f"{section}. Раздел\n\n"
    + "\n\n".join(
        f"{section}.{clause}. Клуб читает книги и пишет письма." for clause in range(1, 21)
    )
    for section in range(1, 11)
)
PATTERNS = {
    "spaces": (" " * 50_000 + "x\n") * 4,
    "one line": "слово " * 80_000,
    "underscores": ("_" * 50_000 + "\n") * 4,
    "figures and dots": "1." * 100_000 + "\n",
    "tabs": ("а\t" * 400 + "\n") * 200,
    "deep numbers": "\n".join(".".join(["1"] * depth) + ". Текст" for depth in range(1, 120)),
    "one clause again and again": "1.1. Текст.\n" * 1_500,
    "one letter again and again": "а) текст;\n" * 1_500,
    "lines without an end": "1.1. Текст\n" + "слово\n" * 2_500,
    "colons": "слово:\n" * 2_500,
    "appendices": "Приложение 1\n____ (подпись)\n" * 500,
    "strokes": "-" * 200_000 + "x\n" + ("|---" * 2_500 + "\n") * 8,
    "stars": "**" * 100_000 + "\n" + "**а\n" * 1_500,
    "pipes": ("|" * 1_000 + "\n") * 200,
    "spaced letters": "И " * 100_000 + "\n" + ("А Б В Г " * 2_500 + "\n") * 4,
    "hyphens": "слово-\n" * 1_500,
    "contents": "Содержание\n" * 1_500 + "1. Раздел .... 3\n" * 2_000 + "." * 200_000 + " 3",
    "running heads": "Положение о клубе\nтекст и\n" * 1_500,
    "capitals": "ОБЩИЕ ПОЛОЖЕНИЯ\n\n" * 1_500,
    "mentions": "1.1. " + "приложение 1, 2, 3, 4, 5 и 6 " * 2_500,
    "escapes": "\\." * 100_000,
    "brackets": "(" * 200_000 + "\n" + "«" * 200_000,
}


def seconds(text: str) -> float:
    """CPU time, which other processes do not spend."""
    start = time.process_time()
    read_text(text)
    return time.process_time() - start


@pytest.mark.parametrize("name", PATTERNS)
def test_hostile_text_is_read_soon(name):
    assert seconds(PATTERNS[name]) < 10


def test_regulation_of_two_hundred_clauses_is_read_at_once():
    assert min(seconds(CLAUSES) for _ in range(3)) < 0.5


def test_text_of_too_many_lines_is_refused_with_a_sentence():
    with pytest.raises(DomainError) as refusal:
        read_text("слово\n" * (MAX_LINES + 1))
    assert refusal.value.message.startswith("В файле больше 20\xa0000 строк")


def test_text_of_too_many_signs_is_refused_with_a_sentence():
    with pytest.raises(DomainError) as refusal:
        read_text("а" * 2_000_001)
    assert refusal.value.message.startswith("В файле больше 2\xa0миллионов знаков")
