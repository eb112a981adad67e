"""Who comes to what in the admin (T7)."""

import pytest
from django.urls import reverse

from home.accounts.choices import Role
from home.pages.models import AssociationSettings, SectionPage
from tests.factories import pages as make
from tests.factories.accounts import UserFactory, log_in

pytestmark = pytest.mark.django_db
SETTINGS = "/admin/settings/pages/associationsettings/"


def addresses(section) -> list[str]:
    return [
        reverse("wagtailadmin_pages:edit", args=[section.pk]),
        reverse("wagtailadmin_pages:view_draft", args=[section.pk]),
        reverse("wagtailadmin_pages:add", args=["pages", "sectionpage", make.home_page().pk]),
    ]


@pytest.mark.parametrize("role", [Role.EDITOR, Role.ADMINISTRATOR])
def test_editor_opens_the_editor_the_draft_and_a_new_page(client, role):
    log_in(client, UserFactory(role=role))
    answers = [client.get(address).status_code for address in addresses(make.SectionPageFactory())]
    assert answers == [200, 200, 200]


@pytest.mark.parametrize("role", [None, Role.AUTHORITY_SUPPORT, Role.SECRETARY])
def test_others_are_refused(client, role):
    section = make.SectionPageFactory(title="Черновик", live=False)
    log_in(client, UserFactory(role=role))
    responses = [client.get(address) for address in addresses(section)]
    assert {response.status_code for response in responses} <= {302, 403}


def test_visitor_is_sent_to_the_log_in(client):
    responses = [client.get(address) for address in addresses(make.SectionPageFactory())]
    assert [response.url.partition("?")[0] for response in responses] == ["/accounts/login/"] * 3


@pytest.mark.parametrize(("role", "status"), [(Role.ADMINISTRATOR, 200), (Role.EDITOR, 302)])
def test_only_the_administrator_changes_who_the_association_is(client, role, status):
    log_in(client, UserFactory(role=role))
    assert client.get(SETTINGS, follow=role == Role.ADMINISTRATOR).status_code == status


def test_editor_publishes_a_section(client):
    log_in(client, UserFactory(role=Role.EDITOR))
    data = {
        "title": "Об Ассоциации",
        "slug": "about",
        "lead": "",
        "body-count": "0",
        "action-publish": "1",
    }

    client.post(addresses(make.home_page())[2], data)

    section = SectionPage.objects.get()
    assert (section.title, section.live, section.show_in_menus) == ("Об Ассоциации", True, False)


def test_wrong_address_of_a_page_keeps_what_was_typed(client):
    log_in(client, UserFactory(role=Role.EDITOR))
    data = {"title": "Об Ассоциации", "slug": "Об нас", "lead": "", "body-count": "0"}

    response = client.post(addresses(make.home_page())[2], data)

    assert response.context["form"]["title"].value() == "Об Ассоциации"
    assert list(response.context["form"].errors) == ["slug"]


def test_settings_stand_for_every_site_from_the_first_request():
    details = AssociationSettings.for_site(make.site())
    assert (details.short_name, details.phone_list) == ("Ассоциация", [])
