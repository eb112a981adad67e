"""T6: drafts, scheduled, expired and private pages are nowhere."""

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from home.accounts.choices import Role
from home.pages.visibility import open_to_all
from tests.factories import pages as make
from tests.factories.accounts import UserFactory, log_in

pytestmark = pytest.mark.django_db
TITLE = "Закрытая страница"


def close(page):
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def closed_by_login():
    close(make.SectionPageFactory(title=TITLE))


def under_closed_parent():
    parent = make.SectionPageFactory(title="Закрытый раздел")
    make.SectionPageFactory(parent=parent, title=TITLE)
    close(parent)


def draft():
    make.SectionPageFactory(title=TITLE, live=False)


def scheduled():
    tomorrow = timezone.now() + timezone.timedelta(days=1)
    page = make.SectionPageFactory(title=TITLE, live=False, go_live_at=tomorrow)
    page.save_revision(approved_go_live_at=tomorrow)


def expired():
    page = make.SectionPageFactory(title=TITLE)
    page.unpublish(set_expired=True)


def piece_of_news():
    index = make.NewsIndexPageFactory()
    close(make.NewsPageFactory(parent=index, title=TITLE))


HIDDEN = [closed_by_login, under_closed_parent, draft, scheduled, expired, piece_of_news]


@pytest.mark.parametrize("hide", HIDDEN)
@pytest.mark.parametrize("address", ["/", "/sitemap.xml", "/search/?q=закрытая", "/news/"])
def test_hidden_page_is_on_no_public_page(client, hide, address):
    hide()
    cache.clear()
    hidden = Page.objects.get(title=TITLE)

    text = client.get(address).content.decode()

    assert TITLE not in text
    assert f"/{hidden.slug}/" not in text


@pytest.mark.parametrize("hide", HIDDEN)
def test_hidden_page_is_not_open_to_all(hide):
    hide()
    assert not open_to_all(Page.objects.filter(title=TITLE)).exists()


def test_closed_page_sends_to_the_log_in(client):
    parent = make.SectionPageFactory(slug="closed")
    make.SectionPageFactory(parent=parent, slug="child")
    close(parent)

    for address in ("/closed/", "/closed/child/"):
        response = client.get(address)
        assert (response.status_code, response["Location"]) == (
            302,
            f"/accounts/login/?next={address}",
        )
        assert "no-store" in response["Cache-Control"]


def test_closed_page_is_not_there_for_the_logged_in_without_the_right(client):
    """The log-in would send them back, and the page to the log-in, for ever (T1)."""
    page = make.SectionPageFactory(slug="closed")
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.GROUPS
    )
    restriction.groups.add(Group.objects.get(name=Role.EDITOR.label))

    log_in(client, UserFactory())
    assert client.get("/closed/").status_code == 404
    log_in(client, UserFactory(role=Role.EDITOR))
    assert client.get("/closed/").status_code == 200


def test_restriction_on_the_root_closes_the_whole_site(client):
    make.SectionPageFactory(slug="about")
    close(Page.objects.get(depth=1))
    assert client.get("/about/").status_code == 302
    assert client.get("/").status_code == 302


def test_neighbour_of_a_closed_page_stays_open():
    close(make.SectionPageFactory())
    neighbour = make.SectionPageFactory(title="Открытая")
    assert list(open_to_all(Page.objects.filter(depth=3))) == [neighbour.page_ptr]
