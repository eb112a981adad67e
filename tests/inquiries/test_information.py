"""The chair asks, members answer, the program reminds and counts (R71, R77)."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from association.inquiries import operations
from association.inquiries.choices import Circle, RequestState
from association.inquiries.models import Addressee, InformationRequest
from association.inquiries.operations.information import Asking, tell_addressees, tell_cancelled
from association.inquiries.queries import information as queries
from association.inquiries.rules import names
from association.organisations.choices import Standing
from association.organisations.registry import owed_by
from home.accounts.choices import Role
from home.desk.registry import task_sources
from home.notices.models import Letter
from home.rulebook import DomainError
from home.workdays.queries import today
from tests.factories.accounts import UserFactory, log_in
from tests.factories.exports import told_of_exports
from tests.factories.inquiries import DUE, AddresseeFactory, InformationRequestFactory, chair
from tests.factories.organisations import OrganisationFactory, RepresentativeFactory
from tests.factories.uploads import checked

pytestmark = [pytest.mark.django_db, pytest.mark.database]

DAY = datetime.timedelta(days=1)
NEW = "/cabinet/inquiries/requests/new/"


def speaks_for(organisation):
    user = UserFactory()
    RepresentativeFactory(organisation=organisation, person=user.person)
    return user


def typed(**changes) -> dict:
    due = timezone.localdate() + 10 * DAY
    return {
        "title": "План аудитов",
        "text": "Пришлите план.",
        "due_on": f"{due:%d.%m.%Y}",
        "circle": Circle.MEMBERS,
        **changes,
    }


def test_chair_asks_all_members_and_nobody_else(client):
    members = OrganisationFactory.create_batch(2, standing=Standing.MEMBER)
    OrganisationFactory(standing=Standing.CANDIDATE)
    log_in(client, chair())
    response = client.post(NEW, typed())
    request = InformationRequest.objects.get()
    assert response["Location"] == request.get_absolute_url()
    asked = {each.organisation for each in request.addressees.all()}
    assert asked == set(members)
    assert (request.sent_as, request.body.title) == ("Председатель Президиума", "Президиум")
    assert request.registration_number == f"З-{today().year}-001"
    entry = ModelLogEntry.objects.get(action="inquiries.ask_members")
    assert entry.data == {"asked": 2}
    assert names.ASKING.clause in client.get(NEW).content.decode()


@pytest.mark.parametrize("circle", [Circle.TERRITORY, Circle.BRANCH, Circle.CHOSEN])
def test_circle_of_those_asked_is_narrowed(client, circle):
    one, _other = OrganisationFactory.create_batch(2, standing=Standing.MEMBER)
    given = {"territory": one.territory_id, "branch": one.branch_id, "numbers": one.inn}
    log_in(client, UserFactory(role=Role.SECRETARY))
    client.post(NEW, typed(circle=circle, **given))
    assert [each.organisation for each in Addressee.objects.all()] == [one]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"circle": Circle.TERRITORY}, "territory"),
        ({"circle": Circle.CHOSEN, "numbers": "2200000001"}, "numbers"),
        ({"due_on": "01.01.2026"}, "due_on"),
        ({"title": ""}, "title"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(client, changes, field):
    OrganisationFactory(standing=Standing.MEMBER)
    log_in(client, UserFactory(role=Role.SECRETARY))
    response = client.post(NEW, typed(**changes))
    assert (response.status_code, list(response.context["form"].errors)) == (400, [field])
    assert not InformationRequest.objects.exists()


def test_nobody_to_ask_is_refused(now):
    asking = Asking("О чём", "Что", now.date() + DAY, Circle.MEMBERS, [])
    with pytest.raises(DomainError) as refusal:
        operations.ask_members(asking, sent_as="", by=UserFactory(), at=now)
    assert refusal.value.rule == names.ASKING


@pytest.mark.parametrize(
    ("role", "sees", "asks"),
    [
        (Role.SECRETARY, 200, 200),
        (Role.AUTHORITY_SUPPORT, 200, 404),
        (Role.EDITOR, 404, 404),
        (Role.ADMINISTRATOR, 200, 200),
        (None, 404, 404),
    ],
)
def test_asking_is_for_the_chair_and_the_office(client, role, sees, asks):
    addressee = AddresseeFactory()
    log_in(client, UserFactory(role=role))
    assert client.get(addressee.request.get_absolute_url()).status_code == sees
    assert client.get(reverse("inquiries:participation_of_members")).status_code == sees
    assert client.get(NEW).status_code == asks
    close = reverse("inquiries:close_request", args=[addressee.request_id])
    assert client.post(close).status_code == (302 if asks == 200 else 404)


def test_letters_go_to_each_representative_once():
    """T57."""
    addressee = AddresseeFactory()
    people = {speaks_for(addressee.organisation).person for _ in range(2)}
    assert [tell_addressees.func(addressee.request_id) for _ in range(2)] == [2, 0]
    letters = Letter.objects.filter(kind="inquiries.asked")
    assert {letter.person for letter in letters} == people


def test_representative_answers_with_files_and_adds_to_it(client):
    addressee = AddresseeFactory()
    user = log_in(client, speaks_for(addressee.organisation))
    page = addressee.get_absolute_url()
    assert tasks_of(user) == ["Ответьте на запрос сведений"]
    assert [task.url for task in owed_by(addressee.organisation, today())] == [page]
    assert client.post(page, {"text": "План готов"})["Location"] == page
    addressee.refresh_from_db()
    first = addressee.answered_at
    operations.answer_question(
        addressee, "Дополнение", [checked("план.pdf")], by=user, at=timezone.now()
    )
    addressee.refresh_from_db()
    assert addressee.answered_at == first
    shown = client.get(page).content.decode()
    assert "План готов" in shown
    file = addressee.answers.last().files.get()
    opened = client.get(reverse("inquiries:open_answer_file", args=[addressee.pk, file.pk]))
    assert opened.status_code == 200
    assert tasks_of(fresh(user)) == []
    assert ModelLogEntry.objects.filter(action="inquiries.answer_question").count() == 2


def fresh(user):
    return type(user).objects.get(pk=user.pk)


def tasks_of(user) -> list[str]:
    tasks = [task for source in task_sources() for task in source.tasks(user, today())]
    return [task.title for task in tasks if task.rule == names.ANSWERING]


def test_answer_is_closed_to_other_members(client):
    """T1: one's question and its files are nobody else's."""
    addressee, other = AddresseeFactory(), OrganisationFactory(standing=Standing.MEMBER)
    operations.answer_question(addressee, "Тайна", [checked()], by=UserFactory(), at=timezone.now())
    file = addressee.answers.get().files.get()
    log_in(client, speaks_for(other))
    for name, args in (("question", ()), ("open_answer_file", (file.pk,))):
        address = reverse(f"inquiries:{name}", args=[addressee.pk, *args])
        assert client.get(address).status_code == 404
    mine = AddresseeFactory(request=addressee.request, organisation=other)
    crossed = reverse("inquiries:open_answer_file", args=[mine.pk, file.pk])
    assert client.get(crossed).status_code == 404


def test_former_representative_answers_no_more(client):
    """T5."""
    addressee = AddresseeFactory()
    log_in(client, speaks_for(addressee.organisation))
    addressee.organisation.representatives.update(until=today())
    assert client.post(addressee.get_absolute_url(), {"text": "а"}).status_code == 404


def test_office_reads_answers_and_gives_none(client):
    addressee = AddresseeFactory()
    log_in(client, UserFactory(role=Role.SECRETARY))
    page = addressee.get_absolute_url()
    assert client.get(page).context["form"] is None
    assert client.post(page, {"text": "За них"}).status_code == 404


def test_closed_request_takes_no_answer(client):
    addressee = AddresseeFactory()
    secretary, user = UserFactory(role=Role.SECRETARY), speaks_for(addressee.organisation)
    operations.close_request(addressee.request, by=secretary, at=timezone.now())
    log_in(client, user)
    page = addressee.get_absolute_url()
    assert client.post(page, {"text": "Поздно"}).status_code == 409
    assert client.get(page).context["form"] is None
    assert not addressee.answers.exists()


def test_cancelled_request_counts_for_nothing_and_is_told():
    addressee = AddresseeFactory()
    speaks_for(addressee.organisation)
    secretary = UserFactory(role=Role.SECRETARY)
    request = operations.cancel_request(
        addressee.request, "Не нужно", by=secretary, at=timezone.now()
    )
    assert request.state == RequestState.CANCELLED
    assert tell_cancelled.func(request.pk) == 1
    assert "Не нужно" in Letter.objects.get(kind="inquiries.cancelled").text
    since, until = today() - DAY, today() + DAY
    rates = [queries.rate_of(row).asked for row in queries.members_with_rates(since, until)]
    assert rates == [0]


def at_noon(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(12), timezone.get_default_timezone())


def test_program_reminds_before_and_after_the_term_once():
    request = InformationRequestFactory(sent_at=at_noon(DUE - 20 * DAY))
    waiting, answered = AddresseeFactory.create_batch(2, request=request)
    for addressee in (waiting, answered):
        RepresentativeFactory(organisation=addressee.organisation)
    operations.answer_question(answered, "Да", by=UserFactory(), at=at_noon(DUE - 10 * DAY))
    days = [DUE - 4 * DAY, DUE - 3 * DAY, DUE, DUE + DAY, DUE + 2 * DAY]
    sent = [operations.remind_of_questions(at_noon(day)) for day in days]
    assert sent == [0, 1, 0, 1, 0]
    subjects = Letter.objects.filter(kind="inquiries.reminder").order_by("pk")
    assert [letter.subject.split(":")[0] for letter in subjects] == [
        "Скоро срок ответа",
        "Срок ответа прошёл",
    ]


def test_who_has_left_owes_no_answer_any_more():
    """5.7 binds members: no reminder, no task; what was asked stays in the count of the request."""
    request = InformationRequestFactory(sent_at=at_noon(DUE - 20 * DAY))
    addressee = AddresseeFactory(request=request)
    user = speaks_for(addressee.organisation)
    assert list(queries.waiting_for(user)) == [addressee]
    addressee.organisation.standing = Standing.FORMER
    addressee.organisation.save()
    user = fresh(user)
    assert list(queries.waiting_for(user)) == list(queries.awaited_from(user.person)) == []
    assert list(queries.awaited_of(addressee.organisation)) == []
    assert operations.remind_of_questions(at_noon(DUE)) == 0
    assert queries.sent().get().asked == 1


def test_rates_count_each_request_and_each_member(client):
    request = InformationRequestFactory()
    first, _second, third = AddresseeFactory.create_batch(3, request=request)
    operations.answer_question(first, "В срок", by=UserFactory(), at=at_noon(DUE))
    operations.answer_question(third, "Поздно", by=UserFactory(), at=at_noon(DUE + DAY))
    assert queries.rate_of(queries.sent().get()).in_words == "2 из\xa03 (67\xa0%)"
    assert queries.sent().get().in_time == 1
    rows = queries.members_with_rates(today() - DAY, today() + DAY)
    assert sorted((row.asked, row.answered, row.in_time) for row in rows) == [
        (1, 0, 0),
        (1, 1, 0),
        (1, 1, 1),
    ]


def test_answers_leave_as_a_table_without_formulas(client):
    """T29."""
    addressee = AddresseeFactory()
    operations.answer_question(addressee, "=1+1", by=UserFactory(), at=timezone.now())
    log_in(client, UserFactory(role=Role.SECRETARY))
    response = client.get(reverse("inquiries:answers_csv", args=[addressee.request_id]))
    table = b"".join(response.streaming_content).decode("utf-8-sig")
    assert f"{addressee.organisation.short_name};{addressee.organisation.inn};" in table
    assert ";'=1+1" in table
    assert told_of_exports() == [(str(addressee.request), "CSV", 1)]


def test_desk_of_who_was_not_asked_pays_nothing(django_assert_num_queries):
    """0 queries of its own: the concern rides on the one query of the seats."""
    from association.inquiries.registrations import question_tasks

    user = fresh(UserFactory())
    user.person  # noqa: B018
    with django_assert_num_queries(1):
        assert list(question_tasks(user, today())) == []
    with django_assert_num_queries(0):
        assert list(question_tasks(user, today())) == []


LISTS = ["questions", "information_requests", "participation_of_members"]


@pytest.mark.parametrize("name", LISTS)
def test_lists_ask_as_much_for_many_as_for_one(client, name, django_assert_max_num_queries):
    user = log_in(client, UserFactory(role=Role.SECRETARY))
    own = OrganisationFactory(standing=Standing.MEMBER)
    RepresentativeFactory(organisation=own, person=user.person)
    AddresseeFactory(organisation=own)
    client.get(reverse(f"inquiries:{name}"))
    with django_assert_max_num_queries(15) as few:
        client.get(reverse(f"inquiries:{name}"))
    for _ in range(10):
        AddresseeFactory(organisation=own)
        AddresseeFactory()
    with django_assert_max_num_queries(len(few)):
        client.get(reverse(f"inquiries:{name}"))
