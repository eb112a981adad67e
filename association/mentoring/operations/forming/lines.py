"""The chair's hand on the board: pairs added, moved, locked, dropped; pairs at work replaced or proposed to end (R46–R48)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from association.organisations.models import Organisation
from home.rulebook import DomainError
from home.workdays.queries import today

from ...choices import Hold, Line, ListAct, Origin
from ...models import ListLine, Pair, PairList
from ...queries.field import as_list_leaves_it, field_on
from ...queries.forming import Facts, board_of, facts_on
from ...rules import forming as rules
from ...rules import names
from ...rules.board import exchange_for
from ...rules.suggesting import Candidate, Field, Mentor, Score, score
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


@dataclass(frozen=True)
class Known:
    """The register of the day, read once for an act."""

    facts: Facts
    field: Field

    def score_of(self, mentor: Organisation, candidate: Organisation) -> Score | None:
        """None also for who is not in the field at all; the law says of them why."""
        self.facts.check(mentor, candidate)
        return score(*self.two(mentor, candidate), self.field)

    def two(self, mentor: Organisation, candidate: Organisation) -> tuple[Mentor, Candidate]:
        return self.field.mentors[mentor.pk], self.field.candidates[candidate.pk]


def _read(pair_list: PairList, on: date) -> Known:
    field = as_list_leaves_it(field_on(on), pair_list, pair_list.lines.all())
    return Known(facts_on(on), field)


@transaction.atomic
def add_line(pair_list: PairList, proposed: Proposed, *, seen: int, by, at: datetime) -> ListLine:
    """A pair of the chair's own; the next suggestion keeps it."""
    pair_list = begin(pair_list, ListAct.EDIT, seen=seen)
    line = _write(ListLine(pair_list=pair_list), proposed, _read(pair_list, today(at)))
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
    line = _write(line, proposed, _read(pair_list, today(at)))
    finish(pair_list, "move_line", by=by, at=at, before=before, after=str(line))
    return line


@transaction.atomic
def choose_mentor(
    pair_list: PairList,
    candidate: Organisation,
    mentor: Organisation,
    *,
    line: ListLine | None = None,
    seen: int,
    by,
    at: datetime,
) -> ListLine:
    """The board's one move: the mentor for the candidate, in the place of `line` or beside what it has.

    The criterion is what brings most points. A mentor who is not free is given up by another pair of the list, which
    gets the one given up here, or nobody.
    """
    pair_list = begin(pair_list, ListAct.EDIT, seen=seen)
    line = _line_of(pair_list, line, Line.FORM) if line else ListLine(pair_list=pair_list)
    known = _read(pair_list, today(at))
    worth = known.score_of(mentor, candidate)
    if worth is None:
        raise DomainError(
            f"Признака у\xa0пары «{mentor} — {candidate}» программа не\xa0видит: добавьте её "
            "с\xa0пояснением.",
            names.CRITERION,
        )
    former = line.mentor if line.pk else None
    before = str(line) if line.pk else ""
    _give_up(pair_list, mentor, candidate, former, known)
    line = _write(line, Proposed(mentor, candidate, worth.criterion), known)
    finish(pair_list, "move_line", by=by, at=at, before=before, after=str(line))
    return line


def _give_up(pair_list: PairList, mentor, candidate, former, known: Known) -> None:
    """The pair of the list that loses the mentor, when the counts or its own word leave it no other place."""
    board = board_of(known.field, pair_list.lines.filter(kind=Line.FORM))
    instead_of = former.pk if former else None
    exchange = exchange_for(board, mentor.pk, candidate.pk, instead_of)
    if exchange is None:
        return
    other = pair_list.lines.select_related("candidate").get(
        mentor=mentor, candidate=exchange.candidate, kind=Line.FORM
    )
    if exchange.instead is None:
        other.delete()
        return
    worth = known.score_of(former, other.candidate)
    other.pair_list = pair_list
    _write(other, Proposed(former, other.candidate, worth.criterion), known, hold=Hold.FREE)


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
    line = _write_end(pair_list, pair, ground)
    finish(pair_list, "add_end", by=by, at=at, pair=str(line), ground=ground)
    return line


@transaction.atomic
def replace_pair(
    pair_list: PairList, pair: Pair, proposed: Proposed, *, seen: int, by, at: datetime
) -> ListLine:
    """Another mentor for the candidate of a pair at work: its end and the new pair, approved together or not at all."""
    pair_list = begin(pair_list, ListAct.EDIT, seen=seen)
    _write_end(pair_list, pair, proposed.ground)
    line = _write(ListLine(pair_list=pair_list, pair=pair), proposed, _read(pair_list, today(at)))
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


def _write(
    line: ListLine, proposed: Proposed, known: Known, *, hold: Hold = Hold.LOCKED
) -> ListLine:
    """The pair with its points, when the law lets the two into one today."""
    mentor, candidate = proposed.mentor, proposed.candidate
    rules.check_criterion(proposed.criterion)
    worth = known.score_of(mentor, candidate)
    _make_room(line, mentor, candidate)
    two = known.two(mentor, candidate)
    is_borne_out = rules.is_borne_out(proposed.criterion, *two, known.field)
    rules.check_criterion_explained(is_borne_out=is_borne_out, ground=proposed.ground)
    line.mentor, line.candidate = mentor, candidate
    line.criterion, line.ground = proposed.criterion, proposed.ground
    line.score, line.reasons = (worth.points, worth.as_data) if worth else (0, [])
    line.kind, line.origin, line.hold = Line.FORM, Origin.CHAIR, hold
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


def _write_end(pair_list: PairList, pair: Pair, ground: str) -> ListLine:
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
