"""Who holds an office, who is on a roster, which bodies a user sees and how they stand."""

from .bodies import (
    bodies_for,
    bodies_kept_by,
    general_meeting,
    is_officer,
    organisations_to_name,
    people_to_name,
    presidium,
    public_bodies,
    rule_sets_in_force,
)
from .offices import Seat, holder, offices_of, past_offices, position_of, roster
from .states import BodyState, Held, flaw_of, people_concerned, state_of, states_of

__all__ = [
    "BodyState",
    "Held",
    "Seat",
    "bodies_for",
    "bodies_kept_by",
    "flaw_of",
    "general_meeting",
    "holder",
    "is_officer",
    "offices_of",
    "organisations_to_name",
    "past_offices",
    "people_concerned",
    "people_to_name",
    "position_of",
    "presidium",
    "public_bodies",
    "roster",
    "rule_sets_in_force",
    "state_of",
    "states_of",
]
