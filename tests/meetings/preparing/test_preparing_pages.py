"""Who opens which page, what stands there, and what a page costs."""

import datetime
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from association.bodies.choices import BodyKind
from association.meetings.choices import Capacity, MeetingState
from association.meetings.models import AgendaItem, Meeting
from association.meetings.operations import agenda, inviting, opinions, proposals
from association.meetings.operations.agenda import Question
from association.meetings.operations.inviting import Guest
from association.meetings.permissions import may_see_meeting
from association.meetings.queries import preparing as queries
from documents.records.choices import Level
from home.accounts.choices import Role
from home.workdays.queries import today
from tests.factories.accounts import UserFactory, log_in
from tests.factories.bodies import CollegialBodyFactory, OfficeFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.organisations import OrganisationFactory, RepresentativeFactory
from tests.factories.uploads import checked
from tests.meetings.preparing.conftest import make_group
from tests.meetings.preparing.helpers import brought_to

pytestmark = pytest.mark.django_db


def url(name: str, *args) -> str:
    return reverse(f"meetings:{name}", args=args)


# Who: leader, secretary, member, guest, member of another group, the Association's secretary; a body of an organisation.
WHO = ("head", "secretary", "member", "guest", "stranger", "office", "support", "foreign")
SEE = {"head", "secretary", "member", "guest"}
BOTH = {"head", "secretary"}
INVITED = {"head", "member", "guest"}
DOORS = {
    "meeting": SEE,
    "people": BOTH,
    "letters": BOTH,
    "calendar": INVITED,
    "move_meeting": BOTH,
    "cancel_meeting": BOTH,
    "agenda": BOTH,
    "add_item": BOTH,
    "invite": BOTH,
    "propose_guest": {"head", "secretary", "member"},
    "answer_invitation": INVITED,
    "write_opinion": {"head", "member"},
    "enter_opinion": {"secretary"},
    "submit_agenda": {"secretary"},
    "approve_agenda": {"head"},
    "return_agenda": {"head"},
    "send_invitations": BOTH,
    "check_roll": BOTH,
    "confirm_reading": INVITED,
}
POSTS = {"submit_agenda", "approve_agenda", "check_roll", "confirm_reading"}


@pytest.fixture
def owned(years):
    """A working group of an organisation, whose meetings are nobody's business outside (T1, T3)."""
    return make_group(owner=OrganisationFactory())


@pytest.fixture
def people(owned, call, now, django_capture_on_commit_callbacks):
    guest = UserFactory()
    meeting = call(owned)
    inviting.invite(meeting, Guest(guest.person, Capacity.ADVISORY, "гость"), by=owned.head, at=now)
    with django_capture_on_commit_callbacks(execute=True):
        meeting = brought_to(meeting, "sent", owned, now)
    found = {
        "head": owned.head,
        "secretary": owned.secretary,
        "member": owned.members[0],
        "guest": guest,
        "stranger": make_group(1).members[0],
        "office": UserFactory(role=Role.SECRETARY),
        "support": UserFactory(role=Role.AUTHORITY_SUPPORT),
        "foreign": RepresentativeFactory(
            organisation=OrganisationFactory(), person=UserFactory().person
        ).person.user,
    }
    return meeting, found


@pytest.mark.parametrize("who", WHO)
def test_doors_open_to_these_and_to_nobody_else(people, client, who):
    """Role by page, with «чужая организация»: 404, never 403 (T1, T3)."""
    meeting, users = people
    log_in(client, users[who])
    answers = {}
    for name in DOORS:
        ask = client.post if name in POSTS else client.get
        answers[name] = ask(url(name, meeting.pk)).status_code != 404
    assert answers == {name: who in allowed for name, allowed in DOORS.items()}
    assert may_see_meeting(users[who], meeting) == (who in SEE)
    seen = queries.visible_to(users[who]).filter(pk=meeting.pk).exists()
    assert seen == (who in SEE)


def test_guest_sees_nothing_before_the_invitation_leaves(group, call, client, now):
    meeting, guest = call(group), log_in(client, UserFactory())
    inviting.invite(meeting, Guest(guest.person, Capacity.ADVISORY, "гость"), by=group.head, at=now)
    assert client.get(url("meeting", meeting.pk)).status_code == 404
    assert queries.visible_to(guest).count() == 0


def test_invitation_taken_back_closes_the_door_at_once(people, client, now):
    """T5."""
    meeting, users = people
    log_in(client, users["guest"])
    assert client.get(url("meeting", meeting.pk)).status_code == 200
    invitation = meeting.invitations.get(person=users["guest"].person)
    inviting.withdraw_invitation(invitation, by=users["head"], at=now)
    assert client.get(url("meeting", meeting.pk)).status_code == 404


@pytest.fixture
def levels(people, now):
    """Three items, one of each level, each with a paper."""
    meeting, users = people
    items = {}
    for level in Level:
        item = agenda.add_item(
            meeting, Question(f"О вопросе {level}", level=level), by=users["secretary"], at=now
        )
        items[level] = agenda.attach_material(
            item, "", checked(f"{level}.pdf"), by=users["secretary"], at=now
        )
    return meeting, users, items


@pytest.mark.parametrize(
    ("who", "opened"),
    [
        ("head", set(Level)),
        ("secretary", set(Level)),
        ("member", set(Level)),
        ("guest", {Level.PUBLIC}),
        ("office", set()),
    ],
)
def test_levels_hold_in_the_list_and_in_the_files(levels, client, who, opened):
    """R73, C35, T4."""
    meeting, users, items = levels
    log_in(client, users[who])
    page = client.get(url("meeting", meeting.pk)).content.decode()
    assert {level for level in Level if f"О вопросе {level}" in page} == opened
    files = {
        level
        for level, material in items.items()
        if client.get(url("open_material", meeting.pk, material.pk)).status_code == 200
    }
    assert files == opened


@pytest.mark.parametrize(
    "state", [MeetingState.COLLECTING, MeetingState.CLOSED, MeetingState.CANCELLED]
)
def test_act_out_of_turn_is_told_in_words(group, client, now, state):
    """T36: 409 and a sentence; nothing is changed."""
    meeting = MeetingFactory(
        body=group.body, state=state, cancel_reason="так" if state == "cancelled" else ""
    )
    log_in(client, group.head)
    response = client.post(url("approve_agenda", meeting.pk), {"seen": meeting.version})
    assert response.status_code == 409
    assert state.label in response.content.decode()
    meeting.refresh_from_db()
    assert (meeting.state, meeting.version) == (state, 1)


def test_whole_way_through_the_pages(group, client, now, django_capture_on_commit_callbacks):
    """From the call to the answer, by forms alone."""
    log_in(client, group.head)
    response = client.post(
        url("call_meeting", group.body.pk),
        {
            "form": "in_person",
            "occasion": "ordinary",
            "starts_on": f"{today() + datetime.timedelta(days=14):%d.%m.%Y}",
            "starts_time": "14:30",
            "place": "Зал",
        },
    )
    meeting = Meeting.objects.get()
    assert response["Location"] == meeting.get_absolute_url()
    log_in(client, group.secretary)
    item = {
        "title": "О плане",
        "matter": "ordinary",
        "level": "public",
        "draft_form": "internal",
        "seen": meeting.version,
        "state": "done",
        "position": "40",
    }
    client.post(url("add_item", meeting.pk), item)
    assert list(AgendaItem.objects.values_list("title", "state", "position")) == [
        ("О плане", "waiting", 1)
    ]
    for who, name, state in (
        (group.secretary, "submit_agenda", MeetingState.DRAFTED),
        (group.head, "approve_agenda", MeetingState.APPROVED),
        (group.secretary, "send_invitations", MeetingState.SENT),
    ):
        log_in(client, who)
        meeting.refresh_from_db()
        with django_capture_on_commit_callbacks(execute=True):
            client.post(url(name, meeting.pk), {"seen": meeting.version})
        meeting.refresh_from_db()
        assert meeting.state == state
    log_in(client, group.members[0])
    page = client.get(url("answer_invitation", meeting.pk), {"answer": "coming"})
    assert page.context["form"]["answer"].value() == "coming"
    assert meeting.invitations.get(person=group.members[0].person).answer == "none"
    client.post(url("answer_invitation", meeting.pk), {"answer": "coming"})
    assert meeting.invitations.get(person=group.members[0].person).answer == "coming"


@pytest.mark.parametrize(
    ("day", "clock"),
    [
        ("30.02.2027", "12:00"),
        ("01.01.0000", "12:00"),
        ("01.01.9999", "12:00"),
        ("01.01.10000", "12:00"),
        ("12/31/2026", "12:00"),
        ("01.03.2027", "25:00"),
        ("", ""),
        ("01.03.2020", "12:00"),
    ],
)
def test_impossible_moment_is_refused_in_words(group, client, day, clock):
    """T53."""
    log_in(client, group.head)
    data = {"form": "in_person", "occasion": "ordinary", "starts_on": day, "starts_time": clock}
    response = client.post(url("call_meeting", group.body.pk), data)
    assert response.status_code == 200
    assert response.context["form"].errors.keys() & {
        "starts_on",
        "starts_time",
        "starts_at",
        "__all__",
    }
    assert Meeting.objects.count() == 0


def test_secretary_is_not_offered_what_the_head_decides(presidium, client):
    log_in(client, presidium.secretary)
    page = client.get(url("call_meeting", presidium.body.pk))
    offered = dict(page.context["form"].fields["occasion"].choices)
    assert "extraordinary" not in offered
    log_in(client, presidium.head)
    page = client.get(url("call_meeting", presidium.body.pk))
    assert "extraordinary" in dict(page.context["form"].fields["occasion"].choices)


def test_opinion_of_another_is_not_read_before_the_opening(sent, group, client, now):
    """2.7, T1."""
    author, other = group.members
    own = sent.invitations.get(person=author.person)
    opinion = opinions.give_opinion(own, "Против плана", checked("o.pdf"), by=author, at=now)
    address = url("open_opinion_file", sent.pk, opinion.pk)
    for user, may in ((author, True), (group.secretary, True), (other, False)):
        log_in(client, user)
        assert (client.get(address).status_code == 200) == may
        assert ("Против плана" in client.get(url("meeting", sent.pk)).content.decode()) == may
    Meeting.objects.filter(pk=sent.pk).update(state=MeetingState.OPEN, opened_at=now)
    log_in(client, other)
    assert client.get(address).status_code == 200


def test_file_of_a_proposal_is_for_its_author_and_the_office(group, client, now):
    author, other = group.members
    proposal = proposals.propose(
        group.body, "О журнале", "", checked("p.pdf"), author=author.person, by=author, at=now
    )
    for user, status in ((author, 200), (group.secretary, 200), (other, 404), (UserFactory(), 404)):
        log_in(client, user)
        assert client.get(url("open_proposal_file", proposal.pk)).status_code == status


def test_search_for_guests_keeps_to_the_circle_of_the_body(group, call, client):
    """T7: names of strangers are found by nobody."""
    stranger = UserFactory(person__surname="Далёкова")
    head = OrganisationFactory(standing="member", head__surname="Близкова").head
    meeting = call(group)
    log_in(client, group.secretary)
    found = client.get(url("invite", meeting.pk), {"q": "кова"}).context["found"]
    assert [person for person, _ in found] == [head]
    answer = client.get(url("invite", meeting.pk), {"person": stranger.person_id})
    assert answer.status_code == 404


@pytest.mark.parametrize("person", ["x", "٣", "9" * 30, "-1", "0"])
def test_address_that_names_nobody_is_404(group, call, client, person):
    meeting = call(group)
    log_in(client, group.secretary)
    assert client.get(url("invite", meeting.pk), {"person": person}).status_code == 404


def test_calendar_file_is_the_meeting(sent, group, client):
    import icalendar

    log_in(client, group.members[0])
    response = client.get(url("calendar", sent.pk))
    event = icalendar.Calendar.from_ical(response.content).walk("VEVENT")[0]
    assert event.decoded("DTSTART") == sent.starts_at
    assert response["Content-Type"] == "text/calendar; charset=utf-8"


def desk_of(client) -> list[str]:
    return [row.task.title for row in client.get("/cabinet/").context["desk"].tasks]


def test_desk_says_whose_step_is_next(group, call, client, now, django_capture_on_commit_callbacks):
    meeting = call(group)
    author = group.members[0]
    proposals.propose(group.body, "О журнале", author=author.person, by=author, at=now)
    log_in(client, group.secretary)
    assert {
        "Соберите повестку и передайте на утверждение",
        "Рассмотрите предложения в повестку",
    } <= set(desk_of(client))
    brought_to(meeting, "drafted", group, now)
    log_in(client, group.head)
    assert "Утвердите повестку" in desk_of(client)
    agenda.approve_agenda(meeting, seen=Meeting.objects.get().version, by=group.head, at=now)
    with django_capture_on_commit_callbacks(execute=True):
        agenda.send_invitations(
            meeting, seen=Meeting.objects.get().version, by=group.secretary, at=now
        )
    log_in(client, author)
    assert "Ответьте, придёте ли на заседание" in desk_of(client)
    invitation = meeting.invitations.get(person=author.person)
    opinions.answer_invitation(invitation, "opinion", by=author, at=now)
    assert "Пришлите письменное мнение" in desk_of(client)


def test_officers_of_the_presidium_prepare_the_general_meeting(presidium, client):
    """C36: it has no officers of its own."""
    body = CollegialBodyFactory(kind=BodyKind.GENERAL_MEETING, rules_code="general-meeting")
    MeetingFactory(body=body, state=MeetingState.DRAFTED)
    log_in(client, presidium.head)
    assert "Утвердите повестку" in desk_of(client)
    assert set(queries.bodies_to_call(presidium.head)) == {body, presidium.body}


def queries_of(client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("who", ["members", "secretary"])
def test_list_takes_the_same_queries_for_one_and_thirty(group, client, who):
    user = group.secretary if who == "secretary" else group.members[0]
    MeetingFactory(body=group.body)
    log_in(client, user)
    queries_of(client, url("meetings"))
    one = queries_of(client, url("meetings"))
    MeetingFactory.create_batch(30, body=group.body)
    assert queries_of(client, url("meetings")) == one <= 15


def test_page_takes_the_same_queries_for_one_and_thirty(sent, group, client, now):
    log_in(client, group.secretary)
    queries_of(client, url("meeting", sent.pk))
    counts = {
        name: queries_of(client, url(name, sent.pk)) for name in ("meeting", "people", "agenda")
    }
    for number in range(30):
        item = agenda.add_item(sent, Question(f"О вопросе {number}"), by=group.secretary, at=now)
        agenda.remark(item, "Замечание", author=group.head.person, by=group.head, at=now)
        user = UserFactory()
        OfficeFactory(body=group.body, person=user.person)
    inviting.check_roll(sent, by=group.secretary, at=now, on=today(now))
    assert {name: queries_of(client, url(name, sent.pk)) for name in counts} == counts
    assert max(counts.values()) <= 30, json.dumps(counts)


def test_person_without_office_or_invitation_costs_the_desk_no_query(client, years):
    from association.meetings import tasks

    user = UserFactory()
    queries.own_invitations(user)
    with CaptureQueriesContext(connection) as asked:
        assert list(tasks.invited_tasks(user, today())) == []
        assert list(tasks.office_tasks(user, today())) == []
    about_meetings = [each["sql"] for each in asked if "meetings_" in each["sql"]]
    assert about_meetings == []
