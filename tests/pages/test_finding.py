"""Pages in the search follow what is published, closed, moved and deleted."""

import pytest
from wagtail.models import Page, PageViewRestriction

from home.search.models import IndexEntry
from tests.factories import pages as make
from tests.factories.catalogue import ProgrammeIndexPageFactory, ProgrammePageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def found(client, query: str) -> list[tuple[str, str]]:
    groups = client.get("/search/", {"q": query}).context["groups"]
    return [(group.source.code, result.url) for group in groups for result in group.results]


@pytest.fixture
def section():
    return make.SectionPageFactory(title="Бухгалтерия", slug="books")


@pytest.fixture
def subsection(section):
    return make.SectionPageFactory(parent=section, title="Накладные", slug="bills")


def test_page_is_found_as_soon_as_it_is_published(client, section):
    assert found(client, "бухгалтерию") == [("pages", "/books/")]


def test_draft_text_is_not_found(client, section):
    """T6."""
    section.title = "Касса"
    section.save_revision()
    assert found(client, "касса") == []
    assert found(client, "бухгалтерия") == [("pages", "/books/")]
    section.save_revision().publish()
    assert found(client, "касса") == [("pages", "/books/")]


def test_unpublished_page_is_not_found(client, section, subsection):
    """T6: what lies below stays where it was, as on the site."""
    section.unpublish()
    assert found(client, "бухгалтерия") == []
    assert found(client, "накладные") == [("pages", "/books/bills/")]


def test_page_that_was_never_published_is_not_found(client):
    make.SectionPageFactory(title="Задумка", live=False)
    assert found(client, "задумка") == []


@pytest.mark.parametrize("kind", ["login", "password", "groups"])
def test_closed_section_is_not_found_with_all_below_it(client, section, subsection, kind):
    """T6."""
    restriction = PageViewRestriction.objects.create(
        page=section, restriction_type=kind, password="x"
    )
    assert found(client, "бухгалтерия") == []
    assert found(client, "накладные") == []
    restriction.delete()
    assert found(client, "накладные") == [("pages", "/books/bills/")]


def test_page_moved_into_a_closed_section_is_not_found(client, section, subsection):
    """T6."""
    closed = make.SectionPageFactory(title="Закрытое", slug="closed")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    Page.objects.get(pk=section.pk).move(closed, pos="last-child")
    assert found(client, "бухгалтерия") == []
    assert found(client, "накладные") == []
    assert IndexEntry.objects.get(owner=str(subsection.pk)).doors.endswith(
        f"/p{closed.pk}//p{section.pk}//p{subsection.pk}/"
    )


def test_page_moved_out_of_a_closed_section_is_found_at_its_new_address(
    client, section, subsection
):
    PageViewRestriction.objects.create(page=section, restriction_type="login")
    open_section = make.SectionPageFactory(title="Открытое", slug="open")
    Page.objects.get(pk=subsection.pk).move(open_section, pos="last-child")
    assert found(client, "накладные") == [("pages", "/open/bills/")]


def test_new_address_of_a_section_is_that_of_all_below_it(client, section, subsection):
    section.slug = "accounts"
    section.save_revision().publish()
    assert found(client, "накладные") == [("pages", "/accounts/bills/")]


def test_deleted_section_takes_all_below_it_along(client, section, subsection):
    section.refresh_from_db()
    section.delete()
    assert found(client, "бухгалтерия") == []
    assert found(client, "накладные") == []
    owners = (str(section.pk), str(subsection.pk))
    assert not IndexEntry.objects.filter(owner__in=owners).exists()


def test_alias_is_not_found_beside_its_original(client, section):
    section.create_alias(update_slug="again")
    assert found(client, "бухгалтерия") == [("pages", "/books/")]


def test_programmes_are_a_group_by_themselves(client):
    programme = ProgrammePageFactory(
        parent=ProgrammeIndexPageFactory(), title="Качество образования"
    )
    assert found(client, "качества") == [("programmes", programme.get_url())]
    programme.unpublish()
    assert found(client, "качества") == []
