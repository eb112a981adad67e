"""Standing and its history (R3, R36)."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from wagtail.models import ModelLogEntry

from association.organisations import registry
from association.organisations.choices import Standing
from association.organisations.models import StandingChange
from association.organisations.operations import change_standing
from association.organisations.queries import members
from association.organisations.rules import STANDING_HAS_GROUND
from home.rulebook import DomainError
from tests.factories.organisations import SINCE, OrganisationFactory

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


@pytest.fixture
def told(monkeypatch):
    """What the upper rooms heard."""
    heard = []
    monkeypatch.setattr(registry, "_handlers", [heard.append])
    return heard


def test_change_is_kept_told_and_logged(organisation, secretary, now, told):
    change = change_standing(
        organisation,
        Standing.MEMBER,
        on=now.date(),
        ground="приказ № 7",
        source=organisation.territory,
        by=secretary,
        at=now,
    )
    organisation.refresh_from_db()
    assert (organisation.standing, organisation.is_member) == (Standing.MEMBER, True)
    assert (change.standing_from, change.standing_to, change.source, change.by, change.at) == (
        "none",
        "member",
        organisation.territory,
        secretary,
        now,
    )
    assert told == [change]
    entry = ModelLogEntry.objects.for_instance(organisation).get()
    assert (entry.action, entry.data) == (
        "organisations.change_standing",
        {"standing": ["none", "member"], "on": "2026-11-18", "ground": "приказ № 7"},
    )


def test_step_that_the_regulation_does_not_know_is_refused(organisation, now, told):
    with pytest.raises(DomainError) as refusal:
        change_standing(organisation, Standing.FORMER, on=now.date(), ground="нет", by=None, at=now)
    assert str(refusal.value) == (
        "Положение «Не состоит в Ассоциации» не может смениться на «Бывший член». "
        "(п.\xa03.1 Положения; п.\xa03.2 Положения; п.\xa03.15 Положения)"
    )
    assert refusal.value.rule == STANDING_HAS_GROUND
    assert (StandingChange.objects.count(), told, ModelLogEntry.objects.count()) == (0, [], 0)


def test_change_cannot_begin_in_the_future(organisation, now):
    with pytest.raises(DomainError, match="будущим числом"):
        change_standing(
            organisation, Standing.MEMBER, on=now.date() + DAY, ground="приказ", by=None, at=now
        )


def test_failing_handler_undoes_the_change(organisation, now, monkeypatch):
    def fail(change):
        raise DomainError("Нельзя.", registry_rule)

    from association.organisations.rules import ONE_RECORD as registry_rule

    monkeypatch.setattr(registry, "_handlers", [fail])
    with pytest.raises(DomainError, match="Нельзя"):
        change_standing(organisation, Standing.MEMBER, on=now.date(), ground="п", by=None, at=now)
    organisation.refresh_from_db()
    assert (organisation.standing, StandingChange.objects.count()) == (Standing.NONE, 0)


def test_members_are_counted_for_any_day(now, told):
    member = OrganisationFactory(standing=Standing.MEMBER)
    OrganisationFactory(standing=Standing.CANDIDATE)
    OrganisationFactory()
    left_on = SINCE + 30 * DAY
    change_standing(member, Standing.FORMER, on=left_on, ground="заявление", by=None, at=now)
    assert [list(members(day)) for day in (SINCE - DAY, SINCE, left_on - DAY, left_on)] == [
        [],
        [member],
        [member],
        [],
    ]


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"standing_from": "member", "standing_to": "member"}, "standing_change_changes"),
        ({"source_id": 5}, "standing_change_source_whole"),
    ],
)
def test_database_holds_the_history_straight(organisation, now, fields, constraint):
    whole = {
        "standing_from": "none",
        "standing_to": "member",
        "on": SINCE,
        "ground": "п",
        "at": now,
    }
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        StandingChange.objects.create(organisation=organisation, **(whole | fields))
