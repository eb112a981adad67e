"""How pieces of a regulation are called (C1, decision 003); no database."""

from dataclasses import dataclass

import pytest

from documents.regulations.choices import ClauseKind
from documents.regulations.importer import Node, read_text
from documents.regulations.naming import citation, own_name, short_name, title_of

TEXT = """Положение о кружке

1. Общее

1.1. Кружок открыт для всех, кто:

а) умеет читать;

1.2. Кружок собирается:

летом;

зимой.

1.2. Кружок отдыхает.

Приложение А

Заявление _____
"""
PARTS = """Устав

Часть 1. Люди

1. Члены клуба

1.1. Все.

Часть 2. Книги

1. Библиотека

1.1. Всё.
"""


@dataclass
class Named:
    """A node with the one method of a clause that names need."""

    node: Node

    def __getattr__(self, name: str):
        return getattr(self.node, name)

    def get_kind_display(self) -> str:
        return ClauseKind(self.node.kind).label


def chain_to(text: str, anchor: str) -> list[Named]:
    above: list[Named] = []
    for depth, node in read_text(text).walk():
        above = [*above[:depth], Named(node)]
        if node.anchor == anchor:
            return above
    raise KeyError(anchor)


@pytest.mark.parametrize(
    ("text", "anchor", "short", "own", "cited", "title"),
    [
        (TEXT, "s-1", "раздел\xa01", "1. Общее", "раздел\xa01", "1. Общее"),
        (TEXT, "p-1.1", "п.\xa01.1", "Пункт\xa01.1", "п.\xa01.1", "Пункт\xa01.1"),
        (
            TEXT,
            "p-1.1-a",
            "подп.\xa0«а»",
            "Подпункт\xa0«а»",
            "п.\xa01.1, подп.\xa0«а»",
            "Пункт\xa01.1, подпункт\xa0«а»",
        ),
        (
            TEXT,
            "p-1.2-abz3",
            "абз.\xa03",
            "Абзац\xa03",
            "п.\xa01.2, абз.\xa03",
            "Пункт\xa01.2, абзац\xa03",
        ),
        (
            TEXT,
            "p-1.2-2",
            "п.\xa01.2 (второй)",
            "Пункт\xa01.2 (второй)",
            "п.\xa01.2 (второй)",
            "Пункт\xa01.2 (второй)",
        ),
        (
            TEXT,
            "app-a-form1",
            "форма\xa01",
            "Форма\xa01",
            "Приложение А, форма\xa01",
            "Приложение А, форма\xa01",
        ),
    ],
)
def test_piece_is_called_as_lawyers_call_it(text, anchor, short, own, cited, title):
    chain = chain_to(text, anchor)
    assert short_name(chain[-1]) == short
    assert own_name(chain[-1]) == own
    assert citation(chain) == cited
    assert title_of(chain) == title


def test_clause_is_cited_with_its_part_where_its_number_alone_would_not_do():
    found = {
        node.anchor: citation(chain_to(PARTS, node.anchor))
        for _, node in read_text(PARTS).walk()
        if node.label == "1.1"
    }
    assert found == {
        "ch1-p-1.1": "Часть 1, раздел\xa01, п.\xa01.1",
        "ch2-p-1.1": "Часть 2, раздел\xa01, п.\xa01.1",
    }
