"""What the room puts into the registries of the rooms below, by subject."""

from association.organisations.queries import acting_for
from home.desk.registry import register_cabinet_item
from home.registers.registry import keep_out_of_site_history

from .. import models, permissions
from . import forming, oversight, profiles, work  # noqa: F401

keep_out_of_site_history(
    models.CandidateProfile,
    models.MentorProfile,
    models.Pair,
    models.PairList,
)


def has_to_do_with_pairs(user) -> bool:
    """Speaks for a member or a candidate, votes in the Presidium, or is the office; costs no query of its own."""
    belongs = any(each.standing in permissions.BELONGING for each in acting_for(user))
    return belongs or permissions.may_see_lists(user)


register_cabinet_item("Наставничество", "mentoring:home", order=35, visible=has_to_do_with_pairs)
