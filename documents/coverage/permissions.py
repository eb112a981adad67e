"""Who may do what with the links between rules and clauses."""

from documents.regulations.permissions import may_read_editions
from home.accounts.choices import Role
from home.accounts.roles import has_role


def may_see_links(user) -> bool:
    """The register of rules, proposals and tests that prove a rule: everybody who works with texts."""
    return may_read_editions(user)


def may_link_rules(user) -> bool:
    return has_role(user, Role.EDITOR) or has_role(user, Role.SECRETARY)
