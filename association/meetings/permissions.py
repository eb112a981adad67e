"""Who may see a meeting and what of it, who prepares, leads and records it. Everybody else gets a 404 (T3)."""

from association.bodies import permissions as bodies
from documents.records.choices import Level

from .choices import Capacity


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


def may_propose(user, body) -> bool:
    """Members propose to the agenda, and so does whoever runs the body (5.4, R74, R108, R116)."""
    return bodies.sits_in_body(user, body) or bodies.may_run_body(user, body)
