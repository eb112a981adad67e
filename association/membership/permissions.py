"""Who may do what with an application. The moment — whether its state allows the act — is asked of
`rules.procedure`; `acts_offered` joins the two for the buttons of a page."""

from association.bodies.seats import person_seats, presidium_offices
from association.organisations.choices import Standing
from association.organisations.permissions import may_act_for, may_represent
from home.accounts.choices import Role
from home.accounts.roles import has_role
from home.workdays.queries import today

from .choices import Act, DepartureAct
from .rules import leaving, procedure


def may_edit_application(user, application) -> bool:
    """A present representative of the organisation: fills in, sends, signs, withdraws."""
    return may_act_for(user, application.organisation)


def may_see_registers(user) -> bool:
    """The secretary, and the authority's support, who sees and acts on nothing (R9)."""
    return has_role(user, Role.SECRETARY) or has_role(user, Role.AUTHORITY_SUPPORT)


def may_see_in_register(user, application) -> bool:
    """A draft is its applicant's own affair: the office sees what has been sent."""
    return may_see_registers(user) and bool(application.number)


def may_see_application(user, application) -> bool:
    return may_edit_application(user, application) or may_see_in_register(user, application)


def may_decide_applications(user) -> bool:
    """The secretary: returns, refuses, records papers, decisions and orders."""
    return has_role(user, Role.SECRETARY)


def may_decide_application(user, application) -> bool:
    return may_decide_applications(user) and bool(application.number)


def is_expert(user, expertise) -> bool:
    """Asked by name, and in the group to this day: who has left it sees the papers no more (T5, T82)."""
    if not (user.is_authenticated and user.is_active and user.person_id):
        return False
    if not person_seats(user).get(expertise.body_id):
        return False
    return expertise.experts.filter(person=user.person_id).exists()


def may_see_package(user, expertise) -> bool:
    """The candidate's papers are open to the experts while they are judged, and no longer."""
    return expertise.is_under_way and is_expert(user, expertise)


def may_conclude(user, expertise) -> bool:
    return is_expert(user, expertise) and user.person_id == expertise.lead_id


def may_see_composition(user) -> bool:
    """The office, and whoever speaks for a member or a candidate: who belongs is no secret inside (5.6, R14)."""
    if may_see_registers(user):
        return True
    if not (user.is_authenticated and user.is_active and user.person_id):
        return False
    speaks = user.person.representations.in_force(today())
    return speaks.filter(organisation__standing__in=(Standing.MEMBER, Standing.CANDIDATE)).exists()


def acts_offered(user, application) -> frozenset[Act]:
    """What this user could do with the application as it stands now."""
    mine: frozenset[Act] = frozenset()
    if may_edit_application(user, application):
        mine |= procedure.APPLICANT_ACTS
    if may_decide_application(user, application):
        mine |= procedure.SECRETARY_ACTS
    return mine & procedure.acts_allowed(application.state)


def may_leave(user, organisation) -> bool:
    """Its own representative in force; whoever only stands in for it ends nothing of it."""
    return may_represent(user, organisation)


def may_propose_removal(user, organisation) -> bool:
    """Any member begins it (3.14)."""
    return organisation.is_member and may_leave(user, organisation)


def may_keep_departure(user, departure) -> bool:
    """Whoever began it: mends, prints, files, withdraws."""
    return may_leave(user, departure.applicant)


def may_see_departure(user, departure) -> bool:
    """Its author; once it is filed also the organisation concerned, the office and, of a removal, the Presidium."""
    if may_keep_departure(user, departure):
        return True
    if not departure.number:
        return False
    if may_see_registers(user):
        return True
    return departure.is_removal and (
        may_leave(user, departure.organisation) or bool(presidium_offices(user))
    )


def may_open_signed_scan(user, departure) -> bool:
    """The signature of another head is for whoever decides, not for the organisation concerned."""
    return may_see_departure(user, departure) and (
        not may_leave(user, departure.organisation) or may_keep_departure(user, departure)
    )


def may_attach_own_application(user, departure) -> bool:
    """The organisation that is to be removed, or the secretary for its paper (C13)."""
    return departure.is_removal and (
        may_leave(user, departure.organisation) or may_decide_applications(user)
    )


def departure_acts_offered(user, departure) -> frozenset[DepartureAct]:
    """What this user could do with the departure as it stands now."""
    if not may_keep_departure(user, departure):
        return frozenset()
    mine = frozenset({DepartureAct.EDIT, DepartureAct.FILE, DepartureAct.WITHDRAW})
    return mine & leaving.acts_allowed(departure.kind, departure.state)


def may_see_life(user, organisation) -> bool:
    """Its own people and the office; the public part stands in the register."""
    return may_act_for(user, organisation) or may_see_registers(user)


def may_end_memberships(user) -> bool:
    """Enter what came on paper, and other grounds (C14)."""
    return may_decide_applications(user)
