import pytest
from django.core.cache import cache
from django.utils import timezone

from association.takeover.operations import start_takeover
from documents.uploads.inspection import inspect
from home.accounts.choices import Role
from tests.factories.accounts import UserFactory
from tests.factories.certificates import CertificateKindFactory
from tests.factories.organisations import BranchFactory, TerritoryFactory


@pytest.fixture
def lists(db):
    """What rows refer to: a territory, a branch, the kind of certificates with its form."""
    cache.clear()
    TerritoryFactory(name="Ручейный район")
    BranchFactory(name="Общее образование")
    return CertificateKindFactory()


@pytest.fixture
def secretary(db):
    return UserFactory(role=Role.SECRETARY)


@pytest.fixture
def started(lists, secretary, django_capture_on_commit_callbacks):
    """`started(workbook)` → the Takeover after its check."""

    def start(content: bytes):
        with django_capture_on_commit_callbacks(execute=True):
            takeover = start_takeover(
                inspect("учёт.xlsx", content, ("xlsx",)), by=secretary, at=timezone.now()
            )
        takeover.refresh_from_db()
        return takeover

    return start
