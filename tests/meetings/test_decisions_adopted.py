"""A decision comes of an adopted vote, and what it leads to is done once (R7, C37)."""

import pytest
from django.db import transaction
from wagtail.models import ModelLogEntry

from association.bodies.choices import VoteResult
from association.meetings import registry
from association.meetings.choices import DecisionForm, Execution, VoteState
from association.meetings.models import Decision
from association.meetings.operations.deciding import adopt
from association.meetings.rules import decisions as rules
from documents.records.choices import Level
from home.accounts.models import Person
from home.rulebook import DomainError
from tests.factories.accounts import PersonFactory, UserFactory
from tests.factories.decisions import NOW, TODAY, VoteFactory
from tests.factories.meetings import AgendaItemFactory, MeetingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def calls(monkeypatch):
    """The matter «naming» is handled by a room that notes every call."""
    made = []

    def adopted(decision, *, by, at):
        made.append((decision.number, by, at))
        return "Имя внесено."

    monkeypatch.setattr(registry, "_matters", {})
    registry.register_matter(registry.Matter("naming", "Имена", Person, adopted))
    return made


def naming_item(**fields):
    return AgendaItemFactory(matter="naming", subject=PersonFactory(), **fields)


def test_decision_repeats_what_was_voted_on():
    executor = PersonFactory()
    vote = VoteFactory(
        item__position=3, level=Level.MEMBERS, executor=executor, due_on=TODAY, form="appeal"
    )
    decision = adopt(vote, by=UserFactory(), at=NOW)
    assert (decision.number, decision.text, decision.level) == ("3.1", vote.question, "members")
    assert (decision.form, decision.adopted_on) == (DecisionForm.APPEAL, TODAY)
    assert (decision.executor, decision.due_on) == (executor, TODAY)
    assert (decision.execution, decision.effect) == (Execution.ASSIGNED, "")
    assert not decision.is_internal


def test_decision_without_executor_asks_nothing_of_anybody():
    decision = adopt(VoteFactory(due_on=TODAY), by=None, at=NOW)
    assert (decision.execution, decision.due_on) == (Execution.NOT_NEEDED, None)


def test_internal_decision_says_that_no_clause_knows_it():
    """C37."""
    decision = adopt(VoteFactory(form=DecisionForm.INTERNAL), by=None, at=NOW)
    assert decision.is_internal
    assert decision.get_form_display() == "внутреннее решение (не из положения)"


def test_decisions_of_an_item_are_numbered_without_gaps():
    item = AgendaItemFactory(position=2)
    other = AgendaItemFactory(position=4, meeting=item.meeting)
    votes = [
        VoteFactory(item=item, round=1),
        VoteFactory(item=other),
        VoteFactory(item=item, round=2),
    ]
    assert [adopt(vote, by=None, at=NOW).number for vote in votes] == ["2.1", "4.1", "2.2"]


def test_nothing_is_adopted_without_a_form():
    """R7."""
    with pytest.raises(DomainError) as refusal:
        adopt(VoteFactory(form=""), by=None, at=NOW)
    assert refusal.value.rule is rules.FORM
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"result": VoteResult.REJECTED},
        {"result": VoteResult.UNDECIDED},
        {"state": VoteState.OPEN, "closed_at": None},
        {"state": VoteState.ANNULLED, "annul_reason": "Сбой связи."},
    ],
)
def test_only_an_adopted_vote_makes_a_decision(fields):
    with pytest.raises(DomainError) as refusal:
        adopt(VoteFactory(**fields), by=None, at=NOW)
    assert refusal.value.rule is rules.BY_VOTE
    assert not Decision.objects.exists()


def test_handler_is_called_once_and_its_sentence_is_kept(calls):
    user = UserFactory()
    decision = adopt(VoteFactory(item=naming_item(position=1)), by=user, at=NOW)
    assert calls == [("1.1", user, NOW)]
    assert decision.effect == "Имя внесено."


def test_matter_of_the_vote_counts(calls):
    """A question of order beside the matter itself leads to nothing."""
    decision = adopt(VoteFactory(item=naming_item(), matter="ordinary"), by=None, at=NOW)
    assert (calls, decision.effect) == ([], "")


def test_matter_without_its_subject_is_left_to_people(calls):
    decision = adopt(VoteFactory(item=AgendaItemFactory(matter="naming")), by=None, at=NOW)
    assert (calls, decision.effect) == ([], rules.NOTHING_ATTACHED)


def test_handler_that_refuses_takes_the_closing_back(monkeypatch):
    def refuse(decision, *, by, at):
        raise DomainError("Заявление отозвано.", rules.HANDLED)

    monkeypatch.setattr(registry, "_matters", {})
    registry.register_matter(registry.Matter("naming", "Имена", Person, refuse))
    vote = VoteFactory(item=naming_item(), state=VoteState.OPEN, result="", closed_at=None)

    def close():
        with transaction.atomic():
            vote.state, vote.result, vote.closed_at = VoteState.CLOSED, VoteResult.ADOPTED, NOW
            vote.save()
            adopt(vote, by=None, at=NOW)

    with pytest.raises(DomainError, match=r"голосование осталось открытым.*Заявление отозвано"):
        close()
    vote.refresh_from_db()
    assert vote.state == VoteState.OPEN
    assert not Decision.objects.exists()
    assert not ModelLogEntry.objects.filter(action="meetings.adopt").exists()


def test_adoption_stands_in_the_log():
    user = UserFactory()
    decision = adopt(VoteFactory(item__position=1), by=user, at=NOW)
    entry = ModelLogEntry.objects.get(action="meetings.adopt")
    assert (entry.user, entry.timestamp, entry.object_id) == (user, NOW, str(decision.pk))
    assert entry.data == {"number": "1.1", "form": "internal", "effect": ""}


def test_meeting_of_another_body_has_its_own_numbers():
    for meeting in (MeetingFactory(), MeetingFactory()):
        item = AgendaItemFactory(meeting=meeting, position=1)
        assert adopt(VoteFactory(item=item), by=None, at=NOW).number == "1.1"
