"""Numbers, codes, placeholders: no database."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.certificates import rules
from documents.certificates.rules import Holder
from home.rulebook import DomainError

TODAY = datetime.date(2026, 11, 18)


@pytest.mark.parametrize(
    "typed",
    [
        "АБ-2026-0001",
        "аб 2026 0001",
        "  № АБ—2026–0001 ",
        "AБ-2026-0001",
        "АБ-2О26-ООO1",
        "АБ-2026-000l",
        "АБ-2026-000I",
        "АБ／２０２６／０００１",
    ],
)
def test_number_has_one_meaning_however_typed(typed):
    """T41: case, spaces, dashes, Cyrillic and Latin twins, letters for digits."""
    assert rules.number_key(typed) == rules.number_key("АБ-2026-0001")


@pytest.mark.parametrize("typed", ["", "—", "№", "   ", "\u200b", "9" * 101])
def test_number_that_cannot_be_one_has_no_key(typed):
    assert rules.number_key(typed) == ""


@given(st.text(max_size=100))
def test_number_key_folds_once(text):
    assert rules.number_key(rules.number_key(text)) == rules.number_key(text)


@given(st.binary(min_size=13, max_size=13))
def test_code_stays_itself_when_typed(random_bytes):
    code = rules.code_from(random_bytes)
    assert len(code) == 20
    assert rules.number_key(code.lower()) == code


def test_code_holds_a_hundred_bits():
    """T2: at least 96 random bits, each of which changes the code."""
    codes = {rules.code_from((1 << bit).to_bytes(13)) for bit in range(100)}
    assert len(codes) == 100


def test_number_follows_its_pattern():
    assert rules.number_for("{year}-{number:04}", 2026, 7) == "2026-0007"
    assert rules.number_for("УПК {year}/{number}", 2026, 12345) == "УПК 2026/12345"


@pytest.mark.parametrize(
    "text", ["{{7*7}}", "{holder.__class__}", "{0}", "{}", "{holder", "{holder:>9}", "{% now %}"]
)
def test_placeholders_are_a_closed_list(text):
    """T21: nothing but the named insertions is taken, and nothing is evaluated."""
    assert rules.bad_placeholders(text, rules.WORDING_FIELDS) != []


def test_wording_fills_only_what_it_knows():
    filled = rules.fill("{holder}, {secret} {{7*7}}", {"holder": "Гимназия {number}"})
    assert filled == "Гимназия {number}, {secret} {{7*7}}"


@pytest.mark.parametrize(
    ("pattern", "others", "sentence"),
    [
        ("{year}-{number:04}", [], ""),
        ("П-{year}-{number:04}", ["{year}-{number:04}"], ""),
        ("{number}", [], "В образце должны быть и год {year}, и порядковый номер {number}."),
        (
            "{number}-{year}",
            [],
            "Сначала год, затем порядковый номер: иначе два номера могут совпасть.",
        ),
        (
            "{year} {number}",
            ["{year}-{number:04}"],
            "Номера по этому образцу совпали бы с номерами другого вида. Добавьте к ним букву.",
        ),
        (
            "A{year}/{number}",
            ["А-{year}-{number:03}"],
            "Номера по этому образцу совпали бы с номерами другого вида. Добавьте к ним букву.",
        ),
        ("Ы" * 40 + "{year}{number}", [], "Номер получился бы длиннее 50 знаков."),
    ],
)
def test_pattern_keeps_kinds_apart(pattern, others, sentence):
    assert rules.pattern_complaint(pattern, others) == sentence


@pytest.mark.parametrize(
    ("ground", "on", "field"),
    [
        ("  ", TODAY, "ground"),
        ("Выход", datetime.date(2026, 11, 1), "on"),
        ("Выход", datetime.date(2026, 11, 19), "on"),
    ],
)
def test_ending_needs_ground_and_a_day_that_has_come(ground, on, field):
    with pytest.raises(DomainError) as refusal:
        rules.check_ending(ground, on, datetime.date(2026, 11, 10), TODAY)
    assert (refusal.value.field, refusal.value.rule) == (field, rules.VALIDITY)


@pytest.mark.parametrize("places", [[], [1], [1, 1], [1, 2, 3], [1, 2, 2]])
def test_two_signatories_each_on_a_place_of_their_own(places):
    with pytest.raises(DomainError) as refusal:
        rules.check_signatures(places, 2)
    assert refusal.value.rule == rules.SIGNATORIES


def test_two_signatories_are_enough():
    rules.check_signatures([1, 2], 2)


@pytest.mark.parametrize("holder", [Holder(" "), Holder("Ш" * 501), Holder("Школа", "у" * 501)])
def test_holder_must_have_a_name_that_fits(holder):
    with pytest.raises(DomainError) as refusal:
        rules.check_holder(holder)
    assert refusal.value.rule == rules.ISSUE


def test_rules_cite_the_regulation():
    """R39, R90, R92."""
    cited = {rule: rule.clause for rule in (rules.ISSUE, rules.SIGNATORIES, rules.VALIDITY)}
    assert cited == {
        rules.ISSUE: "п.\xa03.13 абз. 3 Положения; прил.\xa0Б Положения",
        rules.SIGNATORIES: "прил.\xa0Б Положения",
        rules.VALIDITY: "п.\xa03.15 Положения",
    }


def test_entry_hash_depends_on_everything_before():
    first = rules.entry_hash("", {"number": "1", "status": "valid"})
    assert first == rules.entry_hash("", {"status": "valid", "number": "1"})
    assert rules.entry_hash(first, {}) != rules.entry_hash("", {})
