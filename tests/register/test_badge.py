"""The badge on foreign sites: signed, of the moment, harmless (R76)."""

import re

import pytest
from django.urls import reverse

from association.organisations.choices import Standing
from association.organisations.operations import change_standing
from association.register.rules.names import FREE_STATEMENT
from association.register.tokens import badge_token
from home.accounts.choices import Role
from tests.factories.accounts import UserFactory, log_in
from tests.factories.organisations import OrganisationFactory, RepresentativeFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def member():
    return OrganisationFactory(short_name="Школа <b>«Росток»</b>", standing=Standing.MEMBER)


def address_of(organisation) -> str:
    return reverse("register:badge", args=[badge_token(organisation)])


def test_badge_shows_the_state_of_the_moment(client, member, now):
    address = address_of(member)
    assert "Член Ассоциации с\xa012.01.2026" in client.get(address).content.decode()
    change_standing(member, Standing.FORMER, on=now.date(), ground="по заявлению", by=None, at=now)
    picture = client.get(address).content.decode()
    assert "Не\xa0состоит в\xa0Ассоциации" in picture
    assert "Член Ассоциации" not in picture


def test_picture_runs_nothing_and_may_stand_anywhere(client, member):
    response = client.get(address_of(member))
    assert response.headers["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response.headers["Cache-Control"] == "public, max-age=300"
    assert "Set-Cookie" not in response.headers
    picture = response.content.decode()
    assert "Школа &lt;b&gt;" in picture
    assert (
        re.search(
            r"<(script|style|image|foreignObject)|style=|\son\w+=|http(?!://www.w3.org)", picture
        )
        is None
    )


@pytest.mark.parametrize("token", ["1", "1~x", "~", "x" * 5000])
def test_address_that_was_not_signed_here_is_not_found(client, member, token):
    assert client.get(reverse("register:badge", args=[token])).status_code == 404


def test_signature_of_one_organisation_is_none_of_another(client, member):
    other = OrganisationFactory(standing=Standing.MEMBER)
    forged = f"{other.pk}~{badge_token(member).partition('~')[2]}"
    assert client.get(reverse("register:badge", args=[forged])).status_code == 404


def code_page(client, organisation):
    return client.get(reverse("register:badge_code", args=[organisation.pk]))


def test_representative_takes_a_code_that_leads_to_the_page(client, member):
    user = log_in(client, UserFactory())
    RepresentativeFactory(organisation=member, person=user.person)
    response = code_page(client, member)
    code = response.context["code"]
    assert f"/members/{member.pk}/" in code
    assert address_of(member) in code
    assert "<b>" not in code
    assert FREE_STATEMENT.clause in response.content.decode()


def test_organisation_that_does_not_belong_has_no_code(client):
    organisation = OrganisationFactory(standing=Standing.APPLICANT)
    user = log_in(client, UserFactory())
    RepresentativeFactory(organisation=organisation, person=user.person)
    response = code_page(client, organisation)
    assert "Значка пока нет" in response.content.decode()
    assert "&lt;img" not in response.content.decode()


@pytest.mark.parametrize(
    ("role", "status"), [(None, 404), (Role.EDITOR, 404), (Role.SECRETARY, 200)]
)
def test_code_is_for_the_organisation_and_the_office(client, member, role, status):
    log_in(client, UserFactory(role=role))
    assert code_page(client, member).status_code == status
