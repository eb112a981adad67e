import factory
from factory.django import DjangoModelFactory

from association.bodies.choices import BodyKind, OfficeKind
from association.bodies.models import CollegialBody, Office
from tests.factories.accounts import PersonFactory
from tests.factories.organisations import SINCE


class CollegialBodyFactory(DjangoModelFactory):
    class Meta:
        model = CollegialBody

    kind = BodyKind.WORKING_GROUP
    title = factory.Sequence(lambda n: f"Рабочая группа {n}")
    title_genitive = factory.Sequence(lambda n: f"рабочей группы {n}")


class OfficeFactory(DjangoModelFactory):
    class Meta:
        model = Office

    body = factory.SubFactory(CollegialBodyFactory)
    kind = OfficeKind.MEMBER
    person = factory.SubFactory(PersonFactory)
    since = SINCE
    ground = "решение об избрании"
