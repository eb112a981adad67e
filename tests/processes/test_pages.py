"""Pages of processes: to whom to turn, the matrix and its way to the agenda, the own page, desk, line of life (3.17)."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from association.meetings.models import AgendaItem
from association.mentoring.models import MentorProfile
from association.organisations.choices import Standing
from association.organisations.registry import life_of, participation_of, public_facts_of
from association.processes.choices import Assigning, ProposalState, Support
from association.processes.desk import (
    duties_of_members,
    proposal_tasks,
    ways_on,
)
from association.processes.modeladmin import AssignmentAdmin
from association.processes.models import AssignmentProposal, Process, ProcessSupport
from association.processes.personal import entries_of
from association.processes.rules import names
from home.accounts.choices import Role
from home.desk.registry import cabinet_items
from home.notices.models import Letter
from tests.factories.accounts import UserFactory, log_in
from tests.factories.meetings import MeetingFactory
from tests.factories.mentoring import NOW, TODAY, speaks_for
from tests.factories.organisations import OrganisationFactory, TerritoryFactory
from tests.factories.processes import (
    assignment,
    chair,
    general_meeting,
    member,
    process,
    proposal,
    support,
)

pytestmark = pytest.mark.django_db
FIND = reverse("processes:find_help")
DAY = datetime.timedelta(days=1)


def text_of(response) -> str:
    return response.content.decode().replace("\xa0", " ").replace("&nbsp;", " ")


@pytest.fixture
def office(client):
    return log_in(client, UserFactory(role=Role.SECRETARY))


# To whom to turn.


def test_members_find_whom_to_turn_to_by_process_place_and_kind(client):
    town = TerritoryFactory(name="Город")
    near = member(short_name="Лицей рядом", territory=town)
    audit = assignment(near, "audit")
    assignment(member(short_name="Школа далеко"), "audit")
    assignment(member(short_name="Центр рисков"), "risks")
    support(audit, kind=Support.AUDIT)
    client.force_login(speaks_for(member()))
    for asked, found in (
        ({}, {"Лицей рядом", "Школа далеко", "Центр рисков"}),
        ({"process": process("audit").pk}, {"Лицей рядом", "Школа далеко"}),
        ({"territory": town.pk}, {"Лицей рядом"}),
        ({"kind": "audit"}, {"Лицей рядом"}),
        ({"words": "центр РИСКОВ"}, {"Центр рисков"}),
        (
            {"process": "<b>", "territory": "99999", "kind": "?"},
            {"Лицей рядом", "Школа далеко", "Центр рисков"},
        ),
    ):
        rows = client.get(FIND, asked).context["rows"]
        assert {row["assignment"].organisation.short_name for row in rows} == found
    assert "1 аудит" in text_of(client.get(FIND))


def test_whoever_has_left_or_ended_is_not_shown(client):
    """A row that an older decision has left behind does not call a former member responsible."""
    assignment(OrganisationFactory(standing=Standing.FORMER))
    assignment(since=TODAY - DAY, until=TODAY, end_reason="снято")
    client.force_login(speaks_for(member()))
    assert client.get(FIND).context["rows"] == []


def test_contacts_are_the_members_own_and_candidates_ask_by_letter(client):
    """2.3.2, R14: no telephones for a candidate; its request goes by letter."""
    lyceum = member(phone="+7 (000) 111-22-33", email="lyceum@example.org")
    speaker = speaks_for(lyceum)
    held = assignment(lyceum)
    contacts = ("+7 (000) 111-22-33", "lyceum@example.org", speaker.person.full_name)

    client.force_login(speaks_for(member()))
    page = text_of(client.get(FIND))
    assert [each in page for each in contacts] == [True] * 3

    candidate = OrganisationFactory(standing=Standing.CANDIDATE)
    client.force_login(speaks_for(candidate))
    page = text_of(client.get(FIND))
    assert [each in page for each in contacts] == [False] * 3
    address = reverse("processes:ask_for_support", args=[held.pk])
    assert address in page
    assert client.get(address).status_code == 200
    client.post(address, {"organisation": candidate.pk, "text": "Как вести журнал?"})
    assert "Как вести журнал?" in Letter.objects.get(kind="processes.asked").text


def test_nobody_asks_in_the_name_of_others(client):
    held, foreign = assignment(), member()
    client.force_login(speaks_for(member()))
    address = reverse("processes:ask_for_support", args=[held.pk])
    page = client.post(address, {"organisation": foreign.pk, "text": "Помогите"})
    assert "не говорите" in text_of(page)
    assert not Letter.objects.exists()


def test_page_of_a_process_tells_who_helped_whom_and_who_was_responsible(client):
    entry = support(title="Журнал аудитов")
    struck = support(
        entry.assignment,
        title="Ошибка",
        struck_at=NOW,
        struck_why="ошибка",
        struck_by=UserFactory(),
    )
    assignment(member(short_name="Прежний"), since=TODAY - DAY, until=TODAY, end_reason="снято")
    client.force_login(speaks_for(member()))
    page = text_of(client.get(reverse("processes:process", args=[entry.assignment.process_id])))
    assert ["Журнал аудитов" in page, struck.title in page, "Прежний" in page] == [
        True,
        False,
        True,
    ]


def test_lists_cost_the_same_for_one_and_thirty_rows(
    client, django_assert_num_queries, django_assert_max_num_queries
):
    first = support()
    client.force_login(speaks_for(member()))
    pages = {FIND: 15, reverse("processes:process", args=[first.assignment.process_id]): 16}
    counts = {}
    for page, most in pages.items():
        client.get(page)
        with django_assert_max_num_queries(most) as few:
            client.get(page)
        counts[page] = len(few)
    for _ in range(12):
        support()
    for page, count in counts.items():
        with django_assert_num_queries(count):
            client.get(page)


# The own page.


def test_own_page_takes_help_with_its_file_and_strikes_it(client):
    lyceum, school = member(), member(short_name="Школа")
    held = assignment(lyceum, since=timezone.now().date() - DAY)
    client.force_login(speaks_for(lyceum))
    own = reverse("processes:own_processes")
    assert text_of(client.get(own)).count("Внутренний аудит") >= 1

    address = reverse("processes:record_support", args=[held.pk])
    told = {
        "organisation": school.pk,
        "kind": "procedure",
        "title": "Управление записями",
        "on": f"{timezone.now():%d.%m.%Y}",
        "note": "",
    }
    assert "Отметьте, чем помогли." in text_of(client.post(address, {**told, "kind": ""}))
    assert "не отвечала" in text_of(client.post(address, {**told, "on": "01.02.2020"}))
    assert client.post(address, told).url == own
    entry = ProcessSupport.objects.get()
    assert (entry.organisation, entry.assignment) == (school, held)

    strike = reverse("processes:strike_support", args=[entry.pk])
    assert client.post(strike, {"why": "не та школа"}).url == own
    assert "не та школа" in text_of(client.get(own))


def test_own_page_says_when_nothing_is_assigned(client):
    school = member(short_name="Школа без процесса")
    client.force_login(speaks_for(school))
    assert "Школа без процесса: процесс пока не закреплён" in text_of(
        client.get(reverse("processes:own_processes"))
    )


# Proposals.


def test_matrix_leads_to_the_agenda_of_the_general_meeting(client, office):
    """R50: marks → ready → the agenda; nothing stands before the decision."""
    body, lyceum = general_meeting(), member(short_name="Лицей")
    other = member(short_name="Школа")
    meeting = MeetingFactory(body=body, starts_at=timezone.now() + 9 * DAY)
    draft_url = client.post(reverse("processes:open_proposal")).url
    draft = AssignmentProposal.objects.get()
    page = client.get(draft_url)
    assert [row[0] for row in page.context["rows"]] == [lyceum, other]
    assert "взято по аналогии с Президиумом" in text_of(page)

    marked = {"seen": 1, "shown": [lyceum.pk, other.pk], "place": [f"{lyceum.pk}-{process().pk}"]}
    answer = client.post(
        reverse("processes:propose_places", args=[draft.pk]) + "?without=on", marked
    )
    assert answer.url == f"{draft_url}?without=on#matrix"
    page = text_of(client.get(draft_url))
    assert "без процесса останутся (1): Школа" in page

    client.post(reverse("processes:make_proposal_ready", args=[draft.pk]), {"seen": 2})
    log_in(client, office)
    client.post(
        reverse("processes:put_proposal_on_agenda", args=[draft.pk]),
        {"seen": 3, "meeting": meeting.pk},
    )
    item = AgendaItem.objects.get()
    assert (item.meeting, item.matter, item.subject) == (meeting, "processes", draft)
    assert "– Внутренний аудит: Лицей." in item.draft_decision
    assert not lyceum.assignments.exists()
    assert "Стоит в повестке" in text_of(client.get(draft_url))


@pytest.mark.parametrize(
    "broken",
    [
        {"place": ["1"]},
        {"place": ["а-б"]},
        {"place": ["1-999999"]},
        {"place": [f"1-{n}" for n in range(2001)]},
        {"shown": ["x"]},
        {"shown": []},
        {"seen": 9},
    ],
)
def test_marks_that_cannot_be_read_change_nothing(client, office, broken):
    """T71, T72: whatever is sent, a page answers."""
    draft, lyceum = proposal(state=ProposalState.DRAFT), member()
    marked = {"seen": 1, "shown": [lyceum.pk], "place": [f"{lyceum.pk}-{process().pk}"], **broken}
    answer = client.post(reverse("processes:propose_places", args=[draft.pk]), marked)
    assert answer.status_code in (400, 409)
    assert "Отметки не сохранены" in text_of(answer)
    assert not draft.lines.exists()


def test_retired_process_can_be_let_go_of_and_not_assigned(client, office):
    lyceum, school = member(), member()
    assignment(lyceum, "risks")
    Process.objects.filter(code="risks").update(is_retired=True)
    rows = client.get(proposal(state=ProposalState.DRAFT).get_absolute_url()).context["rows"]
    cells = {
        organisation: next(cell for cell in cells if cell.process.code == "risks")
        for organisation, cells in rows
    }
    assert (cells[lyceum].is_open, cells[lyceum].stands) == (True, True)
    assert (cells[school].is_open, cells[school].stands) == (False, False)


def test_matrix_shows_what_a_mentor_teaches(client, office):
    lyceum = member()
    profile = MentorProfile.objects.create(
        organisation=lyceum, updated_by=UserFactory(), updated_at=NOW
    )
    profile.processes.add(process("staff"))
    rows = client.get(proposal(state=ProposalState.DRAFT).get_absolute_url()).context["rows"]
    taught = [cell.process.code for _, cells in rows for cell in cells if cell.is_taught]
    assert taught == ["staff"]


def test_matrix_costs_the_same_for_any_number_of_members(
    client, office, django_assert_num_queries, django_assert_max_num_queries
):
    general_meeting()
    member()
    draft = proposal((member(), "audit"), state=ProposalState.DRAFT)
    client.get(draft.get_absolute_url())
    with django_assert_max_num_queries(25) as few:
        client.get(draft.get_absolute_url())
    for _ in range(10):
        draft.lines.create(organisation=assignment().organisation, process=process("risks"))
    with django_assert_num_queries(len(few)):
        client.get(draft.get_absolute_url())


def test_faulty_line_is_shown_and_removed(client, office):
    gone = OrganisationFactory(standing=Standing.FORMER, short_name="Ушедшая")
    draft = proposal((gone, "audit"), state=ProposalState.DRAFT)
    assert "Ушедшая — уже не член Ассоциации" in text_of(client.get(draft.get_absolute_url()))
    address = reverse("processes:remove_proposal_line", args=[draft.pk, draft.lines.get().pk])
    assert client.post(address, {"seen": 1}).url == draft.get_absolute_url()
    assert not draft.lines.exists()


def test_refusal_of_a_button_is_a_page_with_its_clause(client, office):
    draft = proposal(state=ProposalState.DRAFT)
    answer = client.post(reverse("processes:make_proposal_ready", args=[draft.pk]), {"seen": 1})
    assert (answer.status_code, "ни одной строки" in text_of(answer)) == (409, True)


def test_withdrawal_asks_for_a_reason_and_explanation_is_kept(client, office):
    draft = proposal(state=ProposalState.DRAFT)
    client.post(
        reverse("processes:explain_proposal", args=[draft.pk]), {"seen": 1, "note": "по анкетам"}
    )
    address = reverse("processes:withdraw_proposal", args=[draft.pk])
    assert client.post(address, {"seen": 2, "reason": " "}).status_code == 200
    client.post(address, {"seen": 2, "reason": "до весны"})
    draft.refresh_from_db()
    assert (draft.state, draft.note, draft.answer) == ("withdrawn", "по анкетам", "до весны")
    assert client.get(reverse("processes:proposals")).status_code == 200


@pytest.mark.parametrize("role", ["member", "candidate", "voter", "authority"])
def test_others_do_not_find_proposals(client, role):
    """T1: whoever does not prepare proposals learns nothing of them."""
    users = {
        "member": lambda: speaks_for(member()),
        "candidate": lambda: speaks_for(OrganisationFactory(standing=Standing.CANDIDATE)),
        "voter": UserFactory,
        "authority": lambda: UserFactory(role=Role.AUTHORITY_SUPPORT),
    }
    draft = proposal((member(), "audit"), state=ProposalState.DRAFT)
    log_in(client, users[role]())
    for name, args in (
        ("proposals", []),
        ("proposal", [draft.pk]),
        ("withdraw_proposal", [draft.pk]),
    ):
        assert client.get(reverse(f"processes:{name}", args=args)).status_code == 404
    assert client.post(reverse("processes:open_proposal")).status_code == 404


def test_chair_prepares_too(client):
    log_in(client, chair())
    assert client.get(reverse("processes:proposals")).status_code == 200


# The admin only reads (R50).


def test_nobody_assigns_a_process_in_the_admin(client):
    helper = AssignmentAdmin().url_helper
    held = assignment(member(short_name="Лицей"))
    log_in(client, UserFactory(role=Role.ADMINISTRATOR))
    assert "Лицей" in text_of(client.get(helper.index_url))
    assert "Лицей" in text_of(client.get(helper.index_url, {"q": "лицей"}))
    assert client.get(helper.get_action_url("inspect", held.pk)).status_code == 200
    for action in ("edit", "delete"):
        assert client.post(helper.get_action_url(action, held.pk)).status_code in (302, 403)
    assert client.post(helper.create_url, {"organisation": held.organisation_id}).status_code in (
        302,
        403,
    )
    held.refresh_from_db()
    assert held.until is None


# Desk, duties, line of life, participation, open register.


def tasks_of(user) -> list[str]:

    return [task.title for task in proposal_tasks(user, TODAY)]


def test_desk_tells_who_prepares_what_comes_next(office, django_assert_num_queries):
    member()
    assert tasks_of(office) == ["Предложите собранию, за какой процесс отвечает каждый член"]
    put = proposal((member(), "audit"), state=ProposalState.DRAFT)
    assert tasks_of(office) == ["Закончите предложение о закреплении процессов"]
    AssignmentProposal.objects.update(state=ProposalState.READY)
    assert tasks_of(office) == ["Внесите закрепление процессов в повестку"]
    meeting = MeetingFactory(body=general_meeting())
    AgendaItem.objects.create(meeting=meeting, position=1, title="О процессах", subject=put)
    assert tasks_of(office) == []
    stranger = UserFactory(person=None)
    with django_assert_num_queries(1):  # the roles of the user, which every page asks once
        assert tasks_of(stranger) == []


def test_duties_and_the_menu_of_whoever_speaks_for_a_responsible_member():

    held = assignment()
    user = speaks_for(held.organisation)
    duty = next(iter(duties_of_members(user, TODAY)))
    assert (duty.rule, duty.about) == (names.RESPONSIBILITY, held.organisation.short_name)
    assert [way.title for way in ways_on(user)] == ["Процессы, за которые мы отвечаем"]
    assert "processes:find_help" in [item.url_name for item in cabinet_items(user)]
    assert "processes:find_help" not in [item.url_name for item in cabinet_items(UserFactory())]


def test_organisation_shows_its_processes_and_its_help():
    held = assignment(since=TODAY - 3 * DAY)
    support(held, to=member(short_name="Школа"), title="Журнал")
    support(held, struck_at=NOW, struck_why="ошибка", struck_by=UserFactory())
    organisation = held.organisation
    events = [event for event in life_of(organisation) if event.rule is names.ASSIGNED_BY_MEETING]
    assert [(event.title, event.is_public, event.papers) for event in events] == [
        ("Закреплён процесс «Внутренний аудит»", True, ())
    ]
    given = participation_of(organisation, TODAY - DAY, TODAY)["Методическая помощь"]
    assert [(one.title, one.outcome, one.rule) for one in given] == [
        ("Документированная процедура: Журнал", "помогла: Школа", names.SUPPORT)
    ]
    assert ("Помогает другим с\xa0процессами", "Внутренний аудит", None) in public_facts_of(
        organisation
    )
    held.until, held.end_reason = TODAY, "снято решением общего собрания"
    held.save()
    titles = [event.title for event in life_of(organisation)]
    assert "Больше не\xa0отвечает за\xa0процесс «Внутренний аудит»" in titles


def test_release_of_the_last_process_is_said_before_it_is_decided(client, office):
    lyceum = member(short_name="Лицей")
    assignment(lyceum)
    draft = proposal((lyceum, "audit", Assigning.RELEASE), state=ProposalState.DRAFT)
    page = text_of(client.get(draft.get_absolute_url()))
    assert "без процесса останутся (1): Лицей" in page


def test_person_reads_what_they_entered():
    """152-FZ, art. 14."""
    entry = support(title="Журнал", by=UserFactory())
    AssignmentProposal.objects.create(year=2026, number=9, opened_by=entry.by, opened_at=NOW)
    assert list(entries_of(entry.by.person)) == [
        {
            "Внесли или вычеркнули помощь": "Журнал",
            "Процесс": "Внутренний аудит",
            "Когда": "18\xa0ноября 2026\xa0г.",
        },
        {"Начали предложение": "Закрепление процессов №\xa09/2026"},
    ]
    assert list(entries_of(UserFactory().person)) == []
