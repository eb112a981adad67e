"""Who is to hold an office or leave it before the term: proposed here, decided by a vote, done by the room of bodies."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils.formats import date_format
from wagtail.log_actions import log

from association.bodies.choices import BodyKind, OfficeKind
from association.bodies.models import CollegialBody
from association.bodies.operations import fill_office, release_chair
from association.bodies.queries import Seat, offices_of
from home.rulebook.text import NBSP
from home.workdays.queries import today

from ..models import Decision, OfficeProposal
from ..registry import Matter
from ..rules import offices as rules

_GENITIVE = {
    OfficeKind.CHAIR: "председателя",
    OfficeKind.DEPUTY_CHAIR: "заместителя председателя",
    OfficeKind.SECRETARY: "секретаря",
}


@transaction.atomic
def propose_office(
    body: CollegialBody,
    matter: str,
    *,
    seat: Seat | None = None,
    release_ground: str = "",
    note: str = "",
    by,
    at: datetime,
) -> OfficeProposal:
    """Whom of the roster to elect; for a release the ground alone, the chair of the day is meant (3.6–3.8, R31)."""
    chair = _chair(body, at) if matter == rules.CHAIR_RELEASE else None
    rules.check_release(matter, release_ground, chair is not None)
    rules.check_candidate(matter, seat is not None)
    chosen = chair or seat
    proposal = OfficeProposal.objects.create(
        body=body,
        matter=matter,
        person=chosen.person,
        organisation=chosen.organisation,
        office=chair,
        release_ground=release_ground if chair else "",
        note=note.strip(),
        proposed_by=by,
        proposed_at=at,
    )
    data = {"matter": matter, "person": str(chosen.person), "ground": release_ground}
    log(proposal, "meetings.propose_office", user=by, timestamp=at, data=data)
    return proposal


def carry_out(decision: Decision, *, by, at: datetime) -> str:
    """The handler of every question of an office; in the transaction that adopts."""
    proposal = (
        OfficeProposal.objects.select_for_update(of=("self",))
        .select_related("body", "person", "organisation", "office__body")
        .get(pk=decision.item.subject_id)
    )
    rules.check_undecided(proposal.decided_at is not None)
    proposal.decided_at = at
    proposal.save(update_fields=["decided_at"])
    if proposal.office:
        return _release(proposal, decision, by=by, at=at)
    return _fill(proposal, decision, by=by, at=at)


def _fill(proposal: OfficeProposal, decision: Decision, *, by, at: datetime) -> str:
    office = fill_office(
        proposal.body,
        proposal.kind,
        proposal.person,
        since=decision.adopted_on,
        ground=_ground(decision),
        organisation=proposal.organisation,
        source=decision,
        by=by,
        at=at,
    )
    term = f" до{NBSP}{date_format(office.term_ends)}" if office.term_ends else ""
    return f"{proposal.person}: {_named(proposal)} с{NBSP}{date_format(office.since)}{term}."


def _release(proposal: OfficeProposal, decision: Decision, *, by, at: datetime) -> str:
    release_chair(
        proposal.office,
        proposal.release_ground,
        on=decision.adopted_on,
        note=_ground(decision),
        source=decision,
        by=by,
        at=at,
    )
    day = date_format(decision.adopted_on)
    return (
        f"{proposal.person}: полномочия закончены {day}, {proposal.get_release_ground_display()}."
    )


def _ground(decision: Decision) -> str:
    body = decision.meeting.body.title_genitive
    return f"решение {body} №{NBSP}{decision.number} от {decision.adopted_on:%d.%m.%Y}"


def _named(proposal: OfficeProposal) -> str:
    return proposal.kind.label.lower()


def _chair(body: CollegialBody, at: datetime):
    return offices_of(body, today(at)).filter(kind=OfficeKind.CHAIR).first()


def draft(proposal: OfficeProposal) -> tuple[str, str]:
    """The title of the item and the draft of the decision; a name stands after a colon, so that it needs no case."""
    office = f"{_GENITIVE[proposal.kind]} {proposal.body.title_genitive}"
    if proposal.office:
        ground = proposal.get_release_ground_display()
        return (
            f"О досрочном освобождении {office}",
            f"Освободить от должности {office}: {proposal.person.full_name}. Основание: {ground}.",
        )
    return f"Об избрании {office}", f"Избрать на должность {office}: {proposal.person.full_name}."


def _waiting(matter: str) -> Callable:
    def subjects(body: CollegialBody):
        """The chair of the Presidium is elected by the general meeting; all else by the body itself."""
        open_ones = OfficeProposal.objects.filter(matter=matter, decided_at=None)
        if matter == rules.CHAIR_ELECTION:
            by_it = body.kind == BodyKind.GENERAL_MEETING
            return open_ones.filter(body__kind=BodyKind.PRESIDIUM) if by_it else open_ones.none()
        return open_ones.filter(body=body)

    return subjects


MATTERS = [
    Matter(code, rules.TITLES[code], OfficeProposal, carry_out, _waiting(code), draft)
    for code in rules.MATTERS
]
