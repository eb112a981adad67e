import datetime

import pytest

from documents.readers import registry
from documents.readers.registry import register_readers
from documents.regulations.models import RegulationPage
from home.accounts.models import Person
from home.workdays.queries import today
from tests.factories.readers import AFTER, BEFORE
from tests.factories.regulations import EditionFactory, RegulationPageFactory


@pytest.fixture
def page(db):
    return RegulationPageFactory(title="Положение о кружке", slug="kruzhok")


@pytest.fixture
def days():
    """Days counted from today: `days(-3)`."""
    return lambda number: today() + datetime.timedelta(days=number)


@pytest.fixture
def first(page, days):
    """The edition that was in force until yesterday."""
    return EditionFactory(page=page, text=BEFORE, adopted_on=days(-100))


@pytest.fixture
def second(page, first, days):
    """The edition that has been in force since yesterday."""
    return EditionFactory(page=page, text=AFTER, adopted_on=days(-10), effective_from=days(-1))


@pytest.fixture
def bound(page, monkeypatch):
    """People whom the page binds: a list that the test fills."""
    monkeypatch.setattr(registry, "_readers", [])
    people = []

    def people_of(asked):
        return Person.objects.filter(pk__in=[p.pk for p in people] if asked == page else [])

    def regulations_of(person):
        return RegulationPage.objects.filter(pk__in=[page.pk] if person in people else [])

    register_readers(people_of, regulations_of)
    return people
