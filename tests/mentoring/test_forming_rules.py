"""The one table of states of a list, and what each step asks (T36, R46, R47)."""

import datetime
from itertools import product

import pytest

from association.mentoring.choices import Criterion, ListAct, ListState
from association.mentoring.rules import forming as rules
from association.mentoring.rules import names
from association.mentoring.rules.suggesting import Candidate, Field, Mentor, Place
from home.rulebook import DomainError

S, A = ListState, ListAct
TODAY = datetime.date(2026, 11, 18)
DAY = datetime.timedelta(days=1)
LEADS_TO = {
    (S.DRAFT, A.EDIT): S.DRAFT,
    (S.DRAFT, A.SEND): S.AGREEMENT,
    (S.DRAFT, A.WITHDRAW): S.WITHDRAWN,
    (S.AGREEMENT, A.ANSWER): S.AGREEMENT,
    (S.AGREEMENT, A.TAKE_BACK): S.DRAFT,
    (S.AGREEMENT, A.PUT_ON_AGENDA): S.AGREEMENT,
    (S.AGREEMENT, A.APPROVE): S.APPROVED,
    (S.AGREEMENT, A.REJECT): S.REJECTED,
    (S.AGREEMENT, A.WITHDRAW): S.WITHDRAWN,
}


@pytest.mark.parametrize(("state", "act"), list(product(S, A)))
def test_every_act_of_every_state(state, act):
    """T36."""
    expected = LEADS_TO.get((state, act))
    assert rules.is_possible(state, act) is (expected is not None)
    if expected is not None:
        assert rules.next_state(state, act) == expected
        return
    with pytest.raises(DomainError, match=f"Нельзя {act.label}") as refusal:
        rules.next_state(state, act)
    assert refusal.value.rule is names.LIST_PROCEDURE


def test_open_states_are_those_with_a_way_on():
    assert rules.OPEN_STATES == (S.DRAFT, S.AGREEMENT)


SILENT, AGREED = rules.Opinion(""), rules.Opinion("agreed")
OBJECTED, ANSWERED = rules.Opinion("objected"), rules.Opinion("objected", is_answered=True)


@pytest.mark.parametrize(
    ("opinions", "today", "says"),
    [
        ([AGREED, AGREED], TODAY, None),
        ([AGREED, ANSWERED], TODAY, None),
        ([AGREED, SILENT], TODAY, "Ещё не ответили: 1 член Президиума"),
        ([AGREED, SILENT], TODAY + DAY, None),
        ([SILENT, SILENT], TODAY + DAY, None),
        ([AGREED, OBJECTED], TODAY, "1 возражение ждёт ответа председателя"),
        ([OBJECTED, SILENT], TODAY + DAY, "1 возражение ждёт ответа председателя"),
    ],
)
def test_list_is_agreed_when_all_have_spoken_or_the_term_is_over(opinions, today, says):
    """R46: the last day of the term is still theirs."""
    agreement = rules.agreement_on(opinions, TODAY, today)
    assert agreement.is_reached is (says is None)
    if says is None:
        rules.check_agreed(agreement, TODAY)
        return
    with pytest.raises(DomainError) as refusal:
        rules.check_agreed(agreement, TODAY)
    assert says in str(refusal.value).replace("\xa0", " ")
    assert refusal.value.rule is names.AGREED_WITH_PRESIDIUM


@pytest.mark.parametrize("criterion", ["", "near", "TERRITORY"])
def test_no_pair_without_one_of_the_two_criteria(criterion):
    """R47."""
    with pytest.raises(DomainError, match="территории или") as refusal:
        rules.check_criterion(criterion)
    assert refusal.value.rule is names.CRITERION
    for one in Criterion:
        rules.check_criterion(one)


PLACES = {
    "a": Place(id="a", latitude=55.0, longitude=37.0, neighbours=frozenset("b")),
    "b": Place(id="b"),
    "c": Place(id="c", latitude=56.0, longitude=37.0),
    "d": Place(id="d", latitude=65.0, longitude=90.0),
}


@pytest.mark.parametrize(
    ("home", "there", "is_true"),
    [
        ("a", "a", True),
        ("a", "b", True),
        ("b", "a", True),
        ("a", "c", True),
        ("a", "d", False),
        ("b", "c", False),
        (None, "a", False),
        ("a", None, False),
    ],
)
def test_territory_is_a_criterion_only_of_the_same_a_neighbouring_or_a_near_one(
    home, there, is_true
):
    mentor, candidate = Mentor(id=1, territory=home), Candidate(id=2, territory=there)
    field = Field(mentors={1: mentor}, candidates={2: candidate}, places=PLACES)
    found = rules.is_borne_out(Criterion.TERRITORY, mentor, candidate, field)
    assert found is is_true
    rules.check_criterion_explained(is_borne_out=found, ground="Работали вместе.")
    if not is_true:
        with pytest.raises(DomainError) as refusal:
            rules.check_criterion_explained(is_borne_out=found, ground="")
        assert refusal.value.field == "ground"


def test_branch_is_a_criterion_when_the_mentor_knows_it():
    mentor = Mentor(id=1, branch="school", branches=frozenset({"sport"}))
    field = Field(mentors={1: mentor}, candidates={})
    for branch, is_true in (("school", True), ("sport", True), ("art", False), (None, False)):
        candidate = Candidate(id=2, branch=branch)
        assert rules.is_borne_out(Criterion.BRANCH, mentor, candidate, field) is is_true


FIT = {
    "mentor": "Школа № 1",
    "candidate": "Школа № 2",
    "mentor_is_certified_member": True,
    "mentor_is_willing": True,
    "candidate_has_status": True,
    "candidate_is_certified": False,
    "is_at_work": False,
}


@pytest.mark.parametrize(
    ("fact", "rule"),
    [
        ("mentor_is_certified_member", names.MENTOR_IS_CERTIFIED),
        ("mentor_is_willing", names.PROFILE),
        ("candidate_has_status", names.CANDIDATE_HAS_STATUS),
        ("candidate_is_certified", names.UNTIL_CERTIFICATE),
        ("is_at_work", names.LIST_PROCEDURE),
    ],
)
def test_who_may_not_be_in_a_pair_is_told_by_which_clause(fact, rule):
    """R43, R44, R68."""
    rules.check_standing(rules.Standing(**FIT))
    with pytest.raises(DomainError) as refusal:
        rules.check_standing(rules.Standing(**FIT | {fact: not FIT[fact]}))
    assert refusal.value.rule is rule


@pytest.mark.parametrize(
    ("until", "usual", "is_fine"),
    [
        (TODAY + 3 * DAY, TODAY + 3 * DAY, True),
        (TODAY + 2 * DAY, TODAY + 3 * DAY, False),
        (TODAY + DAY, None, True),
        (TODAY, None, False),
    ],
)
def test_term_is_no_shorter_than_that_of_the_settings(until, usual, is_fine):
    if is_fine:
        rules.check_term(until, today=TODAY, usual=usual)
        return
    with pytest.raises(DomainError) as refusal:
        rules.check_term(until, today=TODAY, usual=usual)
    assert (refusal.value.rule, refusal.value.field) == (names.AGREEMENT_TERM, "until")


@pytest.mark.parametrize(
    ("question", "is_fine"),
    [
        ("Утвердить список пар № 1/2026.", True),
        ("Утвердить список.\n1. Школа «Не отказывай себе».", True),
        ("Отклонить список пар.", False),
        ("Не утверждать список пар.", False),
    ],
)
def test_vote_on_a_refusal_is_no_vote_on_the_pairs(question, is_fine):
    """«За» would approve what has just been refused; names of organisations are not asked."""
    if is_fine:
        rules.check_asks_approval(question)
        return
    with pytest.raises(DomainError) as refusal:
        rules.check_asks_approval(question)
    assert refusal.value.rule is names.APPROVED_BY_MEETING
