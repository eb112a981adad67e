"""Meetings in the state that a test needs, written as rows; the acts are tested by acting."""

import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from association.bodies.choices import BodyKind
from association.meetings.choices import Capacity, MeetingForm, MeetingState
from association.meetings.models import AgendaItem, Invitation, Meeting
from tests.factories.accounts import PersonFactory
from tests.factories.bodies import CollegialBodyFactory


class MeetingFactory(DjangoModelFactory):
    """A working group's by default; `body__kind="presidium", body__rules_code="presidium"` for the Presidium's."""

    class Meta:
        model = Meeting

    body = factory.SubFactory(CollegialBodyFactory)
    rule_set = factory.LazyAttribute(lambda meeting: meeting.body.rule_set)
    form = MeetingForm.IN_PERSON
    state = MeetingState.COLLECTING
    starts_at = factory.LazyFunction(lambda: timezone.now() + datetime.timedelta(days=7))
    created_at = factory.LazyFunction(timezone.now)
    opened_at = factory.LazyAttribute(
        lambda meeting: (
            meeting.starts_at if meeting.state in (MeetingState.OPEN, MeetingState.CLOSED) else None
        )
    )
    closed_at = factory.LazyAttribute(
        lambda meeting: (
            meeting.starts_at + datetime.timedelta(hours=2)
            if meeting.state == MeetingState.CLOSED
            else None
        )
    )


class PresidiumMeetingFactory(MeetingFactory):
    body = factory.SubFactory(CollegialBodyFactory, kind=BodyKind.PRESIDIUM, rules_code="presidium")


class AgendaItemFactory(DjangoModelFactory):
    class Meta:
        model = AgendaItem

    meeting = factory.SubFactory(MeetingFactory)
    position = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"О вопросе {n}")


class InvitationFactory(DjangoModelFactory):
    class Meta:
        model = Invitation

    meeting = factory.SubFactory(MeetingFactory)
    person = factory.SubFactory(PersonFactory)
    capacity = Capacity.VOTING
