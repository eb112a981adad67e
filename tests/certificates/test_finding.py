"""A certificate is found by its exact number, and the search says nothing of whose it is."""

import pytest

from home.search.models import IndexText
from tests.factories.certificates import issued_certificate

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def found(client, query: str) -> list[tuple[str, str]]:
    groups = client.get("/search/", {"q": query}).context.get("groups", [])
    return [(result.title, result.url) for group in groups for result in group.results]


@pytest.fixture
def certificate():
    return issued_certificate()


@pytest.mark.parametrize("typed", ["{}", "№ {}", "сертификат {}", "Сертификат №{}", " {} "])
def test_certificate_is_found_by_its_number(client, certificate, typed):
    number = certificate.number
    assert found(client, typed.format(number)) == [
        (f"Сертификат №\xa0{number}", f"/verify/?number={number.replace('/', '%2F')}")
    ]


def test_part_of_a_number_finds_nothing(client, certificate):
    assert found(client, certificate.number[:-1]) == []
    assert found(client, "сертификат") == []


def test_index_knows_nothing_of_the_holder_and_the_code(client, certificate):
    """T2, T42."""
    texts = IndexText.objects.get(title__startswith="Сертификат")
    kept = " ".join(map(str, vars(texts).values()))
    assert certificate.holder_name not in kept
    assert certificate.code not in kept
    assert found(client, certificate.holder_name) == []
    assert found(client, certificate.code) == []
