"""Collegial bodies, who holds which office in them, and the rules by which they decide."""

from .bodies import CollegialBody
from .offices import Office
from .rule_sets import MatterRule, RuleSet

__all__ = ["CollegialBody", "MatterRule", "Office", "RuleSet"]
