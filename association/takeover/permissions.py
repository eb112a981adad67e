"""Who may take earlier registers over, and take the present ones away as a workbook."""

from home.accounts.choices import Role
from home.accounts.roles import has_role


def may_take_over(user) -> bool:
    """The secretary, who keeps the registers, and the administrator."""
    return has_role(user, Role.SECRETARY)
