import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from home.accounts.rules import name_flaw, normalise_email, withdrawal_due


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Maria@Example.ORG ", "maria@example.org"),
        ("maria+school@example.org", "maria+school@example.org"),
        ("maria@школа.рф", "maria@школа.рф"),
        ("maria@xn--80aa3ak5a.xn--p1ai", "maria@наука.рф"),
        ("maria@\u0438\u0306.рф", "maria@й.рф"),
        ("maria@xn--.рф", "maria@xn--.рф"),
        ("", ""),
    ],
)
def test_email_has_one_spelling(typed, kept):
    """T55, T69."""
    assert normalise_email(typed) == kept


def test_email_of_look_alike_letters_stays_another():
    """T69: «аdmin» with a Cyrillic «а» is not «admin», and never becomes it."""
    assert normalise_email("аdmin@example.org") != normalise_email("admin@example.org")


@given(st.text())
def test_normalising_twice_changes_nothing(text):
    assert normalise_email(normalise_email(text)) == normalise_email(text)


@pytest.mark.parametrize(
    "name", ["Иванова", "Иванова-Петрова", "де Голль", "О'Коннор", "Оглы", "Smith", "Ё", "Анна М."]
)
def test_name_of_a_person_is_accepted(name):
    assert name_flaw(name) == ""


@pytest.mark.parametrize(
    "name", ["<b>Анна</b>", "Анна1", "{{7*7}}", "Анна\nПетрова@", "😀", "=1+1", "-", "https://a.b"]
)
def test_name_of_other_signs_is_refused(name):
    """T18, T21, T29, T69."""
    assert name_flaw(name) == ("Здесь могут быть только буквы, пробел, дефис, точка и апостроф.")


def test_name_of_two_alphabets_is_refused():
    """T69: the «a» of the first syllable is Latin."""
    assert name_flaw("Aнна") == (
        "В слове «Aнна» смешаны буквы разных алфавитов. Наберите его заново."
    )


def test_withdrawal_gives_thirty_days():
    assert withdrawal_due(datetime.date(2026, 11, 18)) == datetime.date(2026, 12, 18)
