"""Carrying decisions out: every step, by whom, with which letters (4.4, 5.5, 5.7, R59, R75, R77, R144)."""

import datetime

import pytest
from django.core import mail
from wagtail.models import ModelLogEntry

from association.bodies.choices import OfficeKind
from association.meetings import permissions
from association.meetings.choices import Execution, MeetingState, Step
from association.meetings.models import Decision
from association.meetings.operations import execution
from association.meetings.registry import tell_closed
from association.meetings.rules import decisions as rules
from documents.records.choices import Level
from home.accounts.choices import Role
from home.notices.models import Letter
from home.rulebook import DomainError
from tests.factories.accounts import PersonFactory, UserFactory
from tests.factories.bodies import OfficeFactory
from tests.factories.decisions import NOW, TODAY, DecisionFactory
from tests.factories.meetings import InvitationFactory
from tests.factories.uploads import checked

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
TWO_WEEKS = TODAY + 14 * DAY


@pytest.fixture
def executor():
    return UserFactory()


@pytest.fixture
def decision(executor):
    return DecisionFactory(executor=executor.person)


def officer(decision, kind: OfficeKind):
    user = UserFactory()
    OfficeFactory(body=decision.meeting.body, kind=kind, person=user.person)
    return user


def letters():
    return list(Letter.objects.order_by("pk").values_list("kind", "person", "clause"))


def reported(decision):
    execution.report_execution(decision, "Сделано.", seen=decision.steps.count(), by=None, at=NOW)
    decision.refresh_from_db()
    return decision


STATES = {
    Execution.NOT_NEEDED: {"for_nobody": True},
    Execution.ASSIGNED: {},
    Execution.REPORTED: {"execution": Execution.REPORTED, "reported_on": TODAY},
    Execution.DONE: {"done": True},
}
ALLOWED = {
    (Execution.NOT_NEEDED, Step.REASSIGN): Execution.ASSIGNED,
    (Execution.ASSIGNED, Step.PROGRESS): Execution.ASSIGNED,
    (Execution.ASSIGNED, Step.REPORT): Execution.REPORTED,
    (Execution.ASSIGNED, Step.REASSIGN): Execution.ASSIGNED,
    (Execution.REPORTED, Step.ACCEPT): Execution.DONE,
    (Execution.REPORTED, Step.RETURN): Execution.ASSIGNED,
    (Execution.REPORTED, Step.REASSIGN): Execution.ASSIGNED,
}


def do(step, decision, **stamp):
    stamp = {"seen": decision.steps.count(), "by": None, "at": NOW} | stamp
    match step:
        case Step.PROGRESS:
            return execution.note_progress(decision, "Начали.", **stamp)
        case Step.REPORT:
            return execution.report_execution(decision, "Сделано.", **stamp)
        case Step.ACCEPT:
            return execution.accept_execution(decision, **stamp)
        case Step.RETURN:
            return execution.return_execution(decision, "Нет фотографий.", **stamp)
        case Step.REASSIGN:
            person = PersonFactory()
            return execution.reassign(decision, person, TWO_WEEKS, "Заболел.", **stamp)


@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("state", Execution)
def test_step_leads_where_the_table_says_or_nowhere(state, step):
    """T36; a refusal leaves no trace."""
    decision = DecisionFactory(**STATES[state])
    following = ALLOWED.get((state, step))
    if following is None:
        with pytest.raises(DomainError):
            do(step, decision)
        assert not decision.steps.exists()
        assert letters() == []
    else:
        do(step, decision)
    decision.refresh_from_db()
    assert decision.execution == (following or state)


WHO = [
    "executor",
    "member",
    "secretary",
    "chair",
    "office",
    "support",
    "guest",
    "stranger",
    "elsewhere",
]
RIGHTS = {
    "executor": {Step.PROGRESS, Step.REPORT},
    "secretary": {Step.PROGRESS, Step.REPORT, Step.ACCEPT, Step.RETURN},
    "office": {Step.PROGRESS, Step.REPORT, Step.ACCEPT, Step.RETURN},
    "chair": {Step.ACCEPT, Step.RETURN, Step.REASSIGN},
}


def somebody(who: str, decision):
    match who:
        case "executor":
            return UserFactory(person=decision.executor or PersonFactory())
        case "member":
            return officer(decision, OfficeKind.MEMBER)
        case "secretary":
            return officer(decision, OfficeKind.SECRETARY)
        case "chair":
            return officer(decision, OfficeKind.CHAIR)
        case "office":
            return UserFactory(role=Role.SECRETARY)
        case "support":
            return UserFactory(role=Role.AUTHORITY_SUPPORT)
        case "guest":
            user = UserFactory()
            InvitationFactory(
                meeting=decision.meeting, person=user.person, capacity="attending", sent_at=NOW
            )
            return user
        case "elsewhere":
            return officer(DecisionFactory(), OfficeKind.CHAIR)
    return UserFactory()


@pytest.mark.parametrize("state", Execution)
@pytest.mark.parametrize("who", WHO)
def test_rights_by_role_and_state(who, state):
    """The chair alone reassigns; the executor reports; the secretary writes down what others say."""
    decision = DecisionFactory(**STATES[state])
    user = somebody(who, decision)
    rights = RIGHTS.get(who, set())
    if who == "executor" and state == Execution.NOT_NEEDED:
        rights = set()
    expected = [step for step in Step if (state, step) in ALLOWED and step in rights]
    assert permissions.steps_offered(user, decision) == expected


def test_nobody_judges_their_own_report(decision, executor):
    OfficeFactory(body=decision.meeting.body, kind=OfficeKind.SECRETARY, person=executor.person)
    assert permissions.steps_offered(executor, reported(decision)) == []


def test_nothing_is_carried_out_before_the_meeting_is_over(decision, executor):
    decision.meeting.state = MeetingState.OPEN
    decision.meeting.save()
    assert permissions.steps_offered(executor, decision) == []
    assert not permissions.may_see_decision(executor, decision)
    with pytest.raises(DomainError) as refusal:
        do(Step.PROGRESS, decision)
    assert refusal.value.rule is rules.STEPS


@pytest.mark.parametrize("step", Step)
def test_step_on_what_was_read_before_another_step_is_refused(decision, step):
    """T34, T35: the same form sent twice adds nothing."""
    if step in (Step.ACCEPT, Step.RETURN):
        reported(decision)
    seen = decision.steps.count()
    do(Step.PROGRESS if step not in (Step.ACCEPT, Step.RETURN) else Step.REASSIGN, decision)
    steps = decision.steps.count()
    with pytest.raises(DomainError, match="появилось новое"):
        do(step, decision, seen=seen)
    assert decision.steps.count() == steps


def test_progress_is_kept_with_its_file(decision, executor):
    step = execution.note_progress(
        decision, "Закупили бумагу.", checked("смета.pdf"), seen=0, by=executor, at=NOW
    )
    assert (step.kind, step.text, step.file.original_name) == (
        Step.PROGRESS,
        "Закупили бумагу.",
        "смета.pdf",
    )
    entry = ModelLogEntry.objects.get(action="meetings.note_progress")
    assert (entry.user, entry.object_id) == (executor, str(decision.pk))


@pytest.mark.parametrize(
    "act", [execution.note_progress, execution.report_execution, execution.return_execution]
)
def test_step_says_something(decision, act):
    if act is execution.return_execution:
        reported(decision)
    with pytest.raises(DomainError) as refusal:
        act(decision, "  ", seen=decision.steps.count(), by=None, at=NOW)
    assert refusal.value.field == "text"


def test_report_counts_from_its_day_and_acceptance_ends_it(decision):
    execution.report_execution(decision, "Сделано.", seen=0, by=None, at=NOW + 3 * DAY)
    execution.accept_execution(decision, seen=1, by=None, at=NOW + 5 * DAY)
    decision.refresh_from_db()
    assert (decision.reported_on, decision.accepted_on) == (TODAY + 3 * DAY, TODAY + 5 * DAY)


def test_returned_report_counts_no_more(decision):
    do(Step.RETURN, reported(decision))
    decision.refresh_from_db()
    assert (decision.reported_on, decision.due_on) == (None, TWO_WEEKS)
    assert [kind for kind, *_ in letters()] == ["meetings.report_returned"]


def test_closing_brings_each_decision_to_its_executor_once(
    decision, executor, django_capture_on_commit_callbacks
):
    """R59, R221: a letter with its clause in the log; the second call sends nothing."""
    DecisionFactory(meeting=decision.meeting, for_nobody=True, item__position=900)
    with django_capture_on_commit_callbacks(execute=True):
        tell_closed_executors(decision)
        tell_closed_executors(decision)
    assert letters() == [("meetings.assigned", executor.person.pk, "не из положения")]
    (message,) = mail.outbox
    assert message.to == [executor.email]
    assert decision.text in message.body
    assert "до 2\xa0декабря 2026" in message.body
    decision.refresh_from_db()
    assert decision.told_at == NOW
    assert ModelLogEntry.objects.filter(action="meetings.tell_executor").count() == 1


def tell_closed_executors(decision):
    execution.tell_executors(decision.meeting, by=None, at=NOW)


def test_closing_of_a_meeting_tells_the_executors(decision, monkeypatch):
    from association.meetings import registry

    assert execution.tell_executors in registry._on_closed
    monkeypatch.setattr(registry, "_on_closed", [execution.tell_executors])
    tell_closed(decision.meeting, by=None, at=NOW)
    assert len(letters()) == 1


def test_letter_of_the_presidium_cites_the_regulation():
    decision = DecisionFactory(
        meeting__body__kind="presidium", meeting__body__rules_code="presidium"
    )
    tell_closed_executors(decision)
    ((_, _, clause),) = letters()
    assert clause == rules.BROUGHT.cited


def test_letter_leaves_what_is_confidential_in_the_cabinet():
    """R73."""
    decision = DecisionFactory(level=Level.CONFIDENTIAL)
    tell_closed_executors(decision)
    text = Letter.objects.get().text
    assert decision.text not in text
    assert "открывается только в кабинете" in text


def test_reassigning_tells_both_and_keeps_the_reason(decision, executor):
    other, chair = PersonFactory(), UserFactory()
    due = TWO_WEEKS + DAY
    step = execution.reassign(decision, other, due, "Заболел.", seen=0, by=chair, at=NOW)
    decision.refresh_from_db()
    assert (decision.executor, decision.due_on) == (other, due)
    assert step.change == (
        f"исполнитель: {executor.person} → {other}; "
        "срок: 2\xa0декабря 2026\xa0г. → 3\xa0декабря 2026\xa0г."
    )
    assert [(kind, person) for kind, person, _ in letters()] == [
        ("meetings.taken_off", executor.person.pk),
        ("meetings.assigned", other.pk),
    ]


@pytest.mark.parametrize(
    ("due", "reason", "field"),
    [(TODAY - DAY, "Так надо.", "due_on"), (TWO_WEEKS + DAY, " ", "reason")],
)
def test_reassigning_is_refused_with_the_field_to_blame(decision, due, reason, field):
    with pytest.raises(DomainError) as refusal:
        execution.reassign(decision, decision.executor, due, reason, seen=0, by=None, at=NOW)
    assert refusal.value.field == field
    assert letters() == []


def test_reassigning_to_the_same_is_refused(decision):
    with pytest.raises(DomainError, match="Ничего не изменилось"):
        execution.reassign(decision, decision.executor, TWO_WEEKS, "Так.", seen=0, by=None, at=NOW)


def test_overdue_executor_can_be_changed_without_a_new_term():
    decision = DecisionFactory(due_on=TODAY - DAY)
    execution.reassign(decision, PersonFactory(), TODAY - DAY, "Ушёл.", seen=0, by=None, at=NOW)
    decision.refresh_from_db()
    assert decision.due_on == TODAY - DAY


@pytest.mark.parametrize(
    ("days", "kind"),
    [
        (-31, None),
        (-1, "meetings.decision_overdue"),
        (0, None),
        (1, "meetings.decision_due"),
        (3, "meetings.decision_due"),
        (4, None),
    ],
)
def test_executor_is_reminded_once_of_each_term(days, kind):
    """T57: run twice, and again for another term."""
    decision = DecisionFactory(due_on=TODAY + days * DAY)
    first, again = execution.remind_of_terms(NOW), execution.remind_of_terms(NOW)
    assert (first, again) == (int(kind is not None), 0)
    assert [each for each, *_ in letters()] == ([kind] if kind else [])
    assert decision.execution == Execution.ASSIGNED


def test_another_term_is_reminded_of_anew():
    decision = DecisionFactory(due_on=TODAY + DAY)
    execution.remind_of_terms(NOW)
    Decision.objects.update(due_on=TODAY + 2 * DAY)
    assert execution.remind_of_terms(NOW) == 1
    assert decision.steps.count() == 0


@pytest.mark.parametrize("state", [Execution.REPORTED, Execution.DONE, Execution.NOT_NEEDED])
def test_only_those_who_have_not_reported_are_reminded(state):
    DecisionFactory(**{"due_on": TODAY + DAY} | STATES[state])
    assert execution.remind_of_terms(NOW) == 0
