"""R22, R23, T36: what guards the work of the Expert Group, without a database."""

from datetime import date, timedelta

import pytest

from association.membership.choices import Basis, ExpertiseAct, ExpertiseState, Outcome
from association.membership.rules import agenda, expertise, names
from association.membership.rules.composition import Line, count_of, difference, in_order
from association.membership.rules.expertise import Candidate
from home.rulebook import DomainError

TODAY = date(2026, 11, 18)
UNDER_WAY = ExpertiseState.UNDER_WAY
ALLOWED = {
    (UNDER_WAY, ExpertiseAct.SAY): UNDER_WAY,
    (UNDER_WAY, ExpertiseAct.CHANGE_TERM): UNDER_WAY,
    (UNDER_WAY, ExpertiseAct.CONCLUDE): ExpertiseState.CONCLUDED,
    (UNDER_WAY, ExpertiseAct.CALL_OFF): ExpertiseState.CALLED_OFF,
}


@pytest.mark.parametrize("state", list(ExpertiseState))
@pytest.mark.parametrize("act", list(ExpertiseAct))
def test_every_pair_of_state_and_act_is_allowed_or_refused(state, act):
    if (state, act) in ALLOWED:
        assert expertise.next_state(state, act) == ALLOWED[state, act]
        return
    with pytest.raises(DomainError) as refusal:
        expertise.next_state(state, act)
    assert refusal.value.message == f"Нельзя {act.label}: экспертиза — «{state.label}»."
    assert refusal.value.rule == names.EXPERTISE_PROCEDURE


@pytest.mark.parametrize(
    ("basis", "is_candidate", "needed"),
    [
        (Basis.CERTIFIED, True, True),
        (Basis.IMPLEMENTED, True, True),
        (Basis.IMPLEMENTING, True, True),
        (Basis.CANDIDATE, True, False),
        (Basis.IMPLEMENTED, False, False),
        ("", True, False),
    ],
)
def test_conclusion_is_asked_for_where_a_candidate_becomes_a_member(basis, is_candidate, needed):
    if needed:
        expertise.check_needed(basis, is_candidate=is_candidate)
        return
    with pytest.raises(DomainError) as refusal:
        expertise.check_needed(basis, is_candidate=is_candidate)
    assert refusal.value.rule is names.EXPERT_CONCLUSION


def person(**changes) -> Candidate:
    facts = {"sits_in_group": True, "has_account": True, "speaks_for_applicant": False}
    return Candidate("Экспертова Нина", **facts | changes)


@pytest.mark.parametrize(
    ("experts", "has_lead", "rule", "field"),
    [
        ([], True, names.EXPERTISE, "experts"),
        ([person()], False, names.EXPERTISE, "lead"),
        ([person(), person(sits_in_group=False)], True, names.EXPERTISE, "experts"),
        ([person(has_account=False)], True, names.EXPERTISE_PROCEDURE, "experts"),
        ([person(speaks_for_applicant=True)], True, names.EXPERTS_INDEPENDENT, "experts"),
    ],
)
def test_who_cannot_judge_is_refused(experts, has_lead, rule, field):
    with pytest.raises(DomainError) as refusal:
        expertise.check_experts(experts, has_lead=has_lead)
    assert (refusal.value.rule, refusal.value.field) == (rule, field)


def test_people_of_the_group_may_judge():
    expertise.check_experts([person(), person()], has_lead=True)


@pytest.mark.parametrize(
    ("is_expert_group", "is_in_being"), [(False, True), (True, False), (False, False)]
)
def test_package_is_handed_to_a_living_expert_group_alone(is_expert_group, is_in_being):
    expertise.check_body(is_expert_group=True, is_in_being=True)
    with pytest.raises(DomainError) as refusal:
        expertise.check_body(is_expert_group=is_expert_group, is_in_being=is_in_being)
    assert refusal.value.rule is names.EXPERTISE


@pytest.mark.parametrize(("days", "fits"), [(-1, False), (0, True), (366, True), (367, False)])
def test_term_lies_ahead_and_within_a_year(days, fits):
    due_on = TODAY + timedelta(days)
    if fits:
        expertise.check_term(due_on, TODAY)
        return
    with pytest.raises(DomainError) as refusal:
        expertise.check_term(due_on, TODAY)
    assert (refusal.value.rule, refusal.value.field) == (names.EXPERTISE_TERM, "due_on")


@pytest.mark.parametrize("outcome", [Outcome.NEGATIVE, Outcome.WITH_REMARKS])
def test_what_is_not_good_is_explained(outcome):
    assert expertise.check_said(outcome, "  Нет плана. ", "text") == "Нет плана."
    assert expertise.check_said(Outcome.POSITIVE, " ", "text") == ""
    with pytest.raises(DomainError) as refusal:
        expertise.check_said(outcome, " \n", "text")
    assert refusal.value.field == "text"


@pytest.mark.parametrize(
    ("silent", "days_left", "may"),
    [([], 5, True), (["Экспертова Нина"], 0, False), (["Экспертова Нина"], -1, True)],
)
def test_lead_waits_for_the_others_until_the_term(silent, days_left, may):
    asked = {"due_on": TODAY + timedelta(days_left), "today": TODAY}
    if may:
        expertise.check_may_conclude(silent, **asked)
        return
    with pytest.raises(DomainError, match="Экспертова Нина"):
        expertise.check_may_conclude(silent, **asked)


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Принять в члены Ассоциации: школа № 1.", True),
        ("Присвоить статус кандидата: гимназия «Отклик».", True),
        ("Отказать в приёме школе № 1.", False),
        ("Отклонить заявление.", False),
        ("Не принимать школу № 1.", False),
    ],
)
def test_vote_on_admission_asks_to_admit(question, asks):
    if asks:
        agenda.check_asks_admission(question)
        return
    with pytest.raises(DomainError) as refusal:
        agenda.check_asks_admission(question)
    assert refusal.value.rule is names.ON_AGENDA


def line(pk: int, name: str, standing="member") -> Line:
    return Line(pk, standing, TODAY, name, name, "адрес", "Белогорск", "Глава", "директор")


def test_composition_has_members_first_and_yo_in_its_place():
    shuffled = [line(1, "Яблоко"), line(2, "Ёлка"), line(3, "Ель", "candidate"), line(4, "Жук")]
    assert [each.short_name for each in in_order(shuffled)] == ["Ёлка", "Жук", "Яблоко", "Ель"]
    assert count_of(shuffled) == {"member": 3, "candidate": 1}


def test_difference_goes_by_organisations_and_not_by_their_names():
    before = [line(1, "Первая"), line(2, "Вторая", "candidate"), line(3, "Третья")]
    after = [line(1, "Первая имени Первого"), line(2, "Вторая"), line(4, "Четвёртая")]
    found = difference(before, after)
    assert [each.short_name for each in found.joined] == ["Четвёртая"]
    assert [each.short_name for each in found.left] == ["Третья"]
    assert [each.short_name for each in found.moved] == ["Вторая"]
    assert not difference(after, after)
