"""A proposal of who answers for which process, until the meeting of the Association (3.17, R49)."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from association.meetings.queries.dossiers import item_of
from association.organisations.models import Organisation
from home.rulebook import DomainError
from home.workdays.queries import today

from ..choices import ProposalAct, ProposalState
from ..models import AssignmentLine, AssignmentProposal
from ..queries import assignments as queries
from ..rules import assigning as rules
from ..rules import names
from .beats import log_act, next_number


@transaction.atomic
def open_proposal(*, by, at: datetime) -> AssignmentProposal:
    """An empty one; the one that is being written already comes back instead of a second (T34)."""
    year = today(at).year
    number = next_number(year)
    draft = AssignmentProposal.objects.filter(state=ProposalState.DRAFT).first()
    if draft is not None:
        return draft
    made = AssignmentProposal.objects.create(year=year, number=number, opened_by=by, opened_at=at)
    log_act(made, "open_proposal", by=by, at=at, number=made.title)
    return made


def lock(proposal: AssignmentProposal) -> AssignmentProposal:
    return AssignmentProposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)


def begin(proposal: AssignmentProposal, act: ProposalAct, *, seen: int) -> AssignmentProposal:
    """Lock, and move to the state that follows; `seen` is the version that the actor has read (T35, T36)."""
    locked = lock(proposal)
    rules.check_seen(seen, locked.version)
    is_on_agenda = act in rules.KEPT_FROM_MEETING and item_of(locked) is not None
    locked.state = rules.next_state(locked.state, act, is_on_agenda=is_on_agenda)
    return locked


def finish(proposal: AssignmentProposal, action: str, *, by, at: datetime, **data) -> None:
    proposal.version += 1
    proposal.save()
    log_act(proposal, action, by=by, at=at, **data)


@transaction.atomic
def propose_places(
    proposal: AssignmentProposal,
    shown: Iterable[Organisation],
    wanted: Iterable[rules.Place],
    *,
    seen: int,
    by,
    at: datetime,
) -> AssignmentProposal:
    """After the meeting `wanted`, pairs of keys (member, process), shall stand for the members `shown`.

    What is proposed of other members stays as it is.
    """
    proposal = begin(proposal, ProposalAct.EDIT, seen=seen)
    shown = {each.pk for each in shown}
    standing = queries.standing_of(shown, today(at))
    lines = rules.lines_for(standing, [place for place in wanted if place[0] in shown])
    before = _lines_by_place(proposal, shown)
    gone = [line.pk for place, line in before.items() if lines.get(place) != line.kind]
    proposal.lines.filter(pk__in=gone).delete()
    AssignmentLine.objects.bulk_create(
        AssignmentLine(proposal=proposal, kind=kind, organisation_id=member, process_id=process)
        for (member, process), kind in sorted(lines.items())
        if (member, process) not in before or before[member, process].kind != kind
    )
    finish(proposal, "propose_places", by=by, at=at, lines=proposal.lines.count())
    return proposal


def _lines_by_place(proposal: AssignmentProposal, shown) -> dict[rules.Place, AssignmentLine]:
    found = proposal.lines.filter(organisation__in=shown)
    return {(line.organisation_id, line.process_id): line for line in found}


@transaction.atomic
def remove_line(line: AssignmentLine, *, seen: int, by, at: datetime) -> AssignmentProposal:
    """One that is not proposed any more; twice is once."""
    proposal = begin(line.proposal, ProposalAct.EDIT, seen=seen)
    proposal.lines.filter(pk=line.pk).delete()
    finish(proposal, "propose_places", by=by, at=at, lines=proposal.lines.count())
    return proposal


@transaction.atomic
def explain_proposal(
    proposal: AssignmentProposal, note: str, *, seen: int, by, at: datetime
) -> AssignmentProposal:
    proposal = begin(proposal, ProposalAct.EDIT, seen=seen)
    proposal.note = note.strip()
    finish(proposal, "explain_proposal", by=by, at=at)
    return proposal


@transaction.atomic
def make_ready(proposal: AssignmentProposal, *, seen: int, by, at: datetime) -> AssignmentProposal:
    """From here the secretary puts it on an agenda; every line can be carried out as of today."""
    proposal = begin(proposal, ProposalAct.MAKE_READY, seen=seen)
    lines = [line for _, line in queries.lines_of(proposal, today(at))]
    rules.check_lines(lines)
    rules.check_length(rules.draft_of(proposal.title, lines)[1])
    finish(proposal, "make_ready", by=by, at=at, lines=len(lines))
    return proposal


@transaction.atomic
def take_back(proposal: AssignmentProposal, *, seen: int, by, at: datetime) -> AssignmentProposal:
    proposal = begin(proposal, ProposalAct.TAKE_BACK, seen=seen)
    finish(proposal, "take_back_proposal", by=by, at=at)
    return proposal


@transaction.atomic
def withdraw_proposal(
    proposal: AssignmentProposal, reason: str, *, seen: int, by, at: datetime
) -> AssignmentProposal:
    """It will not come before the meeting; the reason stays with it."""
    proposal = begin(proposal, ProposalAct.WITHDRAW, seen=seen)
    proposal.answer, proposal.closed_at = _said(reason), at
    finish(proposal, "withdraw_proposal", by=by, at=at, reason=proposal.answer)
    return proposal


def _said(reason: str) -> str:
    if not (words := reason.strip()):
        raise DomainError(
            "Напишите, почему предложение снимается.", names.PROPOSAL_PROCEDURE, field="reason"
        )
    return words
