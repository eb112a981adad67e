import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.accounts.choices import Role
from tests.factories.accounts import UserFactory
from tests.factories.organisations import OrganisationFactory, RepresentativeFactory


@pytest.fixture
def organisation(db):
    return OrganisationFactory(short_name="Гимназия «Ёлочка»")


@pytest.fixture
def representative(organisation):
    """A user who speaks for the organisation today."""
    user = UserFactory()
    RepresentativeFactory(organisation=organisation, person=user.person)
    return user


@pytest.fixture
def stranger(db):
    return UserFactory()


@pytest.fixture
def secretary(db):
    return UserFactory(role=Role.SECRETARY)


@pytest.fixture
def support(db):
    return UserFactory(role=Role.AUTHORITY_SUPPORT)


@pytest.fixture
def editor(db):
    return UserFactory(role=Role.EDITOR)


@pytest.fixture
def count_queries():
    """How many queries one page takes."""

    def count(client, address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    return count
