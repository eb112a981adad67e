"""Mentors, candidates, and pairs that a decision of the Presidium has approved."""

import datetime
from types import SimpleNamespace

from django.utils import timezone
from wagtail.models import ModelLogEntry

from association.bodies.choices import BodyKind
from association.bodies.models import CollegialBody
from association.meetings.choices import MeetingState
from association.mentoring.choices import Contact, Criterion, Side
from association.mentoring.models import (
    CandidateProfile,
    Entry,
    HelpCall,
    MentorProfile,
    Message,
    Pair,
    PairList,
    SharedFile,
)
from association.organisations.choices import Standing
from association.organisations.operations import record_qms_certificate
from association.processes.models import Process
from tests.factories.accounts import UserFactory
from tests.factories.bodies import CollegialBodyFactory
from tests.factories.decisions import DecisionFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.organisations import OrganisationFactory, RepresentativeFactory

NOW = datetime.datetime(2026, 11, 18, 12, 0, tzinfo=timezone.get_default_timezone())
TODAY = NOW.date()


def certify(organisation, *, on=TODAY, number="СМК-1", by=None, at=NOW):
    """A certificate of its QMS, seen by the office, for three years."""
    return record_qms_certificate(
        organisation,
        number=number,
        issuer="Орган по сертификации",
        issued_on=on,
        valid_until=on.replace(year=on.year + 3),
        by=by,
        at=at,
    )


def mentor(*, capacity=1, processes=(), certified=True, profile=None, **fields):
    """A certified member that is willing; `profile` are further fields of its profile."""
    organisation = OrganisationFactory(standing=Standing.MEMBER, **fields)
    if certified:
        certify(organisation)
    written = {"updated_by": UserFactory(), "updated_at": NOW, **(profile or {})}
    made = MentorProfile.objects.create(organisation=organisation, capacity=capacity, **written)
    made.processes.set(Process.objects.filter(code__in=processes))
    return organisation


def candidate(*, needs=(), profile=None, **fields):
    organisation = OrganisationFactory(standing=Standing.CANDIDATE, **fields)
    written = {"updated_by": UserFactory(), "updated_at": NOW, **(profile or {})}
    made = CandidateProfile.objects.create(organisation=organisation, **written)
    made.needs.set(Process.objects.filter(code__in=needs))
    return organisation


def presidium_body() -> CollegialBody:
    found = CollegialBody.objects.filter(kind=BodyKind.PRESIDIUM).first()
    return found or CollegialBodyFactory(
        kind=BodyKind.PRESIDIUM, title="Президиум", title_genitive="Президиума"
    )


def decision_of_presidium(**fields):
    return DecisionFactory(
        for_nobody=True,
        meeting=MeetingFactory(
            body=presidium_body(),
            state=MeetingState.CLOSED,
            starts_at=NOW - datetime.timedelta(hours=3),
        ),
        **fields,
    )


def pair(*, mentor_=None, candidate_=None, begins_on=TODAY, decision=None, **fields) -> Pair:
    """A pair at work since its decision."""
    return Pair.objects.create(
        mentor=mentor_ or mentor(),
        candidate=candidate_ or candidate(),
        criterion=fields.pop("criterion", Criterion.TERRITORY),
        begins_on=begins_on,
        decision=decision or decision_of_presidium(),
        **fields,
    )


def speaks_for(organisation):
    """A user who represents the organisation."""
    user = UserFactory()
    RepresentativeFactory(organisation=organisation, person=user.person)
    return user


def room(**fields) -> SimpleNamespace:
    """A pair at work with somebody of each side: `pair`, `mentor` and `candidate` are what an act of each takes."""
    made = pair(**fields)
    sides = {side.value: speaks_for(made.organisation_on(side)) for side in Side}
    acting = {side: {"side": Side(side), "by": user, "at": NOW} for side, user in sides.items()}
    return SimpleNamespace(pair=made, users=sides, **acting)


def acts_logged(subject) -> list[str]:
    """What the log says was done with it in this room, in order."""
    entries = ModelLogEntry.objects.filter(object_id=str(subject.pk)).order_by("pk")
    own = "mentoring."
    return [each.action.removeprefix(own) for each in entries if each.action.startswith(own)]


def pairs_of(owner, organisation, candidate_, paper) -> None:
    """The organisation is a mentor at work and in a list: a row behind each address."""
    made = pair(mentor_=organisation, candidate_=candidate_)
    by = {"pair": made, "side": Side.MENTOR, "by": owner, "at": NOW}
    made.stages.create(title="Политика в области качества", due_on=TODAY)
    entry = Entry.objects.create(
        kind=Contact.CALL, held_on=TODAY, minutes=30, text="Созвонились.", **by
    )
    message = Message.objects.create(text="Как у вас с аудиторами?", **by)
    SharedFile.objects.create(entry=entry, message=message, title="План", file=paper(), **by)
    HelpCall.objects.create(text="Не можем встретиться.", **by)
    pair_list = PairList.objects.create(
        year=TODAY.year, number=1, opened_by=UserFactory(), opened_at=NOW
    )
    pair_list.lines.create(mentor=organisation, candidate=candidate_, criterion=Criterion.TERRITORY)
    pair_list.opinions.create(person=UserFactory().person)
