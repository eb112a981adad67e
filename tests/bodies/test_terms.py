"""Terms, thresholds, vacancies, eligibility: tables without a database (R28, R30, T49, T52)."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from association.bodies.choices import BodyKind, OfficeKind, TermStage
from association.bodies.rules import offices as rules
from association.bodies.rules.offices import (
    CHAIR_ELECTED,
    CHAIR_RELEASE,
    CHAIR_TERM,
    DEPUTY_ELECTED,
    DEPUTY_TERM,
    GROUP_DEPUTY,
    GROUP_LEADER,
    GROUP_SECRETARY,
    MEMBERS_ARE_HEADS,
    SECRETARY_APPOINTED,
)
from association.bodies.rules.shipped import SETS
from association.bodies.rules.values import read_clauses

D = datetime.date


@pytest.mark.parametrize(
    ("since", "years", "end"),
    [
        (D(2026, 9, 15), 3, D(2029, 9, 15)),
        (D(2028, 2, 29), 3, D(2031, 3, 1)),
        (D(2028, 2, 29), 4, D(2032, 2, 29)),
        (D(2025, 2, 28), 3, D(2028, 2, 28)),
        (D(2026, 12, 31), 1, D(2027, 12, 31)),
    ],
)
def test_term_of_years_ends_on_the_day_of_its_beginning(since, years, end):
    """R30; 29 February."""
    assert rules.term_end(since, years) == end


@given(st.dates(D(1990, 1, 1), D(2090, 1, 1)), st.integers(1, 9))
def test_no_term_is_shorter_than_its_years(since, years):
    end = rules.term_end(since, years)
    days = (end - since).days
    assert years * 365 <= days <= years * 365 + years // 4 + 1
    assert end.year == since.year + years


END = D(2027, 3, 1)


@pytest.mark.parametrize(
    ("days_left", "stage", "threshold"),
    [
        (91, TermStage.RUNNING, None),
        (90, TermStage.NEAR, 90),
        (31, TermStage.NEAR, 90),
        (30, TermStage.CLOSE, 30),
        (1, TermStage.CLOSE, 30),
        (0, TermStage.OVER, 0),
        (-400, TermStage.OVER, 0),
    ],
)
def test_thresholds_are_90_30_and_0_days(days_left, stage, threshold):
    on = END - datetime.timedelta(days_left)
    assert (rules.stage_of(END, on), rules.threshold_of(END, on)) == (stage, threshold)


def test_office_without_a_term_never_runs_out():
    assert (rules.stage_of(None, END), rules.threshold_of(None, END)) == (TermStage.OPEN, None)


@pytest.mark.parametrize(
    ("years", "until", "given_back"),
    [
        (3, None, (D(2028, 1, 10), None)),
        (3, D(2028, 1, 10), (D(2028, 1, 10), None)),
        (3, D(2026, 5, 1), (D(2026, 5, 1), D(2026, 5, 1))),
        (None, None, (None, None)),
        (None, D(2027, 6, 1), (D(2027, 6, 1), None)),
        (None, D(2026, 6, 1), (D(2026, 6, 1), D(2026, 6, 1))),
    ],
)
def test_end_of_a_term_is_computed_and_only_the_past_ends_an_office(years, until, given_back):
    found = rules.terms_of_office(D(2025, 1, 10), years, until, D(2026, 11, 18))
    assert found == given_back


def test_another_end_than_the_rules_give_is_an_error():
    with pytest.raises(ValueError, match="another end"):
        rules.terms_of_office(D(2025, 1, 10), 3, D(2029, 1, 10), D(2026, 11, 18))


@pytest.mark.parametrize(
    ("kind", "held", "voters", "needs_deputy", "texts"),
    [
        (
            BodyKind.PRESIDIUM,
            {"chair", "secretary", "deputy_chair"},
            5,
            True,
            [],
        ),
        (
            BodyKind.PRESIDIUM,
            {"member"},
            5,
            True,
            ["Нет председателя", "Нет секретаря", "Нет заместителя"],
        ),
        (BodyKind.WORKING_GROUP, {"leader", "secretary"}, 4, False, []),
        (BodyKind.WORKING_GROUP, {"chair"}, 4, False, ["Нет секретаря"]),
        (
            BodyKind.EXPERT_GROUP,
            set(),
            1,
            False,
            [
                "Нет руководителя",
                "Нет секретаря",
                "В составе меньше двух человек с правом голоса",
            ],
        ),
        (BodyKind.GENERAL_MEETING, set(), 40, True, []),
    ],
)
def test_gaps_name_what_is_missing(kind, held, voters, needs_deputy, texts):
    """R30."""
    gaps = rules.gaps_of(kind, held, voters, needs_deputy=needs_deputy)
    assert [gap.text for gap in gaps] == texts


@pytest.mark.parametrize(
    ("named", "member", "head", "flaw"),
    [
        (True, True, True, ""),
        (True, True, False, "организацию возглавляет другой человек"),
        (True, False, True, "организация — не член Ассоциации"),
        (False, False, False, "не указано, какую организацию человек возглавляет"),
    ],
)
def test_only_the_head_of_a_member_sits_in_the_presidium(named, member, head, flaw):
    """R28."""
    assert rules.seat_flaw(names_organisation=named, is_member=member, is_head=head) == flaw


@pytest.mark.parametrize(
    ("code", "value", "rule"),
    [
        ("presidium", "members_are_heads", MEMBERS_ARE_HEADS),
        ("presidium", "chair_filling", CHAIR_ELECTED),
        ("presidium", "chair_term_years", CHAIR_TERM),
        ("presidium", "deputy_filling", DEPUTY_ELECTED),
        ("presidium", "deputy_term_years", DEPUTY_TERM),
        ("presidium", "secretary_filling", SECRETARY_APPOINTED),
        ("working-group", "chair_filling", GROUP_LEADER),
        ("working-group", "deputy_filling", GROUP_DEPUTY),
        ("working-group", "secretary_filling", GROUP_SECRETARY),
    ],
)
def test_rules_of_offices_rest_on_the_clauses_of_the_shipped_sets(code, value, rule):
    """R223: a set whose clause is another gets a rule of its own, and this sentence is not said of it."""
    shipped = next(each for each in SETS if each.code == code)
    assert read_clauses(shipped.values[value].clauses, shipped.source) == rule.citations


def test_heads_are_called_as_the_regulations_call_them():
    assert [rules.head_of(kind) for kind in BodyKind] == [
        OfficeKind.CHAIR,
        OfficeKind.CHAIR,
        OfficeKind.LEADER,
        OfficeKind.LEADER,
        OfficeKind.CHAIR,
    ]


def test_release_of_the_chair_rests_on_its_clause():
    assert CHAIR_RELEASE.clause == "п.\xa03.7 Положения"
