"""The open register: who stands in it, what is said of whom, the page of one, the map (R14, R76, C11)."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from association.organisations import registry
from association.organisations.choices import Standing
from association.organisations.operations import change_standing
from association.organisations.registry import LifeEvent
from association.register.rules import names
from home.accounts.choices import Role
from home.accounts.models import Consent
from home.accounts.queries import PUBLICATION, current_text
from tests.factories.accounts import UserFactory, log_in
from tests.factories.organisations import (
    SINCE,
    BranchFactory,
    OrganisationFactory,
    RepresentativeFactory,
    TerritoryFactory,
)
from tests.factories.register import QmsCertificateFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]

LIST = "/members/"


def listed(client, **asked) -> list[str]:
    page = client.get(LIST, asked).context["page_of_members"]
    return [organisation.short_name for organisation in page]


def one_of(standing: Standing, **fields):
    return OrganisationFactory(short_name=f"Школа: {standing}", standing=standing, **fields)


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", {"member"}),
        ("candidates", {"candidate"}),
        ("former", {"former"}),
        ("all", {"member", "candidate", "former"}),
        ("applicant", {"member"}),
        ("'; DROP", {"member"}),
    ],
)
def test_list_is_asked_for_a_standing(client, asked, shown):
    for standing in Standing:
        one_of(standing)
    assert set(listed(client, standing=asked)) == {f"Школа: {standing}" for standing in shown}


def test_filters_narrow_the_list(client):
    here, trade = TerritoryFactory(), BranchFactory()
    OrganisationFactory(short_name="Тут", standing=Standing.MEMBER, territory=here)
    OrganisationFactory(short_name="Та отрасль", standing=Standing.MEMBER, branch=trade)
    certified = OrganisationFactory(short_name="С сертификатом", standing=Standing.MEMBER)
    QmsCertificateFactory(organisation=certified)
    assert listed(client, territory=here.pk) == ["Тут"]
    assert listed(client, branch=trade.pk) == ["Та отрасль"]
    assert listed(client, certified="on") == ["С сертификатом"]


@pytest.mark.parametrize("words", ["росток", "ГИМНАЗИЕЙ", "осто"])
def test_name_is_found_in_any_form_and_by_its_part(client, words):
    OrganisationFactory(
        full_name="Гимназия «Росток»", short_name="Гимназия «Росток»", standing=Standing.MEMBER
    )
    OrganisationFactory(standing=Standing.MEMBER)
    assert listed(client, words=words) == ["Гимназия «Росток»"]


@pytest.mark.parametrize(
    "asked",
    [
        {"page": "10" * 20},
        {"page": "x"},
        {"territory": "9" * 30},
        {"territory": "head__surname"},
        {"words": "%_\\'\""},
        {"words": "ы" * 100_000},
        {"head__person__surname": "А"},
        {"sort": "password"},
    ],
)
def test_no_address_breaks_the_list(client, asked):
    """T71, T72."""
    assert client.get(LIST, asked).status_code == 200


def test_list_asks_as_much_for_thirty_as_for_one(client, django_assert_max_num_queries):
    OrganisationFactory(standing=Standing.MEMBER)
    with django_assert_max_num_queries(14) as few:
        client.get(LIST)
    for _ in range(29):
        QmsCertificateFactory(organisation=OrganisationFactory(standing=Standing.MEMBER))
    with django_assert_max_num_queries(len(few)):
        client.get(LIST)


@pytest.mark.parametrize("standing", [Standing.NONE, Standing.APPLICANT])
def test_who_never_belonged_has_no_page(client, standing):
    organisation = OrganisationFactory(standing=standing)
    assert client.get(f"/members/{organisation.pk}/").status_code == 404


def page_of(client, organisation) -> str:
    return client.get(f"/members/{organisation.pk}/").content.decode()


def test_page_says_what_it_is_and_since_when(client):
    organisation = OrganisationFactory(standing=Standing.MEMBER)
    page = page_of(client, organisation)
    assert "Член Ассоциации" in page
    assert f"с&nbsp;{date_format(SINCE)}" in page
    assert organisation.inn in page


def test_page_names_the_head_by_consent_alone(client):
    """152-FZ, art. 10.1; gone with the consent."""
    organisation = OrganisationFactory(standing=Standing.MEMBER)
    head = organisation.head
    assert head.surname not in page_of(client, organisation)
    text = current_text(PUBLICATION)
    consent = Consent.objects.create(
        person=head, text=text, text_sha256=text.sha256, given_at=timezone.now()
    )
    assert f"{head.full_name}, директор" in page_of(client, organisation)
    assert names.NAMED_BY_CONSENT.clause in page_of(client, organisation)
    consent.withdrawn_at = timezone.now()
    consent.save()
    assert head.surname not in page_of(client, organisation)


def test_certificate_of_the_qms_is_told_apart_from_membership(client):
    """C11: a member may have none, and one that is over does not count."""
    organisation = OrganisationFactory(standing=Standing.MEMBER)
    over = QmsCertificateFactory(
        organisation=organisation, valid_until=timezone.localdate() - datetime.timedelta(days=1)
    )
    assert "Действующего нет" in page_of(client, organisation)
    over.valid_until = timezone.localdate()
    over.save()
    assert "Действует на" in page_of(client, organisation)
    assert names.CERTIFIED.clause in page_of(client, organisation)


def test_contacts_are_for_members_and_the_office(client):
    """R14: strangers, applicants and candidates see no telephone."""
    organisation = OrganisationFactory(standing=Standing.MEMBER, phone="+7 (000) 345-67-89")

    def sees(user) -> bool:
        log_in(client, user)
        return organisation.phone in page_of(client, organisation)

    assert organisation.phone not in page_of(client, organisation)
    for standing, expected in [(Standing.MEMBER, True), (Standing.CANDIDATE, False)]:
        other = OrganisationFactory(standing=standing)
        user = UserFactory()
        RepresentativeFactory(organisation=other, person=user.person)
        assert sees(user) == expected
    assert sees(UserFactory(role=Role.SECRETARY))
    assert not sees(UserFactory(role=Role.EDITOR))


def test_page_shows_the_public_part_of_the_life_alone(client, monkeypatch):
    day = datetime.date(2026, 3, 2)
    monkeypatch.setattr(registry, "_life", [])
    registry.register_life(
        lambda organisation: [
            LifeEvent(
                day, "Принята в члены", names.OPEN_REGISTER, is_public=True, by="Секретарь Я."
            ),
            LifeEvent(day, "Замечания секретаря", names.OPEN_REGISTER),
        ]
    )
    page = page_of(client, OrganisationFactory(standing=Standing.MEMBER))
    assert "Принята в члены" in page
    assert "Замечания секретаря" not in page
    assert "Секретарь Я." not in page


def test_page_shows_what_upper_rooms_tell_of_a_member(client, monkeypatch):
    monkeypatch.setattr(registry, "_public_facts", [])
    registry.register_public_facts(lambda organisation: [("Документ", "№ 7 <b>", "/verify/X/")])
    page = page_of(client, OrganisationFactory(standing=Standing.MEMBER))
    assert '<dt>Документ</dt><dd><a href="/verify/X/">№ 7 &lt;b&gt;</a></dd>' in page


def test_map_counts_members_and_candidates_of_each_territory(client):
    drawn = TerritoryFactory(name="Озёрный округ", map_column=3, map_row=2)
    aside = TerritoryFactory(name="Без клетки")
    for standing in (Standing.MEMBER, Standing.MEMBER, Standing.CANDIDATE, Standing.FORMER):
        OrganisationFactory(standing=standing, territory=drawn)
    response = client.get(reverse("register:map"))
    counts = {place.pk: (place.members, place.candidates) for place in response.context["places"]}
    assert (counts[drawn.pk], counts[aside.pk]) == ((2, 1), (0, 0))
    assert [tile.place.pk for tile in response.context["map"].tiles] == [drawn.pk]
    assert "Озёрный округ: членов 2, кандидатов 1" in response.content.decode()


def test_map_asks_as_much_for_many_territories(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(10) as few:
        client.get(reverse("register:map"))
    TerritoryFactory.create_batch(20)
    with django_assert_max_num_queries(len(few)):
        client.get(reverse("register:map"))


def test_search_of_the_site_leads_to_the_page(client):
    organisation = OrganisationFactory(
        full_name="Лицей", short_name="Лицей", standing=Standing.MEMBER
    )
    groups = client.get("/search/", {"q": "лицеем"}).context["groups"]
    assert [result.url for group in groups for result in group.results] == [
        f"/members/{organisation.pk}/"
    ]


def test_who_has_left_stands_among_the_former(client, now):
    organisation = OrganisationFactory(short_name="Ушедшая", standing=Standing.MEMBER)
    change_standing(
        organisation, Standing.FORMER, on=now.date(), ground="по заявлению", by=None, at=now
    )
    assert listed(client) == []
    assert listed(client, standing="former") == ["Ушедшая"]
    assert "Бывший член" in page_of(client, organisation)
