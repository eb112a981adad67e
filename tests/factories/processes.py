"""Processes that a decision of the general meeting has assigned, proposals on their way to one, help that was given."""

import datetime

from association.bodies.choices import BodyKind, OfficeKind
from association.bodies.models import CollegialBody
from association.meetings.choices import MeetingState
from association.organisations.choices import Standing
from association.processes.choices import Assigning, ProposalState, Support
from association.processes.models import (
    AssignmentProposal,
    Process,
    ProcessAssignment,
    ProcessSupport,
)
from tests.factories.accounts import UserFactory
from tests.factories.bodies import CollegialBodyFactory, officer
from tests.factories.decisions import DecisionFactory, VoteFactory
from tests.factories.meetings import AgendaItemFactory, MeetingFactory
from tests.factories.mentoring import NOW, TODAY, presidium_body
from tests.factories.organisations import OrganisationFactory

HELD = NOW - datetime.timedelta(hours=3)


def process(code="audit") -> Process:
    """One of those that come with the product."""
    return Process.objects.get(code=code)


def member(**fields):
    return OrganisationFactory(standing=Standing.MEMBER, **fields)


def general_meeting() -> CollegialBody:
    found = CollegialBody.objects.filter(kind=BodyKind.GENERAL_MEETING).first()
    return found or CollegialBodyFactory(
        kind=BodyKind.GENERAL_MEETING, title="Общее собрание", title_genitive="Общего собрания"
    )


def chair():
    """A user who leads the Presidium, and with it the general meeting."""
    return officer(presidium_body(), OfficeKind.CHAIR)


def decision_of_meeting(**fields):
    meeting = MeetingFactory(body=general_meeting(), state=MeetingState.CLOSED, starts_at=HELD)
    return DecisionFactory(for_nobody=True, meeting=meeting, **fields)


def assignment(organisation=None, code="audit", *, since=TODAY, **fields) -> ProcessAssignment:
    return ProcessAssignment.objects.create(
        organisation=organisation or member(),
        process=process(code),
        since=since,
        decision=fields.pop("decision", None) or decision_of_meeting(),
        **fields,
    )


def proposal(*lines, state=ProposalState.READY, **fields) -> AssignmentProposal:
    """`lines` are (member, code of the process), to assign, or with Assigning.RELEASE as the third."""
    number = AssignmentProposal.objects.filter(year=TODAY.year).count() + 1
    made = AssignmentProposal.objects.create(
        year=TODAY.year,
        number=number,
        state=state,
        opened_by=fields.pop("opened_by", None) or UserFactory(),
        opened_at=NOW,
        **fields,
    )
    for organisation, code, *kind in lines:
        made.lines.create(
            organisation=organisation,
            process=process(code),
            kind=kind[0] if kind else Assigning.ASSIGN,
        )
    return made


def vote_on(subject, **fields):
    """A vote of the general meeting on a proposal, three for it."""
    meeting = MeetingFactory(body=general_meeting(), state=MeetingState.OPEN, starts_at=HELD)
    item = AgendaItemFactory(meeting=meeting, position=1, matter="processes", subject=subject)
    return VoteFactory(item=item, **fields)


def support(given_by=None, *, to=None, on=TODAY, kind=Support.PROCEDURE, **fields):
    """An entry of help, by default of a new member to another."""
    return ProcessSupport.objects.create(
        assignment=given_by or assignment(since=on),
        organisation=to or member(),
        kind=kind,
        title=fields.pop("title", "Управление записями"),
        on=on,
        by=fields.pop("by", None) or UserFactory(),
        at=NOW,
        **fields,
    )


def processes_of(owner, organisation, helped, paper) -> None:
    """A process of the organisation, help that it gave with a file, a proposal of the office: a row behind each address."""
    held = assignment(organisation)
    support(held, to=helped, file=paper(), by=owner)
    proposal((organisation, "risks"), state=ProposalState.DRAFT)
