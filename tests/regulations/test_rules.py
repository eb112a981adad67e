import datetime

import pytest

from documents.regulations.rules import (
    Adoption,
    Objection,
    foreign_labels,
    map_clauses,
    objection_to_adoption,
    occurrence,
    span,
)

TODAY = datetime.date(2026, 11, 18)


def day(number: int) -> datetime.date:
    return datetime.date(2026, 11, number)


@pytest.mark.parametrize(
    ("changes", "objection"),
    [
        ({}, None),
        ({"last_effective_from": day(19)}, None),
        (
            {"clauses": 0},
            Objection("В редакции нет ни одного пункта: принимать нечего."),
        ),
        (
            {"adopted_on": day(19)},
            Objection(
                "Дата принятия ещё не наступила: укажите дату состоявшегося решения.", "adopted_on"
            ),
        ),
        (
            {"effective_from": day(9)},
            Objection("Редакция не может действовать раньше, чем она принята.", "effective_from"),
        ),
        (
            {"last_effective_from": day(20)},
            Objection(
                "С\xa020.11.2026 действует другая принятая редакция: "
                "новая вступает в силу только после этой даты.",
                "effective_from",
            ),
        ),
    ],
)
def test_objection_to_adoption_names_the_first_reason(changes, objection):
    facts = {"adopted_on": day(10), "effective_from": day(20), "today": TODAY, "clauses": 1}
    assert objection_to_adoption(Adoption(**facts | changes)) == objection


@pytest.mark.parametrize(
    ("anchor", "number"),
    [
        ("p-4.2", 1),
        ("p-4.2-2", 2),
        ("p-2", 1),
        ("p-2-2", 2),
        ("ch1-r1-p-4.7-3", 3),
        ("s-5-2", 2),
        ("p-1.4-g-2", 1),
        ("app-a", 1),
    ],
)
def test_occurrence_is_read_off_the_anchor(anchor, number):
    assert occurrence(anchor) == number


@pytest.mark.parametrize(
    ("section", "clauses", "foreign"),
    [
        ("5", ["6.1", "6.5"], ["6.1", "6.5"]),
        ("5", ["5.1", "6.1"], []),
        ("5", ["1", "2"], []),
        ("IV", ["4.1"], []),
        (None, ["4.1"], []),
    ],
)
def test_foreign_labels_are_those_of_another_section(section, clauses, foreign):
    assert foreign_labels(section, clauses) == foreign


def test_span_names_the_ends():
    assert (span(["6.1"]), span(["6.1", "6.2", "6.5"])) == ("6.1", "6.1–6.5")


CLAUSES = map_clauses(
    [
        ("s-3", "section", "3", None),
        ("p-3.1", "clause", "3.1", "s-3"),
        ("p-3.1-abz2", "item", None, "p-3.1"),
        ("p-3.1-abz3", "item", None, "p-3.1"),
        ("p-3.1-abz4", "paragraph", None, "p-3.1"),
        ("p-3.1-abz5", "item", None, "p-3.1"),
        ("p-3.2", "clause", "3.2", "s-3"),
        ("p-3.2-a", "item", "а", "p-3.2"),
        ("p-3.2-2", "clause", "3.2", "s-3"),
        ("app-a", "appendix", "А", None),
    ]
)


@pytest.mark.parametrize(
    ("citation", "anchor"),
    [
        ({"label": "3.1"}, "p-3.1"),
        ({"label": "3.1", "item": "а"}, "p-3.1-abz2"),
        ({"label": "3.1", "item": "в"}, "p-3.1-abz5"),
        ({"label": "3.1", "item": "г"}, "p-3.1"),
        ({"label": "3.1", "item": "абз. 4"}, "p-3.1-abz4"),
        ({"label": "3.1", "item": "абз. 1"}, "p-3.1"),
        ({"label": "3.2", "item": "а"}, "p-3.2-a"),
        ({"label": "3.2", "occurrence": 2}, "p-3.2-2"),
        ({"label": "А", "appendix": True}, "app-a"),
        ({"label": "9.9"}, None),
        ({"label": "Б", "appendix": True}, None),
    ],
)
def test_clause_map_finds_what_a_citation_names(citation, anchor):
    assert CLAUSES.find(**citation) == anchor
