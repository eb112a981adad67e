import pytest
from django.contrib.auth.models import Group

from home.accounts.choices import Role
from tests.factories.accounts import UserFactory
from tests.factories.organisations import OrganisationFactory, RepresentativeFactory


def with_role(role: Role):
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role.label))
    return user


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
    return with_role(Role.SECRETARY)


@pytest.fixture
def support(db):
    return with_role(Role.AUTHORITY_SUPPORT)


@pytest.fixture
def editor(db):
    return with_role(Role.EDITOR)
