"""What the acts of the room share: rows held until the end, people, and what the log says."""

from datetime import datetime

from django.db import models
from wagtail.log_actions import log

from home.accounts.models import Person
from home.rulebook import DomainError
from home.workdays.queries import today

from .. import permissions, rules
from ..models import Organisation, Representative


def person_of(user) -> Person:
    if user.person is None:
        raise DomainError(
            "Сначала укажите свои фамилию и имя в профиле.", rules.AUTHORISED_REPRESENTATIVE
        )
    return user.person


def saved(person: Person) -> Person:
    if person.pk is None:
        person.save()
    return person


def locked(organisation: Organisation) -> Organisation:
    return Organisation.objects.select_for_update().get(pk=organisation.pk)


def let_in(organisation, person, role, authority, at: datetime) -> Representative:
    return Representative.objects.create(
        organisation=organisation,
        person=person,
        role=role,
        since=today(at),
        authority=authority,
    )


def log_act(organisation, name: str, data: dict, *, by, at: datetime, changed=False) -> None:
    """Log under «organisations.<name>»; an act of the staff for a busy organisation says so."""
    log(
        organisation,
        f"organisations.{name}",
        user=by,
        timestamp=at,
        data=data | stand_in_mark(by, organisation, at),
        content_changed=changed,
    )


def stand_in_mark(by, organisation, at: datetime) -> dict[str, str]:
    """What the log adds to an act of somebody who acts for a busy organisation; empty for everybody else."""
    if by is None or not permissions.stands_in_for(by, organisation, at):
        return {}
    return {"acted_for": organisation.short_name}


def refuse_stand_in(by, organisation, at: datetime) -> None:
    """What a person answers for themself: a signature, an acquaintance. DomainError for who only acts for another."""
    if stand_in_mark(by, organisation, at):
        raise DomainError(
            "Это делает только представитель организации: за неё нельзя ни подписать, ни ознакомиться.",
            rules.ACTED_FOR_OPENLY,
        )


def in_words(value) -> str:
    """A value of a row as the log keeps it."""
    return str(value) if isinstance(value, models.Model) else "" if value is None else str(value)
