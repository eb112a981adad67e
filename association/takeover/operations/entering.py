"""One row of a workbook becomes one row of a register."""

import datetime

from wagtail.log_actions import log

from association.bodies.operations.people import enter_person
from association.organisations.choices import Standing
from association.organisations.models import Branch, Organisation, Representative, Territory
from association.organisations.operations import begin_history, change_standing
from documents.certificates.oldnumbers import Place
from documents.certificates.operations import (
    Holder,
    Old,
    revoke_certificate,
    take_over_certificate,
)
from home.accounts.models import Person, User
from home.accounts.operations import create_account
from home.workdays.queries import today

from .. import queries
from ..models import EarlierCertificate, Takeover
from ..rules.rows import REVOKED
from .examining import same_person

GROUND = "перенесено из прежнего учёта"
SAME = (
    "inn", "kpp", "ogrn", "full_name", "short_name", "legal_address", "postal_address", "phone",
    "email", "website", "head_position",
)  # fmt: skip


def _day(values: dict, name: str) -> datetime.date | None:
    return datetime.date.fromisoformat(values[name]) if values[name] else None


def enter_organisation(
    values: dict, known: Organisation | None, *, by: User, at: datetime.datetime
) -> Organisation:
    """A new one, or the one that is there and gets its standing; with its history since it was admitted."""
    organisation = known or _new(values, by, at)
    standing, since = values["standing"], _day(values, "since")
    if standing == Standing.NONE:
        return organisation
    first = Standing.MEMBER if standing == Standing.FORMER else standing
    change_standing(organisation, first, on=since, ground=values["ground"], by=by, at=at)
    if standing == Standing.FORMER:
        change_standing(
            organisation,
            Standing.FORMER,
            on=_day(values, "left_on"),
            ground=values["left_ground"],
            by=by,
            at=at,
        )
    organisation.refresh_from_db(fields=["standing"])
    return organisation


def _new(values: dict, by: User, at: datetime.datetime) -> Organisation:
    head = Person.objects.create(
        surname=values["head_surname"],
        name=values["head_name"],
        patronymic=values["head_patronymic"],
    )
    organisation = Organisation.objects.create(
        **{name: values[name] for name in SAME},
        territory=Territory.objects.get(pk=values["territory"]),
        branch=Branch.objects.get(pk=values["branch"]),
        head=head,
        registered_at=at,
        taken_over_at=at,
    )
    since = _day(values, "since") or today(at)
    begin_history(organisation, since=since, ground=GROUND, by=by, at=at)
    log(organisation, "organisations.take_over", user=by, timestamp=at, content_changed=True)
    return organisation


def enter_representative(
    values: dict, organisation: Organisation, *, by: User, at: datetime.datetime
) -> Representative:
    """A present one with an address may log in by a code from a letter; a past one is only remembered."""
    until = _day(values, "until")
    person = _person(values, organisation, lets_in=until is None, by=by)
    representative = Representative.objects.create(
        organisation=organisation,
        person=person,
        role=values["role"],
        since=_day(values, "since") or today(at),
        until=until,
    )
    data = {"person": person.full_name}
    log(organisation, "organisations.take_over_person", user=by, timestamp=at, data=data)
    return representative


def _person(values: dict, organisation: Organisation, *, lets_in: bool, by: User) -> Person:
    """Who is known as its head or representative already, or whose account has this address; else a new one (T82)."""
    known = [organisation.head]
    known += [each.person for each in queries.representatives_of([organisation])]
    email = values["email"] if lets_in else ""
    for person in known:
        if same_person(values, person):
            if email and not _has_account(person, email):
                create_account(person, email, by=by)
            return person
    new = Person(surname=values["surname"], name=values["name"], patronymic=values["patronymic"])
    return enter_person(new, email, by=by)


def _has_account(person: Person, email: str) -> bool:
    """Their own, or somebody's who has the address: whose it is nobody learns here (T11)."""
    return hasattr(person, "user") or User.objects.filter(email=email).exists()


def enter_certificate(
    values: dict, organisation: Organisation, takeover: Takeover, *, by: User, at: datetime.datetime
) -> None:
    """Under its old number and date; one that was revoked before comes with its ground and day."""
    is_of_member = values["kind"] == queries.MEMBERSHIP
    source = organisation
    if not is_of_member:
        source = EarlierCertificate.objects.create(organisation=organisation, takeover=takeover)
    certificate = take_over_certificate(
        values["kind"], _old(values, organisation), source=source, by=by, at=at
    )
    if values["state"] == REVOKED:
        revoke_certificate(
            certificate,
            ground=values["ended_ground"],
            on=_day(values, "ended_on"),
            by=by,
            at=at,
        )


def _old(values: dict, organisation: Organisation) -> Old:
    holder = Holder(organisation.full_name, organisation.legal_address)
    if values["person"]:
        holder = Holder(values["person"], is_organisation=False)
    return Old(
        number=values["number"],
        holder=holder,
        issued_on=_day(values, "issued_on"),
        place=Place(*values["place"]),
        valid_until=_day(values, "valid_until"),
        statement=values["statement"],
    )
