"""C32: one text is published, the spellings of another copy are listed beside it."""

import pytest

from documents.regulations.comparison import compare, flatten
from documents.regulations.importer import read_text
from documents.regulations.models import Variant
from documents.regulations.variants import Spelling, spellings, variant_marks
from tests.factories.regulations import EditionFactory

TEXT = "Устав\n\n1. Совет решает в соответствии с уставом.\n\n2. Собирается по средам.\n\n3. Всё."


def read(text: str, other: str) -> list[Spelling]:
    rows = [flatten(read_text(each)) for each in (other, text)]
    return [pair for change in compare(*rows).differences for pair in spellings(change)]


@pytest.mark.parametrize(
    ("ours", "theirs", "found"),
    [
        ("соответствии", "сооветствии", [Spelling("соответствии", "сооветствии")]),
        ("Всё", "Все", [Spelling("Всё", "Все")]),
        ("по средам", "по средам утром", [Spelling("средам", "средам утром")]),
        ("решает в", "в", [Spelling("Совет решает", "Совет")]),
        ("2. Собирается по средам.\n\n", "", []),
    ],
)
def test_spelling_is_told_with_as_many_words_as_it_needs(ours, theirs, found):
    assert read(TEXT, TEXT.replace(ours, theirs)) == found


@pytest.mark.django_db
def test_reader_is_told_of_each_pair_of_words_once_a_clause():
    edition = EditionFactory()
    pairs = [
        ("p-1.2", "средам", "пятницам"),
        ("p-2.1", "ведёт", "ведет"),
        ("p-2.1", "ведёт", "ведет"),
    ]
    for order, (anchor, ours, theirs) in enumerate(pairs, start=1):
        Variant.objects.create(
            edition=edition,
            order=order,
            anchor=anchor,
            ours=ours,
            theirs=theirs,
            source_name="б.txt",
        )
    assert [(mark.anchor, mark.text) for mark in variant_marks(edition)] == [
        ("p-1.2", "здесь «средам», в\xa0другом списке «пятницам»"),
        ("p-2.1", "здесь «ведёт», в\xa0другом списке «ведет»"),
    ]
