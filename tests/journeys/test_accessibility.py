"""Every component is read by axe in every look, fits a narrow screen and needs no script (T80)."""

import pytest
from django.utils import timezone
from wagtail.models import Site

from documents.regulations import demo as regulations
from home.pages import demo
from home.pages.models import SectionPage
from programs.catalogue import demo as catalogue
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.journey

GALLERY = "/dev/components/"
LOOKS = {
    "light": {"scheme": "light"},
    "dark": {"scheme": "dark"},
    "large letters": {"vision": "lnnn"},
    "huge letters": {"vision": "hnnn"},
    "wide spacing": {"vision": "nwnn"},
    "black on white": {"vision": "nnbn"},
    "white on black, dark system": {"vision": "nnwn", "scheme": "dark"},
    "no images": {"vision": "nnno"},
    "everything at once": {"vision": "hwwo"},
}


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_components_break_no_rule_of_axe(visit, axe, look):
    widths = (1280, 375) if look == LOOKS["light"] else (375,)
    for width in widths:
        assert axe(visit(GALLERY, width=width, **look)) == []


@pytest.fixture
def demo_pages(transactional_db):
    home = demo.load(Site.objects.get(), today=timezone.localdate())
    regulations.load(home, by=None, at=timezone.now())
    catalogue.load(home, year=2027)
    return [page.url for page in home.get_descendants(inclusive=True).live()]


def test_public_pages_break_no_rule_of_axe(visit, axe, demo_pages):
    page = visit(width=375)
    found = {}
    regulation = "/regulations/ob-assotsiatsii/"
    below = [f"{regulation}{address}" for address in ("editions/", "p-4.2/", "2020-01-01/")]
    own = ["/accounts/login/", "/accounts/signup/", "/verify/", "/search/"]
    for path in [*demo_pages, *below, *own]:
        page.goto(path)
        found[path] = axe(page)
    assert {path: violations for path, violations in found.items() if violations} == {}


@pytest.mark.usefixtures("transactional_db")
def test_cabinet_breaks_no_rule_of_axe(visit, axe):
    user = UserFactory(password="озёрный-камыш-42")
    page = visit("/accounts/login/", scheme="dark")
    page.get_by_label("Электронная почта").fill(user.email)
    page.get_by_label("Пароль").fill("озёрный-камыш-42")
    page.get_by_role("main").get_by_role("button", name="Войти").click()
    page.goto("/cabinet/")
    assert page.locator(".cabinet-bar__name").inner_text() == user.person.full_name
    assert axe(page) == []


@pytest.mark.parametrize("path", [GALLERY, "/vision/", "/net-takoy-stranitsy/"])
@pytest.mark.parametrize("look", [{}, {"vision": "hwno"}], ids=["ordinary", "huge and wide"])
def test_narrow_screen_never_scrolls_sideways(visit, path, look):
    page = visit(path, width=320, **look)
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.fixture
def section(transactional_db):
    """A page in the menu."""
    home = Site.objects.get(is_default_site=True).root_page
    return home.add_child(instance=SectionPage(title="Документы", slug="dokumenty"))


@pytest.mark.usefixtures("section")
def test_menu_opens_without_a_script(visit):
    page = visit(GALLERY, width=375, script=False)
    menu = page.locator(".masthead .navigation__list")
    assert not menu.is_visible()
    page.locator(".masthead summary").click()
    assert menu.is_visible()


@pytest.mark.usefixtures("section")
def test_menu_lies_open_on_a_wide_screen(visit):
    page = visit(GALLERY, width=1280, script=False)
    assert page.locator(".masthead .navigation__list").is_visible()
    assert not page.locator(".masthead summary").is_visible()


def test_first_tab_stop_leads_to_the_text(visit):
    page = visit("/vision/")
    page.keyboard.press("Tab")
    skip = page.locator(".skip-link")
    assert skip.evaluate("link => link === document.activeElement")
    assert skip.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_reader_chooses_the_look_without_a_script(visit):
    page = visit("/net-takoy-stranitsy/", script=False)
    page.get_by_role("link", name="Версия для слабовидящих").click()
    page.get_by_label("Очень крупный").check()
    page.get_by_label("Белым по чёрному").check()
    page.get_by_role("button", name="Показывать так").click()
    assert page.url.endswith("/net-takoy-stranitsy/")
    ground, size = page.evaluate(
        "[getComputedStyle(document.documentElement).backgroundColor,"
        " getComputedStyle(document.body).fontSize]"
    )
    assert (ground, size) == ("rgb(0, 0, 0)", "28.8px")
