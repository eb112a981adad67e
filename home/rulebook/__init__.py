"""The lowest room: every rule of a regulation has a name here, and says which clause it comes from.

    QUORUM = rule("meetings.quorum", title="Кворум", cites="4.7")

Plain Python: no Django, so that `rules.py` of every room may import it.
"""

from .citations import ASSOCIATION, Citation, law, linker, register_linker
from .errors import DomainError
from .registry import Rule, all_rules, find_rule, rule

__all__ = [
    "ASSOCIATION",
    "Citation",
    "DomainError",
    "Rule",
    "all_rules",
    "find_rule",
    "law",
    "linker",
    "register_linker",
    "rule",
]
