"""How a body stands on a day: who holds what, what is missing, whose term runs out (R28, R30)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from association.organisations.models import Representative
from association.organisations.queries import members
from home.accounts.choices import Role
from home.accounts.models import Person
from home.rulebook import Rule

from ..choices import VOTING_OFFICES, BodyKind, OfficeKind, TermStage
from ..models import CollegialBody, Office, RuleSet
from ..rules import offices as rules
from .bodies import rule_sets_in_force
from .offices import position_of

ALARMING = (TermStage.NEAR, TermStage.CLOSE, TermStage.OVER)
_ORDER = (*VOTING_OFFICES[:3], OfficeKind.SECRETARY, OfficeKind.MEMBER)


@dataclass(frozen=True)
class Held:
    """An office as the page shows it; `flaw` says why its holder has no place there (R28)."""

    office: Office
    position: str
    stage: TermStage
    flaw: str

    @property
    def is_alarming(self) -> bool:
        return self.stage in ALARMING

    @property
    def is_over(self) -> bool:
        return self.stage == TermStage.OVER


@dataclass(frozen=True)
class BodyState:
    body: CollegialBody
    rule_set: RuleSet | None
    held: list[Held]
    gaps: list[tuple[rules.Gap, Rule]]

    @property
    def ending(self) -> list[Held]:
        return [each for each in self.held if each.is_alarming]

    @property
    def unfit(self) -> list[Held]:
        return [each for each in self.held if each.flaw]

    @property
    def is_troubled(self) -> bool:
        return bool(self.gaps or self.ending or self.unfit)

    def rule_for(self, value: str) -> Rule:
        """By which clause the value of the rules is asked for; ENOUGH_VOTES when no value is."""
        return self.rule_set.rule_for(value) if self.rule_set and value else rules.ENOUGH_VOTES

    def term_rule(self, office: Office) -> Rule:
        value = rules.TERM_OF_OFFICE.get(OfficeKind(office.kind))
        return self.rule_for(value) if value else rules.TERM_DATES


def state_of(body: CollegialBody, on: date) -> BodyState:
    return states_of([body], on)[0]


def states_of(bodies: list[CollegialBody], on: date) -> list[BodyState]:
    """As many queries for one body as for two hundred."""
    offices = defaultdict(list)
    found = Office.objects.in_force(on).filter(body__in=bodies)
    for office in found.select_related("person", "organisation__head"):
        offices[office.body_id].append(office)
    sets = rule_sets_in_force()
    has_meeting = any(body.kind == BodyKind.GENERAL_MEETING for body in bodies)
    voices = members(on).count() if has_meeting else 0
    return [
        _state(body, sets.get(body.rules_code), offices[body.pk], voices, on) for body in bodies
    ]


def _state(body, rule_set: RuleSet | None, offices: list[Office], voices: int, on) -> BodyState:
    for office in offices:
        office.body = body
    offices.sort(key=lambda office: (_ORDER.index(office.kind), str(office.person), office.pk))
    held = [_held(office, rule_set, on) for office in offices]
    kinds = {office.kind for office in offices}
    voters = {office.person_id for office in offices if office.kind in VOTING_OFFICES}
    state = BodyState(body, rule_set, held, [])
    if body.is_in_being(on):
        is_meeting = body.kind == BodyKind.GENERAL_MEETING
        gaps = rules.gaps_of(
            BodyKind(body.kind),
            kinds,
            voices if is_meeting else len(voters),
            needs_deputy=bool(rule_set and "deputy_filling" in rule_set.clauses),
        )
        state.gaps.extend((gap, state.rule_for(gap.value)) for gap in gaps)
    return state


def _held(office: Office, rule_set: RuleSet | None, on: date) -> Held:
    flaw = ""
    if rule_set and rule_set.members_are_heads and office.kind in VOTING_OFFICES:
        flaw = flaw_of(office)
    return Held(office, position_of(office), rules.stage_of(office.runs_out, on), flaw)


def flaw_of(office: Office) -> str:
    """By what the organisation is today: the right follows the present (R28, T82)."""
    organisation = office.organisation
    return rules.seat_flaw(
        names_organisation=organisation is not None,
        is_member=organisation is not None and organisation.is_member,
        is_head=organisation is not None and organisation.head_id == office.person_id,
    )


def people_concerned(body: CollegialBody, on: date):
    """Who is told of vacancies and terms: those who lead and run the body, and those who keep it."""
    busy = (OfficeKind.CHAIR, OfficeKind.LEADER, OfficeKind.SECRETARY)
    officers = Office.objects.in_force(on).filter(body=body, kind__in=busy)
    if body.owner_id:
        speaking = Representative.objects.in_force(on).filter(organisation=body.owner_id)
        keepers = Q(pk__in=speaking.values("person"))
    else:
        keepers = Q(user__groups__name=Role.SECRETARY.label, user__is_active=True)
    return Person.objects.filter(Q(pk__in=officers.values("person")) | keepers).distinct()
