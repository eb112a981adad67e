"""What the room knows for the «Линия жизни» of an organisation."""

from collections.abc import Iterator
from itertools import chain

from django.urls import reverse
from django.utils.formats import date_format

from home.rulebook.text import NBSP
from home.workdays.queries import today

from . import queries, rules
from .choices import CertificationOutcome, Standing
from .registry import LifeEvent

OUTSIDE = {Standing.NONE, Standing.APPLICANT}
"""Standings that concern nobody outside: that somebody has applied is no public matter."""
PERSONAL = {"руководитель", "должность руководителя"}


def life_events(organisation) -> Iterator[LifeEvent]:
    return chain(
        _registration(organisation),
        _changes(organisation),
        _people(organisation),
        _standings(organisation),
        _reorganisations(organisation),
        _certificates(organisation),
        _requests(organisation),
        _stand_ins(organisation),
    )


def _registration(organisation) -> Iterator[LifeEvent]:
    at = organisation.taken_over_at or organisation.registered_at
    title = "Перенесена в реестр" if organisation.taken_over_at else "Внесена в реестр организаций"
    yield LifeEvent(today(at), title, rules.ONE_RECORD, at=at)


def _changes(organisation) -> Iterator[LifeEvent]:
    """Names, numbers and addresses of a legal person are public; who heads it is told only to its own (T7)."""
    for row, differences in queries.changes_of(organisation):
        if not differences:
            continue
        words = [
            f"{label}: {before or '—'} → {after or '—'}" for label, before, after in differences
        ]
        yield LifeEvent(
            row.since,
            "Изменились сведения: " + ", ".join(label for label, _, _ in differences),
            rules.HISTORY_KEPT,
            at=row.at,
            by=_name(row.by),
            detail="; ".join([*words, row.ground] if row.ground else words),
            is_public=not PERSONAL & {label for label, _, _ in differences},
        )


def _people(organisation) -> Iterator[LifeEvent]:
    for one in organisation.representatives.select_related("person"):
        who = f"{one.person.full_name}, {one.get_role_display().lower()}"
        rule = rules.AUTHORISED_REPRESENTATIVE
        paper = _scan(
            "Документ о полномочиях", one.authority_id, "representative_authority", one.pk
        )
        yield LifeEvent(
            one.since, "Организацию стал представлять человек", rule, detail=who, own_papers=paper
        )
        if one.until:
            title = "Человек перестал представлять организацию"
            yield LifeEvent(one.until, title, rule, detail=who)


def _standings(organisation) -> Iterator[LifeEvent]:
    """What rests on a paper of a room above is told by that room, with the paper."""
    for change in queries.standing_history(organisation).filter(source_type=None):
        yield LifeEvent(
            change.on,
            change.get_standing_to_display(),
            rules.STANDING_HAS_GROUND,
            at=change.at,
            by=_name(change.by),
            detail=change.ground,
            is_public=change.standing_to not in OUTSIDE,
        )


def _scan(title: str, file_pk, view: str, pk: int) -> tuple[tuple[str, str], ...]:
    """Its page asks the right each time; without a file there is nothing to open."""
    return ((title, reverse(f"organisations:{view}", args=[pk])),) if file_pk else ()


def _reorganisations(organisation) -> Iterator[LifeEvent]:
    for each in queries.reorganisations_of(organisation).select_related("by__person"):
        parties = [
            f"{one.organisation} ({one.get_side_display().lower()})" for one in each.parties.all()
        ]
        yield LifeEvent(
            each.on,
            f"{each.get_kind_display()}: {each.act} №{NBSP}{each.act_number}",
            rules.REORGANISED_BY_ACT,
            at=each.at,
            by=_name(each.by),
            detail="; ".join(parties),
            own_papers=_scan("Акт", each.file_id, "reorganisation_act", each.pk),
            is_public=True,
        )


def _certificates(organisation) -> Iterator[LifeEvent]:
    """What counts is public; what waits or was not confirmed is for the organisation and the office."""
    for each in organisation.qms_certificates.select_related("by__person", "confirmed_by__person"):
        rule = rules.CERTIFIED_BY_RECORD
        waits = ", ждёт подтверждения" if each.is_waiting else ""
        yield LifeEvent(
            each.issued_on,
            f"Сертификат СМК №{NBSP}{each.number}, {each.issuer}{waits}",
            rule,
            at=each.at,
            by=_name(each.by),
            detail=_confirmation(each),
            own_papers=_scan("Скан сертификата СМК", each.file_id, "qms_file", each.pk),
            is_public=each.is_confirmed,
        )
        if each.ended_on:
            happened = "Прекращён" if each.is_confirmed else "Не подтверждён"
            yield LifeEvent(
                each.ended_on,
                f"{happened} сертификат СМК №{NBSP}{each.number}",
                rule,
                detail=each.end_reason,
                is_public=each.is_confirmed,
            )


def _confirmation(certificate) -> str:
    """Who of the office has compared the record of a member with its scan."""
    if not certificate.is_confirmed or certificate.confirmed_at == certificate.at:
        return ""
    who = _name(certificate.confirmed_by)
    day = date_format(today(certificate.confirmed_at))
    return f"Сверен со{NBSP}сканом {day}" + (f": {who}" if who else "")


def _requests(organisation) -> Iterator[LifeEvent]:
    rule = rules.MAY_BE_CERTIFIED
    for each in organisation.certification_requests.select_related(
        "asked_by__person", "recorded_by__person"
    ):
        on, by = today(each.asked_at), _name(each.asked_by)
        yield LifeEvent(on, "Заявка на сертификацию СМК", rule, at=each.asked_at, by=by)
        if each.outcome != CertificationOutcome.WAITING:
            title = f"Заявка на сертификацию СМК: {each.get_outcome_display().lower()}"
            by = _name(each.recorded_by)
            yield LifeEvent(each.outcome_on, title, rule, by=by, detail=each.outcome_note)


def _stand_ins(organisation) -> Iterator[LifeEvent]:
    for each in organisation.stand_ins.select_related("person"):
        yield LifeEvent(
            today(each.began_at),
            "Сотрудник Ассоциации действовал за организацию",
            rules.ACTED_FOR_OPENLY,
            at=each.began_at,
            by=each.person.full_name,
            detail=each.reason,
        )


def _name(user) -> str:
    return user.get_full_name() if user else ""
