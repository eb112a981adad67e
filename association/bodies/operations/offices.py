"""Who comes into an office, who leaves it, and by what ground (R28–R32, R58, R105, R132)."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from association.organisations.models import Organisation
from association.organisations.queries import members
from home.accounts.models import Person
from home.rulebook import DomainError
from home.workdays.queries import today

from .. import emails, queries
from ..choices import (
    HEADS,
    SINGLE_OFFICES,
    VOTING_OFFICES,
    BodyKind,
    Filling,
    OfficeKind,
    ReleaseGround,
)
from ..models import CollegialBody, Office, RuleSet
from ..rules import offices as rules
from .beats import finish, lock, lock_in_being
from .people import enter_person

AHEAD = timedelta(days=366)
"""Nobody is elected for a day further off."""


@transaction.atomic
def fill_office(
    body: CollegialBody,
    kind: OfficeKind,
    person: Person,
    *,
    since: date,
    ground: str,
    until: date | None = None,
    filling: Filling | None = None,
    organisation: Organisation | None = None,
    position: str = "",
    email: str = "",
    source=None,
    by,
    at: datetime,
) -> Office:
    """Enter the act by which a person, saved or not (then `email` may let them in), comes into an office on the day `since`.

    The end of the term is computed where the rules of the body give its length; `until` is typed otherwise, or
    for a term that is over. `source` is the decision it rests on, of whatever room.
    """
    body, on = lock_in_being(body, since), today(at)
    rule_set = body.rule_set
    office = Office(
        body=body,
        kind=kind,
        person=enter_person(person, email, by=by),
        organisation=organisation,
        since=since,
        position=position,
        ground=ground.strip(),
    )
    office.term_ends, office.until = _terms(office, rule_set, until, on)
    office.filling = _filling(office, rule_set, filling)
    _check_days(office, on)
    if office.until is None:
        # What an association enters of its past rests on who belongs to it now.
        _check_place(office, rule_set, max(since, on))
        _check_ground_of_officer(office, max(since, on))
    _make_room(office, rule_set, on, by=by, at=at)
    if source is not None:
        office.source = source
    _save(office)
    finish(office, "fill_office", by=by, at=at, **_told(office))
    if office.until is None:
        emails.tell_of_office(office, at)
    return office


def _terms(office: Office, rule_set: RuleSet, until: date | None, on: date):
    value = rules.TERM_OF_OFFICE.get(office.kind)
    years = getattr(rule_set, value) if value else None
    try:
        return rules.terms_of_office(office.since, years, until, on)
    except ValueError:
        end = rules.term_end(office.since, years)
        raise DomainError(
            f"Срок по правилам органа кончается {end:%d.%m.%Y}: последний день — накануне. "
            "Оставьте поле пустым, программа посчитает сама.",
            rule_set.rule_for(value),
            field="until",
        ) from None


def _filling(office: Office, rule_set: RuleSet, filling: Filling | None) -> Filling:
    """As the rules say; another way is refused where a clause names this one (C9)."""
    value = rules.FIELD_OF_OFFICE.get(office.kind)
    if value is None:
        return filling or Filling.ELECTED
    due = Filling(getattr(rule_set, value))
    if filling and filling != due and value in rule_set.clauses:
        raise DomainError(
            f"В этом органе такую должность занимают иначе: {due.label}.",
            rule_set.rule_for(value),
            field="filling",
        )
    if (filling or due) == Filling.EX_OFFICIO and not office.position:
        raise DomainError(
            "Назовите должность, по которой человек занимает это место.",
            rule_set.rule_for(value),
            field="position",
        )
    return filling or due


def _check_days(office: Office, on: date) -> None:
    founded = office.body.founded_on
    if office.since > on + AHEAD or (founded and office.since < founded):
        raise DomainError(
            "Должность занимают не раньше, чем создан орган, и не больше чем на год вперёд.",
            rules.TERM_DATES,
            field="since",
        )
    if office.until and office.until <= office.since:
        raise DomainError(
            "Срок должен кончаться позже, чем начался.", rules.TERM_DATES, field="until"
        )
    if not office.ground:
        raise DomainError(
            "Назовите решение или приказ: чей, дата, номер.", rules.TERM_DATES, field="ground"
        )


def _check_place(office: Office, rule_set: RuleSet, on: date) -> None:
    """Heads of present members sit in a body of heads, and lead it (R28, R30, R32); the rest follow from there."""
    if not rule_set.members_are_heads:
        return
    if office.body.kind == BodyKind.GENERAL_MEETING and office.kind == OfficeKind.MEMBER:
        raise DomainError(
            "Общее собрание составляют руководители всех организаций — членов Ассоциации: "
            "его состав складывается сам.",
            rule_set.rule_for("members_are_heads"),
            field="kind",
        )
    if office.kind in VOTING_OFFICES:
        organisation = office.organisation
        flaw = rules.seat_flaw(
            names_organisation=organisation is not None,
            is_member=_is_member(organisation, on),
            is_head=organisation is not None and organisation.head_id == office.person_id,
        )
        if flaw:
            raise DomainError(
                f"В состав входят руководители организаций — членов Ассоциации: {flaw}.",
                rule_set.rule_for("members_are_heads"),
                field="organisation",
            )
    elif not _is_member(office.organisation, on):
        raise DomainError(
            "Секретаря назначают из членов Ассоциации: укажите организацию-члена, от которой он.",
            rule_set.rule_for("secretary_filling"),
            field="organisation",
        )


def _is_member(organisation: Organisation | None, on: date) -> bool:
    return organisation is not None and members(on).filter(pk=organisation.pk).exists()


def _check_ground_of_officer(office: Office, on: date) -> None:
    """In the Presidium the chair is one of its members, and proposes the deputy (3.6, 3.8)."""
    if office.body.kind != BodyKind.PRESIDIUM:
        return
    rule = {
        OfficeKind.CHAIR: rules.CHAIR_ELECTED,
        OfficeKind.DEPUTY_CHAIR: rules.DEPUTY_ELECTED,
    }.get(office.kind)
    if rule is None:
        return
    seats = queries.roster(office.body, on)
    if office.person_id not in {seat.person.pk for seat in seats}:
        raise DomainError(
            "Эту должность занимают только члены Президиума. Сначала внесите человека в состав.",
            rule,
            field="person",
        )
    if rule is rules.DEPUTY_ELECTED and OfficeKind.CHAIR not in {seat.office for seat in seats}:
        raise DomainError(
            "Заместителя представляет председатель, а в этот день председателя нет.",
            rule,
            field="since",
        )


def _make_room(office: Office, rule_set: RuleSet, on: date, *, by, at: datetime) -> None:
    """Who holds the place now leaves it when the term is out; otherwise the act is refused."""
    kinds = HEADS if office.kind in HEADS else (office.kind,)
    others = Office.objects.filter(body=office.body, kind__in=kinds)
    if office.kind not in SINGLE_OFFICES:
        others = others.filter(person=office.person)
    for other in others.overlapping(office.since, office.until).select_related("person"):
        is_over = other.term_ends is not None and other.term_ends <= office.since
        if not is_over or other.until is not None or other.since >= office.since:
            raise DomainError(_taken(other), _rule_of_end(other, rule_set), field="since")
        other.until, other.release_note = office.since, "срок истёк, должность занял преемник"
        other.save(update_fields=["until", "release_note"])
        finish(other, "end_office", by=by, at=at, **_told(other))


def _taken(other: Office) -> str:
    if other.kind not in SINGLE_OFFICES:
        return f"{other.person} уже занимает эту должность."
    return f"В это время должность занимает {other.person}. Сначала закончите тот срок."


def _rule_of_end(other: Office, rule_set: RuleSet):
    if other.is_chair_of_presidium:
        return rules.CHAIR_RELEASE
    return rules.ONE_HOLDER


def _save(office: Office) -> None:
    try:
        with transaction.atomic():
            office.save()
    except IntegrityError as error:
        raise DomainError(
            "Эта должность с этого дня уже внесена.", rules.ONE_HOLDER, field="since"
        ) from error


@transaction.atomic
def end_office(office: Office, *, on: date, note: str = "", by, at: datetime) -> Office:
    """From the day `on` the person holds the office no more. The chair's term has a way of its own (R31)."""
    lock(office.body)
    office = _still_held(office, on, at)
    if office.is_chair_of_presidium and (office.term_ends is None or office.term_ends > on):
        raise DomainError(
            "До конца срока председателя освобождает Президиум и только на одном из трёх оснований.",
            rules.CHAIR_RELEASE,
        )
    return _end(office, on, note or "полномочия закончены", "", by, at)


@transaction.atomic
def release_chair(
    office: Office,
    ground: ReleaseGround,
    *,
    on: date,
    note: str,
    source=None,
    by,
    at: datetime,
) -> Office:
    """Before the term is out, by decision of the Presidium that `note` names, on one of three grounds (3.7, R31)."""
    lock(office.body)
    office = _still_held(office, on, at)
    if not office.is_chair_of_presidium:
        raise DomainError("Так освобождают только председателя Президиума.", rules.CHAIR_RELEASE)
    if ground not in ReleaseGround.values:
        raise DomainError("Выберите основание.", rules.CHAIR_RELEASE, field="ground")
    if not note.strip():
        raise DomainError(
            "Назовите решение Президиума: дата и номер протокола.",
            rules.CHAIR_RELEASE,
            field="note",
        )
    if source is not None:
        office.source = source
    return _end(office, on, note.strip(), ground, by, at)


@transaction.atomic
def annul_office(office: Office, reason: str, *, by, at: datetime) -> None:
    """Take out what was entered by mistake; the log of the body keeps it. What a decision stands behind stays."""
    body = lock(office.body)
    office = Office.objects.select_related("body", "person").get(pk=office.pk)
    if not reason.strip():
        raise DomainError("Напишите, в чём ошибка.", rules.TERM_DATES, field="reason")
    told = _told(office)
    try:
        if office.source_id is not None:
            raise ProtectedError("a decision", {office})
        with transaction.atomic():
            office.delete()
    except ProtectedError as error:
        raise DomainError(
            "На эту запись опирается решение: её можно закончить, но не убрать.", rules.TERM_DATES
        ) from error
    finish(body, "annul_office", by=by, at=at, **told, reason=reason.strip())


def _end(office: Office, on: date, note: str, ground: str, by, at: datetime) -> Office:
    office.until, office.release_note, office.release_ground = on, note, ground
    office.save()
    finish(office, "release_chair" if ground else "end_office", by=by, at=at, **_told(office))
    emails.tell_of_end(office, at)
    return office


def _still_held(office: Office, on: date, at: datetime) -> Office:
    office = Office.objects.select_related("body", "person").get(pk=office.pk)
    if office.until and office.until <= today(at):
        raise DomainError("Эти полномочия уже закончились.", rules.TERM_DATES)
    if on <= office.since or on > today(at) + AHEAD:
        raise DomainError(
            "Полномочия кончаются позже, чем начались, и не больше чем через год.",
            rules.TERM_DATES,
            field="on",
        )
    return office


def _told(office: Office) -> dict:
    return {
        "kind": office.kind,
        "person": office.person.full_name,
        "since": office.since,
        "until": office.until,
        "term_ends": office.term_ends,
        "note": office.release_note or office.ground,
    }
