"""What everybody sees of mentoring: organisations and numbers, nobody's person, no word of their work (T7)."""

import datetime

import pytest
from django.urls import reverse

from association.mentoring.choices import Contact, Side
from association.mentoring.models import Entry
from association.mentoring.queries import public
from association.mentoring.queries.parties import ratio_on
from association.organisations.choices import Standing
from association.organisations.operations import change_standing
from association.organisations.registry import public_facts_of
from home.workdays.queries import today
from tests.factories.mentoring import NOW, TODAY, candidate, certify, mentor, pair, speaks_for
from tests.factories.organisations import TerritoryFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]

URL = "/mentoring/"
BEGAN = TODAY - datetime.timedelta(100)


@pytest.fixture
def lake():
    return TerritoryFactory(name="Приозёрный район", map_column=3, map_row=2)


def test_map_and_table_show_who_helps_whom(client, lake):
    made = pair(candidate_=candidate(territory=lake))
    text = client.get(URL).content.decode()
    for organisation in (made.mentor, made.candidate):
        address = reverse("register:member", args=[organisation.pk])
        assert f'<a href="{address}">{organisation.short_name}</a>' in text
    assert "Приозёрный район: пар 1, наставников 0, кандидатов 1" in text
    assert f'href="{URL}?territory={lake.pk}#pairs"' in text


def test_nothing_of_persons_or_of_work_is_there(client):
    made = pair(begins_on=BEGAN)
    user = speaks_for(made.mentor)
    Entry.objects.create(
        pair=made,
        kind=Contact.VISIT,
        held_on=TODAY,
        minutes=60,
        text="Тайна двоих",
        side=Side.MENTOR,
        by=user,
        at=NOW,
    )
    text = client.get(URL).content.decode()
    for secret in ("Тайна", user.person.surname, made.candidate.head.surname, "последняя запись"):
        assert secret not in text


def test_pairs_that_are_over_or_left_are_not_shown(client):
    over, left = pair(begins_on=BEGAN), pair(begins_on=BEGAN)
    certify(over.candidate)
    change_standing(left.mentor, Standing.FORMER, on=TODAY, ground="выход", by=None, at=NOW)
    assert list(public.pairs_at_work(today())) == []
    text = client.get(URL).content.decode()
    assert "Получили сертификат с&nbsp;наставником" in text
    assert "Пар пока нет" in text


def test_counts_are_those_of_the_ratio_rule(lake):
    """R48, C38: one count, whoever asks."""
    mentor(territory=lake)
    mentor(certified=False)
    candidate(territory=lake)
    pair()
    on = today()
    assert public.ratio_of(public.places(on), on) == ratio_on(on)


def test_found_by_territory_and_name(client, lake):
    ours, other = pair(candidate_=candidate(territory=lake)), pair()
    found = client.get(URL, {"territory": lake.pk}).content.decode()
    assert (ours.mentor.short_name in found, other.mentor.short_name in found) == (True, False)
    assert "Таких пар нет" in client.get(URL, {"words": "нет такой"}).content.decode()
    assert client.get(URL, {"territory": "x", "page": "x"}).status_code == 200


def test_thirty_pairs_ask_as_much_as_one(client, django_assert_max_num_queries):
    pair()
    client.get(URL)
    with django_assert_max_num_queries(15) as few:
        client.get(URL)
    for _ in range(9):
        pair(candidate_=candidate(territory=TerritoryFactory()))
    with django_assert_max_num_queries(len(few)):
        client.get(URL)


def test_page_of_the_register_names_the_partner(client):
    made = pair()
    assert public_facts_of(made.mentor)[-1][:2] == (
        "Наставник кандидата",
        made.candidate.short_name,
    )
    page = client.get(reverse("register:member", args=[made.candidate.pk])).content.decode()
    assert made.mentor.short_name in page
