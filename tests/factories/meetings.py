"""Meetings in the state that a test needs, written as rows; the acts are tested by acting."""

import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from association.bodies.choices import BodyKind, OfficeKind
from association.meetings.choices import Capacity, MeetingForm, MeetingState, VoteState
from association.meetings.models import (
    AgendaItem,
    GuestProposal,
    Invitation,
    ItemFile,
    Meeting,
    Proposal,
    Vote,
    WrittenOpinion,
)
from documents.uploads.operations import store_upload
from tests.factories.accounts import PersonFactory
from tests.factories.bodies import CollegialBodyFactory, OfficeFactory
from tests.factories.uploads import checked


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


def meeting_of(owner, organisation) -> Meeting:
    """A meeting of a working group of the organisation that `owner` leads and keeps the papers of.

    Behind every address of a meeting that is prepared stands a row.
    """
    at = timezone.now()
    body = CollegialBodyFactory(owner=organisation)
    for kind in (OfficeKind.LEADER, OfficeKind.SECRETARY):
        OfficeFactory(body=body, kind=kind, person=owner.person)
    meeting = MeetingFactory(body=body, state=MeetingState.SENT, sent_at=at, place="Зал")
    item = AgendaItemFactory(meeting=meeting, position=1, title="О плане")
    paper = store_upload(checked("plan.pdf"), by=owner, at=at)
    ItemFile.objects.create(item=item, title="План", file=paper, added_by=owner, added_at=at)
    Proposal.objects.create(
        body=body, author=owner.person, title="О журнале", file=paper, proposed_at=at
    )
    GuestProposal.objects.create(
        meeting=meeting, author=owner.person, who="Учёный", why="знает", proposed_at=at
    )
    own = InvitationFactory(meeting=meeting, person=owner.person, sent_at=at)
    Vote.objects.create(
        item=item,
        question="Принять план.",
        form=item.draft_form,
        level=item.level,
        matter=item.matter,
        state=VoteState.ANNULLED,
        annul_reason="проба",
        roster_size=1,
        present_count=1,
        quorum_needed=1,
        opened_at=at,
    )
    WrittenOpinion.objects.create(
        meeting=meeting, invitation=own, text="Согласен", file=paper, sent_at=at, due_at=at
    )
    return meeting
