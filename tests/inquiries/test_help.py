"""Help for anybody: asked in public, routed, answered behind a link, forgotten in time (R13, T66–T68, T75)."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from association.inquiries import operations
from association.inquiries.choices import HelpState, HelpTopic
from association.inquiries.models import HelpRequest
from association.inquiries.models.help import FORGOTTEN
from association.inquiries.queries.help import consent_text
from association.inquiries.rules import names
from association.inquiries.rules.help import KEPT_DAYS
from association.inquiries.tokens import status_token
from association.organisations.registry import owed_to
from documents.uploads.models import StoredFile
from home.accounts.choices import Role
from home.accounts.models import ConsentText
from home.desk.registry import task_sources
from home.notices.models import Letter
from home.rulebook import DomainError
from home.workdays.queries import today
from tests.factories.accounts import UserFactory, log_in
from tests.factories.bodies import OfficeFactory
from tests.factories.inquiries import HelpRequestFactory, routed_to
from tests.factories.organisations import OrganisationFactory, RepresentativeFactory
from tests.factories.uploads import checked

pytestmark = [pytest.mark.django_db, pytest.mark.database]

URL = "/help/"


def typed(**changes) -> dict:
    return {
        "topic": HelpTopic.DOCUMENTS,
        "text": "Как написать политику в области качества?",
        "organisation_name": "Школа у моста",
        "contact_name": "Вера Обратная",
        "email": "vera@example.org",
        "consent": "on",
        "text_version": consent_text().version,
        **changes,
    }


def page_behind(client, request, end: str = ""):
    return client.get(f"/help/{status_token(request.key)}/{end}")


def acts_logged(request) -> list[str]:
    entries = ModelLogEntry.objects.filter(object_id=str(request.pk)).order_by("pk")
    return [entry.action for entry in entries if entry.action.startswith("inquiries.")]


def test_anybody_asks_and_gets_a_number_and_a_link(client):
    member = OrganisationFactory()
    assert client.post(URL, typed(inn=member.inn))["Location"] == "/help/sent/"
    request = HelpRequest.objects.get()
    assert (request.title, request.state) == (f"П-{today().year}-0001", HelpState.NEW)
    # A stranger may type anybody's number.
    assert (request.consent_text, request.organisation) == (consent_text(), None)
    letter = Letter.objects.get()
    assert (letter.kind, letter.address) == ("inquiries.help_received", "vera@example.org")
    assert f"/help/{status_token(request.key)}/" in letter.text
    assert "Вера" not in letter.text
    assert acts_logged(request) == ["inquiries.ask_for_help"]
    assert names.HELP.clause in client.get(URL).content.decode()


def test_question_of_a_representative_stands_on_the_page_of_the_organisation(client):
    user = log_in(client, UserFactory())
    organisation = OrganisationFactory()
    RepresentativeFactory(organisation=organisation, person=user.person)
    client.post(URL, typed(inn=organisation.inn))
    request = HelpRequest.objects.get()
    (owed,) = owed_to(organisation, today())
    assert owed.url == f"/help/{status_token(request.key)}/"
    assert owed.rule == names.HELP
    operations.answer_help(request, "Ответ", seen=1, by=user, at=timezone.now())
    assert owed_to(organisation, today()) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"consent": ""}, "consent"),
        ({"text_version": "0"}, "consent"),
        ({"email": "не адрес"}, "email"),
        ({"topic": "elsewhere"}, "topic"),
        ({"text": "ы" * 5001}, "text"),
        ({"inn": "1234567890"}, "inn"),
        ({"contact_name": "\u200b"}, "contact_name"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(client, changes, field):
    """T66: no consent, an old text of it; T71."""
    response = client.post(URL, typed(**changes))
    assert (response.status_code, list(response.context["form"].errors)) == (400, [field])
    assert not HelpRequest.objects.exists()
    assert not Letter.objects.exists()


def test_consent_is_not_ticked_beforehand(client):
    assert client.get(URL).context["form"]["consent"].value() is None


def test_consent_of_an_old_text_is_refused_by_the_act_itself(now):
    old = consent_text()
    ConsentText.objects.create(purpose=old.purpose, version=2, title="Т", body="Новое")
    with pytest.raises(DomainError) as refusal:
        operations.ask_for_help(None, consent=old, at=now)
    assert refusal.value.rule == names.HELP_CONSENT


def test_machine_hears_what_everybody_hears(client):
    assert client.post(URL, typed(homepage="http://spam"))["Location"] == "/help/sent/"
    assert not HelpRequest.objects.exists()


def test_sixth_request_of_an_hour_waits(client):
    """T75: 429 in words."""
    answers = [client.post(URL, typed(email=f"a{n}@example.org")).status_code for n in range(6)]
    assert answers == [302] * 5 + [429]


def test_one_address_gets_no_flood_of_letters(client):
    for _ in range(4):
        assert client.post(URL, typed())["Location"] == "/help/sent/"
    assert Letter.objects.count() == 3


@pytest.fixture
def secretary():
    return UserFactory(role=Role.SECRETARY)


@pytest.fixture
def office():
    """A leader of a working group who has an account."""
    return OfficeFactory(person=UserFactory().person)


def tasks_of(user) -> list[str]:
    tasks = [task for source in task_sources() for task in source.tasks(user, today())]
    return [task.title for task in tasks if task.rule == names.HELP]


def test_secretary_passes_it_on_and_the_executor_answers(client, secretary, office, now):
    request = HelpRequestFactory()
    assert tasks_of(secretary) == ["Передайте обращения о помощи тем, кто ответит"]
    operations.route_help(request, office, seen=1, by=secretary, at=now)
    letter = Letter.objects.get(person=office.person)
    assert request.title in letter.subject
    assert "Вера" not in letter.text
    executor = office.person.user
    assert tasks_of(executor) == ["Ответьте на обращение о помощи"]
    log_in(client, executor)
    page = reverse("inquiries:answer_help", args=[request.pk])
    given = {"seen": 2, "text": "Начните с политики.", "upload": checked("образец.pdf")}
    operations.answer_help(
        request, given["text"], given["upload"], seen=given["seen"], by=executor, at=now
    )
    assert client.get(page).status_code == 200
    request.refresh_from_db()
    assert (request.state, request.finished_by) == (HelpState.ANSWERED, executor)
    shown = page_behind(client, request).content.decode()
    assert "Начните с политики." in shown
    assert "образец.pdf" in shown
    assert page_behind(client, request, "file/").status_code == 200
    assert Letter.objects.filter(address=request.email).count() == 1
    assert acts_logged(request) == ["inquiries.route_help", "inquiries.answer_help"]


def test_act_on_a_version_that_is_gone_is_refused(secretary, office, now):
    """T35: no trace of the second."""
    request = HelpRequestFactory()
    operations.route_help(request, office, seen=1, by=secretary, at=now)
    letters = Letter.objects.count()
    with pytest.raises(DomainError) as refusal:
        operations.decline_help(request, "Спам", seen=1, by=secretary, at=now)
    assert refusal.value.rule == names.HELP_COURSE
    request.refresh_from_db()
    assert (request.state, Letter.objects.count()) == (HelpState.ROUTED, letters)


def test_it_is_passed_on_to_those_who_can_answer_alone(secretary, now):
    without_account = OfficeFactory()
    with pytest.raises(DomainError) as refusal:
        operations.route_help(HelpRequestFactory(), without_account, seen=1, by=secretary, at=now)
    assert refusal.value.field == "office"


def test_former_executor_sees_it_no_more(client, secretary, office, now):
    first = UserFactory()
    request = routed_to(first.person)
    log_in(client, first)
    assert client.get(request.get_absolute_url()).status_code == 200
    operations.route_help(request, office, seen=1, by=secretary, at=now)
    assert client.get(request.get_absolute_url()).status_code == 404


PAGES = ["help_request", "route_help", "answer_help", "decline_help"]


@pytest.mark.parametrize(
    ("role", "opened"),
    [
        (Role.SECRETARY, PAGES),
        (Role.EDITOR, []),
        (Role.AUTHORITY_SUPPORT, []),
        (Role.ADMINISTRATOR, PAGES),
        (None, []),
    ],
)
def test_request_is_for_the_secretary_and_its_executor(client, role, opened):
    """T1: names of strangers are nobody else's."""
    request = HelpRequestFactory()
    log_in(client, UserFactory(role=role))
    found = [
        page
        for page in PAGES
        if client.get(reverse(f"inquiries:{page}", args=[request.pk])).status_code == 200
    ]
    assert found == opened


def test_executor_answers_and_does_no_more(client):
    executor = UserFactory()
    request = routed_to(executor.person)
    log_in(client, executor)
    statuses = {
        page: client.get(reverse(f"inquiries:{page}", args=[request.pk])).status_code
        for page in PAGES
    }
    assert statuses == {
        "help_request": 200,
        "route_help": 404,
        "answer_help": 200,
        "decline_help": 404,
    }


@pytest.mark.parametrize("token", ["1", "x~y", "a" * 3000])
def test_link_that_was_not_signed_here_is_not_found(client, token):
    assert client.get(f"/help/{token}/").status_code == 404


def test_page_behind_the_link_is_kept_by_no_cache(client):
    response = page_behind(client, HelpRequestFactory())
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "no-referrer"


def left_of(request) -> list:
    request.refresh_from_db()
    return [
        request.contact_name,
        request.organisation_name,
        request.text,
        request.email,
        request.phone,
        request.answer,
    ]


GONE = [FORGOTTEN, FORGOTTEN, FORGOTTEN, "", "", ""]


def test_author_takes_the_data_away_at_once(client, secretary, now):
    """T67: from the letters too."""
    client.post(URL, typed())
    request = HelpRequest.objects.get()
    operations.answer_help(request, "Ответ", checked("а.pdf"), seen=1, by=secretary, at=now)
    response = client.post(f"/help/{status_token(request.key)}/withdraw/")
    assert response.status_code == 302
    assert left_of(request) == GONE
    assert request.state == HelpState.WITHDRAWN
    assert not StoredFile.objects.exists()
    assert not Letter.objects.filter(address="vera@example.org").exists()
    assert "Данные удалены" in page_behind(client, request).content.decode()


def test_looking_at_the_page_withdraws_nothing(client):
    request = HelpRequestFactory()
    assert client.get(f"/help/{status_token(request.key)}/withdraw/").status_code == 405
    request.refresh_from_db()
    assert request.state == HelpState.NEW


def test_a_year_after_the_answer_only_the_fact_stays(secretary):
    """T68: exactly on the day, with a record, and once."""
    at = timezone.now()
    request = HelpRequestFactory()
    operations.answer_help(request, "Ответ", seen=1, by=secretary, at=at)
    year = datetime.timedelta(days=KEPT_DAYS)
    operations.forget_old_requests(at + year)
    request.refresh_from_db()
    assert request.forgotten_at is None
    for _ in range(2):
        operations.forget_old_requests(at + year + datetime.timedelta(seconds=1))
    assert left_of(request) == GONE
    assert (request.state, request.number) == (HelpState.ANSWERED, request.number)
    assert acts_logged(request).count("inquiries.forget_help") == 1


def test_list_asks_as_much_for_thirty_as_for_one(client, secretary, django_assert_max_num_queries):
    log_in(client, secretary)
    routed_to(UserFactory().person)
    client.get(reverse("inquiries:help_requests"))
    with django_assert_max_num_queries(15) as few:
        client.get(reverse("inquiries:help_requests"))
    for _ in range(24):
        routed_to(UserFactory().person)
    with django_assert_max_num_queries(len(few)):
        client.get(reverse("inquiries:help_requests"))


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({}, 2),
        ({"state": "new"}, 1),
        ({"words": "моста"}, 1),
        ({"words": "П-2026-9999"}, 0),
        ({"state": "'"}, 2),
    ],
)
def test_office_looks_requests_up(client, secretary, asked, count):
    log_in(client, secretary)
    HelpRequestFactory(number=5001)
    HelpRequestFactory(
        number=5002,
        organisation_name="Лицей",
        state=HelpState.ROUTED,
        executor=UserFactory().person,
    )
    assert len(client.get(reverse("inquiries:help_requests"), asked).context["rows"]) == count
