"""What lists of pairs want of people: nobody without an office pays a query for it."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from home.desk.registry import Task
from home.rulebook.text import counted

from .. import permissions
from ..choices import ListState
from ..front import Card
from ..models import PairList
from ..queries import forming as queries
from ..rules import names
from ..rules.forming import OPEN_STATES, Agreement


def list_tasks(user, today: date) -> Iterator[Task]:
    """The chair forms and answers, members agree, the chair or the secretary puts it on the agenda (R46). Two queries."""
    if not permissions.may_see_lists(user):
        return
    may_form = permissions.may_form_pairs(user)
    for pair_list in _open_lists(may_form or permissions.is_office(user)):
        if pair_list.state == ListState.DRAFT:
            if may_form:
                yield _task("Закончите список пар", pair_list, names.FORMED_BY_CHAIR, "board")
            continue
        opinions = list(pair_list.opinions.all())
        if _is_asked(user, opinions):
            due = pair_list.agree_until
            yield _task("Согласуйте список пар", pair_list, names.AGREED_WITH_PRESIDIUM, due=due)
        agreement = queries.agreement_of(pair_list, opinions, today)
        yield from _of_office(user, pair_list, agreement, may_form=may_form)


def _open_lists(with_drafts: bool):
    states = OPEN_STATES if with_drafts else (ListState.AGREEMENT,)
    return queries.with_place_on_agenda(
        PairList.objects.filter(state__in=states).prefetch_related("opinions").order_by("pk")
    )


def _is_asked(user, opinions) -> bool:
    return any(one.person_id == user.person_id and not one.stance for one in opinions)


def _of_office(user, pair_list: PairList, agreement: Agreement, *, may_form: bool):
    if agreement.unanswered and may_form:
        yield _task("Ответьте на возражения к списку пар", pair_list, names.AGREED_WITH_PRESIDIUM)
    may_put = may_form or permissions.is_office(user)
    if agreement.is_reached and may_put and not pair_list.is_on_agenda:
        yield _task("Внесите список пар в повестку", pair_list, names.APPROVED_BY_MEETING)


def _task(title: str, pair_list: PairList, rule, name: str = "pair_list", due=None) -> Task:
    return Task(title, reverse(f"mentoring:{name}", args=[pair_list.pk]), rule, due, str(pair_list))


def list_card(user, today: date) -> Iterator[Card]:
    """On the front page of mentoring; one query."""
    if not permissions.may_see_lists(user):
        return
    lists = PairList.objects.filter(state__in=OPEN_STATES)
    if not (permissions.may_form_pairs(user) or permissions.is_office(user)):
        lists = lists.exclude(state=ListState.DRAFT)
    open_lists = list(lists)
    text = "Списка в\xa0работе нет; прежние с\xa0решениями\xa0— здесь."
    if open_lists:
        number = counted(len(open_lists), "список", "списка", "списков")
        text = f"В\xa0работе {number}: {', '.join(str(each) for each in open_lists[:3])}."
    label = open_lists[0].get_state_display() if open_lists else ""
    tone = open_lists[0].tone if open_lists else "neutral"
    yield Card(
        "Списки пар", text, reverse("mentoring:pair_lists"), names.FORMED_BY_CHAIR, label, tone
    )
