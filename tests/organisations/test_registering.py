"""Registering and changing an organisation (R3, T34, T69, T82)."""

import pytest
from wagtail.models import ModelLogEntry

from association.organisations.choices import RepresentativeRole
from association.organisations.models import Organisation, RegistrationDraft, Representative
from association.organisations.operations import (
    AlreadyRegistered,
    change_details,
    change_head,
    keep_draft,
    register_organisation,
)
from home.accounts.models import Person
from home.rulebook import DomainError
from tests.factories.accounts import UserFactory
from tests.factories.organisations import (
    BranchFactory,
    TerritoryFactory,
    make_inn,
    make_ogrn,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def data():
    return {
        "inn": make_inn(77),
        "kpp": "220101001",
        "ogrn": make_ogrn(77),
        "full_name": "Краевое учреждение «Гимназия „Родник“»",
        "short_name": "Гимназия «Родник»",
        "legal_address": "656000, г. Ручейный, ул. Садовая, д. 2",
        "postal_address": "",
        "territory": TerritoryFactory(),
        "branch": BranchFactory(),
        "phone": "+7 (000) 200-00-01",
        "email": "rodnik@example.org",
        "website": "",
        "head": Person(surname="Ручьёва", name="Анна", patronymic="Львовна"),
        "head_position": "директор",
    }


def entries(organisation) -> list[tuple]:
    found = ModelLogEntry.objects.for_instance(organisation).order_by("pk")
    return [(entry.action, entry.user, entry.timestamp) for entry in found]


def test_first_to_register_speaks_for_the_organisation(data, now):
    user = UserFactory()
    keep_draft(user, {"inn": data["inn"]})
    organisation = register_organisation(data, by=user, at=now)
    representative = organisation.representatives.get()
    assert (representative.person, representative.role, representative.since) == (
        user.person,
        RepresentativeRole.REPRESENTATIVE,
        now.date(),
    )
    assert (organisation.head.full_name, organisation.registered_at, organisation.standing) == (
        "Ручьёва Анна Львовна",
        now,
        "none",
    )
    assert entries(organisation) == [("organisations.register", user, now)]
    assert not RegistrationDraft.objects.exists()


def test_head_who_registers_is_one_person(data, now):
    user = UserFactory()
    organisation = register_organisation(data | {"head": user.person}, by=user, at=now)
    assert (organisation.head, organisation.representatives.get().role) == (
        user.person,
        RepresentativeRole.HEAD,
    )


def test_pressed_twice_is_registered_once(data, now):
    """T34: one organisation, one representative, no second head."""
    user = UserFactory()
    first = register_organisation(dict(data), by=user, at=now)
    again = data | {"head": Person(surname="Ручьёва", name="Анна")}
    second = register_organisation(again, by=user, at=now)
    assert first == second
    assert (Organisation.objects.count(), Representative.objects.count()) == (1, 1)
    assert Person.objects.filter(surname="Ручьёва").count() == 1
    assert len(entries(first)) == 1


def test_known_pair_makes_no_second_record(data, now):
    register_organisation(dict(data), by=UserFactory(), at=now)
    with pytest.raises(AlreadyRegistered) as refusal:
        register_organisation(
            data | {"short_name": "Другая", "head": Person(surname="А", name="Б")},
            by=UserFactory(),
            at=now,
        )
    assert (refusal.value.field, refusal.value.rule.code) == ("inn", "organisations.one_record")
    assert Organisation.objects.get().short_name == "Гимназия «Родник»"


def test_branch_of_the_same_person_by_its_kpp_is_another_record(data, now):
    user = UserFactory()
    register_organisation(dict(data), by=user, at=now)
    branch = data | {"kpp": "220143001", "head": user.person}
    register_organisation(branch, by=user, at=now)
    assert Organisation.objects.count() == 2


def test_account_without_a_name_cannot_register(data, now):
    with pytest.raises(DomainError, match="укажите свои фамилию и имя"):
        register_organisation(data, by=UserFactory(person=None), at=now)
    assert (Organisation.objects.count(), ModelLogEntry.objects.count()) == (0, 0)


def test_only_listed_fields_are_taken(data, now):
    """T37: standing and number of the record cannot be slipped in."""
    sly = data | {"standing": "member", "pk": 1_000, "registered_at": None}
    organisation = register_organisation(sly, by=UserFactory(), at=now)
    assert (organisation.standing, organisation.registered_at, organisation.pk != 1_000) == (
        "none",
        now,
        True,
    )


def test_changed_details_are_logged_with_the_old_ones(data, now, representative, organisation):
    details = {name: getattr(organisation, name) for name in data if name not in ("head",)}
    changed = details | {"short_name": "Гимназия «Ель»", "inn": make_inn(99), "standing": "member"}
    old_inn, old_name = organisation.inn, organisation.short_name
    result = change_details(organisation, changed, by=representative, at=now)
    result.refresh_from_db()
    assert (result.short_name, result.inn, result.standing) == ("Гимназия «Ель»", old_inn, "none")
    entry = ModelLogEntry.objects.for_instance(organisation).get()
    assert (entry.action, entry.data) == (
        "organisations.change_details",
        {"short_name": [old_name, "Гимназия «Ель»"], "since": "2026-11-18"},
    )
    assert Organisation.objects.matching("ель").get() == organisation


def test_unchanged_details_leave_no_entry(now, representative, organisation, data):
    details = {name: getattr(organisation, name) for name in data if name != "head"}
    change_details(organisation, details, by=representative, at=now)
    assert entries(organisation) == []


def test_new_head_is_a_new_person_even_with_a_known_name(now, representative, organisation):
    """T82: namesakes are never merged."""
    before = organisation.head
    namesake = Person(surname=before.surname, name=before.name, patronymic=before.patronymic)
    result = change_head(organisation, namesake, "ректор", by=representative, at=now)
    assert (result.head != before, result.head.full_name) == (True, before.full_name)
    assert (result.head_position, entries(result)) == (
        "ректор",
        [("organisations.change_head", representative, now)],
    )


@pytest.mark.parametrize("query", ["ёлочка", "ЁЛОЧКА", "елочка ГИМНАЗИЯ", "  гимназия  "])
def test_search_finds_cyrillic_in_any_case(organisation, query):
    assert list(Organisation.objects.matching(query)) == [organisation]


def test_search_finds_numbers_and_takes_wildcards_for_letters(organisation):
    assert list(Organisation.objects.matching(organisation.inn)) == [organisation]
    assert list(Organisation.objects.matching("%")) == []
