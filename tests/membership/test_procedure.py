"""R22, R26, R37, R38, T35, T36: the table of states and what guards its ways."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from association.membership.choices import Act, Basis, DecisionForm, Outcome, Period, State
from association.membership.rules import names, procedure
from home.rulebook import DomainError, find_rule

ALLOWED = {
    (State.DRAFT, Act.EDIT): State.DRAFT,
    (State.DRAFT, Act.SUBMIT): State.SUBMITTED,
    (State.DRAFT, Act.WITHDRAW): State.WITHDRAWN,
    (State.SUBMITTED, Act.ATTACH_SCAN): State.SUBMITTED,
    (State.SUBMITTED, Act.RECORD_PAPER): State.SUBMITTED,
    (State.SUBMITTED, Act.RECORD_CONCLUSION): State.SUBMITTED,
    (State.SUBMITTED, Act.ASSIGN_EXPERTS): State.SUBMITTED,
    (State.SUBMITTED, Act.CONCLUDE): State.SUBMITTED,
    (State.SUBMITTED, Act.PUT_ON_AGENDA): State.SUBMITTED,
    (State.SUBMITTED, Act.RETURN): State.RETURNED,
    (State.SUBMITTED, Act.REFUSE): State.REFUSED,
    (State.SUBMITTED, Act.WITHDRAW): State.WITHDRAWN,
    (State.SUBMITTED, Act.RECORD_DECISION): State.ADMITTED,
    (State.RETURNED, Act.EDIT): State.RETURNED,
    (State.RETURNED, Act.SUBMIT): State.SUBMITTED,
    (State.RETURNED, Act.REFUSE): State.REFUSED,
    (State.RETURNED, Act.WITHDRAW): State.WITHDRAWN,
    (State.ADMITTED, Act.RECORD_ORDER): State.CONFIRMED,
    (State.ADMITTED, Act.WITHDRAW): State.WITHDRAWN,
}


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("act", list(Act))
def test_state_table_is_what_it_is(state, act):
    """T36: every pair of a state and an act, allowed or refused."""
    if (state, act) in ALLOWED:
        assert procedure.next_state(state, act) == ALLOWED[state, act]
        return
    with pytest.raises(DomainError) as refusal:
        procedure.next_state(state, act)
    assert refusal.value.message == (f"Нельзя {act.label}: состояние заявления — «{state.label}».")
    assert refusal.value.rule == names.PROCEDURE


def test_closed_states_are_final():
    assert set(procedure.CLOSED_STATES) == {State.CONFIRMED, State.REFUSED, State.WITHDRAWN}
    assert set(procedure.OPEN_STATES) == set(State) - set(procedure.CLOSED_STATES)


def test_each_act_belongs_to_one_side():
    sides = (procedure.APPLICANT_ACTS, procedure.EXPERT_ACTS, procedure.SECRETARY_ACTS)
    assert sorted(Act) == sorted(act for side in sides for act in side)


@given(st.lists(st.sampled_from(list(Act)), max_size=12))
def test_nothing_but_an_order_after_a_decision_confirms(acts):
    state, passed = State.DRAFT, []
    for act in acts:
        if act in procedure.acts_allowed(state):
            state = procedure.next_state(state, act)
            passed.append(act)
    if state == State.CONFIRMED:
        assert passed[-2:] == [Act.RECORD_DECISION, Act.RECORD_ORDER]
        assert Act.SUBMIT in passed


def test_act_on_an_older_version_is_told():
    """T35."""
    procedure.check_seen(3, 3, State.SUBMITTED)
    with pytest.raises(DomainError) as refusal:
        procedure.check_seen(3, 4, State.WITHDRAWN)
    assert refusal.value.message == (
        "Пока вы читали, заявление изменилось: теперь его состояние — «отозвано». "
        "Посмотрите его ещё раз."
    )


@pytest.mark.parametrize(
    ("period", "basis", "rule"),
    [
        (Period.ORGANISATIONAL, Basis.CERTIFIED, names.ADDRESSEE_ORGANISATIONAL),
        (Period.WORKING, Basis.CERTIFIED, names.ADDRESSEE_WORKING),
        (Period.ORGANISATIONAL, Basis.CANDIDATE, names.CANDIDATE_APPLICATION),
        (Period.WORKING, Basis.CANDIDATE, names.CANDIDATE_APPLICATION),
    ],
)
def test_addressee_follows_the_period_and_the_ground(period, basis, rule):
    assert procedure.addressee_rule(period, basis) == rule


@pytest.mark.parametrize(
    ("is_member", "is_candidate", "open_bases"),
    [
        (False, False, list(Basis)),
        (False, True, [Basis.CERTIFIED, Basis.IMPLEMENTED, Basis.IMPLEMENTING]),
        (True, False, []),
    ],
)
def test_grounds_open_to_an_organisation(is_member, is_candidate, open_bases):
    """R89, C12."""
    standing = {"is_member": is_member, "is_candidate": is_candidate}
    assert list(procedure.bases_open_to(**standing)) == open_bases
    for basis in set(Basis) - set(open_bases):
        with pytest.raises(DomainError):
            procedure.check_basis(basis, **standing)


@pytest.mark.parametrize("basis", list(Basis))
@pytest.mark.parametrize("was_candidate", [True, False])
@pytest.mark.parametrize("outcome", [None, *Outcome])
def test_candidate_becomes_member_only_with_a_positive_conclusion(basis, was_candidate, outcome):
    """R22."""
    is_free = not was_candidate or basis == Basis.CANDIDATE or outcome == Outcome.POSITIVE
    if is_free:
        procedure.check_conclusion(basis, was_candidate=was_candidate, outcome=outcome)
        return
    with pytest.raises(DomainError) as refusal:
        procedure.check_conclusion(basis, was_candidate=was_candidate, outcome=outcome)
    assert refusal.value.rule.clause == "п.\xa03.1 «г» Положения"


def test_nothing_is_decided_without_the_signature():
    procedure.check_signed(True)
    with pytest.raises(DomainError) as refusal:
        procedure.check_signed(False)
    assert refusal.value.rule == names.HEAD_APPLIES


@pytest.mark.parametrize(
    ("form", "decided_on", "field", "rule"),
    [
        (None, date(2026, 11, 18), "form", names.DECISION_FORM),
        (DecisionForm.CONCLUSION, date(2026, 11, 19), "date", names.ADMISSION_DECISION),
        (DecisionForm.CONCLUSION, date(2026, 11, 9), "date", names.ADMISSION_DECISION),
        (DecisionForm.CONCLUSION, date(2026, 11, 10), None, None),
        (DecisionForm.INTERNAL, date(2026, 11, 18), None, None),
    ],
)
def test_decision_has_a_form_and_a_day_between_sending_and_today(form, decided_on, field, rule):
    """R7, T53."""
    days = {"submitted_on": date(2026, 11, 10), "today": date(2026, 11, 18)}
    if field is None:
        procedure.check_decision(form, decided_on, **days)
        return
    with pytest.raises(DomainError) as refusal:
        procedure.check_decision(form, decided_on, **days)
    assert (refusal.value.field, refusal.value.rule) == (field, rule)


@pytest.mark.parametrize(
    ("state", "has_signed_paper", "needs_conclusion", "rule"),
    [
        (State.DRAFT, False, False, names.APPLICATION_FORM),
        (State.RETURNED, False, False, names.PROCEDURE),
        (State.SUBMITTED, False, True, names.HEAD_APPLIES),
        (State.SUBMITTED, True, True, names.EXPERT_CONCLUSION),
        (State.SUBMITTED, True, False, names.ADMISSION_DECISION),
        (State.ADMITTED, True, False, names.ADMISSION_ORDER),
        (State.CONFIRMED, True, False, None),
        (State.REFUSED, False, False, None),
        (State.WITHDRAWN, False, False, None),
    ],
)
def test_what_comes_next(state, has_signed_paper, needs_conclusion, rule):
    step = procedure.what_next(
        state,
        Basis.CERTIFIED,
        has_signed_paper=has_signed_paper,
        needs_conclusion=needs_conclusion,
    )
    assert (step.rule if step else None) == rule


@pytest.mark.parametrize(
    ("code", "clause"),
    [
        ("membership.free_of_charge", "п.\xa01.6 Положения"),
        ("membership.admission_order", "п.\xa03.3 Положения"),
        ("membership.decision_form", "п.\xa01.5 Положения"),
        ("membership.certificate_to_members", "п.\xa03.13 абз. 3 Положения; прил.\xa0Б Положения"),
        ("membership.review_term", "не из положения"),
    ],
)
def test_rules_cite_their_clauses(code, clause):
    assert find_rule(code).clause == clause
