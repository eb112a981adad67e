"""Who may see, run, lead and keep a body. A body of an organisation is nobody's business outside it (T1, T3)."""

from association.organisations.permissions import may_act_for
from home.accounts.choices import Role
from home.accounts.roles import has_role

from .choices import HEADS, BodyKind, OfficeKind
from .seats import person_seats


def may_see_body(user, body) -> bool:
    """Its own people; of the Association's bodies also the office; of a shared one the office looks in."""
    if not user.is_authenticated or not user.is_active:
        return False
    return sits_in_body(user, body) or may_keep_body(user, body) or _office_sees(user, body)


def may_run_body(user, body) -> bool:
    """The work of the secretary: agenda, invitations, attendance, minutes (4.4, R59, R108, R144)."""
    return OfficeKind.SECRETARY in _offices(user, body) or _is_its_office(user, body)


def may_lead_body(user, body) -> bool:
    """What the chair or the leader decides: approve the agenda, call a meeting (4.2, 4.3, R106, R108)."""
    return any(kind in HEADS for kind in _offices(user, body))


def may_keep_body(user, body) -> bool:
    """Enter who holds which office: the secretary for the Association, the representatives for their organisation."""
    if body.owner_id is None:
        return has_role(user, Role.SECRETARY)
    return may_act_for(user, body.owner)


def _is_its_office(user, body) -> bool:
    return body.owner_id is None and has_role(user, Role.SECRETARY)


def _office_sees(user, body) -> bool:
    open_to_it = body.owner_id is None or body.is_shared
    return open_to_it and (has_role(user, Role.SECRETARY) or has_role(user, Role.AUTHORITY_SUPPORT))


def sits_in_body(user, body) -> bool:
    """Holds an office in it; in the general meeting, heads a member organisation."""
    if body.kind == BodyKind.GENERAL_MEETING:
        return bool(_offices(user, body)) or _heads_a_member(user)
    return bool(_offices(user, body))


def _heads_a_member(user) -> bool:
    if user.person_id is None:
        return False
    return any(each.is_member for each in user.person.headed_organisations.all())


def _offices(user, body) -> frozenset[str]:
    return person_seats(user).get(body.pk, frozenset())
