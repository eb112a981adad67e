"""Pages of decisions: who reads what of them (R73, C35, T1, T3, T50), filters, acts by form (T34–T37)."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from association.bodies.choices import Choice, OfficeKind
from association.meetings import permissions
from association.meetings.choices import Capacity, DecisionForm, Execution, MeetingState
from association.meetings.models import Ballot, Decision
from association.meetings.operations import execution
from association.meetings.queries import decisions as queries
from association.meetings.registrations import control_tasks, executor_tasks
from association.meetings.rules import decisions as rules
from association.organisations.choices import Standing
from documents.records.choices import Level
from home.accounts.choices import Role
from home.desk.registry import cabinet_items
from tests.factories.accounts import PersonFactory, UserFactory, log_in
from tests.factories.bodies import CollegialBodyFactory, OfficeFactory
from tests.factories.decisions import NOW, TODAY, DecisionFactory
from tests.factories.meetings import AgendaItemFactory, InvitationFactory, MeetingFactory
from tests.factories.membership import organisation_of
from tests.factories.uploads import checked

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
LIST = "/cabinet/meetings/decisions/"


def closed_meeting(**fields):
    return MeetingFactory(
        state=MeetingState.CLOSED, starts_at=NOW - datetime.timedelta(hours=3), **fields
    )


def officer(body, kind=OfficeKind.MEMBER):
    user = UserFactory()
    OfficeFactory(body=body, kind=kind, person=user.person)
    return user


def invited(meeting, capacity, *, sent_at=NOW):
    user = UserFactory()
    InvitationFactory(meeting=meeting, person=user.person, capacity=capacity, sent_at=sent_at)
    return user


@pytest.fixture
def house():
    """Bodies of the Association, of an organisation (shared and not), the general meeting; each with three levels."""
    owner = UserFactory()
    organisation = organisation_of(owner, standing=Standing.MEMBER)
    bodies = {
        "presidium": CollegialBodyFactory(kind="presidium", rules_code="presidium"),
        "general": CollegialBodyFactory(kind="general_meeting", rules_code="general-meeting"),
        "group": CollegialBodyFactory(),
        "foreign": CollegialBodyFactory(owner=organisation),
        "shared": CollegialBodyFactory(owner=organisation, is_shared=True),
    }
    meetings = {name: closed_meeting(body=body) for name, body in bodies.items()}
    for meeting in meetings.values():
        for level in Level:
            DecisionFactory(meeting=meeting, level=level)
        open_one = MeetingFactory(body=meeting.body, state=MeetingState.OPEN, starts_at=NOW)
        DecisionFactory(meeting=open_one)
    return {"owner": owner, "bodies": bodies, "meetings": meetings}


def readers(house) -> dict:
    bodies, meetings = house["bodies"], house["meetings"]
    executor = UserFactory()
    Decision.objects.filter(meeting=meetings["foreign"], level=Level.CONFIDENTIAL).update(
        executor=executor.person
    )
    early = Decision.objects.filter(meeting__state=MeetingState.OPEN).first()
    Decision.objects.filter(pk=early.pk).update(executor=executor.person)
    withdrawn = invited(meetings["group"], Capacity.VOTING)
    withdrawn.person.meeting_invitations.update(withdrawn_at=NOW)
    return {
        "owner": house["owner"],
        "secretary": UserFactory(role=Role.SECRETARY),
        "support": UserFactory(role=Role.AUTHORITY_SUPPORT),
        "administrator": UserFactory(role=Role.ADMINISTRATOR),
        "member of the presidium": officer(bodies["presidium"]),
        "chair of the presidium": officer(bodies["presidium"], OfficeKind.CHAIR),
        "secretary of the foreign body": officer(bodies["foreign"], OfficeKind.SECRETARY),
        "member of the group": officer(bodies["group"]),
        "voter": invited(meetings["group"], Capacity.VOTING),
        "guest": invited(meetings["foreign"], Capacity.ATTENDING),
        "adviser": invited(meetings["general"], Capacity.ADVISORY),
        "not told yet": invited(meetings["group"], Capacity.VOTING, sent_at=None),
        "invited no more": withdrawn,
        "executor": executor,
        "stranger": UserFactory(),
        "no person": UserFactory(person=None),
    }


def test_list_shows_exactly_what_the_page_opens(house):
    """The row «чужая организация» and every other: one answer in SQL, one in permissions (T1, T3, R73, C35)."""
    seen = {}
    for name, user in readers(house).items():
        expected = {
            each.pk
            for each in Decision.objects.select_related("meeting__body__owner")
            if permissions.may_see_decision(user, each)
        }
        assert set(queries.visible_to(user).values_list("pk", flat=True)) == expected, name
        seen[name] = len(expected)
    assert seen == {
        "owner": 2 * 3 + 4,
        "secretary": 3 * 4 + 3,
        "support": 3 * 3 + 3,
        "administrator": 3 * 4 + 3,
        "member of the presidium": 4,
        "chair of the presidium": 8,
        "secretary of the foreign body": 4,
        "member of the group": 4,
        "voter": 3,
        "guest": 1,
        "adviser": 1,
        "not told yet": 0,
        "invited no more": 0,
        "executor": 1,
        "stranger": 0,
        "no person": 0,
    }


@pytest.mark.parametrize(
    "role", [None, Role.SECRETARY, Role.AUTHORITY_SUPPORT, Role.ADMINISTRATOR, Role.EDITOR]
)
def test_decision_of_a_foreign_organisation_is_not_found(client, role):
    """T1, T3: its page, its acts and its files."""
    organisation = organisation_of(UserFactory())
    decision = DecisionFactory(meeting__body=CollegialBodyFactory(owner=organisation))
    log_in(client, UserFactory(role=role))
    for name in ("decision", "report_execution", "reassign_execution"):
        answer = client.get(reverse(f"meetings:{name}", args=[decision.pk]))
        assert answer.status_code == 404
        assert decision.text not in answer.text
    for name in ("execution_report", "execution_pdf", "office_proposals"):
        address = reverse(f"meetings:{name}", args=[decision.meeting.body_id])
        assert client.get(address).status_code == 404


def by_name(decision) -> Decision:
    for surname, choice in (("Иванова", "for"), ("Петрова", "against"), ("Сидорова", "")):
        person = PersonFactory(surname=surname)
        Ballot.objects.create(
            vote=decision.vote,
            invitation=InvitationFactory(meeting=decision.meeting, person=person, sent_at=NOW),
            choice=choice,
            cast_at=NOW if choice else None,
            asks_to_record=choice == Choice.AGAINST,
        )
    return decision


@pytest.mark.parametrize(
    ("who", "names", "counts"),
    [
        ("member", True, True),
        ("secretary", True, True),
        ("office", True, True),
        ("support", False, True),
        ("guest", False, True),
        ("executor", False, False),
    ],
)
def test_votes_by_name_are_for_the_body_alone(client, who, names, counts):
    """T50: the executor from outside reads just the decision."""
    decision = by_name(DecisionFactory())
    users = {
        "member": lambda: officer(decision.meeting.body),
        "secretary": lambda: officer(decision.meeting.body, OfficeKind.SECRETARY),
        "office": lambda: UserFactory(role=Role.SECRETARY),
        "support": lambda: UserFactory(role=Role.AUTHORITY_SUPPORT),
        "guest": lambda: invited(decision.meeting, Capacity.ATTENDING),
        "executor": lambda: UserFactory(person=decision.executor),
    }
    log_in(client, users[who]())
    page = client.get(decision.get_absolute_url())
    assert decision.text in page.text
    assert ("Петрова Анна Игоревна (просит записать в протокол)" in page.text) == names
    assert ("против&nbsp;— 0" in page.text) == counts
    assert (decision.item.title in page.text) == counts


def test_page_tells_by_which_clause_and_what_followed(client):
    decision = DecisionFactory(
        meeting__body__kind="presidium",
        meeting__body__rules_code="presidium",
        vote__explanation="За 3 из 3: нужно было 2.",
    )
    Decision.objects.update(effect="Заявление № 1/2026: решение о приёме внесено.")
    log_in(client, officer(decision.meeting.body))
    page = client.get(decision.get_absolute_url())
    assertContains(page, "п.\xa04.9 Положения")
    assertContains(page, "За 3 из 3: нужно было 2.")
    assertContains(page, "Заявление № 1/2026: решение о приёме внесено.")
    assertContains(page, "внутреннее решение (не из положения)")
    assert rules.FORM.clause == "п.\xa01.5 Положения"


def test_list_is_filtered_by_what_its_page_offers(client):
    body = CollegialBodyFactory()
    meeting = closed_meeting(body=body)
    found = {
        "appeal": DecisionFactory(meeting=meeting, vote__form=DecisionForm.APPEAL),
        "old": DecisionFactory(meeting=meeting, adopted_on=datetime.date(2025, 12, 31)),
        "done": DecisionFactory(meeting=meeting, done=True),
        "late": DecisionFactory(meeting=meeting, due_on=timezone.localdate() - DAY),
        "ёлка": DecisionFactory(meeting=meeting, vote__question="Нарядить ЁЛКУ во дворе."),
        "elsewhere": DecisionFactory(),
    }
    log_in(client, UserFactory(role=Role.SECRETARY))

    def numbers(**asked):
        page = client.get(LIST, asked).context["page"]
        return {name for name, each in found.items() if each.pk in page.object_list}

    assert numbers() == set(found)
    assert numbers(body=body.pk) == set(found) - {"elsewhere"}
    assert numbers(form="appeal") == {"appeal"}
    assert numbers(year=2025) == {"old"}
    assert numbers(execution="done") == {"done"}
    assert numbers(overdue="on") == {"late"}
    assert numbers(words="елку нарядить") == {"ёлка"}
    assert numbers(words="такого нет") == set()


@pytest.mark.parametrize(
    "query",
    ["body=x&year=99999999999", "form=zzz&execution=1", "page=-5", "overdue=1&words=%D1", "body=7"],
)
def test_address_that_is_no_filter_shows_the_list(client, query):
    """T72: no 500 for anything that is typed into the address."""
    log_in(client, UserFactory())
    assert client.get(f"{LIST}?{query}").status_code == 200


def test_filter_offers_only_bodies_that_the_reader_sees(client):
    mine, other = CollegialBodyFactory(), CollegialBodyFactory(title="Чужая группа")
    log_in(client, officer(mine))
    assertNotContains(client.get(LIST), other.title)


def test_executor_reports_and_the_chair_accepts(client):
    decision = DecisionFactory()
    executor = UserFactory(person=decision.executor)
    log_in(client, executor)
    address = reverse("meetings:report_execution", args=[decision.pk])
    seen = client.get(address).context["form"].initial["seen"]
    answer = client.post(address, {"text": "Урок проведён 3 декабря.", "seen": seen})
    assert answer.url == decision.get_absolute_url()
    assertContains(client.get(answer.url), "Урок проведён 3 декабря")
    log_in(client, officer(decision.meeting.body, OfficeKind.CHAIR))
    accept = reverse("meetings:accept_execution", args=[decision.pk])
    assert client.post(accept, {"seen": 1}).status_code == 302
    decision.refresh_from_db()
    assert decision.execution == Execution.DONE


def test_form_sent_twice_does_it_once(client):
    """T34."""
    decision = DecisionFactory()
    log_in(client, UserFactory(person=decision.executor))
    address = reverse("meetings:progress_execution", args=[decision.pk])
    answers = [client.post(address, {"text": "Начали.", "seen": 0}).status_code for _ in "12"]
    assert (answers, decision.steps.count()) == ([302, 409], 1)


def test_what_no_form_asks_for_is_passed_over(client):
    """T37."""
    decision = DecisionFactory()
    other = PersonFactory()
    log_in(client, UserFactory(person=decision.executor))
    client.post(
        reverse("meetings:progress_execution", args=[decision.pk]),
        {
            "text": "Начали.",
            "seen": 0,
            "execution": "done",
            "executor": other.pk,
            "accepted_on": "18.11.2026",
            "number": "9.9",
        },
    )
    before = (decision.execution, decision.executor, decision.number)
    decision.refresh_from_db()
    assert (decision.execution, decision.executor, decision.number) == before
    assert decision.accepted_on is None


@pytest.mark.parametrize("name", ["accept_execution", "return_execution", "reassign_execution"])
def test_executor_has_no_way_to_accept_or_put_off(client, name):
    decision = DecisionFactory(execution=Execution.REPORTED, reported_on=TODAY)
    log_in(client, UserFactory(person=decision.executor))
    answer = client.post(
        reverse(f"meetings:{name}", args=[decision.pk]), {"seen": 0, "text": "Принято."}
    )
    assert answer.status_code == 404
    decision.refresh_from_db()
    assert decision.execution == Execution.REPORTED


def test_act_out_of_turn_is_refused(client):
    """T36."""
    decision = DecisionFactory(done=True)
    log_in(client, officer(decision.meeting.body, OfficeKind.SECRETARY))
    address = reverse("meetings:return_execution", args=[decision.pk])
    assert client.post(address, {"seen": 0, "text": "Ещё раз."}).status_code == 409


def test_chair_gives_a_decision_without_executor_to_a_member(client):
    decision = DecisionFactory(for_nobody=True)
    chair = officer(decision.meeting.body, OfficeKind.CHAIR)
    member = officer(decision.meeting.body).person
    log_in(client, chair)
    assertContains(client.get(decision.get_absolute_url()), "Назначить исполнителя")
    address = reverse("meetings:reassign_execution", args=[decision.pk])
    due = timezone.localdate() + DAY
    data = {"executor": member.pk, "due_on": due.strftime("%d.%m.%Y"), "reason": "Ей ближе."}
    assert client.post(address, data | {"seen": 0}).status_code == 302
    decision.refresh_from_db()
    assert (decision.executor, decision.due_on) == (member, due)


def test_stranger_cannot_be_named_executor(client):
    """T37: the choice is checked, not only offered."""
    decision = DecisionFactory()
    log_in(client, officer(decision.meeting.body, OfficeKind.CHAIR))
    page = client.post(
        reverse("meetings:reassign_execution", args=[decision.pk]),
        {"executor": PersonFactory().pk, "reason": "Так.", "seen": 0},
    )
    assert list(page.context["form"].errors) == ["executor"]


def test_file_of_a_step_is_for_readers_of_the_decision(client):
    decision = DecisionFactory()
    step = execution.note_progress(
        decision, "Смета.", checked("смета.pdf"), seen=0, by=None, at=NOW
    )
    address = reverse("meetings:open_step_file", args=[decision.pk, step.pk])
    log_in(client, UserFactory(person=decision.executor))
    assert client.get(address).status_code == 200
    other = DecisionFactory()
    assert (
        client.get(reverse("meetings:open_step_file", args=[other.pk, step.pk])).status_code == 404
    )
    log_in(client, UserFactory())
    assert client.get(address).status_code == 404


def test_my_assignments_are_mine_by_their_term(client):
    user = UserFactory()
    meeting = closed_meeting()
    later = DecisionFactory(meeting=meeting, executor=user.person, due_on=TODAY + 9 * DAY)
    sooner = DecisionFactory(meeting=meeting, executor=user.person, due_on=TODAY + 2 * DAY)
    whenever = DecisionFactory(meeting=meeting, executor=user.person, due_on=None)
    done = DecisionFactory(meeting=meeting, executor=user.person, done=True)
    DecisionFactory(meeting=meeting)
    log_in(client, user)
    address = reverse("meetings:my_assignments")
    assert list(client.get(address).context["page"]) == [sooner, later, whenever]
    assert list(client.get(address, {"show": "done"}).context["page"]) == [done]


def test_stranger_has_no_assignments_and_no_page_of_them_in_the_menu(client):
    user = UserFactory()
    log_in(client, user)
    assertContains(client.get(reverse("meetings:my_assignments")), "Поручений нет")
    assert not {"meetings:my_assignments", "meetings:decisions"} & {
        item.url_name for item in cabinet_items(user)
    }


def test_desk_of_the_executor_names_decision_and_term():
    user = UserFactory()
    decision = DecisionFactory(executor=user.person, due_on=TODAY + DAY)
    DecisionFactory(executor=user.person, done=True)
    (task,) = executor_tasks(user, TODAY)
    assert (task.url, task.due) == (decision.get_absolute_url(), TODAY + DAY)
    assert task.about == f"Решение №\xa0{decision.number}, {decision.meeting.body}"


def test_desk_of_the_secretary_counts_reports_and_overdue_ones():
    meeting = closed_meeting()
    DecisionFactory(meeting=meeting, execution=Execution.REPORTED, reported_on=TODAY)
    for _ in "12":
        DecisionFactory(meeting=meeting, due_on=TODAY - DAY)
    secretary = officer(meeting.body, OfficeKind.SECRETARY)
    tasks = {task.title: task.about for task in control_tasks(secretary, TODAY)}
    title = meeting.body.title
    assert tasks == {
        "Примите доклады об исполнении": f"{title}: 1\xa0доклад",
        "Разберите просроченные решения": f"{title}: 2\xa0решения",
    }
    assert list(control_tasks(officer(meeting.body), TODAY)) == []


def test_desk_of_whoever_watches_over_many_bodies_has_one_task():
    for _ in range(6):
        DecisionFactory(due_on=TODAY - DAY)
    (task,) = control_tasks(UserFactory(role=Role.SECRETARY), TODAY)
    assert task.about == "6\xa0органов: 6\xa0решений"
    assert task.url == f"{LIST}?overdue=on"


@pytest.mark.parametrize("rule", [rules.BROUGHT, rules.CARRIED_OUT, rules.CONTROL])
def test_clauses_of_the_presidium_are_not_put_on_other_bodies(rule):
    assert rules.for_body(rule, "presidium") is rule
    assert rule.clause.endswith("Положения")
    assert rules.for_body(rule, "working_group").clause == "не из положения"


def test_desk_of_the_presidium_cites_its_clauses():
    meeting = closed_meeting(body__kind="presidium", body__rules_code="presidium")
    user = UserFactory()
    DecisionFactory(meeting=meeting, executor=user.person)
    DecisionFactory(meeting=meeting, due_on=TODAY - DAY)
    secretary = officer(meeting.body, OfficeKind.SECRETARY)
    assert [task.rule for task in executor_tasks(user, TODAY)] == [rules.CARRIED_OUT]
    assert [task.rule for task in control_tasks(secretary, TODAY)] == [rules.CONTROL]


def test_desk_of_whoever_has_nothing_asks_nothing_more(django_assert_num_queries):
    """One query tells offices, organisations and decisions; the tasks of decisions add none."""
    user = UserFactory()
    DecisionFactory()
    with django_assert_num_queries(1):
        assert list(executor_tasks(user, TODAY)) == []
    with django_assert_num_queries(1):  # whether the user has a role
        assert list(control_tasks(user, TODAY)) == []


@pytest.mark.parametrize("address", [LIST, "/cabinet/meetings/assignments/", "/cabinet/"])
def test_pages_cost_the_same_for_one_and_for_thirty(
    client, address, django_assert_num_queries, django_assert_max_num_queries
):
    user = UserFactory()
    body = CollegialBodyFactory()
    OfficeFactory(body=body, kind=OfficeKind.SECRETARY, person=user.person)
    log_in(client, user)
    meeting = closed_meeting(body=body)
    DecisionFactory(meeting=meeting, executor=user.person)
    client.get(address)
    # The desk asks every room of the house.
    with django_assert_max_num_queries(40 if address == "/cabinet/" else 15) as one:
        client.get(address)
    for _ in range(29):
        DecisionFactory(meeting=closed_meeting(body=body), executor=user.person)
    with django_assert_num_queries(len(one)):
        client.get(address)


def test_page_of_a_decision_costs_the_same_with_many_steps_and_ballots(
    client, django_assert_num_queries, django_assert_max_num_queries
):
    decision = by_name(DecisionFactory())
    do = {"by": UserFactory(), "at": NOW}
    execution.note_progress(decision, "Раз.", checked("а.pdf"), seen=0, **do)
    log_in(client, officer(decision.meeting.body, OfficeKind.SECRETARY))
    client.get(decision.get_absolute_url())
    with django_assert_max_num_queries(20) as few:
        client.get(decision.get_absolute_url())
    for seen in range(1, 20):
        do["by"] = UserFactory()
        execution.note_progress(decision, "Ещё.", checked("б.pdf"), seen=seen, **do)
    by_name(decision)
    with django_assert_num_queries(len(few)):
        client.get(decision.get_absolute_url())


def test_count_of_a_long_list_is_cut(client, monkeypatch):
    from association.meetings.views.decisions import reading

    monkeypatch.setattr(reading, "COUNTED", 2)
    user = UserFactory(role=Role.SECRETARY)
    meeting = closed_meeting()
    for _ in range(4):
        DecisionFactory(meeting=meeting, item=AgendaItemFactory(meeting=meeting))
    log_in(client, user)
    assertContains(client.get(LIST), "Найдено больше 2")
