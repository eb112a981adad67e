"""Votes that have adopted something, decisions, and a matter with a handler that tells of its calls."""

import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from association.bodies.choices import VoteResult
from association.meetings.choices import (
    DecisionForm,
    Execution,
    MeetingState,
    VoteState,
)
from association.meetings.models import Decision, Vote
from documents.records.choices import Level
from home.rulebook.text import fold_text
from tests.factories.accounts import PersonFactory
from tests.factories.meetings import AgendaItemFactory, MeetingFactory

NOW = datetime.datetime(2026, 11, 18, 12, 0, tzinfo=timezone.get_default_timezone())
TODAY = NOW.date()


class VoteFactory(DjangoModelFactory):
    """Three for, nobody against, of three."""

    class Meta:
        model = Vote

    item = factory.SubFactory(AgendaItemFactory)
    question = "Провести открытый урок в школе № 3."
    form = DecisionForm.INTERNAL
    level = Level.PUBLIC
    matter = factory.SelfAttribute("item.matter")
    state = VoteState.CLOSED
    roster_size = 3
    present_count = 3
    quorum_needed = 2
    opened_at = NOW
    closed_at = NOW
    votes_for = 3
    votes_against = 0
    votes_abstained = 0
    needed = 2
    result = VoteResult.ADOPTED


class DecisionFactory(DjangoModelFactory):
    """With an executor, on its way; `meeting=` is a closed one."""

    class Meta:
        model = Decision

    class Params:
        done = factory.Trait(execution=Execution.DONE, reported_on=TODAY, accepted_on=TODAY)
        for_nobody = factory.Trait(executor=None, due_on=None, execution=Execution.NOT_NEEDED)

    meeting = factory.SubFactory(
        MeetingFactory,
        state=MeetingState.CLOSED,
        starts_at=NOW - datetime.timedelta(hours=3),
    )
    item = factory.SubFactory(AgendaItemFactory, meeting=factory.SelfAttribute("..meeting"))
    level = Level.PUBLIC
    vote = factory.SubFactory(
        VoteFactory,
        item=factory.SelfAttribute("..item"),
        level=factory.SelfAttribute("..level"),
    )
    number = factory.LazyAttribute(lambda decision: f"{decision.item.position}.1")
    form = factory.SelfAttribute("vote.form")
    text = factory.SelfAttribute("vote.question")
    adopted_on = TODAY
    executor = factory.SubFactory(PersonFactory)
    due_on = TODAY + datetime.timedelta(days=14)
    execution = Execution.ASSIGNED
    search_text = factory.LazyAttribute(
        lambda decision: fold_text(f"{decision.item.title} {decision.text}")
    )
