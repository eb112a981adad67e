"""Names of clauses, what became of them, and how they are counted: no database."""

import pytest

from documents.coverage.rules import Fate, build_pieces, fate_of, of_regulation, strongest

ROWS = [
    (1, None, "s-3", "section", "3", "3.", "Порядок", ""),
    (2, 1, "p-3.1", "clause", "3.1", "3.1.", None, "Вступает тот, у кого есть:"),
    (3, 2, "p-3.1-abz2", "item", None, "", None, "сертификат;"),
    (4, 1, "p-4.2-2", "clause", "4.2", "4.2.", None, "Гостей зовут."),
    (5, 4, "p-4.2-2-a", "item", "а", "а)", None, "из школ;"),
    (6, None, "app-a", "appendix", "А", "Приложение А", None, ""),
    (7, 6, "app-a-form1", "form", None, "", None, "Заявление ____"),
    (8, None, "ch1", "part", "1", "Часть 1", None, ""),
    (9, 8, "ch1-r1", "section", "1", "Раздел 1", None, ""),
    (10, 9, "ch1-r1-p-4.7", "clause", "4.7", "4.7.", None, "Слова."),
]


@pytest.mark.parametrize(
    ("anchor", "place"),
    [
        ("s-3", "разд.\xa03"),
        ("p-3.1", "п.\xa03.1"),
        ("p-3.1-abz2", "п.\xa03.1 абз.\xa02"),
        ("p-4.2-2", "п.\xa04.2 (второй)"),
        ("p-4.2-2-a", "п.\xa04.2 (второй) «а»"),
        ("app-a", "прил.\xa0А"),
        ("app-a-form1", "прил.\xa0А (форма)"),
        ("ch1-r1-p-4.7", "ч.\xa01, разд.\xa01, п.\xa04.7"),
    ],
)
def test_clause_is_called_as_lawyers_call_it(anchor, place):
    assert build_pieces(ROWS)[anchor].place == place


def test_only_words_that_can_oblige_are_counted():
    pieces = build_pieces(ROWS)
    assert [anchor for anchor, piece in pieces.items() if piece.can_oblige] == [
        "p-3.1-abz2",
        "p-4.2-2",
        "p-4.2-2-a",
        "app-a-form1",
        "ch1-r1-p-4.7",
    ]


@pytest.mark.parametrize(
    ("short_name", "is_only", "printed"),
    [
        ("Положение об Ассоциации", True, "Положения"),
        ("Положение об Ассоциации", False, "Положения об Ассоциации"),
        ("Регламент рабочей группы", False, "Регламента рабочей группы"),
        ("Услуги центра", False, "(«Услуги центра»)"),
    ],
)
def test_regulation_is_named_no_longer_than_needed(short_name, is_only, printed):
    assert of_regulation(short_name, is_only=is_only) == printed


def _texts(*rows):
    return build_pieces(
        (pk, parent, anchor, "clause", label, f"{label}.", None, text)
        for pk, (parent, anchor, label, text) in enumerate(rows, start=1)
    )


@pytest.mark.parametrize(
    ("later", "moved", "fate"),
    [
        ([(None, "p-1", "1", "Слова.")], {}, Fate("p-1", True)),
        ([(None, "p-1", "1", "Иные слова.")], {}, Fate("p-1", False)),
        ([(None, "p-2", "2", "Слова.")], {"p-1": "p-2"}, Fate("p-2", True)),
        ([(None, "p-2", "2", "Слова.")], {}, Fate(None)),
        # Another clause stands under the number now.
        ([(None, "p-1", "1", "Слова.")], {"p-7": "p-1"}, Fate(None)),
        # What stands in a clause belongs to it.
        ([(None, "p-1", "1", "Слова."), (1, "p-1.1", "1.1", "И ещё.")], {}, Fate("p-1", False)),
    ],
)
def test_fate_of_a_clause(later, moved, fate):
    old = _texts((None, "p-1", "1", "Слова."))
    assert fate_of(old["p-1"], _texts(*later), moved) == fate


@pytest.mark.parametrize(
    ("manners", "answer"),
    [
        ([], ""),
        (["informational"], "informational"),
        (["assisted", "enforced"], "enforced"),
        (["assisted"], "assisted"),
    ],
)
def test_clause_is_as_strong_as_its_strongest_rule(manners, answer):
    assert strongest(manners) == answer
