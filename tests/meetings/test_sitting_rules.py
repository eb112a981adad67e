"""Who presides, when a ballot is taken: tables without a database (R61, R111, C24, T45)."""

import datetime

import pytest

from association.bodies.choices import OfficeKind
from association.meetings.rules import sitting as rules
from home.rulebook import DomainError

CHAIR, LEADER = OfficeKind.CHAIR, OfficeKind.LEADER
DEPUTY, MEMBER = OfficeKind.DEPUTY_CHAIR, OfficeKind.MEMBER
NOON = datetime.datetime(2026, 11, 18, 12, 0, tzinfo=datetime.UTC)
SECOND = datetime.timedelta(seconds=1)


@pytest.mark.parametrize(
    ("chosen", "present", "appointment", "ground"),
    [
        (CHAIR, [CHAIR, DEPUTY, MEMBER], "", "председатель"),
        (LEADER, [LEADER, MEMBER], "", "руководитель"),
        (DEPUTY, [DEPUTY, MEMBER], "", "заместитель председателя, председатель отсутствует"),
        (MEMBER, [MEMBER, MEMBER], "назначен руководителем", "назначен руководителем"),
    ],
)
def test_chain_of_those_who_preside(chosen, present, appointment, ground):
    """4.6, 3.9; 2.4 of the working group's rules (R33, R61, R111, C24)."""
    found = rules.ground_of_presiding(chosen, present, appointment, rules.PRESIDES)
    assert found == ground


def test_group_is_led_by_a_leader_and_not_by_a_chair():
    """What goes into the protocol of a working group (2.4)."""
    told = (rules.GROUP_PRESIDES, LEADER)
    ground = rules.ground_of_presiding(DEPUTY, [DEPUTY, MEMBER], "", *told)
    assert ground == "заместитель руководителя, руководитель отсутствует"
    with pytest.raises(DomainError, match="Присутствует заместитель руководителя"):
        rules.ground_of_presiding(MEMBER, [DEPUTY, MEMBER], "", *told)
    with pytest.raises(DomainError, match="Ни руководителя, ни заместителя"):
        rules.ground_of_presiding(MEMBER, [MEMBER, MEMBER], "", *told)


@pytest.mark.parametrize(
    ("chosen", "present", "field"),
    [
        (DEPUTY, [CHAIR, DEPUTY], "presiding"),
        (MEMBER, [LEADER, MEMBER], "presiding"),
        (MEMBER, [DEPUTY, MEMBER], "presiding"),
        (MEMBER, [MEMBER, MEMBER], "ground"),
    ],
)
def test_nobody_presides_out_of_turn(chosen, present, field):
    with pytest.raises(DomainError) as refusal:
        rules.ground_of_presiding(chosen, present, "", rules.GROUP_PRESIDES)
    assert (refusal.value.rule, refusal.value.field) == (rules.GROUP_PRESIDES, field)


@pytest.mark.parametrize(
    ("offices", "due"),
    [
        ({1: MEMBER, 2: DEPUTY, 3: CHAIR}, 3),
        ({1: MEMBER, 2: DEPUTY}, 2),
        ({1: MEMBER, 2: ""}, None),
        ({}, None),
    ],
)
def test_who_is_due_to_preside(offices, due):
    assert rules.due_to_preside(offices) == due


@pytest.mark.parametrize(
    ("state", "closes_at", "is_taken"),
    [
        ("open", None, True),
        ("open", NOON + SECOND, True),
        ("open", NOON, False),
        ("open", NOON - SECOND, False),
        ("closed", None, False),
        ("annulled", None, False),
    ],
)
def test_ballot_is_taken_before_the_term_to_the_instant(state, closes_at, is_taken):
    """T45."""
    if is_taken:
        rules.check_taken(state, closes_at, NOON)
        return
    with pytest.raises(DomainError) as refusal:
        rules.check_taken(state, closes_at, NOON)
    assert refusal.value.rule == rules.IN_TIME


@pytest.mark.parametrize(
    ("waiting", "at", "may"),
    [
        (3, NOON, False),
        (0, NOON, True),
        (3, NOON + SECOND, True),
        (0, NOON + SECOND, True),
    ],
)
def test_poll_closes_at_its_term_or_when_all_have_answered(waiting, at, may):
    """C21."""
    if may:
        rules.check_may_close(NOON + SECOND, waiting, at)
        return
    with pytest.raises(DomainError) as refusal:
        rules.check_may_close(NOON + SECOND, waiting, at)
    assert refusal.value.rule == rules.ASKED_UNTIL


def test_vote_in_the_room_has_no_term():
    rules.check_may_close(None, 5, NOON)


@pytest.mark.parametrize(
    ("capacity", "is_withdrawn", "rule"),
    [
        ("advisory", False, rules.NO_VOTE),
        ("attending", False, rules.NO_VOTE),
        ("voting", False, rules.ROLL),
        ("voting", True, rules.ROLL),
        ("", False, rules.ONE_VOTE),
    ],
)
def test_why_somebody_has_no_ballot(capacity, is_withdrawn, rule):
    """T46, R55: proxies are not provided for."""
    assert (
        rules.why_no_ballot(capacity, is_withdrawn=is_withdrawn, source="association").rule == rule
    )


def test_demand_is_cited_from_the_regulation_of_the_body():
    """An organisation's own body is not judged by the Association's clauses."""
    assert rules.of_source(rules.PRESIDES, "association") == rules.PRESIDES
    assert rules.of_source(rules.PRESIDES, "working-group") == rules.GROUP_PRESIDES
    assert rules.of_source(rules.PRESIDES, "working-group-school") == rules.ANY_PRESIDES
    for demand in (rules.OPEN_VOTE, rules.ATTENDANCE, rules.TERM_OVER, rules.MATERIALS):
        assert rules.of_source(demand, "association") == demand
        assert rules.of_source(demand, "working-group").citations == ()
    assert rules.ANY_PRESIDES.citations == ()


def test_refusal_says_how_many_are_needed():
    """R62."""
    assert rules.no_quorum(5, 3) == (
        "Кворума нет: присутствуют 3, а нужно не меньше 5. "
        "Голосование можно открыть, когда придёт ещё хотя\xa0бы 2."
    )


def test_prose_of_somebody_else_is_not_written_over():
    """T35."""
    mine, theirs = ("доклад", ""), ("другой доклад", "")
    seen = rules.trace("", "")
    rules.check_prose(seen, ("", ""), mine)
    rules.check_prose(seen, mine, mine)
    with pytest.raises(DomainError):
        rules.check_prose(seen, theirs, mine)


def test_poll_is_told_without_anybody_present():
    told = rules.in_a_poll("Присутствуют 4 из 9. За 3 из 4 присутствующих.")
    assert told == "Ответили 4 из 9. За 3 из 4 ответивших."
