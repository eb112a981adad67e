"""A body is founded, changed, dissolved, shown to the Association."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import IntegrityError, transaction

from association.organisations.models import Organisation
from home.rulebook import DomainError
from home.workdays.queries import today

from ..choices import SINGLE_BODIES, USUAL_RULES, BodyKind, RuleSetState
from ..models import CollegialBody, RuleSet
from ..rules import offices as rules
from .beats import finish, lock
from .offices import annul_office

DETAILS = (
    "title",
    "title_genitive",
    "rules_code",
    "regulation",
    "purpose",
    "composition",
    "founded_on",
    "ground",
)


@transaction.atomic
def found_body(
    kind: BodyKind, data: Mapping, *, owner: Organisation | None = None, by, at: datetime
) -> CollegialBody:
    """`data` holds some of DETAILS, of which title and title_genitive must be there (R142)."""
    _check_kind(kind, owner)
    details = {"rules_code": USUAL_RULES[kind]}
    details |= {name: data[name] for name in DETAILS if data.get(name)}
    body = CollegialBody(kind=kind, owner=owner, **details)
    _check_rules(body.rules_code)
    _save(body)
    finish(body, "found", by=by, at=at, title=body.title, rules=body.rules_code)
    return body


def _check_kind(kind: BodyKind, owner: Organisation | None) -> None:
    if kind not in SINGLE_BODIES:
        return
    if owner is not None:
        raise DomainError(
            "Президиум и общее собрание есть только у Ассоциации.",
            rules.MEMBERS_ARE_HEADS,
            field="kind",
        )
    if CollegialBody.objects.filter(kind=kind).exists():
        raise DomainError(
            "Такой орган в Ассоциации один, и он уже внесён.",
            rules.MEMBERS_ARE_HEADS,
            field="kind",
        )


def _check_rules(code: str) -> None:
    if not RuleSet.objects.filter(code=code, state=RuleSetState.IN_FORCE).exists():
        raise DomainError("Такого набора правил нет.", rules.ONE_TITLE, field="rules_code")


def _save(body: CollegialBody) -> None:
    try:
        with transaction.atomic():
            body.save()
    except IntegrityError as error:
        raise DomainError(
            "Орган с таким названием уже есть.", rules.ONE_TITLE, field="title"
        ) from error


@transaction.atomic
def change_body(body: CollegialBody, data: Mapping, *, by, at: datetime) -> CollegialBody:
    """Put the DETAILS of `data` in place of the old ones. Meetings already called keep their rules."""
    body = lock(body)
    changes = {
        name: [str(getattr(body, name) or ""), str(data[name] or "")]
        for name in DETAILS
        if name in data and getattr(body, name) != data[name]
    }
    if not changes:
        return body
    for name in changes:
        setattr(body, name, data[name])
    _check_rules(body.rules_code)
    _save(body)
    finish(body, "change", by=by, at=at, **changes)
    return body


@transaction.atomic
def dissolve_body(body: CollegialBody, *, on: date, ground: str, by, at: datetime) -> CollegialBody:
    """The body and its offices end on the day; what they did stays (R142)."""
    body = lock(body)
    _check_end(body, on, ground, at)
    body.dissolved_on = on
    body.save(update_fields=["dissolved_on"])
    for office in body.offices.filter(since__gte=on).select_related("body", "person"):
        annul_office(office, "орган упразднён раньше, чем начался срок", by=by, at=at)
    ended = body.offices.in_force(on).update(until=on, release_note="орган упразднён")
    finish(body, "dissolve", by=by, at=at, on=on, ground=ground, offices=ended)
    return body


def _check_end(body: CollegialBody, on: date, ground: str, at: datetime) -> None:
    if body.kind in SINGLE_BODIES:
        raise DomainError(
            "Президиум и общее собрание есть, пока есть Ассоциация: их не упраздняют.",
            rules.MEMBERS_ARE_HEADS,
        )
    if body.dissolved_on:
        raise DomainError("Этот орган уже упразднён.", rules.TERM_DATES, field="on")
    if on > today(at) or (body.founded_on and on < body.founded_on):
        raise DomainError(
            "День упразднения — не позже сегодняшнего и не раньше дня создания.",
            rules.TERM_DATES,
            field="on",
        )
    if not ground.strip():
        raise DomainError("Назовите решение или приказ.", rules.TERM_DATES, field="ground")


@transaction.atomic
def share_body(body: CollegialBody, is_shared: bool, *, by, at: datetime) -> CollegialBody:
    """Let the Association look in, or shut the door again, at once (T5)."""
    body = lock(body)
    if body.owner_id is None:
        raise DomainError("Это орган самой Ассоциации.", rules.KEPT_APART)
    if body.is_shared != is_shared:
        body.is_shared = is_shared
        body.save(update_fields=["is_shared"])
        finish(body, "share" if is_shared else "unshare", by=by, at=at)
    return body
