"""Somebody types into the search box: suggestions by keyboard, and plain results without script."""

import pytest
from playwright.sync_api import expect

from tests.factories import pages as make

pytestmark = pytest.mark.journey


@pytest.fixture
def pages(transactional_db):
    make.SectionPageFactory(title="Как вступить", slug="join", lead="Порядок приёма организаций.")
    make.SectionPageFactory(title="Вступительный взнос", slug="fee", lead="Его не берут.")


@pytest.mark.parametrize("width", [1280, 375])
def test_suggestion_is_chosen_by_the_keyboard(visit, axe, pages, width):
    page = visit("/", width=width)
    box = page.locator("#site-search")
    box.press_sequentially("вступ")
    options = page.get_by_role("option")
    expect(options).to_have_count(2)
    expect(box).to_have_attribute("aria-expanded", "true")

    box.press("ArrowDown")
    box.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    assert axe(page) == []
    chosen = options.nth(1).get_attribute("data-url")
    box.press("Enter")
    page.wait_for_url(f"**{chosen}")


def test_escape_puts_the_suggestions_away_and_keeps_the_words(visit, pages):
    page = visit("/")
    box = page.locator("#site-search")
    box.press_sequentially("вступ")
    expect(page.get_by_role("option")).to_have_count(2)
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(box).to_have_value("вступ")


def test_form_gives_results_without_script(visit, axe, pages):
    page = visit("/", script=False)
    page.locator("#site-search").fill("приёме организации")
    page.get_by_role("banner").get_by_role("button", name="Найти").click()
    expect(page.get_by_role("main").get_by_role("link", name="Как вступить")).to_be_visible()


def test_results_break_no_rule_of_axe(visit, axe, pages):
    page = visit("/search/?q=вступить", width=375)
    expect(page.get_by_role("heading", name="Страницы сайта")).to_be_visible()
    assert axe(page) == []
