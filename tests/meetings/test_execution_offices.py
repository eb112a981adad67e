"""Elections and the release of the chair: proposed, decided, done at one stroke (3.6–3.8, R30, R31)."""

import datetime

import pytest
from django.urls import reverse

from association.bodies.choices import BodyKind, OfficeKind, ReleaseGround
from association.bodies.models import Office
from association.bodies.queries import roster
from association.bodies.rules.offices import CHAIR_RELEASE, GROUP_DEPUTY, GROUP_SECRETARY
from association.meetings import permissions
from association.meetings.choices import MeetingState
from association.meetings.models import OfficeProposal
from association.meetings.operations.deciding import adopt
from association.meetings.operations.offices import draft, propose_office
from association.meetings.registry import matter_of
from association.meetings.rules import offices as rules
from association.organisations.choices import Standing
from home.rulebook import DomainError
from tests.factories.accounts import UserFactory, log_in
from tests.factories.bodies import CollegialBodyFactory, OfficeFactory
from tests.factories.decisions import NOW, TODAY, VoteFactory
from tests.factories.meetings import AgendaItemFactory, MeetingFactory
from tests.factories.membership import organisation_of

pytestmark = pytest.mark.django_db
SINCE = datetime.date(2025, 1, 10)


@pytest.fixture
def presidium():
    return CollegialBodyFactory(
        kind=BodyKind.PRESIDIUM, rules_code="presidium", title_genitive="Президиума Ассоциации"
    )


def member(body, kind=OfficeKind.MEMBER):
    """A head of a member organisation in the body."""
    user = UserFactory()
    organisation = organisation_of(user, standing=Standing.MEMBER)
    OfficeFactory(body=body, kind=kind, person=user.person, organisation=organisation, since=SINCE)
    return user


def seat_of(body, user):
    return next(seat for seat in roster(body, TODAY) if seat.person == user.person)


def decide(proposal, *, body=None):
    meeting = MeetingFactory(body=body or proposal.body, state=MeetingState.OPEN, starts_at=NOW)
    item = AgendaItemFactory(meeting=meeting, matter=proposal.matter, subject=proposal)
    return adopt(VoteFactory(item=item), by=None, at=NOW)


def test_adopted_decision_elects_the_deputy_that_the_chair_proposed(presidium):
    chair, candidate = member(presidium, OfficeKind.CHAIR), member(presidium)
    proposal = propose_office(
        presidium, rules.DEPUTY, seat=seat_of(presidium, candidate), by=chair, at=NOW
    )
    decision = decide(proposal)
    office = Office.objects.get(body=presidium, kind=OfficeKind.DEPUTY_CHAIR)
    assert (office.person, office.since, office.source) == (candidate.person, TODAY, decision)
    assert office.ground == f"решение Президиума Ассоциации №\xa0{decision.number} от 18.11.2026"
    assert decision.effect.startswith(f"{candidate.person}: заместитель председателя с\xa018")
    proposal.refresh_from_db()
    assert proposal.decided_at == NOW
    assert not matter_of(rules.DEPUTY).subjects(presidium).exists()


def test_proposal_is_carried_out_once(presidium):
    chair, candidate = member(presidium, OfficeKind.CHAIR), member(presidium)
    proposal = propose_office(
        presidium, rules.DEPUTY, seat=seat_of(presidium, candidate), by=chair, at=NOW
    )
    decide(proposal)
    with pytest.raises(DomainError, match="уже принято решение"):
        decide(proposal)


def test_presidium_releases_its_chair_on_the_ground_that_was_proposed(presidium):
    """R31."""
    chair = member(presidium, OfficeKind.CHAIR)
    proposal = propose_office(
        presidium, rules.CHAIR_RELEASE, release_ground=ReleaseGround.BREACH, by=None, at=NOW
    )
    decision = decide(proposal)
    office = Office.objects.get(kind=OfficeKind.CHAIR)
    assert (office.person, office.until) == (chair.person, TODAY)
    assert (office.release_ground, office.source) == (ReleaseGround.BREACH, decision)


def test_release_without_one_of_the_grounds_is_not_proposed(presidium):
    member(presidium, OfficeKind.CHAIR)
    with pytest.raises(DomainError) as refusal:
        propose_office(presidium, rules.CHAIR_RELEASE, by=None, at=NOW)
    assert (refusal.value.rule, refusal.value.field) == (CHAIR_RELEASE, "release_ground")
    assert not OfficeProposal.objects.exists()


def test_chair_is_elected_by_the_general_meeting_alone(presidium):
    """3.6: the office is in the Presidium, the vote is in the general meeting."""
    general = CollegialBodyFactory(
        kind=BodyKind.GENERAL_MEETING, rules_code="general-meeting", title="Общее собрание"
    )
    candidate = member(presidium)
    proposal = propose_office(
        presidium, rules.CHAIR_ELECTION, seat=seat_of(presidium, candidate), by=None, at=NOW
    )
    subjects = matter_of(rules.CHAIR_ELECTION).subjects
    assert (list(subjects(general)), list(subjects(presidium))) == ([proposal], [])
    decide(proposal, body=general)
    assert Office.objects.get(kind=OfficeKind.CHAIR).person == candidate.person


def test_election_that_the_rules_forbid_stops_the_adoption(presidium):
    """The candidate has left the Presidium meanwhile."""
    chair, candidate = member(presidium, OfficeKind.CHAIR), member(presidium)
    proposal = propose_office(
        presidium, rules.DEPUTY, seat=seat_of(presidium, candidate), by=chair, at=NOW
    )
    Office.objects.filter(person=candidate.person).update(until=TODAY)
    with pytest.raises(DomainError, match="голосование осталось открытым"):
        decide(proposal)
    assert not Office.objects.filter(kind=OfficeKind.DEPUTY_CHAIR).exists()


def test_deputy_of_the_presidium_is_proposed_by_its_chair_alone(client, presidium):
    """3.8; in a working group any member proposes (2.2)."""
    chair, plain = member(presidium, OfficeKind.CHAIR), member(presidium)
    group = CollegialBodyFactory()
    OfficeFactory(body=group, person=plain.person)
    assert permissions.may_propose_office(chair, presidium, rules.DEPUTY)
    assert not permissions.may_propose_office(plain, presidium, rules.DEPUTY)
    assert permissions.may_propose_office(plain, group, rules.DEPUTY)
    address = reverse("meetings:propose_office", args=[presidium.pk, rules.DEPUTY])
    log_in(client, plain)
    assert client.post(address, {"person": plain.person.pk}).status_code == 404
    log_in(client, chair)
    assert client.post(address, {"person": plain.person.pk}).status_code == 302
    assert OfficeProposal.objects.get().person == plain.person


@pytest.mark.parametrize("matter", ["removal", "secretary", "ordinary"])
def test_matter_that_is_no_question_of_this_body_is_not_found(client, presidium, matter):
    log_in(client, member(presidium, OfficeKind.CHAIR))
    address = reverse("meetings:propose_office", args=[presidium.pk, matter])
    assert client.get(address).status_code == 404


def test_drafts_name_office_and_person(presidium):
    chair = member(presidium, OfficeKind.CHAIR)
    proposal = propose_office(
        presidium,
        rules.CHAIR_RELEASE,
        release_ground=ReleaseGround.OWN_APPLICATION,
        by=None,
        at=NOW,
    )
    assert draft(proposal) == (
        "О досрочном освобождении председателя Президиума Ассоциации",
        "Освободить от должности председателя Президиума Ассоциации: "
        f"{chair.person.full_name}. Основание: собственное заявление.",
    )


@pytest.mark.parametrize(
    ("kind", "code", "offered"),
    [
        (BodyKind.PRESIDIUM, "presidium", ("chair_election", "deputy", "chair_release")),
        (BodyKind.WORKING_GROUP, "working-group", ("deputy", "secretary")),
        (BodyKind.WORKING_GROUP, "working-group-school", ("deputy",)),
        (BodyKind.GENERAL_MEETING, "general-meeting", ()),
    ],
)
def test_nobody_is_elected_where_the_rules_appoint(kind, code, offered):
    """C9: the chair of a school's group appoints its secretary (4.4 there)."""
    body = CollegialBodyFactory(kind=kind, rules_code=code)
    assert rules.matters_of(kind, body.rule_set) == offered


def test_offices_of_a_school_group_cite_no_clause_of_another_regulation():
    school = CollegialBodyFactory(rules_code="working-group-school").rule_set
    group = CollegialBodyFactory(rules_code="working-group").rule_set
    assert rules.rule_of(rules.DEPUTY, school).citations == ()
    assert rules.rule_of(rules.DEPUTY, group) is GROUP_DEPUTY
    assert rules.rule_of(rules.SECRETARY, group) is GROUP_SECRETARY
