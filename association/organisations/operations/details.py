"""Changes of what an organisation is called, where it is and who heads it; what was true before stays (T82)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import pairwise

from django.db import IntegrityError, transaction

from home.accounts.models import Person
from home.rulebook import DomainError
from home.workdays.queries import today

from .. import queries, rules
from ..models import Organisation, Particulars
from ..rules import DATED
from .beats import in_words, locked, log_act, saved

NUMBERS = ("inn", "kpp", "ogrn")
DETAILS = (
    "full_name",
    "short_name",
    "legal_address",
    "postal_address",
    "territory",
    "branch",
    "phone",
    "email",
    "website",
)


_NOTHING_TO_MOVE = "Эти сведения не менялись: переносить на другой день нечего."
_ANOTHER_CHANGE = "В этот день или позже была предыдущая перемена этих сведений. Сначала исправьте день той перемены."


@transaction.atomic
def change_details(
    organisation: Organisation,
    data: Mapping,
    *,
    since: date | None = None,
    ground: str = "",
    by,
    at: datetime,
) -> Organisation:
    """Put the DETAILS of `data` in place of the old ones, true since a day, today when it is not told."""
    wanted = {name: data[name] for name in DETAILS if name in data}
    return _change(organisation, "change_details", wanted, since, ground, by, at)


@transaction.atomic
def change_entry(
    organisation: Organisation,
    data: Mapping,
    *,
    since: date | None = None,
    ground: str = "",
    by,
    at: datetime,
) -> Organisation:
    """What the office mends of a row of the register: the numbers too. DomainError when another bears them."""
    names = (*NUMBERS, *DETAILS, "head_position")
    wanted = {name: data[name] for name in names if name in data}
    try:
        with transaction.atomic():
            return _change(organisation, "change_entry", wanted, since, ground, by, at)
    except IntegrityError:
        raise DomainError(
            "Организация с такими ИНН и КПП уже есть в реестре.", rules.ONE_RECORD, field="inn"
        ) from None


@transaction.atomic
def change_head(
    organisation: Organisation,
    head: Person,
    position: str,
    *,
    since: date | None = None,
    ground: str = "",
    by,
    at: datetime,
) -> Organisation:
    """Name the head: a Person that may be unsaved. People are never merged by name alone (T82)."""
    wanted = {"head": saved(head), "head_position": position}
    return _change(organisation, "change_head", wanted, since, ground, by, at)


def _change(organisation, act, wanted: Mapping, since, ground, by, at) -> Organisation:
    organisation = locked(organisation)
    day_told, since = since, since or today(at)
    _check_day(since, at)
    before = {name: getattr(organisation, name) for name in wanted}
    changed = {name: value for name, value in wanted.items() if before[name] != value}
    if not changed and day_told:
        _move_day(
            organisation, act, [each for each in wanted if each in DATED], since, ground, by, at
        )
    if not changed:
        return organisation
    for name, value in changed.items():
        setattr(organisation, name, value)
    organisation.save(update_fields=list(changed))
    dated = {name: value for name, value in changed.items() if name in DATED}
    if dated:
        _write_history(organisation, dated, since, ground, by, at)
    log_act(
        organisation,
        act,
        _in_log(before, changed) | _dated_in_log(dated, since, ground),
        by=by,
        at=at,
        changed=True,
    )
    return organisation


def _check_day(since: date, at: datetime) -> None:
    if since > today(at):
        raise DomainError(
            "Сведения нельзя изменить будущим числом: внесите их в тот день, когда они станут верны.",
            rules.HISTORY_KEPT,
            field="since",
        )


def _in_log(before: Mapping, changed: Mapping) -> dict:
    return {name: [in_words(before[name]), in_words(value)] for name, value in changed.items()}


def _dated_in_log(dated: Mapping, since: date, ground: str) -> dict:
    if not dated:
        return {}
    return {"since": since.isoformat()} | ({"ground": ground} if ground else {})


@transaction.atomic
def begin_history(
    organisation: Organisation, *, since: date | None = None, ground: str, by, at: datetime
) -> Particulars:
    """The first row: what is true of the organisation when it comes into the register."""
    return _row(organisation, since or today(at), _facts(organisation), ground, by, at)


def _write_history(organisation, changed: Mapping, since: date, ground: str, by, at) -> None:
    """What is typed now holds from its day on: rows of later days are written anew with it, the old ones stay."""
    then = queries.particulars_on(organisation, since)
    facts = _facts(then or organisation) | changed
    _row(organisation, since, facts, ground, by, at)
    for later in _rows_after(organisation, since):
        _row(organisation, later.since, _facts(later) | changed, later.ground, by, at)


def _move_day(organisation, act, names: list[str], since: date, ground, by, at) -> None:
    """Nothing but the day was typed: the last change of these particulars was on another day than was told (T82)."""
    days = list(_rows_after(organisation, date.min))
    changes = [
        pair for pair in pairwise(days) if _values(pair[0], names) != _values(pair[1], names)
    ]
    if not changes:
        raise DomainError(_NOTHING_TO_MOVE, rules.HISTORY_KEPT, field="since")
    before, last = changes[-1]
    if since == last.since:
        return
    if since <= (changes[-2][1] if len(changes) > 1 else days[0]).since:
        raise DomainError(_ANOTHER_CHANGE, rules.HISTORY_KEPT, field="since")
    for row in days:
        if last.since <= row.since < since:
            _row(organisation, row.since, _facts(row) | _values(before, names), row.ground, by, at)
    present = _values(last, names)
    _write_history(organisation, present, since, ground or last.ground, by, at)
    told = {"moved_from": last.since.isoformat()} | _dated_in_log(present, since, ground)
    log_act(organisation, act, told, by=by, at=at, changed=True)


def _values(row: Particulars, names: Iterable[str]) -> dict:
    return {name: getattr(row, name) for name in names}


def _rows_after(organisation, since: date) -> Iterable[Particulars]:
    """Of each later day the one row that counts."""
    rows = organisation.particulars.filter(since__gt=since).order_by("since", "pk")
    return {row.since: row for row in rows}.values()


def _facts(source) -> dict:
    return {name: getattr(source, name) for name in DATED}


def _row(organisation, since, facts: Mapping, ground, by, at) -> Particulars:
    return Particulars.objects.create(
        organisation=organisation, since=since, ground=ground, by=by, at=at, **facts
    )
