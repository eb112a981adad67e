"""The gallery shows every component, so that each can be looked at and tried with axe."""

import pytest
from django.conf import settings

ADDRESS = "/dev/components/"
# The first is the frame of letters.
ELSEWHERE = {"components/email.html"}


@pytest.fixture
def response(client, db):
    return client.get(ADDRESS)


def test_gallery_shows_every_component(response):
    folder = settings.BASE_DIR / "templates" / "components"
    ours = {f"components/{path.name}" for path in folder.glob("*.html")}
    shown = {template.name for template in response.templates}
    assert ours - ELSEWHERE - shown == set()


def test_gallery_repeats_no_id(response):
    """Two elements of one id would break labels and links to fields."""
    import re

    ids = re.findall(r'\sid="([^"]+)"', response.content.decode())
    assert sorted({one for one in ids if ids.count(one) > 1}) == []


def test_refused_field_says_its_error_before_the_control(response):
    page = response.content.decode()
    error, control = page.index('id="bad_inn_error"'), page.index('id="bad_inn"')
    assert page.index('id="bad_inn_helptext"') < error < control
    tag = page[page.rindex("<input", 0, control) : page.index(">", control)]
    assert 'aria-describedby="bad_inn_helptext bad_inn_error"' in tag
    assert 'aria-invalid="true"' in tag
    assert 'value="123"' in tag


@pytest.mark.parametrize("target", ["bad_name", "bad_ground_0", "bad_charter", "bad_consent"])
def test_error_summary_leads_to_the_control(response, target):
    page = response.content.decode()
    assert page.count(f'href="#{target}"') == 1
    assert page.count(f'id="{target}"') == 1


def test_optional_field_is_called_so(response):
    page = response.content.decode()
    label = page[page.index('for="new_email"') : page.index('id="new_email"')]
    assert "(необязательно)" in label
    label = page[page.index('for="new_name"') : page.index('id="new_name"')]
    assert "(необязательно)" not in label


def test_saved_file_is_named_and_only_an_optional_one_can_be_removed(response):
    page = response.content.decode()
    assert page.count("Загружен файл:") == 2
    assert 'name="letter-clear"' in page
    assert 'name="charter-clear"' not in page
