"""The letters of the room: to whom an office comes or goes, and to those who keep the body."""

from datetime import datetime

from django.urls import reverse

from home.notices.emails import absolute
from home.notices.operations import send_notice
from home.notices.registry import notice_kind
from home.rulebook import Rule
from home.workdays.queries import today

from . import queries
from .models import CollegialBody, Office
from .rules import offices as rules

OFFICE_FILLED = notice_kind(
    "bodies.office_filled",
    title="Вас внесли в состав органа",
    rule=rules.TERM_DATES,
    obligatory=True,
)
OFFICE_ENDED = notice_kind(
    "bodies.office_ended",
    title="Ваши полномочия в органе закончены",
    rule=rules.TERM_DATES,
    obligatory=True,
)
TERM_ENDS = notice_kind(
    "bodies.term_ends",
    title="Срок полномочий истекает",
    rule=rules.CHAIR_TERM,
    obligatory=True,
)
VACANCY = notice_kind(
    "bodies.vacancy",
    title="В органе свободна должность",
    rule=rules.ENOUGH_VOTES,
    obligatory=True,
)
SEAT_FLAWED = notice_kind(
    "bodies.seat_flawed",
    title="Человек больше не может быть в составе органа",
    rule=rules.MEMBERS_ARE_HEADS,
    obligatory=True,
)


def body_url(body: CollegialBody) -> str:
    return absolute(body.get_absolute_url())


def tell_of_office(office: Office, at: datetime) -> None:
    """Whoever comes into an office learns what it asks of them."""
    _tell_holder(
        OFFICE_FILLED,
        office,
        at,
        rule=_rule_of(office),
        duties_url=absolute(reverse("desk:duties")),
    )


def tell_of_end(office: Office, at: datetime) -> None:
    rule = rules.CHAIR_RELEASE if office.release_ground else _rule_of(office)
    ground = office.get_release_ground_display() if office.release_ground else ""
    _tell_holder(OFFICE_ENDED, office, at, rule=rule, ground=ground)


def _tell_holder(kind, office: Office, at: datetime, **context) -> None:
    send_notice(
        kind,
        to=office.person,
        about=f"office-{office.pk}",
        context={
            "office": office.get_kind_display().lower(),
            "body": office.body.title,
            "since": office.since,
            "term_ends": office.term_ends,
            "until": office.until,
            "url": body_url(office.body),
            **context,
        },
        at=at,
        source=office,
    )


def _rule_of(office: Office) -> Rule:
    """The clause by which the office is filled; members of a body of heads sit there by another."""
    rule_set = office.body.rule_set
    value = rules.FIELD_OF_OFFICE.get(office.kind)
    if value is None:
        value = "members_are_heads" if rule_set.members_are_heads else ""
    return rule_set.rule_for(value) if value else rules.TERM_DATES


def tell_those_concerned(
    kind, body: CollegialBody, about: str, rule: Rule, at: datetime, **context
) -> int:
    """One letter to each of them about one occasion, whatever number of times the command runs (R30, T57)."""
    letters = [
        send_notice(
            kind,
            to=person,
            about=about,
            context={"body": body.title, "rule": rule, "url": body_url(body), **context},
            at=at,
            source=body,
        )
        for person in queries.people_concerned(body, today(at))
    ]
    return len([letter for letter in letters if letter])
