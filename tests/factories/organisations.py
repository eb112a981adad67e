import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from association.organisations.choices import JoinState, RepresentativeRole, Standing
from association.organisations.models import (
    Branch,
    JoinRequest,
    Organisation,
    Representative,
    StandingChange,
    Territory,
)
from tests.factories.accounts import PersonFactory

SINCE = datetime.date(2026, 1, 12)
_INN_WEIGHTS = (2, 4, 10, 3, 5, 9, 4, 6, 8)


def make_inn(number: int) -> str:
    """A ten-digit INN of the invented region 22 with a right check digit."""
    digits = f"22{number:07}"
    total = sum(weight * int(digit) for weight, digit in zip(_INN_WEIGHTS, digits, strict=True))
    return f"{digits}{total % 11 % 10}"


def make_ogrn(number: int) -> str:
    digits = f"10222{number:07}"
    return f"{digits}{int(digits) % 11 % 10}"


class TerritoryFactory(DjangoModelFactory):
    class Meta:
        model = Territory

    name = factory.Sequence(lambda n: f"Район {n}")


class BranchFactory(DjangoModelFactory):
    class Meta:
        model = Branch

    name = factory.Sequence(lambda n: f"Отрасль {n}")


class OrganisationFactory(DjangoModelFactory):
    """`standing=Standing.MEMBER` comes with its history, as the operation would leave it."""

    class Meta:
        model = Organisation
        skip_postgeneration_save = True

    full_name = factory.Sequence(lambda n: f"Краевое учреждение «Школа № {n}»")
    short_name = factory.Sequence(lambda n: f"Школа № {n}")
    inn = factory.Sequence(make_inn)
    kpp = "220101001"
    ogrn = factory.Sequence(make_ogrn)
    legal_address = "656000, г. Ручейный, ул. Садовая, д. 1"
    territory = factory.SubFactory(TerritoryFactory)
    branch = factory.SubFactory(BranchFactory)
    head = factory.SubFactory(PersonFactory)
    head_position = "директор"
    phone = "+7 (000) 200-00-00"
    email = factory.Sequence(lambda n: f"school{n}@example.org")
    registered_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def history(self, create, extracted, **kwargs):
        if create and self.standing != Standing.NONE:
            StandingChange.objects.create(
                organisation=self,
                standing_from=Standing.NONE,
                standing_to=self.standing,
                on=SINCE,
                ground="по данным фабрики",
                at=timezone.now(),
            )


class RepresentativeFactory(DjangoModelFactory):
    class Meta:
        model = Representative

    organisation = factory.SubFactory(OrganisationFactory)
    person = factory.SubFactory(PersonFactory)
    role = RepresentativeRole.REPRESENTATIVE
    since = SINCE


class JoinRequestFactory(DjangoModelFactory):
    class Meta:
        model = JoinRequest

    organisation = factory.SubFactory(OrganisationFactory)
    person = factory.SubFactory(PersonFactory)
    state = JoinState.WAITING
    asked_at = factory.LazyFunction(timezone.now)
