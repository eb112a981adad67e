"""Numbers, terms and standings, without a database."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from association.organisations import rules
from association.organisations.choices import Standing
from home.rulebook import DomainError
from tests.factories.organisations import make_inn, make_ogrn

DAY = datetime.date(2026, 11, 18)


@pytest.mark.parametrize(
    ("number", "flaw"),
    [
        ("7707083893", ""),
        ("770708389", "В ИНН организации 10 цифр."),
        ("77070838933", "В ИНН организации 10 цифр."),
        ("77O7083893", "В ИНН организации 10 цифр."),
        ("٧٧٠٧٠٨٣٨٩٣", "В ИНН организации 10 цифр."),
        ("", "В ИНН организации 10 цифр."),
    ],
)
def test_inn_has_ten_digits(number, flaw):
    assert rules.inn_flaw(number) == flaw


@pytest.mark.parametrize("number", ["7707083894", "0000000000", "1234567890"])
def test_inn_with_a_wrong_check_digit_does_not_exist(number):
    assert rules.inn_flaw(number).startswith("Такого ИНН не бывает")


def test_inn_of_a_person_is_no_organisation():
    """R3: a person is never a member."""
    with pytest.raises(DomainError, match="10 цифр") as refusal:
        rules.inn_flaw("500100732259")
    assert refusal.value.rule == rules.MEMBERS_ARE_ORGANISATIONS


@given(st.integers(min_value=0, max_value=9_999_999))
def test_one_changed_digit_breaks_an_inn(number):
    right = make_inn(number)
    wrong = right[:9] + str((int(right[9]) + 1) % 10)
    assert (rules.inn_flaw(right), rules.inn_flaw(wrong) != "") == ("", True)


@pytest.mark.parametrize(
    ("number", "is_right"),
    [
        ("220101001", True),
        ("2201AB001", True),
        ("22010100", False),
        ("2201010011", False),
        ("2201ЖЖ001", False),
        ("А20101001", False),
    ],
)
def test_kpp_has_nine_places(number, is_right):
    assert (rules.kpp_flaw(number) == "") is is_right


@pytest.mark.parametrize(
    ("number", "start"),
    [
        (make_ogrn(7), ""),
        ("1027700132195", ""),
        ("1027700132196", "Такого ОГРН не бывает"),
        ("0027700132195", "Такого ОГРН не бывает"),
        ("102770013219", "В ОГРН 13 цифр."),
        ("385768585948949", "Это номер предпринимателя"),
    ],
)
def test_ogrn_is_of_a_legal_person(number, start):
    flaw = rules.ogrn_flaw(number)
    assert flaw.startswith(start) if start else flaw == ""


@pytest.mark.parametrize("typed", ["22 01-01 001", " 220101001\xa0", "2201\u2013010\u201401"])
def test_number_loses_spaces_and_dashes(typed):
    assert rules.compact(typed) == "220101001"


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (DAY, None, True),
        (DAY + datetime.timedelta(1), None, False),
        (DAY - datetime.timedelta(9), DAY + datetime.timedelta(1), True),
        (DAY - datetime.timedelta(9), DAY, False),
        (DAY, DAY, False),
    ],
)
def test_last_day_is_already_without_the_right(since, until, expected):
    """T5: what ends today has ended."""
    assert rules.is_in_force(since, until, DAY) is expected


NONE, APPLICANT, CANDIDATE, MEMBER, FORMER = Standing


@pytest.mark.parametrize("wanted", Standing)
@pytest.mark.parametrize(
    ("present", "allowed"),
    [
        (NONE, {APPLICANT, CANDIDATE, MEMBER}),
        (APPLICANT, {NONE, CANDIDATE, MEMBER, FORMER}),
        (CANDIDATE, {NONE, MEMBER}),
        (MEMBER, {FORMER}),
        (FORMER, {APPLICANT, CANDIDATE, MEMBER}),
    ],
)
def test_standing_follows_the_table(present, allowed, wanted):
    assert rules.standing_may_become(present, wanted) is (wanted in allowed)
