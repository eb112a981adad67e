"""Who may do what with an application. The moment — whether its state allows the act — is asked of
`rules.procedure`; `acts_offered` joins the two for the buttons of a page."""

from association.organisations.permissions import may_act_for
from home.accounts.choices import Role
from home.accounts.roles import has_role

from .choices import Act
from .rules import procedure


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


def acts_offered(user, application) -> frozenset[Act]:
    """What this user could do with the application as it stands now."""
    mine: frozenset[Act] = frozenset()
    if may_edit_application(user, application):
        mine |= procedure.APPLICANT_ACTS
    if may_decide_application(user, application):
        mine |= procedure.SECRETARY_ACTS
    return mine & procedure.acts_allowed(application.state)
