import pytest

from home.accounts.choices import Role
from tests.factories.accounts import UserFactory
from tests.factories.membership import user_with


@pytest.fixture
def applicant(db):
    return UserFactory()


@pytest.fixture
def secretary(db):
    return user_with(Role.SECRETARY)
