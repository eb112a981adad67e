"""Who may see, act for and decide about an organisation. The right follows the present day (T5, T82)."""

from django.utils import timezone

from home.accounts.choices import Role
from home.accounts.roles import has_role
from home.workdays.queries import today


def may_represent(user, organisation) -> bool:
    """A representative in force speaks for the organisation; nobody else does.

    Asked where a stand-in never comes: bodies, meetings, minutes, records, votes, signatures, certificates, access.
    """
    if not (user.is_authenticated and user.is_active and user.person_id):
        return False
    representatives = organisation.representatives.in_force(today())
    return representatives.filter(person=user.person_id).exists()


def may_act_for(user, organisation) -> bool:
    """A representative in force, or the secretary who acts for a busy organisation today."""
    return may_represent(user, organisation) or stands_in_for(user, organisation, timezone.now())


def stands_in_for(user, organisation, at) -> bool:
    """Acts for the organisation at the moment, openly; the right goes with the office of the secretary."""
    if not has_role(user, Role.SECRETARY) or user.person_id is None:
        return False
    return organisation.stand_ins.in_force(at).filter(person=user.person_id).exists()


def may_stand_in(user) -> bool:
    """Who of the staff may act for a busy organisation; they need a name that its people can read."""
    return has_role(user, Role.SECRETARY) and user.person_id is not None


def may_end_stand_in(user, stand_in) -> bool:
    """Whoever stands in, and the organisation itself."""
    is_own = user.is_authenticated and user.person_id == stand_in.person_id
    return is_own or may_represent(user, stand_in.organisation)


def may_see_organisation(user, organisation) -> bool:
    return (
        has_role(user, Role.SECRETARY)
        or has_role(user, Role.AUTHORITY_SUPPORT)
        or may_act_for(user, organisation)
    )


def may_change_details(user, organisation) -> bool:
    return may_act_for(user, organisation)


def may_decide_joins(user) -> bool:
    """The secretary decides about anybody's requests; a representative about those to their own."""
    return has_role(user, Role.SECRETARY)


def may_decide_join(user, request) -> bool:
    """Whoever speaks for the organisation, or the secretary; never the one who asks."""
    if user.is_authenticated and user.person_id == request.person_id:
        return False
    return may_decide_joins(user) or may_represent(user, request.organisation)


def may_end_representations(user, organisation) -> bool:
    return has_role(user, Role.SECRETARY) or may_represent(user, organisation)


def may_end_representation(user, representative) -> bool:
    return may_end_representations(user, representative.organisation)


def may_invite(user, organisation) -> bool:
    """Its representatives; the secretary only where nobody speaks for it, as after a taking over.

    Elsewhere a newcomer asks with a letter of authority: the office lets nobody in past the organisation.
    """
    if may_represent(user, organisation):
        return True
    nobody_speaks = not organisation.representatives.in_force(today()).exists()
    return has_role(user, Role.SECRETARY) and nobody_speaks


def may_keep_register(user) -> bool:
    """Mends the numbers of an organisation and enters reorganisations."""
    return has_role(user, Role.SECRETARY)


def may_add_qms_certificate(user, organisation) -> bool:
    return has_role(user, Role.SECRETARY) or may_act_for(user, organisation)


def may_confirm_qms_certificate(user) -> bool:
    """The office compares the record with the paper: mentors and ends of pairs rest on it (R43, R68)."""
    return has_role(user, Role.SECRETARY)


def may_end_qms_certificate(user) -> bool:
    """That a certificate counts no more is the word of the office, which has seen why."""
    return has_role(user, Role.SECRETARY)


def may_ask_certification(user, organisation) -> bool:
    """Whoever acts for a member (4.12)."""
    return organisation.is_member and may_act_for(user, organisation)


def may_decide_certification(user) -> bool:
    return has_role(user, Role.SECRETARY)
