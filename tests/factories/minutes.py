"""Meetings that were held, written as rows with counted votes, and their protocols."""

import datetime
from dataclasses import dataclass, field

import factory
from factory.django import DjangoModelFactory

from association.bodies.choices import BodyKind, Choice, OfficeKind
from association.bodies.rules.voting import Tally, count_quorum, count_vote
from association.meetings.choices import (
    Capacity,
    Channel,
    DecisionForm,
    ItemState,
    MeetingForm,
    MeetingState,
    Presence,
    Step,
    VoteState,
)
from association.meetings.models import (
    AgendaItem,
    Attendance,
    Ballot,
    Decision,
    ExecutionStep,
    Invitation,
    Meeting,
    Vote,
    WrittenOpinion,
)
from association.minutes.choices import AgreementAnswer, SignatureCapacity, SignatureMethod
from association.minutes.models import Agreement, DetachedSignature, Protocol, Signature
from tests.factories.accounts import PersonFactory
from tests.factories.bodies import CollegialBodyFactory, OfficeFactory

BEGAN = datetime.datetime(2026, 11, 20, 11, 0, tzinfo=datetime.UTC)
ENDED = datetime.datetime(2026, 11, 20, 12, 40, tzinfo=datetime.UTC)
OFFICES = (OfficeKind.CHAIR, OfficeKind.SECRETARY)


class ProtocolFactory(DjangoModelFactory):
    class Meta:
        model = Protocol

    meeting = factory.LazyFunction(lambda: HeldMeeting().meeting)
    body = factory.SelfAttribute("meeting.body")
    year = 2026


@dataclass
class HeldMeeting:
    """A closed meeting of `members` people, all of whom came; items and votes are added by calls."""

    members: int = 5
    kind: str = BodyKind.PRESIDIUM
    rules: str = "presidium"
    form: str = MeetingForm.IN_PERSON
    owner: object = None
    position: str = "директор"
    title: str = "Президиум Ассоциации"
    title_genitive: str = "Президиума Ассоциации"
    meeting: Meeting = field(init=False)
    voting: list[Invitation] = field(init=False)

    def __post_init__(self):
        body = CollegialBodyFactory(
            kind=self.kind,
            rules_code=self.rules,
            title=self.title,
            title_genitive=self.title_genitive,
            owner=self.owner,
        )
        people = [PersonFactory() for _ in range(self.members)]
        without_sitting = self.form in (MeetingForm.ABSENTEE, MeetingForm.POLL)
        self.meeting = Meeting.objects.create(
            body=body,
            rule_set=body.rule_set,
            form=self.form,
            starts_at=BEGAN,
            closes_at=ENDED if without_sitting else None,
            place="г. Заозёрск, ул. Школьная, д. 1",
            state=MeetingState.CLOSED,
            presiding=people[0],
            secretary=people[1] if self.members > 1 else people[0],
            opened_at=BEGAN,
            closed_at=ENDED,
            created_at=BEGAN,
        )
        offices = [*OFFICES, *[OfficeKind.MEMBER] * self.members][: self.members]
        self.voting = Invitation.objects.bulk_create(
            Invitation(
                meeting=self.meeting,
                person=person,
                capacity=Capacity.VOTING,
                office=office,
                position=self.position,
                sent_at=BEGAN,
            )
            for person, office in zip(people, offices, strict=True)
        )
        if not without_sitting:
            self.came(*self.voting)

    def came(self, *invitations: Invitation, presence=Presence.IN_PERSON, left_at=None) -> None:
        Attendance.objects.bulk_create(
            Attendance(
                invitation=each, presence=presence, arrived_at=BEGAN, left_at=left_at or ENDED
            )
            for each in invitations
        )

    def guest(self, capacity=Capacity.ADVISORY, **fields) -> Invitation:
        invitation = Invitation.objects.create(
            meeting=self.meeting, person=PersonFactory(), capacity=capacity, **fields
        )
        self.came(invitation)
        return invitation

    def item(self, title="О плане работы", **fields) -> AgendaItem:
        position = self.meeting.items.count() + 1
        fields = {"state": ItemState.DONE, "present_count": len(self.voting), **fields}
        return AgendaItem.objects.create(
            meeting=self.meeting, position=position, title=title, opened_at=BEGAN, **fields
        )

    def vote(self, item: AgendaItem, choices: str = "", *, decide=True, **fields) -> Vote:
        """`choices`: a sign for each voting person, «+», «-», «0» or «.» for none; all for by default."""
        signs = choices or "+" * len(self.voting)
        named = {"+": Choice.FOR, "-": Choice.AGAINST, "0": Choice.ABSTAINED, ".": ""}
        cast = [named[sign] for sign in signs]
        rules = self.meeting.rule_set
        adoption = rules.adoption(fields.get("matter", "ordinary"))
        quorum = count_quorum(rules.quorum_rule, len(self.voting), len(self.voting))
        tally = Tally(
            roster=len(self.voting),
            present=len(self.voting),
            for_=cast.count(Choice.FOR),
            against=cast.count(Choice.AGAINST),
            abstained=cast.count(Choice.ABSTAINED),
            presiding=cast[0] or None,
        )
        answer = count_vote(adoption, quorum, tally)
        values = {
            "question": "Принять план работы.",
            "form": DecisionForm.INTERNAL,
            "level": item.level,
            "matter": "ordinary",
            "state": VoteState.CLOSED,
            "round": item.votes.count() + 1,
            **fields,
        }
        vote = Vote.objects.create(
            item=item,
            rule=adoption.as_data(),
            roster_size=len(self.voting),
            present_count=len(self.voting),
            quorum_needed=quorum.needed,
            presiding=self.meeting.presiding,
            opened_at=BEGAN,
            closed_at=ENDED,
            votes_for=tally.for_,
            votes_against=tally.against,
            votes_abstained=tally.abstained,
            needed=answer.needed,
            result=answer.result,
            exactly_half=answer.exactly_half,
            explanation=answer.explanation,
            **values,
        )
        Ballot.objects.bulk_create(
            Ballot(
                vote=vote,
                invitation=invitation,
                choice=choice,
                channel=Channel.SECRETARY if choice else "",
                cast_at=ENDED if choice else None,
            )
            for invitation, choice in zip(self.voting, cast, strict=True)
        )
        if decide and answer.result == "adopted" and vote.state == VoteState.CLOSED:
            self._decide(vote)
        return vote

    def _decide(self, vote: Vote) -> Decision:
        number = f"{vote.item.position}.{vote.item.decisions.count() + 1}"
        return Decision.objects.create(
            meeting=self.meeting,
            item=vote.item,
            vote=vote,
            number=number,
            form=vote.form,
            text=vote.question,
            level=vote.level,
            adopted_on=ENDED.date(),
            executor=vote.executor,
            due_on=vote.due_on,
            execution="assigned" if vote.executor else "not_needed",
        )

    def opinion(self, text="Поддерживаю.", item=None, **fields) -> WrittenOpinion:
        values = {
            "invitation": self.voting[-1],
            "sent_at": BEGAN - datetime.timedelta(days=2),
            "due_at": BEGAN - datetime.timedelta(days=1),
            "considered_at": BEGAN,
            "outcome": "Учтено при обсуждении.",
            **fields,
        }
        return WrittenOpinion.objects.create(meeting=self.meeting, text=text, item=item, **values)

    def protocol(self, **fields) -> Protocol:
        return ProtocolFactory(meeting=self.meeting, **fields)


def held_by(owner, organisation, paper) -> Protocol:
    """A meeting of the organisation's group that `owner` led and kept, decided and not yet signed for.

    Behind every address of a decision and of a protocol stands a row; `paper` is a stored file.
    """
    held = HeldMeeting(
        members=2,
        kind=BodyKind.WORKING_GROUP,
        rules="working-group",
        owner=organisation,
        title="Рабочая группа",
        title_genitive="Рабочей группы",
    )
    meeting = held.meeting
    for kind in (OfficeKind.LEADER, OfficeKind.SECRETARY):
        OfficeFactory(body=meeting.body, kind=kind, person=owner.person)
    Invitation.objects.filter(pk=held.voting[0].pk).update(person=owner.person)
    Meeting.objects.filter(pk=meeting.pk).update(presiding=owner.person, secretary=owner.person)
    vote = held.vote(held.item(), executor=owner.person)
    ExecutionStep.objects.create(
        decision=vote.decision, kind=Step.PROGRESS, text="Начато.", file=paper, by=owner, at=ENDED
    )
    protocol = held.protocol()
    _agreed_and_signed(protocol, owner, paper)
    return protocol


def _agreed_and_signed(protocol: Protocol, owner, paper) -> None:
    """As papers of an earlier content that came back to be mended: the rows stay, the draft goes on."""
    sha256 = "0" * 64
    Agreement.objects.create(
        protocol=protocol,
        person=owner.person,
        content_sha256=sha256,
        answer=AgreementAnswer.REMARKS,
        remarks="Место не то.",
        answered_at=ENDED,
    )
    Signature.objects.create(
        protocol=protocol,
        capacity=SignatureCapacity.SECRETARY,
        person=owner.person,
        office_title="секретарь",
        method=SignatureMethod.PAPER,
        content_sha256=sha256,
        scan=paper,
        signed_on=ENDED.date(),
        entered_at=ENDED,
    )
    DetachedSignature.objects.create(
        protocol=protocol, title="Секретарь", file=paper, content_sha256=sha256, added_at=ENDED
    )
