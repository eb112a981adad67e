"""The lowest room: every rule of a regulation has a name here, and says which clause it comes from.

    QUORUM = rule("meetings.quorum", title="Кворум", cites="4.7")

Plain Python: no Django, so that `rules.py` of every room may import it.
"""

from .citations import ASSOCIATION, LAW, Citation, law, linker, name_source, register_linker
from .errors import DomainError
from .live import LiveState, live_states, register_live_states
from .registry import Rule, all_rules, find_rule, register_resolver, rule

__all__ = [
    "ASSOCIATION",
    "LAW",
    "Citation",
    "DomainError",
    "LiveState",
    "Rule",
    "all_rules",
    "find_rule",
    "law",
    "linker",
    "live_states",
    "name_source",
    "register_linker",
    "register_live_states",
    "register_resolver",
    "rule",
]
