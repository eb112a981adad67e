"""States of a proposal, what a line may say, the words of the decision, what counts as help (3.17, R49, R50)."""

import datetime
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from association.processes.choices import Assigning, ProposalAct, ProposalState, Support
from association.processes.rules import assigning as rules
from association.processes.rules import names
from home.rulebook import DomainError

DRAFT, READY = ProposalState.DRAFT, ProposalState.READY
WAYS = {
    (DRAFT, "edit"): DRAFT,
    (DRAFT, "make_ready"): READY,
    (DRAFT, "withdraw"): ProposalState.WITHDRAWN,
    (READY, "take_back"): DRAFT,
    (READY, "put_on_agenda"): READY,
    (READY, "approve"): ProposalState.APPROVED,
    (READY, "reject"): ProposalState.REJECTED,
    (READY, "withdraw"): ProposalState.WITHDRAWN,
}
DAY = datetime.date(2026, 11, 18)
ONE = datetime.timedelta(days=1)


@pytest.mark.parametrize(("state", "act"), list(product(ProposalState, ProposalAct)))
def test_proposal_goes_only_ways_of_the_table(state, act):
    if expected := WAYS.get((state, act.value)):
        assert rules.next_state(state, act) == expected
        return
    with pytest.raises(DomainError, match="Нельзя") as refusal:
        rules.next_state(state, act)
    assert refusal.value.rule is names.PROPOSAL_PROCEDURE


@pytest.mark.parametrize(
    ("act", "is_kept"), [("take_back", True), ("withdraw", True), ("approve", False)]
)
def test_proposal_on_an_agenda_is_the_meetings(act, is_kept):
    """What the members have read is what they decide on."""
    if is_kept:
        with pytest.raises(DomainError, match="стоит в\xa0повестке"):
            rules.next_state(READY, act, is_on_agenda=True)
    else:
        assert rules.next_state(READY, act, is_on_agenda=True) == ProposalState.APPROVED


PLACES = st.frozensets(st.tuples(st.integers(1, 4), st.integers(1, 4)))


@given(standing=PLACES, wanted=PLACES)
def test_lines_lead_from_what_stands_to_what_is_wanted(standing, wanted):
    lines = rules.lines_for(standing, wanted)
    assigned = {place for place, kind in lines.items() if kind == Assigning.ASSIGN}
    released = {place for place, kind in lines.items() if kind == Assigning.RELEASE}
    assert (standing - released) | assigned == wanted
    assert (released <= standing, assigned & standing) == (True, frozenset())


def line(kind=Assigning.ASSIGN, *, organisation="Лицей", process="Аудит", **facts) -> rules.Line:
    told = {"is_member": True, "is_in_use": True, "stands": kind == Assigning.RELEASE, **facts}
    return rules.Line(kind, organisation, process, **told)


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (line(is_member=False), "уже не\xa0член"),
        (line(Assigning.RELEASE, is_member=False), "уже не\xa0член"),
        (line(is_in_use=False), "больше не\xa0закрепляют"),
        (line(stands=True), "уже закреплён"),
        (line(Assigning.RELEASE, stands=False), "уже не\xa0закреплён"),
    ],
)
def test_line_that_cannot_be_carried_out_stops_all(bad, words):
    """R50: all or none, and the refusal names each line to blame."""
    with pytest.raises(DomainError, match=words) as refusal:
        rules.check_lines([line(organisation="Школа"), bad])
    assert refusal.value.rule is names.ASSIGNED_BY_MEETING
    assert "Школа" not in refusal.value.message


def test_sound_lines_pass_and_none_at_all_do_not():
    rules.check_lines([line(), line(Assigning.RELEASE), line(Assigning.RELEASE, is_in_use=False)])
    with pytest.raises(DomainError, match="ни одной строки"):
        rules.check_lines([])


def test_decision_names_every_line_by_its_process():
    lines = [
        line(organisation="Лицей"),
        line(organisation="Школа"),
        line(Assigning.RELEASE, process="Риски", organisation="Центр"),
    ]
    question, text = rules.draft_of("3/2026", lines)
    assert question == "О закреплении процессов системы менеджмента качества за членами Ассоциации"
    assert text == (
        "Закрепить ответственность за методическое сопровождение процессов системы менеджмента качества:\n"
        "– Аудит: Лицей, Школа.\n"
        "Снять ответственность за методическое сопровождение процессов:\n"
        "– Риски: Центр.\n"
        "Основание: предложение №\xa03/2026."
    )
    rules.check_asks_assignment(text)
    rules.check_length(text)


@pytest.mark.parametrize(
    "question", ["Отказать в закреплении.", "Не закреплять процессы.", "Предложение отклонить."]
)
def test_question_of_a_refusal_is_not_voted_on(question):
    with pytest.raises(DomainError, match="поставлен отказ"):
        rules.check_asks_assignment(question)


def test_question_longer_than_a_vote_takes_is_divided():
    with pytest.raises(DomainError, match="Разделите"):
        rules.check_length("а" * (rules.LONGEST_QUESTION + 1))


@pytest.mark.parametrize(
    ("on", "until", "words"),
    [
        (DAY + ONE, None, "ещё не\xa0наступил"),
        (DAY - 3 * ONE, None, "не\xa0отвечала"),
        (DAY, DAY, "не\xa0отвечала"),
    ],
)
def test_help_counts_only_while_the_member_answers(on, until, words):
    with pytest.raises(DomainError, match=words) as refusal:
        rules.check_day(on, since=DAY - 2 * ONE, until=until, today=DAY)
    assert (refusal.value.rule, refusal.value.field) == (names.SUPPORT, "on")


@pytest.mark.parametrize("on", [DAY, DAY - 2 * ONE])
def test_first_and_present_day_count(on):
    rules.check_day(on, since=DAY - 2 * ONE, until=DAY + ONE, today=DAY)


@pytest.mark.parametrize(("is_itself", "belongs"), [(True, True), (False, False)])
def test_help_is_for_others_that_belong(is_itself, belongs):
    with pytest.raises(DomainError) as refusal:
        rules.check_helped(is_itself=is_itself, belongs=belongs)
    assert refusal.value.field == "organisation"


def test_help_is_told_in_words():
    assert rules.help_in_words(
        {Support.AUDIT: 1, Support.PROCEDURE: 3, Support.INSTRUCTION: 0}
    ) == ("3\xa0процедуры, 1\xa0аудит")


@pytest.mark.parametrize(
    ("assigned", "released", "said"),
    [
        (1, 0, "закреплено: 1 строка"),
        (2, 5, "закреплено: 2 строки, снято: 5 строк"),
        (0, 1, "снято: 1 строка"),
    ],
)
def test_outcome_is_told_in_words(assigned, released, said):
    assert rules.said_of_outcome(assigned, released).replace("\xa0", " ") == said
