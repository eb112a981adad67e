"""Pages of an organisation: role × page (T1, T5, T15, T37)."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from association.organisations.choices import JoinState, Standing
from association.organisations.models import Representative
from association.organisations.operations import change_standing
from documents.uploads.operations import store_upload
from home.desk.registry import task_sources
from tests.factories.accounts import PersonFactory, UserFactory, log_in
from tests.factories.organisations import (
    JoinRequestFactory,
    OrganisationFactory,
    RepresentativeFactory,
)
from tests.factories.uploads import checked

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(organisation, representative, stranger, secretary, support, editor):
    elsewhere = UserFactory()
    RepresentativeFactory(person=elsewhere.person)
    past = UserFactory()
    RepresentativeFactory(organisation=organisation, person=past.person, until=timezone.localdate())
    return {
        "representative": representative,
        "elsewhere": elsewhere,
        "past": past,
        "stranger": stranger,
        "secretary": secretary,
        "support": support,
        "editor": editor,
    }


@pytest.fixture
def authority(now):
    return store_upload(checked(), by=None, at=now)


def who_gets(client, people, address: str) -> set[str]:
    """Names of those who get 200; everybody else gets 404 and nothing in it."""
    found = set()
    for name, user in people.items():
        log_in(client, user)
        response = client.get(address)
        if response.status_code == 200:
            found.add(name)
        else:
            assert (response.status_code, "Ёлочка" in response.content.decode()) == (404, False)
    return found


def test_organisation_is_seen_by_its_own_and_by_staff(client, people, organisation):
    assert who_gets(client, people, organisation.get_absolute_url()) == {
        "representative",
        "secretary",
        "support",
    }


@pytest.mark.parametrize("act", ["change_details", "change_head"])
def test_changes_are_for_its_own(client, people, organisation, act):
    address = reverse(f"organisations:{act}", args=[organisation.pk])
    assert who_gets(client, people, address) == {"representative"}


def test_requests_are_seen_by_those_who_decide(client, people, organisation, authority):
    asked = JoinRequestFactory(organisation=organisation, authority=authority)
    for act in ("decide_join", "join_authority"):
        address = reverse(f"organisations:{act}", args=[asked.pk])
        assert who_gets(client, people, address) == {"representative", "secretary"}


def test_authority_of_a_representative_is_seen_with_the_organisation(
    client, people, organisation, authority
):
    found = RepresentativeFactory(organisation=organisation, authority=authority)
    address = reverse("organisations:representative_authority", args=[found.pk])
    assert who_gets(client, people, address) == {"representative", "secretary", "support"}


def test_missing_authority_is_404(client, representative, organisation):
    log_in(client, representative)
    asked = JoinRequestFactory(organisation=organisation)
    for act, pk in (
        ("join_authority", asked.pk),
        ("representative_authority", organisation.representatives.get().pk),
    ):
        assert client.get(reverse(f"organisations:{act}", args=[pk])).status_code == 404


def test_authority_leaves_as_an_attachment(client, representative, organisation, authority):
    log_in(client, representative)
    asked = JoinRequestFactory(organisation=organisation, authority=authority)
    response = client.get(reverse("organisations:join_authority", args=[asked.pk]))
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"


@pytest.mark.parametrize("act", ["accept_join", "refuse_join"])
def test_acts_are_not_done_by_get_nor_by_strangers(client, people, organisation, act):
    """T15, T1"""
    asked = JoinRequestFactory(organisation=organisation)
    address = reverse(f"organisations:{act}", args=[asked.pk])
    log_in(client, people["representative"])
    assert client.get(address).status_code == 405
    for name in ("stranger", "elsewhere", "past", "support", "editor"):
        log_in(client, people[name])
        answer = client.post(address, {"role": "head", "reason": "нет"})
        assert answer.status_code == 404
    asked.refresh_from_db()
    assert asked.state == JoinState.WAITING


def test_representative_lets_in_by_the_page(client, representative, organisation):
    asked = JoinRequestFactory(organisation=organisation)
    log_in(client, representative)
    address = reverse("organisations:accept_join", args=[asked.pk])
    response = client.post(address, {"role": "quality", "organisation": "1", "person": "1"})
    assert response.url == organisation.get_absolute_url()
    assert Representative.objects.get(person=asked.person).role == "quality"


@pytest.mark.parametrize("role", ["", "king"])
def test_unknown_role_is_refused_in_words(client, representative, organisation, role):
    asked = JoinRequestFactory(organisation=organisation)
    log_in(client, representative)
    response = client.post(reverse("organisations:accept_join", args=[asked.pk]), {"role": role})
    assert list(response.context["accept_form"].errors) == ["role"]


def test_secretary_reads_why_access_cannot_be_opened(client, secretary, organisation):
    asked = JoinRequestFactory(organisation=organisation)
    log_in(client, secretary)
    page = client.get(reverse("organisations:decide_join", args=[asked.pk])).content.decode()
    assert "Секретарь открывает доступ только по документу о полномочиях" in page
    response = client.post(
        reverse("organisations:accept_join", args=[asked.pk]), {"role": "quality"}
    )
    assert "(п.\xa05.6 Положения)" in response.content.decode()


def test_late_decision_is_told_of_the_first(client, representative, organisation):
    """T35"""
    asked = JoinRequestFactory(organisation=organisation)
    log_in(client, representative)
    client.post(reverse("organisations:refuse_join", args=[asked.pk]), {"reason": "не знаем"})
    response = client.post(
        reverse("organisations:accept_join", args=[asked.pk]), {"role": "quality"}
    )
    assert "По этой просьбе уже решено: отказано." in response.content.decode()
    assert not Representative.objects.filter(person=asked.person).exists()


def test_ending_asks_once_and_closes_the_door(client, representative, organisation):
    """T5"""
    log_in(client, representative)
    address = reverse(
        "organisations:end_representation", args=[organisation.representatives.get().pk]
    )
    assert "Вы перестанете представлять" in client.get(address).content.decode()
    assert client.post(address).url == reverse("organisations:organisations")
    assert client.get(organisation.get_absolute_url()).status_code == 404
    assert client.post(address).status_code == 404


def test_last_representative_is_warned(client, representative, organisation):
    log_in(client, representative)
    address = reverse(
        "organisations:end_representation", args=[organisation.representatives.get().pk]
    )
    warning = "После этого действовать за организацию не сможет никто"
    assert warning in client.get(address).text
    RepresentativeFactory(organisation=organisation)
    assert warning not in client.get(address).text


def test_details_are_changed_by_the_page_and_numbers_are_not(client, representative, organisation):
    """T37"""
    log_in(client, representative)
    address = reverse("organisations:change_details", args=[organisation.pk])
    form = client.get(address).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    client.post(address, data | {"short_name": "Ель", "inn": "1", "standing": "member"})
    inn = organisation.inn
    organisation.refresh_from_db()
    assert (organisation.short_name, organisation.inn, organisation.standing) == (
        "Ель",
        inn,
        Standing.NONE,
    )


def test_head_named_again_stays_the_same_person(client, representative, organisation):
    organisation.head = PersonFactory(surname="Ручьёва")
    organisation.save()
    log_in(client, representative)
    address = reverse("organisations:change_head", args=[organisation.pk])
    form = client.get(address).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    head = organisation.head
    client.post(address, data | {"head_position": "ректор"})
    organisation.refresh_from_db()
    assert (organisation.head, organisation.head_position) == (head, "ректор")
    client.post(address, data | {"head_surname": "Новая"})
    organisation.refresh_from_db()
    assert (organisation.head != head, organisation.head.surname) == (True, "Новая")


def test_names_are_escaped(client, representative, organisation):
    """T18"""
    organisation.short_name = "<script>alert(1)</script>"
    organisation.save()
    log_in(client, representative)
    for address in (organisation.get_absolute_url(), reverse("organisations:organisations")):
        assert "<script>alert" not in client.get(address).content.decode()


def test_page_shows_the_history_of_the_standing(client, representative, organisation, now):
    change_standing(
        organisation, Standing.MEMBER, on=now.date(), ground="приказ № 7", by=None, at=now
    )
    log_in(client, representative)
    page = client.get(organisation.get_absolute_url()).content.decode()
    assert ("приказ № 7" in page, date_format(now.date()) in page) == (True, True)


def test_page_keeps_the_names_of_those_who_spoke_before(client, representative, organisation):
    """T82"""
    RepresentativeFactory(
        organisation=organisation,
        person=PersonFactory(surname="Прежняя"),
        until=datetime.date(2026, 3, 1),
    )
    log_in(client, representative)
    page = client.get(organisation.get_absolute_url()).content.decode()
    assert "Прежняя Анна Игоревна, с&nbsp;12\xa0января 2026\xa0г. до&nbsp;1\xa0марта" in page


def test_empty_list_says_what_to_do(client, stranger):
    log_in(client, stranger)
    page = client.get(reverse("organisations:organisations")).content.decode()
    assert "Вы пока никого не представляете" in page


def tasks_of(user) -> list[str]:
    today = timezone.localdate()
    return [
        task.url
        for source in task_sources()
        if source.tasks.__module__ == "association.organisations.registrations"
        for task in source.tasks(user, today)
    ]


def test_desk_shows_requests_to_those_who_can_open(people, organisation, authority):
    plain = JoinRequestFactory(organisation=organisation)
    proved = JoinRequestFactory(organisation=organisation, authority=authority)
    JoinRequestFactory(
        organisation=organisation,
        state=JoinState.REFUSED,
        reason="нет",
        decided_at=timezone.now(),
    )
    urls = {
        asked: reverse("organisations:decide_join", args=[asked.pk]) for asked in (plain, proved)
    }
    shown = {name: set(tasks_of(user)) for name, user in people.items() if tasks_of(user)}
    assert shown == {
        "representative": {urls[plain], urls[proved]},
        "secretary": {urls[proved]},
    }


def test_pages_ask_the_database_as_often_for_many(
    client, organisation, representative, count_queries
):
    """The same number of queries with 1 and 30 rows."""
    log_in(client, representative)
    addresses = [organisation.get_absolute_url(), reverse("organisations:organisations")]
    JoinRequestFactory(organisation=organisation)
    for address in addresses:
        client.get(address)  # fills what is cached for every page
    counts = []
    for rows in (0, 30):
        for _ in range(rows):
            RepresentativeFactory(organisation=organisation)
            RepresentativeFactory(organisation=organisation, until=timezone.localdate())
            JoinRequestFactory(organisation=organisation)
            RepresentativeFactory(organisation=OrganisationFactory(), person=representative.person)
        counts.append([count_queries(client, address) for address in addresses])
    assert counts[0] == counts[1]


def test_secretary_ends_a_representation_by_the_page(
    client, secretary, organisation, representative
):
    """Staff act for a busy member, visibly: the link is there, and the log names who did it."""
    log_in(client, secretary)
    found = organisation.representatives.get()
    address = reverse("organisations:end_representation", args=[found.pk])
    assert f'href="{address}"' in client.get(organisation.get_absolute_url()).content.decode()
    assert client.post(address).url == organisation.get_absolute_url()
    found.refresh_from_db()
    assert found.until == timezone.localdate()


def test_authority_support_is_offered_no_acts(client, support, organisation, representative):
    """R9: sees, and acts on nothing."""
    log_in(client, support)
    page = client.get(organisation.get_absolute_url()).content.decode()
    assert ("прекратить" in page, "Изменить" in page) == (False, False)
