"""What comes next in the life of a list, by whom, by which clause; and what has been done with it."""

from dataclasses import dataclass

from django.urls import reverse
from wagtail.models import ModelLogEntry

from home.rulebook import Rule
from home.rulebook.text import NBSP
from home.workdays.queries import today

from .. import permissions
from ..choices import ListState
from ..models import PairList
from ..rules import names
from ..rules.forming import Agreement

LATEST_ACTS = 30
CHAIR = "председатель Президиума"


@dataclass(frozen=True)
class NextStep:
    text: str
    who: str
    rule: Rule
    url: str = ""
    act: str = ""
    """A button for whoever reads this page, when the step is theirs."""


def next_step(user, pair_list: PairList, agreement: Agreement, item) -> NextStep | None:
    """None when the list is closed."""
    if pair_list.state == ListState.DRAFT:
        return NextStep(
            "Соберите пары на\xa0доске и\xa0отправьте список на\xa0согласование.",
            CHAIR,
            names.FORMED_BY_CHAIR,
            *_own(permissions.may_form_pairs(user), pair_list, "board", "Открыть доску"),
        )
    if pair_list.state != ListState.AGREEMENT:
        return None
    if item is not None:
        return NextStep(
            f"Вопрос {item.position} повестки заседания {today(item.meeting.starts_at):%d.%m.%Y}.",
            item.meeting.body.title,
            names.APPROVED_BY_MEETING,
            item.meeting.get_absolute_url(),
            "Заседание",
        )
    if agreement.is_reached:
        return _to_agenda(user, pair_list)
    if agreement.unanswered:
        return NextStep(
            f"Возражения ждут ответа: {agreement.unanswered}.", CHAIR, names.AGREED_WITH_PRESIDIUM
        )
    return NextStep(
        f"Члены Президиума отвечают до{NBSP}{pair_list.agree_until:%d.%m.%Y} включительно.",
        "члены Президиума",
        names.AGREED_WITH_PRESIDIUM,
    )


def _to_agenda(user, pair_list: PairList) -> NextStep:
    if pair_list.paper_id is None:
        return NextStep(
            "Список печатается: через минуту обновите страницу, и\xa0его можно будет внести в\xa0повестку.",
            "программа",
            names.APPROVED_BY_MEETING,
        )
    may = permissions.is_office(user) or permissions.may_form_pairs(user)
    return NextStep(
        "Список согласован. Его вносят в\xa0повестку заседания Президиума.",
        "секретарь или председатель",
        names.APPROVED_BY_MEETING,
        *_own(may, pair_list, "put_list_on_agenda", "В\xa0повестку"),
    )


def _own(is_mine: bool, pair_list: PairList, name: str, act: str) -> tuple[str, str]:
    return (reverse(f"mentoring:{name}", args=[pair_list.pk]), act) if is_mine else ("", "")


def history_of(pair_list: PairList) -> list[tuple]:
    """(when, what, who), the latest first."""
    entries = (
        ModelLogEntry.objects.for_instance(pair_list)
        .select_related("user__person")
        .order_by("-timestamp", "-pk")[:LATEST_ACTS]
    )
    return [(entry.timestamp, _told(entry), str(entry.user or "")) for entry in entries]


def _told(entry: ModelLogEntry) -> str:
    """With the pair that the act was about."""
    data = entry.data
    about = data.get("after") or data.get("pair")
    return f"{entry.message}: {about}" if about else entry.message
