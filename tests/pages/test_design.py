"""The look as a whole: contrast, weight of fonts, one place for colours, error pages."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from home.pages import palette

STATIC = settings.BASE_DIR / "site" / "static"
TEMPLATES = settings.BASE_DIR / "templates"
STYLE_SHEETS = sorted((STATIC / "css").glob("*.css"))
# Letters and papers carry their styles with them; they never stand under the site's policy.
SITE_TEMPLATES = [
    path
    for path in sorted(TEMPLATES.rglob("*.html"))
    if not {"emails", "email", "papers", "admin", "wagtailadmin"} & set(path.parts)
    and path.name != "email.html"
]
INLINE = re.compile(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=", re.IGNORECASE)
KILOBYTE = 1024


def _name(path: Path) -> str:
    return str(path.relative_to(settings.BASE_DIR))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_palette_keeps_contrast(theme):
    weak = [pair for pair in palette.pairs(palette.themes()[theme]) if not pair.enough]
    assert weak == []


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#ffffff", "#ffffff", 1.0), ("#777777", "#ffffff", 4.48)],
)
def test_contrast_follows_the_formula(one, other, ratio):
    assert round(palette.contrast(one, other), 2) == ratio
    assert palette.contrast(one, other) == palette.contrast(other, one)


def test_dark_theme_names_every_colour_of_the_light_one():
    themes = palette.themes()
    assert themes["light"].keys() == themes["dark"].keys()
    same = {name for name, value in themes["light"].items() if themes["dark"][name] == value}
    assert same == set()


def test_fonts_weigh_at_most_a_hundred_kilobytes():
    assert sum(path.stat().st_size for path in STATIC.rglob("*.woff2")) <= 100 * KILOBYTE


@pytest.mark.parametrize("sheet", STYLE_SHEETS, ids=_name)
def test_style_sheet_takes_values_from_tokens(sheet):
    text = "\n".join(path.read_text(encoding="utf-8") for path in STYLE_SHEETS)
    defined = set(re.findall(r"(--[\w-]+):", text))
    used = set(re.findall(r"var\((--[\w-]+)", sheet.read_text(encoding="utf-8")))
    # The admin's sheet names colours of Wagtail, which are defined there.
    assert {name for name in used - defined if not name.startswith("--w-")} == set()


@pytest.mark.parametrize(
    "name",
    ["layout.css", "components.css", "cabinet.css", "pages.css", "regulation.css", "gallery.css"],
)
def test_colours_stand_in_tokens_alone(name):
    text = (STATIC / "css" / name).read_text(encoding="utf-8")
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|rgb\(|hsl\(", text) == []


@pytest.mark.parametrize("template", SITE_TEMPLATES, ids=_name)
def test_template_holds_no_inline_style_or_script(template):
    """The policy of the site would drop them (T17)."""
    assert INLINE.findall(template.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("name", ["400.html", "500.html", "503.html"])
def test_page_of_a_broken_site_needs_nothing(name):
    """No request, no context and no query: there is no database mark on this test."""
    page = render_to_string(name)
    assert page.count("<h1") == 1
    assert '<html lang="ru">' in page


@pytest.mark.django_db
def test_missing_page_offers_the_search(client):
    response = client.get("/net-takoy-stranitsy/")
    assert response.status_code == 404
    assert 'id="error-search"' in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("403.html", "Эта страница вам не\xa0открыта"),
        ("403_csrf.html", "Форма устарела, ответы не\xa0отправлены"),
        ("429.html", "Слишком много попыток подряд"),
    ],
)
def test_refusal_says_what_happened(rf, name, title):
    page = render_to_string(name, request=rf.get("/")).replace("&nbsp;", "\xa0")
    assert re.findall(r"<h1[^>]*>(.*?)</h1>", page) == [title]
