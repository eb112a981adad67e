"""Profiles and the counts of the ratio rule."""

from association.organisations.registry import register_next_step
from association.processes.registry import register_strengths
from home.accounts.choices import Role
from home.accounts.roles import grant
from home.desk.registry import register_tasks
from home.notices.registry import register_reminder
from home.rulebook import register_live_states

from ..desk.profiles import (
    counts_card,
    profile_cards,
    profile_step,
    profile_tasks,
    profiles_now,
)
from ..front import register_card
from ..operations.reminding import remind_of_profiles
from ..queries import profiles as queries

CATALOGUES = ("stagetemplate",)

grant(
    Role.ADMINISTRATOR,
    "mentoring.change_mentoringsettings",
    *(
        f"mentoring.{act}_{model}"
        for model in CATALOGUES
        for act in ("add", "change", "delete", "view")
    ),
)
grant(Role.SECRETARY, *(f"mentoring.view_{model}" for model in CATALOGUES))

register_card(profile_cards, order=10)
register_card(counts_card, order=90)
register_tasks(profile_tasks, "анкеты кандидатов")
register_live_states(profiles_now)
register_next_step(profile_step)
register_reminder("анкеты наставников и кандидатов", remind_of_profiles)
register_strengths(queries.taught_by)
