"""Who holds an office, who is on a roster, which bodies a user sees and how they stand."""

from .bodies import bodies_for, bodies_kept_by, is_officer, public_bodies, rule_sets_in_force
from .offices import Seat, holder, offices_of, past_offices, position_of, roster
from .states import BodyState, Held, people_concerned, state_of, states_of

__all__ = [
    "BodyState",
    "Held",
    "Seat",
    "bodies_for",
    "bodies_kept_by",
    "holder",
    "is_officer",
    "offices_of",
    "past_offices",
    "people_concerned",
    "position_of",
    "public_bodies",
    "roster",
    "rule_sets_in_force",
    "state_of",
    "states_of",
]
