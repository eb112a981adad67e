import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from association.bodies.choices import BodyKind, OfficeKind
from association.bodies.models import CollegialBody, Office
from association.organisations.choices import Standing
from tests.factories.accounts import PersonFactory, UserFactory
from tests.factories.organisations import SINCE, OrganisationFactory, RepresentativeFactory

NOW = datetime.datetime(2026, 11, 18, 12, 0, tzinfo=timezone.get_default_timezone())
TODAY = NOW.date()
RULES_OF_KIND = {
    BodyKind.PRESIDIUM: "presidium",
    BodyKind.GENERAL_MEETING: "general-meeting",
}


class CollegialBodyFactory(DjangoModelFactory):
    class Meta:
        model = CollegialBody

    kind = BodyKind.WORKING_GROUP
    title = factory.Sequence(lambda n: f"Рабочая группа {n}")
    title_genitive = factory.Sequence(lambda n: f"рабочей группы {n}")
    rules_code = factory.LazyAttribute(
        lambda body: RULES_OF_KIND.get(BodyKind(body.kind), "working-group")
    )


class OfficeFactory(DjangoModelFactory):
    class Meta:
        model = Office

    body = factory.SubFactory(CollegialBodyFactory)
    kind = OfficeKind.MEMBER
    person = factory.SubFactory(PersonFactory)
    since = SINCE
    ground = "решение об избрании"


def member_organisation(**fields):
    return OrganisationFactory(standing=Standing.MEMBER, **fields)


def presidium(members: int = 3) -> CollegialBody:
    """A Presidium of heads of member organisations, without officers."""
    body = CollegialBodyFactory(
        kind=BodyKind.PRESIDIUM, title="Президиум", title_genitive="Президиума"
    )
    for _ in range(members):
        organisation = member_organisation()
        OfficeFactory(body=body, person=organisation.head, organisation=organisation)
    return body


def officer(body: CollegialBody, kind: OfficeKind = OfficeKind.MEMBER, **fields):
    """A user who holds the office since SINCE."""
    user = UserFactory()
    OfficeFactory(body=body, kind=kind, person=user.person, **fields)
    return user


def body_of_organisation(**fields) -> tuple[CollegialBody, object]:
    """A working group of an organisation, and a user who speaks for it."""
    organisation = OrganisationFactory()
    user = UserFactory()
    RepresentativeFactory(organisation=organisation, person=user.person)
    return CollegialBodyFactory(owner=organisation, **fields), user
