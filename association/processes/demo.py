"""Who answers for which process in the demo, by a decision of the general meeting."""

import datetime

from association.bodies.choices import BodyKind
from association.bodies.models import CollegialBody
from association.meetings.demo import hold, working_day
from association.meetings.demo.story import Asked
from association.organisations.models import Organisation
from home.accounts.models import User
from home.workdays.queries import today

from .models import AssignmentProposal, Process, ProcessAssignment
from .operations import proposing, supporting

# place of a member: processes for which it answers
RESPONSIBLE = {
    0: ("documents",),
    1: ("satisfaction",),
    2: ("teaching",),
    3: ("planning",),
    4: ("staff",),
    6: ("audit",),
    9: ("programmes",),
    10: ("risks",),
    13: ("assessment",),
    15: ("resources",),
    20: ("audit",),
    21: ("corrective",),
}
SUPPORT = [
    (0, 14, "procedure", "Порядок управления документами для школы", 30),
    (6, 18, "audit", "Аудит процесса «Внутренний аудит»", 22),
    (1, 5, "instruction", "Как опросить родителей и не утомить их", 9),
]
HEARD = "Каждой организации предложен процесс, в котором она сильна; два процесса пока свободны."
HELD = -45


def load(organisations: list[Organisation], *, secretary: User, now: datetime.datetime) -> None:
    """Told once: what stands already stays as it is."""
    if ProcessAssignment.objects.exists():
        return
    proposal = _propose(organisations, secretary, now + datetime.timedelta(HELD - 25))
    general = CollegialBody.objects.get(kind=BodyKind.GENERAL_MEETING)
    asked = Asked(None, HEARD, subject=("processes", proposal.pk))
    hold(general, [asked], by=secretary, at=working_day(now, HELD))
    _help_others(organisations, now)


def _propose(organisations, by: User, at: datetime.datetime) -> AssignmentProposal:
    members = [organisations[place] for place in RESPONSIBLE]
    keys = dict(Process.objects.values_list("code", "pk"))
    wanted = [
        (organisations[place].pk, keys[code])
        for place, codes in RESPONSIBLE.items()
        for code in codes
    ]
    proposal = proposing.open_proposal(by=by, at=at)
    proposal = proposing.propose_places(
        proposal, members, wanted, seen=proposal.version, by=by, at=at
    )
    return proposing.make_ready(proposal, seen=proposal.version, by=by, at=at)


def _help_others(organisations, now: datetime.datetime) -> None:
    for place, helped, kind, title, days in SUPPORT:
        at = now - datetime.timedelta(days)
        assignment = ProcessAssignment.objects.filter(organisation=organisations[place]).first()
        given = supporting.Help(
            Organisation.objects.get(pk=organisations[helped].pk), kind, title, today(at)
        )
        supporting.record_support(assignment, given, by=organisations[place].head.user, at=at)
