"""The secretary's list and page of editions; role × state of the act."""

import datetime

import pytest
from django.urls import reverse

from documents.regulations.models import Edition
from home.accounts.choices import Role
from tests.factories.accounts import UserFactory, log_in
from tests.factories.regulations import EditionFactory

pytestmark = pytest.mark.django_db

ADOPTED_ON = datetime.date(2026, 1, 10)
LIST = "/admin/regulations/editions/"


@pytest.fixture
def secretary(client):
    return log_in(client, UserFactory(role=Role.SECRETARY))


def adopt_url(edition: Edition) -> str:
    return reverse("regulations_admin:adopt_edition", args=[edition.pk])


def show_url(edition: Edition) -> str:
    return reverse("regulations_admin:show_edition", args=[edition.pk])


def test_secretary_finds_editions_and_reads_their_clauses(client, secretary):
    edition = EditionFactory(adopted_on=ADOPTED_ON)
    assert f'href="{show_url(edition)}"' in client.get(LIST).content.decode()
    html = client.get(show_url(edition)).content.decode()
    assert html.count("<td><code>#") == 10
    assert "Принять редакцию" not in html


def test_secretary_adopts_a_draft(client, secretary):
    edition = EditionFactory()
    answer = {
        "adopted_on": "2026-01-10",
        "act_kind": "order",
        "act_number": "7",
        "adopted_by": "Главного управления",
        "effective_from": "2026-02-01",
        "reviewed": "on",
        "seen": "0",
    }
    response = client.post(adopt_url(edition), answer)
    assert (response.status_code, response["Location"]) == (302, show_url(edition))
    edition.refresh_from_db()
    assert (edition.status, edition.act, edition.effective_from) == (
        "adopted",
        "Приказ Главного управления от\xa010\xa0января 2026\xa0г. №\xa07",
        datetime.date(2026, 2, 1),
    )


def test_refusal_stands_at_its_field_and_keeps_what_was_typed(client, secretary):
    edition = EditionFactory()
    answer = {
        "adopted_on": "2026-01-10",
        "act_kind": "order",
        "act_number": "7",
        "effective_from": "2026-01-09",
        "reviewed": "on",
        "seen": "0",
    }
    response = client.post(adopt_url(edition), answer)
    assert response.context["form"].errors == {
        "effective_from": [
            "Редакция не может действовать раньше, чем она принята. (п.\xa03.10 Положения)"
        ]
    }
    assert 'value="2026-01-09"' in response.content.decode()
    edition.refresh_from_db()
    assert edition.status == "draft"


@pytest.mark.parametrize(
    ("role", "sees", "adopts"),
    [
        (Role.ADMINISTRATOR, 200, 200),
        (Role.SECRETARY, 200, 200),
        (Role.EDITOR, 200, 302),
        (Role.AUTHORITY_SUPPORT, 200, 302),
    ],
)
def test_roles_see_editions_and_only_some_adopt(client, role, sees, adopts):
    log_in(client, UserFactory(role=role))
    edition = EditionFactory()
    assert client.get(show_url(edition)).status_code == sees
    assert client.get(adopt_url(edition)).status_code == adopts


def test_adopted_edition_offers_no_adoption(client, secretary):
    edition = EditionFactory(adopted_on=ADOPTED_ON)
    assert client.post(adopt_url(edition)).status_code == 302
    assert client.post(adopt_url(edition))["Location"] == "/admin/"


def test_page_with_editions_is_not_deleted(client):
    log_in(client, UserFactory(role=Role.ADMINISTRATOR))
    edition = EditionFactory(adopted_on=ADOPTED_ON)
    index = edition.page.get_parent()
    for page in (edition.page, index):
        client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert Edition.objects.filter(page__live=True).count() == 1


def test_list_costs_the_same_queries_for_one_and_thirty_editions(
    client, secretary, django_assert_max_num_queries
):
    counts = []
    for more in (1, 29):
        for _ in range(more):
            EditionFactory()
        client.get(LIST)
        with django_assert_max_num_queries(30) as queries:
            client.get(LIST)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_regulation_page_is_edited_and_previewed_without_a_key(client):
    log_in(client, UserFactory(role=Role.ADMINISTRATOR))
    page = EditionFactory(adopted_on=ADOPTED_ON, page__key="association").page
    answer = {
        "title": "Устав",
        "slug": page.slug,
        "short_name": "Устав",
        "key": "",
        "seo_title": "",
        "search_description": "",
        "social_image": "",
        "action-publish": "1",
    }
    response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), answer)
    assert response.status_code == 302
    page.refresh_from_db()
    assert (page.title, page.key) == ("Устав", None)
    assert page.make_preview_request().status_code == 200


def test_copy_of_a_page_does_not_take_over_its_key():
    page = EditionFactory(page__key="association").page
    copy = page.copy(update_attrs={"slug": "copy", "title": "Копия"})
    assert (copy.key, page.key) == (None, "association")
