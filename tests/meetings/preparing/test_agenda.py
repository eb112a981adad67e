"""The agenda is put together, approved, sent; an edit sends it the same way again."""

import pytest
from django.db import IntegrityError, transaction

from association.meetings.choices import Fate, MeetingState
from association.meetings.models import AgendaItem, GuestProposal, Meeting, Proposal
from association.meetings.operations import agenda, proposals
from association.meetings.operations.agenda import Question
from association.meetings.rules import names
from documents.uploads.models import StoredFile
from home.notices.models import Letter
from home.rulebook import DomainError
from tests.factories.uploads import checked
from tests.meetings.preparing.helpers import brought_to, last_log, logged

pytestmark = pytest.mark.django_db


def titles(meeting) -> list[tuple[int, str]]:
    return list(meeting.items.order_by("position").values_list("position", "title"))


def test_items_are_ordered_and_moved(group, call, now):
    meeting = call(group)
    items = [
        agenda.add_item(meeting, Question(title), by=group.secretary, at=now)
        for title in ("О первом", "О втором", "О третьем")
    ]
    agenda.move_item(items[2], up=True, by=group.secretary, at=now)
    agenda.move_item(items[0], up=True, by=group.secretary, at=now)
    assert titles(meeting) == [(1, "О первом"), (2, "О третьем"), (3, "О втором")]
    agenda.remove_item(items[0], by=group.secretary, at=now)
    assert titles(meeting) == [(1, "О третьем"), (2, "О втором")]


def test_agenda_goes_its_way(group, call, now, django_capture_on_commit_callbacks):
    """R108: the secretary gives it to the leader, who approves; both are told."""
    meeting = call(group)
    with django_capture_on_commit_callbacks(execute=True):
        brought_to(meeting, "approved", group, now)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.agenda_approved_by) == (MeetingState.APPROVED, group.head)
    assert logged(meeting) == [
        "meetings.call",
        "meetings.add_item",
        "meetings.submit_agenda",
        "meetings.approve_agenda",
    ]
    told = Letter.objects.order_by("pk").values_list("kind", "person")
    assert list(told) == [
        ("meetings.agenda_submitted", group.head.person_id),
        ("meetings.agenda_decided", group.secretary.person_id),
    ]


def test_returned_agenda_says_what_to_mend(group, call, now):
    meeting = brought_to(call(group), "drafted", group, now)
    with pytest.raises(DomainError) as refusal:
        agenda.return_agenda(meeting, " ", seen=meeting.version, by=group.head, at=now)
    assert refusal.value.rule is names.GROUP_AGENDA
    agenda.return_agenda(meeting, "Добавьте отчёт", seen=meeting.version, by=group.head, at=now)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.agenda_remarks) == (MeetingState.COLLECTING, "Добавьте отчёт")


def test_empty_agenda_is_not_submitted(group, call, now):
    meeting = call(group)
    with pytest.raises(DomainError, match="ни одного вопроса"):
        agenda.submit_agenda(meeting, seen=meeting.version, by=group.secretary, at=now)


def test_edit_of_an_approved_agenda_sends_it_back(presidium, call, now):
    """4.3: nothing leaves that the chair has not approved."""
    meeting = brought_to(call(presidium), "approved", presidium, now)
    agenda.add_item(meeting, Question("О новом"), by=presidium.secretary, at=now)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.agenda_approved_by) == (MeetingState.COLLECTING, None)
    with pytest.raises(DomainError):
        agenda.send_invitations(meeting, seen=meeting.version, by=presidium.secretary, at=now)
    assert names.AGENDA.clause == "п.\xa04.3 Положения"


def test_chair_does_not_approve_what_changed_under_the_eyes(group, call, now):
    """T35."""
    meeting = brought_to(call(group), "drafted", group, now)
    seen = meeting.version
    agenda.add_item(meeting, Question("О новом"), by=group.secretary, at=now)
    with pytest.raises(DomainError, match="изменили"):
        agenda.approve_agenda(meeting, seen=seen, by=group.head, at=now)
    meeting.refresh_from_db()
    assert last_log(meeting)[0] == "meetings.add_item"


def test_invitations_need_a_place(presidium, call, now):
    meeting = brought_to(call(presidium, place=""), "approved", presidium, now)
    with pytest.raises(DomainError, match="место") as refusal:
        agenda.send_invitations(meeting, seen=meeting.version, by=presidium.secretary, at=now)
    assert refusal.value.rule is names.INFORMING


def test_materials_are_attached_and_removed_without_touching_the_approval(sent, group, now):
    """R63, 4.8."""
    item = sent.items.get()
    upload = checked("plan.pdf")
    material = agenda.attach_material(item, "", upload, by=group.secretary, at=now)
    assert (material.title, material.file.sha256) == (upload.name, upload.sha256)
    with pytest.raises(DomainError, match="уже приложен") as refusal:
        agenda.attach_material(item, "", upload, by=group.secretary, at=now)
    assert refusal.value.rule is names.UPLOADED
    agenda.remove_material(material, by=group.secretary, at=now)
    sent.refresh_from_db()
    assert sent.state == MeetingState.SENT
    assert StoredFile.objects.count() == 0
    assert logged(sent)[-2:] == ["meetings.attach_material", "meetings.remove_material"]


def test_paper_of_a_proposal_outlives_the_material_made_of_it(group, call, now):
    """The author still opens what they sent; what nobody mentions any more is gone."""
    meeting, author = call(group), group.members[0]
    asked = {"author": author.person, "by": author, "at": now}
    proposal = proposals.propose(group.body, "О смете", "", checked("plan.pdf"), **asked)
    proposals.take_proposal(proposal, meeting, by=group.secretary, at=now)
    material = meeting.items.get().files.get()
    agenda.remove_material(material, by=group.secretary, at=now)
    assert list(StoredFile.objects.all()) == [proposal.file]
    agenda.attach_material(meeting.items.get(), "", checked("other.pdf"), by=None, at=now)
    agenda.remove_item(meeting.items.get(), by=group.secretary, at=now)
    assert list(StoredFile.objects.all()) == [proposal.file]


def test_two_questions_never_have_one_place(group, call, now):
    """By the database, on both engines and at once."""
    meeting = call(group)
    first = agenda.add_item(meeting, Question("О первом"), by=group.secretary, at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        AgendaItem.objects.create(meeting=meeting, position=first.position, title="О втором")
    assert titles(meeting) == [(1, "О первом")]


def test_every_place_can_be_taken_by_every_question(group, call, now):
    """Moves go through free places: no order of rows breaks the one place of each."""
    meeting = call(group)
    items = [
        agenda.add_item(meeting, Question(str(number)), by=group.secretary, at=now)
        for number in range(4)
    ]
    for item, ways in ((items[3], [True] * 3), (items[0], [False] * 2), (items[1], [True])):
        for up in ways:
            agenda.move_item(item, up=up, by=group.secretary, at=now)
    assert titles(meeting) == [(1, "1"), (2, "3"), (3, "2"), (4, "0")]


def test_remark_on_a_draft_is_kept_once_and_changes_no_version(sent, group, now):
    """R116."""
    item, member = sent.items.get(), group.members[0]
    for _ in range(2):
        agenda.remark(item, "Срок мал", author=member.person, by=member, at=now)
    assert list(item.remarks.values_list("author", "text")) == [(member.person_id, "Срок мал")]
    version = sent.version
    sent.refresh_from_db()
    assert sent.version == version


@pytest.fixture
def proposal(group, now) -> Proposal:
    author = group.members[0]
    return proposals.propose(group.body, "О журнале", author=author.person, by=author, at=now)


def test_proposal_pressed_twice_is_there_once(group, proposal, now):
    """T34."""
    author = group.members[0]
    again = proposals.propose(group.body, "О журнале", author=author.person, by=author, at=now)
    assert again == proposal
    assert Proposal.objects.count() == 1


def test_taken_proposal_becomes_an_item_with_its_file(group, call, now):
    author, meeting = group.members[0], call(group)
    proposal = proposals.propose(
        group.body, "О журнале", "", checked("draft.pdf"), author=author.person, by=author, at=now
    )
    proposals.take_proposal(proposal, meeting, by=group.secretary, at=now)
    item = AgendaItem.objects.get(title="О журнале")
    assert [each.file_id for each in item.files.all()] == [proposal.file_id]
    letter = Letter.objects.get(kind="meetings.proposal_decided")
    assert letter.person_id == author.person_id
    assert letter.clause == names.GROUP_PROPOSING.clause


def test_proposal_joins_an_item_that_is_there(group, call, proposal, now):
    meeting = call(group)
    item = agenda.add_item(meeting, Question("О плане и журнале"), by=group.secretary, at=now)
    Meeting.objects.update(agenda_approved_by=group.head, agenda_approved_at=now)
    taken = proposals.take_proposal(proposal, meeting, into=item, by=group.secretary, at=now)
    assert Meeting.objects.get().agenda_approved_at is None
    assert (taken.fate, taken.item, meeting.items.count()) == (Fate.TAKEN, item, 1)


def test_refusal_of_a_proposal_has_its_reason(presidium, call, now):
    author, meeting = presidium.head, call(presidium)
    proposal = proposals.propose(presidium.body, "О гербе", author=author.person, by=author, at=now)
    with pytest.raises(DomainError, match="почему") as refusal:
        proposals.refuse_proposal(proposal, meeting, "", by=presidium.secretary, at=now)
    assert refusal.value.rule is names.PROPOSING
    refused = proposals.refuse_proposal(
        proposal, meeting, "Не наш вопрос", by=presidium.secretary, at=now
    )
    assert (refused.fate, refused.answer) == (Fate.REFUSED, "Не наш вопрос")
    with pytest.raises(DomainError, match="уже решено"):
        proposals.take_proposal(refused, meeting, by=presidium.secretary, at=now)


def test_proposal_put_off_comes_back_with_the_next_meeting(group, call, plan, proposal, now):
    """R113."""
    import datetime

    from association.meetings.queries.preparing import proposals_waiting

    first = call(group)
    proposals.put_off_proposal(proposal, first, by=group.secretary, at=now)
    assert list(proposals_waiting(first)) == []
    second = call(group, starts_at=plan.starts_at + datetime.timedelta(days=30))
    assert list(proposals_waiting(second)) == [proposal]
    taken = proposals.take_proposal(proposal, second, by=group.secretary, at=now)
    assert (taken.fate, taken.meeting) == (Fate.TAKEN, second)


def test_member_proposes_a_guest_and_reads_the_answer(sent, group, now):
    """R107, 2.6."""
    author = group.members[0]
    asked = proposals.propose_guest(
        sent, "А. Б. Учёнов, институт", "знает предмет", author=author.person, by=author, at=now
    )
    with pytest.raises(DomainError) as refusal:
        proposals.answer_guest_proposal(asked, takes=False, by=group.head, at=now)
    assert refusal.value.rule is names.GROUP_GUESTS
    proposals.answer_guest_proposal(asked, takes=True, answer="Зовём", by=group.head, at=now)
    assert list(GuestProposal.objects.values_list("fate", "answer")) == [(Fate.TAKEN, "Зовём")]


def test_question_with_a_responsible_is_reminded_of_by_its_rule(presidium, call, now):
    """R60, 4.5."""
    meeting = call(presidium)
    item = agenda.add_item(
        meeting,
        Question("О плане", responsible=presidium.members[0].person),
        by=presidium.secretary,
        at=now,
    )
    assert item.responsible_id == presidium.members[0].person_id
    assert names.RESPONSIBLE.clause == "п.\xa04.5 Положения"
