"""Lists of pairs: begun, explained, given up (3.16, R46)."""

from datetime import datetime

from django.db import IntegrityError, transaction

from association.meetings.queries.dossiers import item_of
from home.rulebook import DomainError
from home.workdays.queries import today

from ...choices import ListAct, ListState
from ...emails import forming as emails
from ...models import PairList
from ...rules import forming as rules
from ...rules import names
from ..beats import log_act, next_number
from .beats import begin, finish


@transaction.atomic
def open_list(*, by, at: datetime) -> PairList:
    """A list with a number of the year. One at a time is formed: two drafts would promise one mentor twice."""
    year = today(at).year
    number = next_number(PairList, year)
    if draft := draft_list():
        raise DomainError(
            f"{draft} ещё готовится: дополните его, отправьте на\xa0согласование или снимите.",
            names.LIST_PROCEDURE,
        )
    made = _create(year=year, number=number, opened_by=by, opened_at=at)
    log_act(made, "open_list", by=by, at=at)
    return made


def _create(**fields) -> PairList:
    """Two deputies may begin in one moment on an installation whose settings nobody has saved yet: nothing is locked."""
    try:
        with transaction.atomic():
            return PairList.objects.create(**fields)
    except IntegrityError:
        raise DomainError(
            "Список только что начал кто-то другой: откройте его.", names.LIST_PROCEDURE
        ) from None


def draft_list() -> PairList | None:
    """The list that the chair is forming."""
    return PairList.objects.filter(state=ListState.DRAFT).order_by("pk").first()


@transaction.atomic
def explain_list(pair_list: PairList, note: str, *, seen: int, by, at: datetime) -> PairList:
    """What the members of the Presidium read above the pairs."""
    pair_list = begin(pair_list, ListAct.EDIT, seen=seen)
    pair_list.note = note
    return finish(pair_list, "explain_list", by=by, at=at)


@transaction.atomic
def withdraw_list(pair_list: PairList, reason: str, *, seen: int, by, at: datetime) -> PairList:
    """The chair gives the list up; whoever was asked about it is told."""
    pair_list = begin(pair_list, ListAct.WITHDRAW, seen=seen)
    check_off_agenda(pair_list)
    rules.check_said(reason, "reason", "Напишите, почему список снят.")
    pair_list.answer, pair_list.closed_at = reason, at
    finish(pair_list, "withdraw_list", by=by, at=at, reason=reason)
    emails.tell_list_withdrawn(pair_list, at=at)
    return pair_list


def check_off_agenda(pair_list: PairList) -> None:
    """What stands before a meeting is not taken from under its hands (T35)."""
    if item := item_of(pair_list):
        raise DomainError(
            f"Список стоит в\xa0повестке заседания {today(item.meeting.starts_at):%d.%m.%Y}. "
            "Сначала снимите вопрос с\xa0повестки.",
            names.LIST_PROCEDURE,
        )
