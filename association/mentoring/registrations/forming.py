"""Lists of pairs before the Presidium."""

from association.meetings.registry import Matter, register_matter
from association.organisations.registry import register_life
from home.accounts.registry import register_personal_data
from home.desk.registry import register_tasks
from home.notices.registry import register_reminder

from ..desk.forming import list_card, list_tasks
from ..dossier import draft_of_list, papers_of_list
from ..front import register_card
from ..life import life_of_pairs
from ..models import PairList
from ..operations import forming
from ..personal.forming import OPINIONS_OF_LISTS
from ..queries.forming import ready_lists

register_matter(
    Matter(
        "pairs",
        "Пары «наставник — кандидат»",
        PairList,
        forming.approve_by_meeting,
        ready_lists,
        draft_of_list,
        rejected=forming.reject_by_meeting,
        papers=papers_of_list,
    )
)
register_tasks(list_tasks, "списки пар")
register_reminder("списки пар", forming.remind_of_lists)
register_life(life_of_pairs)
register_card(list_card, order=30)
register_personal_data(OPINIONS_OF_LISTS)
