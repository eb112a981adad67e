"""As whom one acts: the choice of a session, and the staff for a busy organisation."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from association.bodies.permissions import may_found_for
from association.membership.operations import start_application, submit_application
from association.organisations import operations, permissions, queries, rules
from association.organisations.choices import RepresentativeRole
from association.organisations.models import Representative, StandIn
from home.notices.models import Letter
from home.rulebook import DomainError
from tests.factories.accounts import UserFactory, log_in
from tests.factories.organisations import OrganisationFactory, RepresentativeFactory


@pytest.fixture
def stand_in(organisation, representative, secretary):
    return operations.begin_stand_in(organisation, "Отпуск", by=secretary, at=timezone.now())


def test_stand_in_acts_and_is_no_representative(stand_in, organisation, secretary):
    assert permissions.may_act_for(secretary, organisation)
    assert organisation in queries.organisations_of(secretary)
    assert not permissions.may_represent(secretary, organisation)
    assert not may_found_for(secretary, organisation)
    assert organisation not in queries.organisations_represented_by(secretary)


def test_stand_in_lets_nobody_in(stand_in, organisation, secretary, client):
    log_in(client, secretary)
    assert client.get(reverse("organisations:invite", args=[organisation.pk])).status_code == 404


def test_stand_in_is_over_in_the_evening(stand_in, secretary, organisation):
    evening = stand_in.expires_at
    assert timezone.localtime(evening).time() == datetime.time(0)
    assert evening - stand_in.began_at <= datetime.timedelta(days=1)
    assert permissions.stands_in_for(secretary, organisation, stand_in.began_at)
    assert not permissions.stands_in_for(secretary, organisation, evening)


def test_right_to_stand_in_goes_with_the_office(stand_in, organisation):
    former = UserFactory()
    StandIn.objects.update(person=former.person)
    assert not permissions.may_act_for(former, organisation)


def test_people_of_the_organisation_are_told_and_may_end_it(
    stand_in, organisation, representative, secretary, client
):
    letter = Letter.objects.get(kind="organisations.stood_in_for")
    assert (letter.person, "Отпуск" in letter.text) == (representative.person, True)
    client.force_login(representative)
    assert "действует сотрудник Ассоциации" in client.get("/cabinet/organisation/").content.decode()
    client.post(reverse("organisations:end_stand_in", args=[stand_in.pk]))
    assert not permissions.may_act_for(secretary, organisation)


def test_log_says_for_whom_the_staff_acted(stand_in, organisation, secretary):
    at = timezone.now()
    operations.change_details(organisation, {"phone": "+7 (000) 300-00-00"}, by=secretary, at=at)
    application = start_application(organisation, by=secretary, at=at)
    entries = [
        ModelLogEntry.objects.for_instance(one).latest("timestamp")
        for one in (organisation, application)
    ]
    assert [entry.data["acted_for"] for entry in entries] == [organisation.short_name] * 2
    assert entries[0].message == (
        f"Сведения об организации изменены — за организацию {organisation.short_name}"
    )


def test_stand_in_signs_and_declares_nothing(stand_in, organisation, secretary):
    with pytest.raises(DomainError) as refusal:
        operations.refuse_stand_in(secretary, organisation, timezone.now())
    assert refusal.value.rule == rules.ACTED_FOR_OPENLY
    application = start_application(organisation, by=secretary, at=timezone.now())
    with pytest.raises(DomainError):
        submit_application(application, seen=application.version, by=secretary, at=timezone.now())


def test_reason_is_asked_and_the_page_is_the_secretarys(
    organisation, representative, secretary, client
):
    address = reverse("organisations:begin_stand_in", args=[organisation.pk])
    log_in(client, representative)
    assert client.get(address).status_code == 404
    log_in(client, secretary)
    assert client.post(address, {"reason": " "}).status_code == 200
    assert client.post(address, {"reason": "Отпуск"}).url == organisation.get_absolute_url()
    assert [one.reason for one in StandIn.objects.all()] == ["Отпуск"]


def test_one_of_several_is_chosen_and_lists_narrow_to_it(organisation, representative, client):
    other = OrganisationFactory(short_name="Лицей")
    RepresentativeFactory(organisation=other, person=representative.person)
    for one in (organisation, other):
        start_application(one, by=representative, at=timezone.now())
    client.force_login(representative)

    def listed():
        return {
            one.organisation for one in client.get("/cabinet/membership/").context["applications"]
        }

    everything = listed()
    client.post(reverse("organisations:choose_organisation"), {"organisation": other.pk})
    assert (everything, listed()) == ({organisation, other}, {other})
    Representative.objects.filter(organisation=other).update(until=timezone.localdate())
    assert listed() == {organisation}


def test_strangers_organisation_is_not_chosen(organisation, representative, client):
    client.force_login(representative)
    address = reverse("organisations:choose_organisation")
    assert client.post(address, {"organisation": OrganisationFactory().pk}).status_code == 404
    assert client.post(address, {"organisation": "x" * 9000}).status_code == 404
    away = client.post(address, {"organisation": "", "next": "https://example.com/"})
    assert away.url == reverse("desk:desk")


def test_bar_costs_one_query_for_one_and_for_thirty(representative, rf, django_assert_num_queries):
    for role in list(RepresentativeRole) * 2:
        RepresentativeFactory(person=representative.person, role=role)
    request = rf.get("/cabinet/")
    request.user, request.session = representative, {}
    permissions.may_stand_in(representative)
    with django_assert_num_queries(1):
        assert len(queries.acting_for(request.user)) == 9
        assert queries.chosen_organisation(request) is None
