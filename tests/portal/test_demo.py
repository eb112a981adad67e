"""The living demo: loads, loads again without a trace, and lets its people in."""

import json
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.test import Client

from association.membership.choices import State
from association.membership.models import MembershipApplication
from association.organisations.models import Organisation, Territory
from documents.certificates.models import Certificate

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def demo(settings, tmp_path):
    """Loads the demo and gives the accounts that it prints."""
    settings.DEMO_ACCOUNTS_FILE = tmp_path / "demo-accounts.json"

    def load():
        out = StringIO()
        call_command("demo", json=True, stdout=out)
        return json.loads(out.getvalue())["accounts"]

    return load


def _rows() -> dict[str, int]:
    return {
        model._meta.label: model._base_manager.count()
        for model in apps.get_models()
        if model._meta.label != "wagtailcore.ReferenceIndex"
    }


ADDRESSES = {
    "applicant": "/cabinet/",
    "member": "/cabinet/certificates/",
    "chair": "/cabinet/",
    "secretary": "/admin/membership/membershipapplication/",
    "editor": "/admin/pages/",
    "administrator": "/admin/",
}


def test_demo_is_a_living_association_that_loads_once_and_lets_its_people_in(demo):
    """One load, for it takes ten seconds."""
    accounts = demo()
    assert set(accounts) == set(ADDRESSES)
    assert (Organisation.objects.count(), Territory.objects.count()) == (40, 12)
    assert set(MembershipApplication.objects.values_list("state", flat=True)) == set(State)
    assert Certificate.objects.count() >= 20
    rows = _rows()
    assert demo() == accounts
    assert _rows() == rows
    answers = {key: _entered(accounts[key]).get(ADDRESSES[key]).status_code for key in ADDRESSES}
    assert answers == dict.fromkeys(ADDRESSES, 200)


def _entered(account: dict[str, str]) -> Client:
    client = Client()
    client.post("/accounts/login/", {"login": account["email"], "password": account["password"]})
    return client


def test_demo_is_refused_where_development_pages_are_off(demo, settings):
    settings.DEVELOPMENT_PAGES = False
    with pytest.raises(CommandError, match="not for production"):
        demo()
