import datetime

import pytest

from association.bodies.choices import BodyKind, OfficeKind
from association.minutes import operations
from home.accounts.operations import give_consent
from home.accounts.queries import SIMPLE_SIGNATURE, current_text
from tests.factories.accounts import UserFactory
from tests.factories.bodies import OfficeFactory
from tests.factories.minutes import HeldMeeting


class Held:
    """A meeting with one adopted item, accounts of its people, its offices, and the protocol that its closing opens."""

    def __init__(self, at, **options):
        self.at = at
        self.meeting_row = HeldMeeting(**options)
        self.meeting = self.meeting_row.meeting
        self.item = self.meeting_row.item(heard="Доклад о плане.")
        self.vote = self.meeting_row.vote(self.item)
        self.users = [UserFactory(person=each.person) for each in self.meeting_row.voting]
        is_group = self.meeting.body.kind == BodyKind.WORKING_GROUP
        heads = (OfficeKind.LEADER if is_group else OfficeKind.CHAIR, OfficeKind.SECRETARY)
        for place, user in enumerate(self.users):
            kinds = {OfficeKind.MEMBER} if place > 1 else {heads[place], OfficeKind.MEMBER}
            for kind in sorted(kinds):
                OfficeFactory(body=self.meeting.body, person=user.person, kind=kind)
        self.chair, self.secretary, *self.members = self.users
        self.protocol = operations.open_protocol(self.meeting, by=self.secretary, at=at)

    def submit(self):
        self.fresh()
        self.protocol = operations.submit_protocol(
            self.protocol, seen=self.protocol.version, by=self.secretary, at=self.at
        )
        return self.protocol

    def sign(self, user, capacity):
        text = current_text(SIMPLE_SIGNATURE)
        give_consent(user.person, text, at=self.at)
        sha256 = self.fresh().content_sha256
        return operations.sign_protocol(self.protocol, capacity, sha256=sha256, by=user, at=self.at)

    def signed(self):
        """Both signatures of a Presidium's protocol."""
        self.submit()
        self.sign(self.chair, "presiding")
        self.sign(self.secretary, "secretary")
        return self.fresh()

    def answer(self, user, answer="agreed", remarks=""):
        return operations.answer_agreement(
            self.protocol,
            answer,
            remarks,
            sha256=self.fresh().content_sha256,
            by=user,
            at=self.at,
        )

    def fresh(self):
        self.protocol = type(self.protocol).objects.get(pk=self.protocol.pk)
        return self.protocol


@pytest.fixture
def at():
    """The day after the meetings of the factory: a Saturday."""
    return datetime.datetime(2026, 11, 21, 9, 0, tzinfo=datetime.UTC)


@pytest.fixture
def presidium(db, at):
    return Held(at)


@pytest.fixture
def group(db, at):
    return Held(at, kind=BodyKind.WORKING_GROUP, rules="working-group", title="Группа питания")
