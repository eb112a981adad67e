"""Open data: stable fields, nothing of people, no formulas (T29)."""

import csv
import io
import json

import pytest

from association.organisations.choices import Standing
from association.register.opendata import FIELDS, FORMAT
from association.register.rules.names import LICENCE
from tests.factories.organisations import OrganisationFactory
from tests.factories.register import QmsCertificateFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]

CSV, JSON = "/members/data/members.csv", "/members/data/members.json"
STABLE = (
    "inn kpp ogrn full_name short_name territory branch standing standing_since "
    "qms_certified legal_address website url"
)


@pytest.fixture
def member():
    return OrganisationFactory(
        short_name='=HYPERLINK("http://example.org")', standing=Standing.MEMBER
    )


def read_csv(client) -> list[dict]:
    text = client.get(CSV).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_fields_stay_as_they_were_promised():
    assert " ".join(FIELDS) == STABLE


def test_both_files_hold_the_same_members_and_candidates(client, member):
    for standing in Standing:
        if standing != Standing.MEMBER:
            OrganisationFactory(standing=standing)
    QmsCertificateFactory(organisation=member)
    whole = json.loads(client.get(JSON).content)
    assert (whole["format"], whole["licence"], whole["count"]) == (FORMAT, LICENCE, 2)
    assert [list(row) for row in whole["members"]] == [list(FIELDS)] * 2
    assert [row["standing"] for row in whole["members"]] == ["member", "candidate"]
    assert [row["inn"] for row in read_csv(client)] == [row["inn"] for row in whole["members"]]
    first = whole["members"][0]
    assert (first["standing_since"], first["qms_certified"]) == ("2026-01-12", True)


def test_cell_is_no_formula(client, member):
    assert read_csv(client)[0]["short_name"] == "'" + member.short_name


def test_files_name_no_person_and_no_contact(client, member):
    for address in (CSV, JSON):
        text = client.get(address).content.decode()
        for private in (member.head.surname, member.phone, member.email):
            assert private not in text


def test_who_has_the_file_is_not_sent_it_again(client, member):
    first = client.get(CSV)
    again = client.get(CSV, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_ten_who_ask_wait_for_one(client, member, django_assert_num_queries):
    """T78: the file is made once."""
    client.get(CSV)
    with django_assert_num_queries(0):
        client.get(CSV)


def test_page_describes_every_field(client):
    page = client.get("/members/data/").content.decode()
    assert [name for name in FIELDS if f"<code>{name}</code>" not in page] == []
    assert LICENCE in page
