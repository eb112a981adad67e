"""The meeting of the Association assigns processes, and nothing else does (3.17, R50)."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from wagtail.models import ModelLogEntry

from association.bodies.choices import VoteResult
from association.meetings.models import Decision
from association.meetings.operations import dossiers
from association.meetings.operations.deciding import adopt, reject
from association.meetings.registry import matter_of
from association.minutes.models import Protocol
from association.organisations.choices import Standing
from association.organisations.operations import change_standing
from association.processes.choices import Assigning, ProposalState
from association.processes.models import AssignmentProposal, ProcessAssignment
from association.processes.operations import proposing as operations
from association.processes.queries import assignments as queries
from association.processes.rules import names
from home.notices.models import Letter
from home.rulebook import DomainError
from tests.factories.accounts import UserFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.mentoring import NOW, TODAY, presidium_body, speaks_for
from tests.factories.organisations import OrganisationFactory
from tests.factories.processes import (
    assignment,
    chair,
    decision_of_meeting,
    general_meeting,
    member,
    process,
    proposal,
    vote_on,
)

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DAY = datetime.timedelta(days=1)


def acts_on(subject) -> list[str]:
    entries = ModelLogEntry.objects.filter(
        object_id=str(subject.pk), action__startswith="processes."
    )
    return [entry.action for entry in entries.order_by("pk")]


def test_decision_assigns_and_releases_every_line_at_once():
    school, lyceum = member(short_name="Школа"), member(short_name="Лицей")
    standing = assignment(lyceum, "risks", since=TODAY - 30 * DAY)
    speaker = speaks_for(lyceum)
    put = proposal((school, "audit"), (lyceum, "staff"), (lyceum, "risks", Assigning.RELEASE))

    decision = adopt(vote_on(put), by=None, at=NOW)

    put.refresh_from_db()
    standing.refresh_from_db()
    made = ProcessAssignment.objects.in_force(TODAY).order_by("process__code")
    assert [(each.process.code, each.organisation, each.decision) for each in made] == [
        ("audit", school, decision),
        ("staff", lyceum, decision),
    ]
    assert (standing.until, standing.end_decision) == (TODAY, decision)
    assert (put.state, put.decision) == (ProposalState.APPROVED, decision)
    assert decision.effect.replace("\xa0", " ") == (
        f"{put}: закреплено: 2 строки, снято: 1 строка. Организациям отправлены письма."
    ).replace("\xa0", " ")
    assert acts_on(put) == ["processes.assign_processes"]
    letter = Letter.objects.get(kind="processes.assigned")
    assert letter.person == speaker.person
    assert "– Персонал и повышение квалификации" in letter.text
    assert "– Риски и возможности" in letter.text.split("Снято:")[1]
    assert "Внутренний аудит" not in letter.text


def test_member_that_has_left_stops_the_whole_decision():
    """R50: all or none; the vote stays open for the secretary to take the line out."""
    school, gone = member(), member(short_name="Ушедшая школа")
    put = proposal((school, "audit"), (gone, "risks"))
    change_standing(gone, Standing.FORMER, on=TODAY, ground="выход", by=None, at=NOW)

    with pytest.raises(DomainError, match="Ушедшая школа") as refusal, transaction.atomic():
        adopt(vote_on(put), by=None, at=NOW)

    assert refusal.value.rule is names.ASSIGNED_BY_MEETING
    put.refresh_from_db()
    assert put.state == ProposalState.READY
    assert (ProcessAssignment.objects.count(), Decision.objects.count()) == (0, 0)


@pytest.mark.parametrize("state", [each for each in ProposalState if each != ProposalState.READY])
def test_proposal_that_is_not_ready_is_not_adopted(state):
    fields = {"decision": decision_of_meeting()} if state == ProposalState.APPROVED else {}
    put = proposal((member(), "audit"), state=state, **fields)
    with pytest.raises(DomainError), transaction.atomic():
        adopt(vote_on(put), by=None, at=NOW)
    assert not ProcessAssignment.objects.exists()


def test_no_assignment_without_a_decision():
    """R50: the database itself knows none."""
    with pytest.raises(IntegrityError), transaction.atomic():
        ProcessAssignment.objects.create(organisation=member(), process=process(), since=TODAY)


def test_lost_vote_closes_the_proposal_and_leaves_what_stands():
    school = member()
    standing = assignment(school, "audit")
    put = proposal((school, "audit", Assigning.RELEASE))
    vote = vote_on(put, result=VoteResult.REJECTED, explanation="За — 1 из 3.")

    effect = reject(vote, by=None, at=NOW)

    put.refresh_from_db()
    standing.refresh_from_db()
    assert (put.state, put.decision, standing.until) == (ProposalState.REJECTED, None, None)
    assert put.answer.endswith("решение не\xa0принято. За — 1 из 3.")
    assert effect == f"{put}: не\xa0утверждено, прежние закрепления остаются."
    assert acts_on(put) == ["processes.reject_proposal"]


def test_general_meeting_alone_is_offered_what_is_ready():
    ready = proposal((member(), "audit"))
    proposal((member(), "audit"), state=ProposalState.DRAFT)
    subjects = matter_of("processes").subjects
    assert list(subjects(general_meeting())) == [ready]
    assert list(subjects(presidium_body())) == []


def test_dossier_on_an_agenda_stays_until_it_is_taken_off():
    put, by = proposal((member(short_name="Лицей"), "audit")), chair()
    meeting = MeetingFactory(body=general_meeting())
    item = dossiers.put_on_agenda("processes", put, meeting, seen=1, by=by, at=NOW)
    assert "– Внутренний аудит: Лицей." in item.draft_decision
    for act in (operations.take_back, lambda *a, **k: operations.withdraw_proposal(*a, "нет", **k)):
        with pytest.raises(DomainError, match="стоит в\xa0повестке"):
            act(put, seen=2, by=by, at=NOW)
    item.delete()
    assert operations.take_back(put, seen=2, by=by, at=NOW).state == ProposalState.DRAFT


def test_whoever_is_no_member_answers_for_nothing():
    school = member()
    held = assignment(school, since=TODAY - DAY)
    old = assignment(school, "risks", since=TODAY - 9 * DAY, until=TODAY - DAY, end_reason="снято")
    change_standing(school, Standing.FORMER, on=TODAY, ground="выход по заявлению", by=None, at=NOW)
    held.refresh_from_db()
    old.refresh_from_db()
    assert (held.until, held.end_reason) == (TODAY, "членство прекращено: выход по заявлению")
    assert (held.end_decision, old.end_reason) == (None, "снято")
    assert acts_on(held) == ["processes.end_assignment"]


def test_number_of_the_minutes_is_told_when_there_is_one():
    decision = decision_of_meeting()
    assert queries.decision_in_words(decision) == (
        f"Общее собрание, решение №\xa0{decision.number} от\xa018.11.2026"
    )
    Protocol.objects.create(meeting=decision.meeting, body=general_meeting(), year=2026, number=4)
    decision = Decision.objects.get(pk=decision.pk)
    assert queries.decision_in_words(decision) == "Общее собрание, протокол №\xa04 от\xa018.11.2026"


# The proposal before the meeting.


def test_marks_become_lines_and_other_members_keep_theirs():
    by, school, lyceum = UserFactory(), member(), member()
    assignment(school, "audit")
    draft = operations.open_proposal(by=by, at=NOW)
    staff, audit, risks = process("staff"), process("audit"), process("risks")
    draft = operations.propose_places(
        draft, [lyceum], [(lyceum.pk, risks.pk)], seen=1, by=by, at=NOW
    )
    draft = operations.propose_places(
        draft,
        [school],
        [(school.pk, staff.pk), (lyceum.pk, staff.pk)],
        seen=2,
        by=by,
        at=NOW,
    )
    lines = {(each.organisation, each.process): each.kind for each in draft.lines.all()}
    assert lines == {
        (lyceum, risks): Assigning.ASSIGN,
        (school, staff): Assigning.ASSIGN,
        (school, audit): Assigning.RELEASE,
    }
    draft = operations.propose_places(
        draft, [school], [(school.pk, audit.pk)], seen=3, by=by, at=NOW
    )
    assert [each.organisation for each in draft.lines.all()] == [lyceum]
    assert acts_on(draft) == ["processes.open_proposal", *["processes.propose_places"] * 3]


def test_second_beginning_opens_the_draft_that_lies_there():
    by = UserFactory()
    first = operations.open_proposal(by=by, at=NOW)
    assert operations.open_proposal(by=by, at=NOW) == first
    assert AssignmentProposal.objects.get().title == "1/2026"


def test_whoever_read_an_older_version_changes_nothing():
    """T35."""
    draft = proposal((member(), "audit"), state=ProposalState.DRAFT, version=5)
    with pytest.raises(DomainError, match="изменилось"):
        operations.make_ready(draft, seen=4, by=UserFactory(), at=NOW)
    draft.refresh_from_db()
    assert (draft.state, draft.version, acts_on(draft)) == (ProposalState.DRAFT, 5, [])


def test_proposal_with_a_line_that_cannot_be_carried_out_is_not_ready():
    gone = OrganisationFactory(short_name="Бывшая школа", standing=Standing.FORMER)
    draft = proposal((gone, "audit"), state=ProposalState.DRAFT)
    with pytest.raises(DomainError, match="Бывшая школа"):
        operations.make_ready(draft, seen=1, by=UserFactory(), at=NOW)
    line = draft.lines.get()
    draft = operations.remove_line(line, seen=1, by=UserFactory(), at=NOW)
    assert not draft.lines.exists()


def test_withdrawn_proposal_says_why():
    draft = proposal(state=ProposalState.DRAFT)
    with pytest.raises(DomainError) as refusal:
        operations.withdraw_proposal(draft, " ", seen=1, by=None, at=NOW)
    assert refusal.value.field == "reason"
    draft = operations.withdraw_proposal(draft, "до весны", seen=1, by=None, at=NOW)
    assert (draft.state, draft.answer, draft.closed_at) == (
        ProposalState.WITHDRAWN,
        "до весны",
        NOW,
    )
