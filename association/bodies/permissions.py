"""Who may see, run, lead and keep a body. A body of an organisation is nobody's business outside it (T1, T3)."""

from association.organisations.permissions import may_represent
from home.accounts.choices import Role
from home.accounts.roles import has_role

from .choices import HEADS, VOTING_OFFICES, BodyKind, OfficeKind
from .seats import kept_bodies, person_seats, presidium_offices


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
    if not user.is_authenticated or not user.is_active:
        return False
    if body.owner_id is None:
        return has_role(user, Role.SECRETARY)
    return body.pk in kept_bodies(user)


def may_share_body(user, body) -> bool:
    """Only the organisation itself shows its body to the Association."""
    return body.owner_id is not None and may_keep_body(user, body)


def may_dissolve_body(user, body) -> bool:
    return may_keep_body(user, body)


def leads_presidium(user) -> bool:
    """The chair of the Presidium, or a deputy in the chair's place (3.8)."""
    return bool(presidium_offices(user) & {OfficeKind.CHAIR, OfficeKind.DEPUTY_CHAIR})


def votes_in_presidium(user) -> bool:
    return bool(presidium_offices(user) & set(VOTING_OFFICES))


def may_found_for_association(user) -> bool:
    return has_role(user, Role.SECRETARY)


def may_found_for(user, organisation) -> bool:
    """A representative founds bodies of the organisation; the Association founds only its own."""
    return may_represent(user, organisation)


def may_see_rule_sets(user) -> bool:
    """By what rules bodies decide: the office reads them in the admin."""
    return has_role(user, Role.SECRETARY)


def may_keep_rule_sets(user) -> bool:
    """Rules are data of the administrator alone (R223)."""
    return has_role(user, Role.ADMINISTRATOR)


def sees_bodies_of_association(user) -> bool:
    return has_role(user, Role.SECRETARY) or has_role(user, Role.AUTHORITY_SUPPORT)


def _is_its_office(user, body) -> bool:
    return body.owner_id is None and has_role(user, Role.SECRETARY)


def _office_sees(user, body) -> bool:
    open_to_it = body.owner_id is None or body.is_shared
    return open_to_it and sees_bodies_of_association(user)


def sits_in_body(user, body) -> bool:
    """Holds an office in it; in the general meeting, heads a member organisation."""
    if body.kind == BodyKind.GENERAL_MEETING:
        return bool(_offices(user, body)) or heads_a_member(user)
    return bool(_offices(user, body))


def heads_a_member(user) -> bool:
    """Such a person sits in the general meeting (3.6); one query for the life of the user object."""
    if not user.is_authenticated or not user.is_active or user.person_id is None:
        return False
    if not hasattr(user, "_heads_a_member"):
        headed = user.person.headed_organisations.all()
        user._heads_a_member = any(each.is_member for each in headed)
    return user._heads_a_member


def _offices(user, body) -> frozenset[str]:
    """In the general meeting the officers of the Presidium act as such: it has no others (3.6, C36)."""
    own = person_seats(user).get(body.pk, frozenset())
    if body.kind == BodyKind.GENERAL_MEETING:
        return own | (presidium_offices(user) - {OfficeKind.MEMBER})
    return own
