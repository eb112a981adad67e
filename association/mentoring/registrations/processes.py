"""Who answers for which process."""

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

from .. import permissions, responsibility_desk, responsibility_life
from ..front import register_card
from ..models import AssignmentProposal, ProcessAssignment, ProcessSupport
from ..operations import responsibility_decided as decided
from ..queries import responsibility as queries
from ..responsibility_personal import PROCESS_ENTRIES
from ..rules.responsibility import MATTER

keep_out_of_site_history(AssignmentProposal, ProcessAssignment, ProcessSupport)
for role in (Role.SECRETARY, Role.AUTHORITY_SUPPORT):
    grant(role, "mentoring.view_processassignment")
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
register_life(responsibility_life.life_of_assignments)
participation_sources(responsibility_life.PARTICIPATION, responsibility_life.help_given)
register_public_facts(responsibility_life.processes_of)
register_tasks(responsibility_desk.proposal_tasks, "закрепление процессов")
register_duties(responsibility_desk.duties_of_members, "процессы членов")
register_card(responsibility_desk.process_cards, order=60)
register_cabinet_item(
    "К кому обратиться", "mentoring:find_help", order=38, visible=permissions.may_find_help
)
register_personal_data(PROCESS_ENTRIES)
