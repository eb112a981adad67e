"""What the room puts into the registries of the rooms below."""

from association.meetings.registry import Matter, register_matter
from association.organisations.registry import (
    on_standing_changed,
    participation_sources,
    register_life,
    register_public_facts,
)
from home.accounts.choices import Role
from home.accounts.registry import register_personal_data
from home.accounts.roles import grant
from home.desk.registry import register_cabinet_item, register_duties, register_tasks
from home.registers.registry import keep_out_of_site_history
from home.workdays.queries import today

from . import desk, life, permissions
from .models import AssignmentProposal, ProcessAssignment, ProcessSupport
from .operations import deciding as decided
from .personal import PROCESS_ENTRIES
from .queries import assignments as queries
from .rules.assigning import MATTER

keep_out_of_site_history(AssignmentProposal, ProcessAssignment, ProcessSupport)
grant(
    Role.ADMINISTRATOR,
    *(f"processes.{act}_process" for act in ("add", "change", "delete", "view")),
)
grant(Role.SECRETARY, "processes.view_process")
for role in (Role.SECRETARY, Role.AUTHORITY_SUPPORT):
    grant(role, "processes.view_processassignment")
register_matter(
    Matter(
        MATTER,
        "Закрепление процессов за членами",
        AssignmentProposal,
        decided.assign_by_meeting,
        queries.proposals_for,
        lambda proposal: queries.draft_of(proposal, today()),
        rejected=decided.reject_by_meeting,
    )
)
on_standing_changed(decided.end_of_member)
register_life(life.life_of_assignments)
participation_sources(life.PARTICIPATION, life.help_given)
register_public_facts(life.processes_of)
register_tasks(desk.proposal_tasks, "закрепление процессов")
register_duties(desk.duties_of_members, "процессы членов")
register_cabinet_item(
    "К кому обратиться", "processes:find_help", order=38, visible=permissions.may_find_help
)
register_personal_data(PROCESS_ENTRIES)
