"""What the room puts into the registries of the rooms below, by subject."""

from home.registers.registry import keep_out_of_site_history

from .. import models
from . import forming, oversight, processes, profiles, work  # noqa: F401

keep_out_of_site_history(
    models.CandidateProfile,
    models.MentorProfile,
    models.Pair,
    models.PairList,
)
