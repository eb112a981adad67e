"""One regulation as text, as Word with typed and with automatic numbers, as PDF: one outline."""

import pytest
from weasyprint import HTML

from documents.regulations.importer import read_regulation
from tests.regulations.files.word import docx, item, level, one_list, p

# Depth in the list of Word (None for a paragraph without a number), number as printed, words.
LINES = (
    (None, "", "ПОЛОЖЕНИЕ О КРУЖКЕ"),
    (0, "1.", "Общие положения"),
    (1, "1.1.", "Кружок собирается по субботам, его занятия открыты для всех желающих."),
    (1, "1.2.", "Участник кружка вправе:"),
    (2, "а)", "получать задания;"),
    (2, "б)", "приводить друзей, если они согласны с пунктом 1.1 настоящего Положения."),
    (1, "1.3.", "Кружком руководит наставник, которого участники выбирают на один год."),
    (0, "2.", "Порядок занятий"),
    (1, "2.1.", "Занятие длится два часа, между ними наставник объявляет перерыв."),
    (1, "2.2.", "Наставник обязан:"),
    (2, "а)", "приходить вовремя;"),
    (2, "б)", "отвечать на вопросы."),
)
LEVELS = one_list(level(0, "%1."), level(1, "%1.%2."), level(2, "%3)", "russianLower"))


def typed() -> list[str]:
    return [f"{number} {words}".strip() for _, number, words in LINES]


def as_text() -> bytes:
    return "\n\n".join(typed()).encode("cp1251")


def as_word_with_typed_numbers() -> bytes:
    return docx("".join(p(line) for line in typed()))


def as_word_with_automatic_numbers() -> bytes:
    paragraphs = (p(words) if depth is None else item(words, depth) for depth, _, words in LINES)
    return docx("".join(paragraphs), numbering=LEVELS)


def as_pdf() -> bytes:
    sheet = "@page {size: A5; margin: 2cm} p {text-align: justify; margin: 0 0 1em}"
    paragraphs = "".join(f"<p>{line}</p>" for line in typed())
    return HTML(string=f'<html lang="ru"><style>{sheet}</style>{paragraphs}</html>').write_pdf()


def nodes(data: bytes) -> list[tuple]:
    outline = read_regulation(data)
    return [
        (outline.title, depth, node.kind.value, node.label, node.title, node.text, node.anchor)
        for depth, node in outline.walk()
    ]


@pytest.mark.parametrize(
    "make", [as_word_with_typed_numbers, as_word_with_automatic_numbers, as_pdf]
)
def test_rendition_gives_the_outline_of_the_text(make):
    assert nodes(make()) == nodes(as_text())


def test_text_gives_the_outline_that_it_shows():
    assert [(label, anchor) for _, _, _, label, _, _, anchor in nodes(as_text())] == [
        *(("1", "s-1"), ("1.1", "p-1.1"), ("1.2", "p-1.2")),
        *(("а", "p-1.2-a"), ("б", "p-1.2-b"), ("1.3", "p-1.3")),
        *(("2", "s-2"), ("2.1", "p-2.1"), ("2.2", "p-2.2")),
        *(("а", "p-2.2-a"), ("б", "p-2.2-b")),
    ]
