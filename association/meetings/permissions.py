"""Who may see a meeting and what of it, who prepares, leads and records it. Everybody else gets a 404 (T3)."""

from association.bodies import permissions as bodies
from documents.records.choices import Level

from .choices import Capacity, MeetingState, Step
from .rules.decisions import steps_possible
from .rules.offices import only_head_proposes


def invitation_of(user, meeting):
    """The user's own place at the meeting, or None; asked once for the life of the meeting object."""
    if not (user.is_authenticated and user.is_active and user.person_id):
        return None
    kept = meeting.__dict__.setdefault("_invitation_of", {})
    if user.person_id not in kept:
        kept[user.person_id] = meeting.invitations.standing().filter(person=user.person_id).first()
    return kept[user.person_id]


def may_see_meeting(user, meeting) -> bool:
    """People of the body, its office, and whoever is invited once the invitations have left."""
    if bodies.may_see_body(user, meeting.body):
        return True
    invitation = invitation_of(user, meeting)
    return invitation is not None and invitation.sent_at is not None


def may_run_meeting(user, meeting) -> bool:
    """The secretary's work (4.4; 2.5 of the working group's rules)."""
    return bodies.may_run_body(user, meeting.body)


def may_lead_meeting(user, meeting) -> bool:
    """The chair's or the leader's word: the agenda, whom to invite, presiding (4.2, 4.3, R106–R109)."""
    return bodies.may_lead_body(user, meeting.body)


def may_conduct_meeting(user, meeting) -> bool:
    """Writes down the course of the meeting: its secretary, who leads the body, and who presides (4.4, 4.6, R144)."""
    if may_run_meeting(user, meeting) or may_lead_meeting(user, meeting):
        return True
    if not (user.is_authenticated and user.is_active and user.person_id):
        return False
    return user.person_id in (meeting.secretary_id, meeting.presiding_id)


def may_follow_meeting(user, meeting) -> bool:
    """As `may_see_meeting`, asked the other way round: of hundreds who vote at once each has an invitation."""
    return may_vote(user, meeting) or may_see_meeting(user, meeting)


def may_see_ballots(user, meeting, level: str) -> bool:
    """Who voted how is for the body, not for its guests or for whoever looks in from outside (T50)."""
    if not may_see_level(user, meeting, level):
        return False
    return (
        may_vote(user, meeting)
        or may_conduct_meeting(user, meeting)
        or bodies.sits_in_body(user, meeting.body)
    )


def may_see_level(user, meeting, level: str) -> bool:
    """Confidential items are for those who vote and for the secretary; guests see what concerns all (R73, C35)."""
    if level == Level.PUBLIC:
        return may_see_meeting(user, meeting)
    if may_run_meeting(user, meeting) or may_lead_meeting(user, meeting):
        return True
    invitation = invitation_of(user, meeting)
    if invitation is not None and invitation.capacity == Capacity.VOTING:
        return True
    if level == Level.CONFIDENTIAL:
        return bodies.sits_in_body(user, meeting.body)
    return bodies.may_see_body(user, meeting.body)


def may_vote(user, meeting) -> bool:
    invitation = invitation_of(user, meeting)
    return invitation is not None and invitation.capacity == Capacity.VOTING


def may_call(user, body) -> bool:
    """Who leads the body, or its secretary on their behalf (4.2, 2.3 «а»)."""
    return bodies.may_lead_body(user, body) or bodies.may_run_body(user, body)


def may_invite(user, meeting) -> bool:
    """The head decides whom to invite, the secretary sees to it (4.4, 2.3 «б»)."""
    return may_run_meeting(user, meeting) or may_lead_meeting(user, meeting)


def may_answer(user, meeting) -> bool:
    """Whoever has an invitation that has left."""
    return meeting.sent_at is not None and invitation_of(user, meeting) is not None


def may_remark(user, meeting) -> bool:
    """Members on the drafts of decisions, and the office (2.6 «г», R116); guests speak at the meeting."""
    return may_vote(user, meeting) or may_propose(user, meeting.body)


def may_add_materials(user, item) -> bool:
    """The office, and whoever is to prepare the question (4.5, 2.6 «б»)."""
    if may_invite(user, item.meeting):
        return True
    prepares = user.is_authenticated and user.is_active and user.person_id == item.responsible_id
    return bool(item.responsible_id) and prepares and may_see_item(user, item)


def may_see_item(user, item) -> bool:
    return may_see_meeting(user, item.meeting) and may_see_level(user, item.meeting, item.level)


def may_see_opinions(user, meeting) -> bool:
    """What absent members wrote: the office at once, those with a vote from the opening (2.7)."""
    if may_run_meeting(user, meeting) or may_lead_meeting(user, meeting):
        return True
    return meeting.opened_at is not None and may_vote(user, meeting)


def may_see_opinion(user, opinion) -> bool:
    if may_see_opinions(user, opinion.meeting):
        return True
    own = user.person_id == opinion.invitation.person_id
    return own and may_see_meeting(user, opinion.meeting)


def may_see_proposal(user, proposal) -> bool:
    """Its author and whoever puts the agenda together."""
    if bodies.may_run_body(user, proposal.body) or bodies.may_lead_body(user, proposal.body):
        return True
    return user.person_id == proposal.author_id and bodies.may_see_body(user, proposal.body)


def may_propose(user, body) -> bool:
    """Members propose to the agenda, and so does whoever runs the body (5.4, R74, R108, R116)."""
    return bodies.sits_in_body(user, body) or bodies.may_run_body(user, body)


def is_executor(user, decision) -> bool:
    """Whoever is to carry it out; the decision reaches them when the meeting is over (4.4)."""
    if not (user.is_authenticated and user.is_active and user.person_id):
        return False
    over = decision.meeting.state == MeetingState.CLOSED
    return over and user.person_id == decision.executor_id


def may_see_decision(user, decision) -> bool:
    return is_executor(user, decision) or may_see_at_meeting(user, decision)


def may_see_at_meeting(user, decision) -> bool:
    """As one of those who see the meeting, and this level of it."""
    meeting = decision.meeting
    return may_see_meeting(user, meeting) and may_see_level(user, meeting, decision.level)


def may_see_names(user, decision) -> bool:
    """Who voted how on it: not for its executor from outside (T50)."""
    return may_see_at_meeting(user, decision) and may_see_ballots(
        user, decision.meeting, decision.level
    )


def may_tell_progress(user, decision) -> bool:
    """The executor; or the secretary, who writes down what an executor without an account says (4.4, R144)."""
    return is_executor(user, decision) or may_run_meeting(user, decision.meeting)


def may_judge_execution(user, decision) -> bool:
    """Accept or return a report: the secretary, the chair or the leader, and never one's own."""
    if user.is_authenticated and user.person_id and user.person_id == decision.executor_id:
        return False
    return may_run_meeting(user, decision.meeting) or may_lead_meeting(user, decision.meeting)


def may_reassign(user, decision) -> bool:
    return may_lead_meeting(user, decision.meeting)


def may_report_on(user, body) -> bool:
    """The report on the execution of decisions: whoever runs or leads the body (4.4, R144)."""
    return bodies.may_run_body(user, body) or bodies.may_lead_body(user, body)


def may_propose_office(user, body, matter: str) -> bool:
    """The deputy is proposed by the chair alone (3.8); other questions of offices by whoever sits in the body."""
    if only_head_proposes(matter, body.kind):
        return bodies.may_lead_body(user, body)
    return bodies.sits_in_body(user, body) or bodies.may_run_body(user, body)


STEP_RIGHTS = {
    Step.PROGRESS: may_tell_progress,
    Step.REPORT: may_tell_progress,
    Step.ACCEPT: may_judge_execution,
    Step.RETURN: may_judge_execution,
    Step.REASSIGN: may_reassign,
}


def steps_offered(user, decision) -> list[Step]:
    """What this user could do about the execution as it stands now, in the order of the choices."""
    if decision.meeting.state != MeetingState.CLOSED:
        return []
    possible = steps_possible(decision.execution)
    return [step for step in Step if step in possible and STEP_RIGHTS[step](user, decision)]
