"""The panel «Версия для слабовидящих»."""

import itertools

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from home.pages import vision
from home.pages.vision import Vision

ADDRESS = "/vision/"
CHOSEN = {"size": "h", "spacing": "w", "contrast": "b", "images": "o"}
ALL = list(itertools.product(vision.SIZES, vision.SPACINGS, vision.CONTRASTS, vision.IMAGES))


@pytest.mark.parametrize("letters", ALL, ids="".join)
def test_vision_reads_what_it_writes(letters):
    assert Vision.parse(str(Vision(*letters))) == Vision(*letters)


@given(st.text())
def test_vision_ignores_what_it_has_not_written(value):
    known = {"".join(letters) for letters in ALL}
    assert Vision.parse(value) == (Vision(*value) if value in known else Vision())


@pytest.mark.parametrize(
    ("cookie", "key"),
    [
        ("", ""),
        ("nnnn", ""),
        ("hwbo", "hwbo"),
        ("hwb", ""),
        ("hwboo", ""),
        ("onbw", ""),
        ('n"><', ""),
    ],
)
def test_normalised_is_short_and_known(rf, cookie, key):
    request = rf.get("/")
    request.COOKIES["vision"] = cookie
    assert vision.normalised(request) == key


def test_normalised_without_a_cookie_is_empty(rf):
    assert vision.normalised(rf.get("/")) == ""


@pytest.mark.parametrize(
    ("letters", "attributes"),
    [
        ("nnnn", ""),
        ("lnnn", ' data-size="l"'),
        ("hwbo", ' data-size="h" data-spacing="w" data-contrast="b" data-images="o"'),
    ],
)
def test_attributes_name_what_differs(letters, attributes):
    assert Vision.parse(letters).attributes == attributes


@pytest.mark.django_db
def test_choice_is_remembered_and_applied(client):
    response = client.post(ADDRESS, {**CHOSEN, "next": "/vision/?next=%2F"})
    assert (response.status_code, response["Location"]) == (302, "/vision/?next=%2F")
    cookie = response.cookies["vision"]
    assert cookie.value == "hwbo"
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 31536000)
    page = client.get(ADDRESS).content.decode()
    assert (
        '<html lang="ru" data-size="h" data-spacing="w" data-contrast="b" data-images="o">' in page
    )


@pytest.mark.django_db
def test_page_shows_the_choice_in_force(client):
    client.cookies["vision"] = "hwbo"
    assert client.get(ADDRESS).context["form"].initial == CHOSEN


@pytest.mark.django_db
@pytest.mark.parametrize(
    "answers", [{"reset": "1"}, dict.fromkeys(("size", "spacing", "contrast", "images"), "n")]
)
def test_ordinary_look_forgets_the_cookie(client, answers):
    client.cookies["vision"] = "hwbo"
    response = client.post(ADDRESS, {**answers, "next": "/"})
    assert response.cookies["vision"]["max-age"] == 0


@pytest.mark.django_db
def test_unknown_choice_is_refused_beside_its_field(client):
    response = client.post(ADDRESS, {**CHOSEN, "size": "x" * 5000})
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["size"]
    assert "vision" not in response.cookies


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/",
        "//example.org/",
        "/\\example.org",
        "\\\\example.org",
        "javascript:alert(1)",
        "http:example.org",
        "\x01//example.org",
        "",
    ],
)
def test_return_address_stays_on_the_site(client, address):
    """T16."""
    response = client.post(ADDRESS, {**CHOSEN, "next": address})
    assert response["Location"] == "/"


@pytest.mark.django_db
def test_choice_without_a_token_is_refused():
    """T15."""
    response = Client(enforce_csrf_checks=True).post(ADDRESS, CHOSEN)
    assert response.status_code == 403
    assert "vision" not in response.cookies


@pytest.mark.django_db
def test_panel_is_never_cached(client):
    assert "no-store" in client.get(ADDRESS)["Cache-Control"]
