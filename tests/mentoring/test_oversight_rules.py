"""Which pairs cannot go on, when they end, who may evaluate, what a report counts: without a database (R43, R44, R68)."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from association.mentoring.choices import Side, Trouble
from association.mentoring.rules import names, oversight, report
from association.mentoring.rules.oversight import Parties, troubles_of
from association.mentoring.rules.report import Fact
from association.organisations.choices import Standing
from home.rulebook import DomainError

DAY = datetime.date(2026, 11, 18)
MEMBER, CANDIDATE = Standing.MEMBER, Standing.CANDIDATE


def day(number: int) -> datetime.date:
    return DAY + datetime.timedelta(number)


@pytest.mark.parametrize(
    ("parties", "found"),
    [
        (Parties(MEMBER, CANDIDATE), []),
        (Parties(MEMBER, MEMBER), [Trouble.CANDIDATE_ADMITTED]),
        (Parties(MEMBER, CANDIDATE, candidate_is_certified=True), [Trouble.CANDIDATE_CERTIFIED]),
        (Parties(MEMBER, MEMBER, candidate_is_certified=True), [Trouble.CANDIDATE_CERTIFIED]),
        (Parties(MEMBER, Standing.NONE), [Trouble.CANDIDATE_LEFT]),
        (Parties(MEMBER, Standing.APPLICANT), [Trouble.CANDIDATE_LEFT]),
        (Parties(MEMBER, CANDIDATE, candidate_is_gone=True), [Trouble.CANDIDATE_GONE]),
        (Parties(Standing.FORMER, CANDIDATE), [Trouble.MENTOR_LEFT]),
        (Parties(CANDIDATE, CANDIDATE), [Trouble.MENTOR_LEFT]),
        (Parties(MEMBER, CANDIDATE, mentor_is_gone=True), [Trouble.MENTOR_GONE]),
        (Parties(MEMBER, CANDIDATE, mentor_is_certified=False), [Trouble.MENTOR_UNCERTIFIED]),
        (
            Parties(Standing.FORMER, Standing.FORMER, False, True, True, True),
            [Trouble.CANDIDATE_GONE, Trouble.MENTOR_GONE],
        ),
    ],
)
def test_trouble_is_the_gravest_of_each_side(parties, found):
    assert troubles_of(parties) == found


@pytest.mark.parametrize("trouble", Trouble)
def test_every_trouble_has_a_clause_and_advice(trouble):
    assert oversight.RULES[trouble] in (
        names.MENTOR_IS_CERTIFIED,
        names.CANDIDATE_HAS_STATUS,
        names.UNTIL_CERTIFICATE,
    )
    assert oversight.ADVICE[trouble].endswith(".")


def test_pair_ends_on_the_day_of_the_certificate_but_not_before_it_began():
    """R68, 4.11."""
    assert oversight.ends_on(day(30), begins_on=DAY) == day(30)
    assert oversight.ends_on(day(-30), begins_on=DAY) == DAY


def test_certificate_that_was_over_before_the_pair_is_not_its_aim():
    assert oversight.is_certificate_of_pair(DAY, begins_on=DAY)
    assert not oversight.is_certificate_of_pair(day(-1), begins_on=DAY)


@pytest.mark.parametrize(
    ("written", "on", "is_open"),
    [
        ((), day(0), False),
        ((Side.MENTOR,), day(0), False),
        ((Side.MENTOR,), day(30), False),
        ((Side.MENTOR,), day(31), True),
        ((), day(31), True),
        ((Side.MENTOR, Side.CANDIDATE), day(0), True),
    ],
)
def test_nobody_reads_an_evaluation_before_both_have_written_or_the_term_is_over(
    written, on, is_open
):
    until = oversight.evaluate_until(DAY, 30)
    assert oversight.evaluations_are_open(frozenset(written), until, on) == is_open


@pytest.mark.parametrize(
    ("ended_on", "until", "on", "said"),
    [
        (None, None, DAY, "ещё работает"),
        (DAY, day(30), DAY, "не\xa0проработала"),
        (day(5), day(35), day(36), "Срок для оценки прошёл 23.12.2026"),
    ],
)
def test_evaluation_is_refused(ended_on, until, on, said):
    with pytest.raises(DomainError, match=said) as refusal:
        oversight.check_evaluation(DAY, ended_on, until, on)
    assert refusal.value.rule == names.EVALUATION
    assert not oversight.may_be_evaluated(DAY, ended_on, until, on)


def test_evaluation_is_taken_until_the_last_day():
    assert oversight.may_be_evaluated(DAY, day(5), day(35), day(35))


SINCE, UNTIL = day(0), day(364)
FACTS = [
    Fact(1, "Озёрный", "школа", day(-40), day(10), by_certificate=True, stages=2, minutes=90),
    # A second mentor of the same candidate reaches the same certificate.
    Fact(1, "Озёрный", "школа", day(2), day(10), by_certificate=True),
    Fact(2, "Озёрный", "колледж", day(0), day(364), stages=1, minutes=30),
    Fact(3, "Белогорск", "школа", day(364), None),
    Fact(4, "Белогорск", "школа", day(-5), day(365), by_certificate=True),
]


def test_report_counts_candidates_once_and_the_last_day_whole():
    total = report.summed("Всего", FACTS, SINCE, UNTIL)
    assert (total.formed, total.working, total.ended, total.certified) == (3, 2, 3, 1)
    assert (total.stages, total.hours) == (3, "2\xa0ч")


def test_report_tells_how_long_pairs_worked():
    length = report.length_of(FACTS, SINCE, UNTIL)
    assert (length.pairs, length.shortest, length.longest, length.median) == (3, 8, 364, 50)
    assert length.in_words == (
        "в\xa0среднем 5\xa0месяцев, половина — не\xa0дольше 50\xa0дней; от\xa08\xa0дней до\xa012\xa0месяцев"
    )
    assert report.length_of(FACTS[3:], SINCE, UNTIL) is None


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (report.Length(1, 43, 43, 43, 43), "43\xa0дня"),
        (
            report.Length(2, 40, 46, 43, 43),
            "в\xa0среднем 43\xa0дня, половина — не\xa0дольше 43\xa0дней; от\xa040\xa0дней до\xa046\xa0дней",
        ),
    ],
)
def test_length_of_one_pair_is_told_once(length, words):
    assert length.in_words == words


def fact(candidate: int, began: int, length: int | None, by_certificate: bool, minutes: int):
    place, ended = f"Территория {candidate % 3}", None if length is None else day(began + length)
    return Fact(candidate, place, place, day(began), ended, by_certificate, 1, minutes)


facts = st.builds(
    fact,
    st.integers(1, 6),
    st.integers(-400, 800),
    st.none() | st.integers(0, 400),
    st.booleans(),
    st.integers(0, 600),
)


@given(st.lists(facts, max_size=8))
def test_territories_add_up_to_the_total(found):
    total = report.summed("", found, SINCE, UNTIL)
    lines = report.by_name(found, "territory", SINCE, UNTIL)
    for name in ("formed", "working", "ended", "certified", "stages", "minutes"):
        assert sum(getattr(line, name) for line in lines) == getattr(total, name)
