import pytest

from home.accounts.choices import Role
from tests.factories.accounts import UserFactory


@pytest.fixture
def applicant(db):
    return UserFactory()


@pytest.fixture
def secretary(db):
    return UserFactory(role=Role.SECRETARY)
