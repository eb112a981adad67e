"""Profiles and the counts of the ratio rule."""

from home.accounts.choices import Role
from home.accounts.roles import grant

CATALOGUES = ("process", "stagetemplate")

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
