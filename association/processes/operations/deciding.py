"""What the meeting of the Association has decided of processes, and the end that comes with leaving (3.17, R49, R50)."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from association.meetings.models import Decision, Vote
from association.organisations.choices import Standing
from association.organisations.models import Organisation, StandingChange

from .. import emails
from ..choices import Assigning, ProposalAct
from ..models import AssignmentLine, AssignmentProposal, ProcessAssignment
from ..queries import assignments as queries
from ..rules import assigning as rules
from .beats import log_act
from .proposing import lock

REASON_LENGTH = ProcessAssignment._meta.get_field("end_reason").max_length


@transaction.atomic
def assign_by_meeting(decision: Decision, *, by, at: datetime) -> str:
    """Carry the whole proposal out, or none of it; what followed, in a sentence.

    Every line is asked again on that day: a member that has left since, a process that is assigned already by
    another decision stop the adoption, and the secretary reads which line it was.
    """
    rules.check_asks_assignment(decision.text)
    proposal = lock(decision.item.subject)
    proposal.state = rules.next_state(proposal.state, ProposalAct.APPROVE)
    _hold_members(proposal)
    lines = queries.lines_of(proposal, decision.adopted_on)
    rules.check_lines(line for _, line in lines)
    assigned = _assign(_of(lines, Assigning.ASSIGN), decision)
    released = _release(_of(lines, Assigning.RELEASE), decision)
    proposal.decision, proposal.closed_at = decision, at
    proposal.version += 1
    proposal.save()
    outcome = rules.said_of_outcome(len(assigned), len(released))
    log_act(proposal, "assign_processes", by=by, at=at, outcome=outcome)
    _tell(assigned, released, decision, at=at)
    return f"{proposal}: {outcome}. Организациям отправлены письма."


def _hold_members(proposal: AssignmentProposal) -> None:
    """Whoever leaves at the same moment leaves before or after, never in between."""
    named = proposal.lines.values("organisation")
    list(Organisation.objects.select_for_update().filter(pk__in=named).order_by("pk"))


def _of(lines, kind: Assigning) -> list[AssignmentLine]:
    return [line for line, rule in lines if rule.kind == kind]


def _assign(lines: Iterable[AssignmentLine], decision: Decision) -> list[ProcessAssignment]:
    return ProcessAssignment.objects.bulk_create(
        ProcessAssignment(
            organisation=line.organisation,
            process=line.process,
            since=decision.adopted_on,
            decision=decision,
        )
        for line in lines
    )


def _release(lines: Iterable[AssignmentLine], decision: Decision) -> list[ProcessAssignment]:
    places = {(line.organisation_id, line.process_id) for line in lines}
    standing = ProcessAssignment.objects.filter(
        until=None, organisation__in={organisation for organisation, _ in places}
    ).select_related("organisation", "process")
    found = [each for each in standing if (each.organisation_id, each.process_id) in places]
    for each in found:
        each.end_decision = decision
        _end(each, decision.adopted_on, "снято решением общего собрания")
    return found


def _end(assignment: ProcessAssignment, on: date, reason: str) -> None:
    assignment.until = max(on, assignment.since)
    assignment.end_reason = reason[:REASON_LENGTH]
    assignment.save()


def _tell(assigned, released, decision: Decision, *, at: datetime) -> None:
    """One letter to each member with all that the decision says of it."""
    told = queries.decision_in_words(decision)
    members = {each.organisation for each in (*assigned, *released)}
    for member in sorted(members, key=lambda organisation: organisation.pk):
        emails.tell_of_assignment(
            member,
            assigned=[each.process.name for each in assigned if each.organisation == member],
            released=[each.process.name for each in released if each.organisation == member],
            decision=told,
            about=f"assigned-{decision.pk}-{member.pk}",
            at=at,
        )


@transaction.atomic
def reject_by_meeting(vote: Vote, *, by, at: datetime) -> str:
    """A lost vote closes the proposal; whoever answered before answers still. Says so in a sentence."""
    proposal = lock(vote.item.subject)
    if proposal.state not in rules.OPEN_STATES:
        return f"{proposal}: решения уже не\xa0ждало."
    rules.check_asks_assignment(vote.question)
    proposal.state = rules.next_state(proposal.state, ProposalAct.REJECT)
    proposal.answer = f"{vote.item.meeting}: решение не\xa0принято. {vote.explanation}".strip()
    proposal.closed_at = at
    proposal.version += 1
    proposal.save()
    log_act(proposal, "reject_proposal", by=by, at=at, reason=proposal.answer)
    return f"{proposal}: не\xa0утверждено, прежние закрепления остаются."


def end_of_member(change: StandingChange) -> None:
    """Whoever is no member any more answers for nothing, without a decision; called inside the transaction."""
    if change.standing_from != Standing.MEMBER or change.standing_to == Standing.MEMBER:
        return
    standing = change.organisation.assignments.select_for_update(of=("self",)).filter(until=None)
    for assignment in standing.select_related("process").order_by("pk"):
        _end(assignment, change.on, f"членство прекращено: {change.ground}")
        log_act(
            assignment,
            "end_assignment",
            by=change.by,
            at=change.at,
            process=assignment.process.name,
            until=assignment.until,
        )
