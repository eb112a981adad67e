import pytest
from hypothesis import given
from hypothesis import strategies as st

from home.search.rules import (
    LONGEST_QUERY,
    MOST_WORDS,
    clean_query,
    excerpt_around,
    split_by_words,
    words_of,
)


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("  приём   в члены ", "приём в члены"),
        ("прие\u0308м", "приём"),
        ("при\x00ём", "при ём"),
        ("кворум\ud800", "кворум"),
        ("слово " * 2000, ("слово " * 33).strip()),
        ("ы" * 10_000, "ы" * LONGEST_QUERY),
    ],
)
def test_query_is_made_fit_for_an_index(typed, cleaned):
    """T69, T70, T71."""
    assert clean_query(typed) == cleaned


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("Кворум Президиума", ["кворум", "президиума"]),
        ("\"'*()-^:{}\\ AND", ["and"]),
        ("п. 4.2-2", ["п", "4", "2", "2"]),
        ("…", []),
        ("а " * 30, ["а"] * MOST_WORDS),
    ],
)
def test_words_are_letters_and_digits(query, words):
    assert words_of(query) == words


@given(st.text())
def test_cleaned_query_can_be_asked_again_with_the_same_words(typed):
    cleaned = clean_query(typed)
    assert clean_query(cleaned) == cleaned
    assert len(cleaned) <= LONGEST_QUERY


def test_words_found_are_marked_with_their_endings():
    assert split_by_words("Положение о членстве в Ассоциации", ["член", "ассоциац"]) == [
        ("Положение о ", False),
        ("членстве", True),
        (" в ", False),
        ("Ассоциации", True),
    ]


@given(st.text(), st.lists(st.from_regex(r"\A\w+\Z"), max_size=5))
def test_marking_loses_no_letter(text, words):
    assert "".join(piece for piece, _ in split_by_words(text, words)) == text


def test_excerpt_stands_around_the_first_word_found():
    text = "начало " * 60 + "кворум " + "конец " * 60
    excerpt = excerpt_around(text, ["кворум"], length=60)
    assert excerpt == "… начало начало кворум конец конец конец конец конец конец …"


def test_short_text_is_its_own_excerpt():
    assert excerpt_around("Коротко  и ясно", ["ясно"]) == "Коротко и ясно"
