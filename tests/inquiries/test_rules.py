"""The course of a request, rates and terms: tables without a database."""

from datetime import date
from fractions import Fraction

import pytest

from association.inquiries.choices import HelpAct, HelpState, RequestState
from association.inquiries.rules import help as course
from association.inquiries.rules.information import Rate, check_open, check_term, standing_of
from association.inquiries.rules.names import ANSWERING, ASKING, HELP_COURSE
from home.rulebook import DomainError

DUE = date(2026, 12, 10)

ALLOWED = {
    HelpState.NEW: {HelpAct.ROUTE, HelpAct.ANSWER, HelpAct.DECLINE, HelpAct.WITHDRAW},
    HelpState.ROUTED: {HelpAct.ROUTE, HelpAct.ANSWER, HelpAct.DECLINE, HelpAct.WITHDRAW},
    HelpState.ANSWERED: {HelpAct.WITHDRAW},
    HelpState.DECLINED: {HelpAct.WITHDRAW},
    HelpState.WITHDRAWN: set(),
}


@pytest.mark.parametrize("state", HelpState)
@pytest.mark.parametrize("act", HelpAct)
def test_every_act_in_every_state_is_allowed_or_refused(state, act):
    if act in ALLOWED[state]:
        assert course.next_state(state, act) in HelpState
        return
    with pytest.raises(DomainError) as refusal:
        course.next_state(state, act)
    assert refusal.value.rule == HELP_COURSE


@pytest.mark.parametrize("state", HelpState)
def test_acts_of_a_state_are_those_of_the_table(state):
    assert course.acts_allowed(state) == ALLOWED[state]


@pytest.mark.parametrize(
    ("asked", "answered", "percent"),
    [(0, 0, None), (3, 0, 0), (3, 3, 100), (3, 2, 67), (1000, 999, 99), (1000, 1, 1), (200, 1, 1)],
)
def test_rate_never_lies_at_its_ends(asked, answered, percent):
    assert Rate(asked, answered, 0).percent == percent


def test_rate_is_exact():
    assert Rate(3, 2, 1).share == Fraction(2, 3)
    assert Rate(3, 2, 1).in_words == "2 из\xa03 (67\xa0%)"
    assert Rate(0, 0, 0).in_words == "запросов не было"


@pytest.mark.parametrize(
    ("answered", "on", "state", "words", "tone"),
    [
        (None, DUE, RequestState.OPEN, "Ждёт ответа", "waiting"),
        (None, date(2026, 12, 12), RequestState.OPEN, "Просрочен на\xa02\xa0дня", "attention"),
        (None, DUE, RequestState.CLOSED, "Ответа не\xa0было", "attention"),
        (None, DUE, RequestState.CANCELLED, "Отвечать не\xa0нужно", "ended"),
        (DUE, date(2027, 1, 1), RequestState.CLOSED, "Ответ дан", "positive"),
        (
            date(2026, 12, 11),
            date(2027, 1, 1),
            RequestState.OPEN,
            "Ответ дан, позже срока на\xa01\xa0день",
            "positive",
        ),
    ],
)
def test_addressee_stands_as_its_answer_and_the_day_say(answered, on, state, words, tone):
    assert standing_of(answered, DUE, on, state) == (words, tone)


def test_term_lies_in_the_future():
    check_term(DUE, date(2026, 12, 9))
    with pytest.raises(DomainError) as refusal:
        check_term(DUE, DUE)
    assert (refusal.value.rule, refusal.value.field) == (ASKING, "due_on")


@pytest.mark.parametrize("state", [RequestState.CLOSED, RequestState.CANCELLED])
def test_answer_is_taken_while_the_request_is_open(state):
    check_open(RequestState.OPEN)
    with pytest.raises(DomainError) as refusal:
        check_open(state)
    assert refusal.value.rule == ANSWERING
