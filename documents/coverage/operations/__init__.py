"""Acts on the links between rules and clauses, one function for each."""

from .carrying import carry_over, link_cited_rules, propose_everywhere
from .linking import confirm_links, link_rule, mark_informational, move_link, unlink

__all__ = [
    "carry_over",
    "confirm_links",
    "link_cited_rules",
    "link_rule",
    "mark_informational",
    "move_link",
    "propose_everywhere",
    "unlink",
]
