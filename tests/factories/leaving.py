"""Departures for tests, each brought to its state by the acts of the room."""

from association.bodies.choices import OfficeKind
from association.meetings.choices import DecisionForm, MeetingState, VoteState
from association.membership import operations
from association.membership.models import Departure
from association.membership.operations import PaperOriginal
from association.organisations.choices import Standing
from association.organisations.models import Organisation
from tests.factories.accounts import UserFactory
from tests.factories.bodies import OfficeFactory
from tests.factories.decisions import VoteFactory
from tests.factories.meetings import AgendaItemFactory, MeetingFactory
from tests.factories.membership import NOW, TODAY, organisation_of, presidium
from tests.factories.uploads import checked

PAPER = PaperOriginal("17-вх", TODAY)


def member_of(user, **details) -> Organisation:
    return organisation_of(user, standing=Standing.MEMBER, **details)


def exit_draft(user, organisation=None) -> Departure:
    organisation = organisation or member_of(user)
    return operations.start_exit(organisation, "Своя СМК закрыта.", by=user, at=NOW)


def filed_exit(user, organisation=None) -> Departure:
    draft = exit_draft(user, organisation)
    return operations.file_exit(draft, checked("скан.pdf"), seen=draft.version, by=user, at=NOW)


def removal_draft(user, organisation=None) -> Departure:
    """`user` speaks for the member that proposes; another member is to go."""
    initiator = member_of(user)
    organisation = organisation or member_of(UserFactory())
    return operations.propose_removal(
        organisation, initiator, "Не участвует в работе три года.", by=user, at=NOW
    )


def filed_removal(user, organisation=None) -> Departure:
    draft = removal_draft(user, organisation)
    return operations.file_removal(draft, checked("скан.pdf"), seen=draft.version, by=user, at=NOW)


def vote_on_removal(departure, **fields):
    """A vote of the Presidium that has closed; adopted unless told otherwise."""
    body = presidium()
    body.rules_code = "presidium"
    body.save()
    meeting = MeetingFactory(body=body, state=MeetingState.OPEN, starts_at=NOW)
    item = AgendaItemFactory(meeting=meeting, position=2, matter="removal", subject=departure)
    return VoteFactory(
        item=item, form=DecisionForm.INTERNAL, **{"state": VoteState.CLOSED, **fields}
    )


def seat_of(organisation, kind=OfficeKind.MEMBER):
    """In the Presidium, for a member."""
    body = presidium()
    body.rules_code = "presidium"
    body.save()
    return OfficeFactory(body=body, kind=kind, person=organisation.head, organisation=organisation)
