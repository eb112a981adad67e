"""In what a member took part, on one page (R76, R77)."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from association.inquiries import operations
from association.inquiries.rules import names
from association.organisations import registry
from association.organisations.choices import Standing
from association.organisations.registry import Participation, participation_sources
from home.accounts.choices import Role
from tests.factories.accounts import UserFactory, log_in
from tests.factories.inquiries import AddresseeFactory, InformationRequestFactory, chair
from tests.factories.organisations import OrganisationFactory, RepresentativeFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]

SPRING = datetime.date(2026, 4, 10)


@pytest.fixture
def member():
    return OrganisationFactory(standing=Standing.MEMBER)


def page_of(client, organisation, **asked):
    return client.get(reverse("inquiries:participation", args=[organisation.pk]), asked)


def test_page_gathers_what_rooms_tell_of_the_period(client, member, monkeypatch):
    monkeypatch.setattr(registry, "_participation", {})

    def source(organisation, since, until):
        for day, counts in ((SPRING, True), (SPRING - datetime.timedelta(days=1), False)):
            if since <= day <= until:
                yield Participation(
                    day, "встреча", f"Встреча {day}", "были", names.PARTICIPATION, counts=counts
                )

    participation_sources("Встречи", source)
    log_in(client, UserFactory(role=Role.SECRETARY))
    year = page_of(client, member, since="01.01.2026", until="31.12.2026")
    day = page_of(client, member, since="10.04.2026", until="10.04.2026")
    assert [kind[:3] for kind in year.context["kinds"]] == [("Встречи", 1, 2)]
    assert [kind[:3] for kind in day.context["kinds"]] == [("Встречи", 1, 1)]
    assert names.PARTICIPATION.clause in year.content.decode()


def test_answers_to_requests_stand_on_it(client, member):
    first, second = (
        AddresseeFactory(request=InformationRequestFactory(), organisation=member) for _ in range(2)
    )
    operations.answer_question(first, "Да", by=UserFactory(), at=timezone.now())
    user = log_in(client, UserFactory())
    RepresentativeFactory(organisation=member, person=user.person)
    response = page_of(client, member)
    kinds = {title: (counted, total) for title, counted, total, _ in response.context["kinds"]}
    assert kinds["Ответы на запросы"] == (1, 2)
    assert response.context["rate"].in_words == "1 из\xa02 (50\xa0%)"
    assert second.get_absolute_url() in response.content.decode()


@pytest.mark.parametrize(
    "asked", [{"since": "вчера"}, {"since": "31.12.2026", "until": "01.01.2026"}]
)
def test_period_that_is_none_gives_way_to_this_year(client, member, asked):
    log_in(client, UserFactory(role=Role.SECRETARY))
    response = page_of(client, member, **asked)
    assert response.status_code == 200
    assert response.context["since"] == timezone.localdate().replace(month=1, day=1)


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.SECRETARY, 200), (Role.AUTHORITY_SUPPORT, 200), (Role.EDITOR, 404), (None, 404)],
)
def test_page_is_for_the_member_and_the_office(client, member, role, status):
    log_in(client, UserFactory(role=role))
    assert page_of(client, member).status_code == status


def test_chair_sees_the_participation_of_members(client, member):
    log_in(client, chair())
    assert page_of(client, member).status_code == 200
    listed = client.get(reverse("inquiries:participation_of_members"), {"words": member.inn})
    assert [organisation for organisation, _ in listed.context["rows"]] == [member]
