"""The chair's hand on the board: pairs added, moved, locked, dropped; pairs at work replaced or proposed to end (R46–R48)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from association.organisations.models import Organisation
from home.rulebook import DomainError
from home.workdays.queries import today

from ...choices import Hold, Line, ListAct, Origin
from ...models import ListLine, Pair, PairList
from ...queries.field import field_on
from ...queries.forming import facts_on
from ...rules import forming as rules
from ...rules import names
from ...rules.suggesting import score
from .beats import begin, finish
from .lists import draft_list, open_list

MOST_LINES = 5000


@dataclass(frozen=True)
class Proposed:
    """A pair as the chair puts it: by which criterion, and in their own words why."""

    mentor: Organisation
    candidate: Organisation
    criterion: str
    ground: str = ""


@transaction.atomic
def add_line(pair_list: PairList, proposed: Proposed, *, seen: int, by, at: datetime) -> ListLine:
    """A pair of the chair's own; the next suggestion keeps it."""
    pair_list = begin(pair_list, ListAct.EDIT, seen=seen)
    line = _write(ListLine(pair_list=pair_list), proposed, at)
    finish(pair_list, "add_line", by=by, at=at, pair=str(line))
    return line


@transaction.atomic
def move_line(line: ListLine, proposed: Proposed, *, seen: int, by, at: datetime) -> ListLine:
    """Another mentor for the candidate of the line, or another criterion of the same two."""
    pair_list = begin(line.pair_list, ListAct.EDIT, seen=seen)
    line = _line_of(pair_list, line, Line.FORM)
    if proposed.candidate.pk != line.candidate_id:
        raise DomainError(
            "В\xa0строке меняют наставника, а\xa0не\xa0кандидата.", names.LIST_PROCEDURE
        )
    before = str(line)
    line = _write(line, proposed, at)
    finish(pair_list, "move_line", by=by, at=at, before=before, after=str(line))
    return line


@transaction.atomic
def hold_line(line: ListLine, hold: Hold, *, seen: int, by, at: datetime) -> ListLine:
    """Lock a pair against the next suggestion, drop it from the list, or give it free again."""
    pair_list = begin(line.pair_list, ListAct.EDIT, seen=seen)
    line = _line_of(pair_list, line, Line.FORM)
    line.hold = Hold(hold)
    line.save(update_fields=["hold"])
    finish(pair_list, "hold_line", by=by, at=at, pair=str(line), hold=line.hold)
    return line


@transaction.atomic
def remove_line(line: ListLine, *, seen: int, by, at: datetime) -> None:
    """The line goes without a trace on the board; one that only must not be suggested again is dropped instead."""
    pair_list = begin(line.pair_list, ListAct.EDIT, seen=seen)
    line = _line_of(pair_list, line)
    line.delete()
    finish(pair_list, "remove_line", by=by, at=at, pair=str(line), kind=line.kind)


@transaction.atomic
def add_end(
    pair_list: PairList, pair: Pair, ground: str, *, seen: int | None = None, by, at: datetime
) -> ListLine:
    """Propose that a pair at work ends before its aim: by the same way as it was formed (3.16, 4.11)."""
    pair_list = begin(pair_list, ListAct.EDIT, seen=seen)
    line = _write_end(pair_list, pair, ground, at)
    finish(pair_list, "add_end", by=by, at=at, pair=str(line), ground=ground)
    return line


@transaction.atomic
def replace_pair(
    pair_list: PairList, pair: Pair, proposed: Proposed, *, seen: int, by, at: datetime
) -> ListLine:
    """Another mentor for the candidate of a pair at work: its end and the new pair, approved together or not at all."""
    pair_list = begin(pair_list, ListAct.EDIT, seen=seen)
    _write_end(pair_list, pair, proposed.ground, at)
    line = _write(ListLine(pair_list=pair_list, pair=pair), proposed, at)
    finish(pair_list, "replace_pair", by=by, at=at, before=str(pair), after=str(line))
    return line


@transaction.atomic
def propose_end(pair: Pair, ground: str, *, by, at: datetime) -> ListLine:
    """Put the end of a pair at work into the list that is being formed, or into a new one."""
    return add_end(draft_list() or open_list(by=by, at=at), pair, ground, by=by, at=at)


def _line_of(pair_list: PairList, line: ListLine, kind: Line | None = None) -> ListLine:
    """The line as it is now, of the list that is held."""
    lines = pair_list.lines.select_related("mentor", "candidate")
    found = lines.filter(pk=line.pk, **({"kind": kind} if kind else {})).first()
    if found is None:
        raise DomainError("Этой строки в\xa0списке уже нет.", names.LIST_SEEN)
    found.pair_list = pair_list
    return found


def _write(line: ListLine, proposed: Proposed, at: datetime) -> ListLine:
    """The pair with its points, when the law lets the two into one today."""
    on = today(at)
    mentor, candidate = proposed.mentor, proposed.candidate
    rules.check_criterion(proposed.criterion)
    facts_on(on).check(mentor, candidate)
    _make_room(line, mentor, candidate)
    field = field_on(on)
    two = field.mentors[mentor.pk], field.candidates[candidate.pk]
    is_borne_out = rules.is_borne_out(proposed.criterion, *two, field)
    rules.check_criterion_explained(is_borne_out=is_borne_out, ground=proposed.ground)
    worth = score(*two, field)
    line.mentor, line.candidate = mentor, candidate
    line.criterion, line.ground = proposed.criterion, proposed.ground
    line.score, line.reasons = (worth.points, worth.as_data) if worth else (0, [])
    line.kind, line.origin, line.hold = Line.FORM, Origin.CHAIR, Hold.LOCKED
    line.save()
    return line


def _make_room(line: ListLine, mentor: Organisation, candidate: Organisation) -> None:
    """The two stand in a list once; one that was dropped gives way to the chair's other word."""
    same = line.pair_list.lines.filter(mentor=mentor, candidate=candidate).exclude(pk=line.pk)
    same.filter(kind=Line.FORM, hold=Hold.DROPPED).delete()
    if same.exists():
        raise DomainError("Эта пара уже есть в\xa0списке.", names.LIST_PROCEDURE)
    if line.pk is None and line.pair_list.lines.count() >= MOST_LINES:
        raise DomainError(f"В\xa0списке не\xa0больше {MOST_LINES} строк.", names.LIST_PROCEDURE)


def _write_end(pair_list: PairList, pair: Pair, ground: str, at: datetime) -> ListLine:
    """The caller is forming the list; the reason is for those who are to agree."""
    pair = Pair.objects.select_for_update(of=("self",)).get(pk=pair.pk)
    if pair.is_over:
        raise DomainError("Эта пара уже закончила работу.", names.EARLY_END)
    rules.check_said(ground, "ground", "Напишите, почему пару прекращают.", names.EARLY_END)
    line = ListLine(
        pair_list=pair_list,
        kind=Line.END,
        mentor=pair.mentor,
        candidate=pair.candidate,
        criterion=pair.criterion,
        pair=pair,
        ground=ground,
        hold=Hold.LOCKED,
    )
    _make_room(line, pair.mentor, pair.candidate)
    line.save()
    return line
