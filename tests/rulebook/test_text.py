import pytest
from hypothesis import given
from hypothesis import strategies as st

from home.rulebook.text import counted, fold_text, one_line


@given(st.text())
def test_normalising_twice_changes_nothing(text):
    assert one_line(one_line(text)) == one_line(text)
    assert fold_text(fold_text(text)) == fold_text(text)


def test_line_loses_what_nobody_sees():
    """T69: zero-width and direction marks, doubled spaces, decomposed letters."""
    assert one_line(" Ма\u200bрия\u202e  Андре\u0438\u0306ко ") == "Мария Андрейко"


def test_line_break_becomes_a_space():
    assert one_line("Школа\r\n№\t7\u2028 ") == "Школа № 7"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  ЁЛКИНА   Мария ", "елкина мария"),
        ("ГИМНАЗИЯ Ёлка", "гимназия елка"),
        ("Straße", "strasse"),
    ],
)
def test_search_text_is_folded(text, folded):
    assert fold_text(text) == folded


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "1\xa0день"),
        (2, "2\xa0дня"),
        (5, "5\xa0дней"),
        (11, "11\xa0дней"),
        (21, "21\xa0день"),
        (112, "112\xa0дней"),
        (0, "0\xa0дней"),
    ],
)
def test_number_counts_its_word(number, words):
    assert counted(number, "день", "дня", "дней") == words
