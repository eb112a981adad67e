"""Everybody before every address of the cabinet that names somebody's object (T1–T5, T82)."""

import pytest

from association.organisations.choices import Standing
from association.organisations.operations import change_standing
from home.accounts.choices import Role
from tests.factories.accounts import UserFactory, log_in
from tests.factories.membership import NOW, TODAY, organisation_of
from tests.portal.test_doors import of_others

pytestmark = [pytest.mark.django_db, pytest.mark.database]

# Rooms in which an organisation is alone with its own: not even the office looks in (T1, T3).
ALONE = ("bodies:", "meetings:", "minutes:")
ALONE_IN = {
    "membership:departure",  # a draft
    "membership:file_departure",
    "membership:find_member",
    "membership:start_exit",
    "membership:withdraw_departure",
}


def paths_of_the_owner() -> dict[str, str]:
    """A regulation is a text for everybody whom it binds, nobody's own."""
    return {
        one.name: one.path()
        for one in of_others()
        if not one.route.startswith("cabinet/regulations/")
    }


def representative_of(standing: Standing):
    user = UserFactory()
    organisation_of(user, standing=standing)
    return user


OUTSIDERS = {
    "another member": lambda: representative_of(Standing.MEMBER),
    "a candidate": lambda: representative_of(Standing.CANDIDATE),
    "a former member": lambda: representative_of(Standing.FORMER),
    "an editor": lambda: UserFactory(role=Role.EDITOR),
}


def answers(client, paths: dict[str, str]) -> dict[str, object]:
    return {name: client.get(path) for name, path in paths.items()}


def test_outsiders_find_nothing_of_a_member(client, world):
    """Neither the page nor a word of it; 405 where the address takes no such request from anybody."""
    paths = paths_of_the_owner()
    for who, make in OUTSIDERS.items():
        log_in(client, make())
        for name, answer in answers(client, paths).items():
            assert (who, name, answer.status_code in (404, 405)) == (who, name, True)
            assert (who, name, world.organisation.short_name in answer.text) == (who, name, False)


def test_office_keeps_out_of_what_is_an_organisations_own(client, world):
    paths = paths_of_the_owner()
    log_in(client, world.secretary)
    opened = {
        name
        for name, answer in answers(client, paths).items()
        if answer.status_code not in (404, 405)
    }
    assert {name for name in opened if name.startswith(ALONE) or name in ALONE_IN} == set()
    assert {"membership:life", "organisations:organisation"} <= opened


def test_former_member_reads_its_own_past_and_downloads_no_certificate(client, world):
    """R42: the certificate says that it stands no more; the applications stay the organisation's own."""
    paths = paths_of_the_owner()
    change_standing(world.organisation, Standing.FORMER, on=TODAY, ground="выход", by=None, at=NOW)
    log_in(client, world.owner)
    statuses = {name: client.get(paths[name]).status_code for name in PAST}
    assert statuses == PAST


PAST = {
    "certificates:show_certificate": 200,
    "certificates:download": 404,
    "membership:application": 200,
    "membership:open_paper": 200,
    "membership:life": 200,
    "membership:overview_of": 200,
    "membership:start_exit": 404,
    "membership:find_member": 404,
    "organisations:organisation": 200,
}
