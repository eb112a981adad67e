"""The queue fills the free lines of a list with the best pairs; what the chair has locked or dropped stays so (R46–R48)."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from home.accounts.models import User
from home.rulebook import DomainError
from home.workdays.queries import today

from ..choices import Hold, Line, ListAct, Origin
from ..models import ListLine, PairList
from ..queries.field import as_list_leaves_it, field_on
from ..rules import names
from ..rules.forming import is_possible
from ..rules.suggesting import (
    Field,
    PairOf,
    Suggestion,
    Worth,
    is_under_way,
    suggest,
    worth_of,
)
from .forming.beats import begin, finish, lock

ATTEMPTS = 3
"""The chair may go on with the board while the program thinks: then it thinks again."""
FAILED = "Программа не\xa0смогла подобрать пары. Попробуйте ещё раз; если не\xa0получится, скажите администратору."
CHANGED = "Список меняли, пока программа подбирала пары. Подберите их ещё раз."


@transaction.atomic
def ask_for_suggestion(pair_list: PairList, *, seen: int, by: User, at: datetime) -> PairList:
    """Have the free lines filled; one that was lost with its worker sets out again (T57)."""
    pair_list = begin(pair_list, ListAct.EDIT, seen=seen)
    if is_under_way(pair_list.suggesting_since, at):
        raise DomainError("Программа уже подбирает пары для этого списка.", names.SUGGESTION)
    pair_list.suggesting_since, pair_list.suggestion_flaw = at, ""
    finish(pair_list, "ask_for_suggestion", by=by, at=at)
    transaction.on_commit(lambda: fill_list.enqueue(pair_list.pk, at.isoformat(), by.pk))
    return pair_list


@task()
def fill_list(pk: int, since: str, by_pk: int) -> None:
    """Safe to repeat: whoever was asked before the last asking, or comes second, writes nothing (T57)."""
    asked_at = datetime.fromisoformat(since)
    try:
        for _ in range(ATTEMPTS):
            pair_list = PairList.objects.filter(pk=pk, suggesting_since=asked_at).first()
            if pair_list is None:
                return
            if _fill(pair_list, User.objects.get(pk=by_pk)):
                return
        _give_up(pk, asked_at, CHANGED)
    except Exception:
        _give_up(pk, asked_at, FAILED)
        raise


def _give_up(pk: int, asked_at: datetime, flaw: str) -> None:
    PairList.objects.filter(pk=pk, suggesting_since=asked_at).update(
        suggesting_since=None, suggestion_flaw=flaw
    )


def _fill(seen: PairList, by: User) -> bool:
    """Whether it came to an end: nothing is held while the solver works. The day is that of the asking."""
    lines = list(seen.lines.all())
    field = as_list_leaves_it(field_on(today(seen.suggesting_since)), seen, lines)
    hold = Holds.of(lines)
    suggestion = suggest(field, locked=hold.locked, dropped=hold.dropped)
    best = _best_of(field, hold, suggestion)
    return _write(seen, suggestion, best, field, by)


@dataclass(frozen=True)
class Holds:
    """What the chair has said of the lines that form pairs."""

    locked: frozenset[PairOf]
    dropped: frozenset[PairOf]
    ended: frozenset[PairOf]

    @classmethod
    def of(cls, lines: Iterable[ListLine]) -> "Holds":
        def keys(kind: Line, hold: Hold | None = None) -> frozenset[PairOf]:
            return frozenset(
                (line.mentor_id, line.candidate_id)
                for line in lines
                if line.kind == kind and hold in (None, line.hold)
            )

        ended = keys(Line.END)
        return cls(keys(Line.FORM, Hold.LOCKED), keys(Line.FORM, Hold.DROPPED) | ended, ended)


def _best_of(field: Field, hold: Holds, suggestion: Suggestion) -> Worth:
    """Of the list that nothing had been locked or dropped in."""
    if hold.locked or hold.dropped != hold.ended:
        suggestion = suggest(field, dropped=hold.ended)
    return worth_of(field, (pair.key for pair in suggestion.pairs))


@transaction.atomic
def _write(seen: PairList, suggestion: Suggestion, best: Worth, field: Field, by: User) -> bool:
    """False when somebody has changed the list meanwhile; True also when nobody wants the pairs any more."""
    pair_list, at = lock(seen), timezone.now()
    if pair_list.suggesting_since != seen.suggesting_since:
        return True
    if not is_possible(pair_list.state, ListAct.EDIT):
        pair_list.suggesting_since = None
        pair_list.save(update_fields=["suggesting_since"])
        return True
    if pair_list.version != seen.version:
        return False
    _replace_free_lines(pair_list, suggestion)
    pair_list.suggesting_since, pair_list.suggested_at = None, at
    pair_list.weights = asdict(field.weights)
    pair_list.best_served, pair_list.best_points = best.served, best.points
    told = {"pairs": len(suggestion.pairs), "total": suggestion.total, "best": best.points}
    finish(pair_list, "suggest_pairs", by=by, at=at, **told)
    return True


def _replace_free_lines(pair_list: PairList, suggestion: Suggestion) -> None:
    lines = pair_list.lines.filter(kind=Line.END).order_by("pk")
    replaced = dict(lines.values_list("candidate_id", "pair_id"))
    pair_list.lines.filter(kind=Line.FORM, hold=Hold.FREE).delete()
    ListLine.objects.bulk_create(
        ListLine(
            pair_list=pair_list,
            mentor_id=pair.mentor.id,
            candidate_id=pair.candidate.id,
            criterion=pair.score.criterion,
            pair_id=replaced.get(pair.candidate.id),
            score=pair.score.points,
            reasons=pair.score.as_data,
            origin=Origin.SUGGESTED,
        )
        for pair in suggestion.pairs
    )
