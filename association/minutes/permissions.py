"""Who may see a protocol and what of it, who draws it up, agrees and signs. Everybody else gets a 404 (T3).

The moment — whether its state allows the act — is asked of `rules.procedure`.
"""

from association.meetings import permissions as meetings
from documents.records.choices import Level

from .choices import ProtocolState, SignatureCapacity

BEING_AGREED = (ProtocolState.AGREEMENT, ProtocolState.SIGNING)


def may_see_protocol(user, protocol) -> bool:
    """A draft is for those who make it; then the members read it; guests, once it is signed (R73, T3)."""
    if may_run_protocol(user, protocol) or capacities_of(user, protocol):
        return True
    if protocol.state == ProtocolState.DRAFT:
        return meetings.may_lead_meeting(user, protocol.meeting)
    if meetings.may_see_level(user, protocol.meeting, Level.MEMBERS):
        return True
    is_final = protocol.state not in BEING_AGREED
    return is_final and meetings.may_see_meeting(user, protocol.meeting)


def level_for(user, protocol) -> Level:
    """How much of it the reader reads; to be asked of those who may see it at all (5.3, C35)."""
    if capacities_of(user, protocol):
        return Level.CONFIDENTIAL
    for level in (Level.CONFIDENTIAL, Level.MEMBERS):
        if meetings.may_see_level(user, protocol.meeting, level):
            return level
    return Level.PUBLIC


def may_run_protocol(user, protocol) -> bool:
    """The secretary's work: draw up, pass on, answer remarks, bring in the paper original (4.4; R59, R114, R115)."""
    return meetings.may_run_meeting(user, protocol.meeting)


def capacities_of(user, protocol) -> frozenset[SignatureCapacity]:
    """In what capacities the user took part in holding the meeting; a signature is nobody else's to give (4.10, C8)."""
    if not (user.is_authenticated and user.is_active and user.person_id):
        return frozenset()
    held = {
        SignatureCapacity.PRESIDING: protocol.meeting.presiding_id,
        SignatureCapacity.SECRETARY: protocol.meeting.secretary_id,
    }
    return frozenset(name for name, person_id in held.items() if person_id == user.person_id)


def agreement_line_of(user, protocol):
    """The user's own line of the agreement sheet under the present content, or None; asked once."""
    if not (user.is_authenticated and user.is_active and user.person_id):
        return None
    kept = protocol.__dict__.setdefault("_line_of", {})
    if user.person_id not in kept:
        lines = protocol.agreements.filter(content_sha256=protocol.content_sha256)
        kept[user.person_id] = lines.filter(person=user.person_id).first()
    return kept[user.person_id]


def may_agree(user, protocol) -> bool:
    """Members answer for themselves (3.5 of the working group's rules)."""
    return agreement_line_of(user, protocol) is not None


def may_attach(user, protocol) -> bool:
    """Put a detached signature beside the protocol."""
    return may_run_protocol(user, protocol) or bool(capacities_of(user, protocol))
