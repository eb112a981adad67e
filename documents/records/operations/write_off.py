"""An act of write-off, from the list to the last signature; destroying stands in `destroying` (4.10, R67)."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from wagtail.log_actions import log

from documents.uploads.inspection import CheckedUpload
from documents.uploads.operations import store_upload
from home.accounts.models import Person, User
from home.accounts.queries import SIMPLE_SIGNATURE, accepted_text
from home.rulebook import DomainError
from home.rulebook.text import fold_text
from home.workdays.queries import today

from ..choices import ActState, Manner
from ..emails import ask_to_sign
from ..models import ActBook, CommissionMember, Record, WriteOffAct, WriteOffItem
from ..rules import names, writing_off
from .papers import print_act


@dataclass(frozen=True)
class Seat:
    """A place in the commission; who is not known to the site has a name alone and signs on paper."""

    name: str
    office: str
    is_chair: bool = False
    person: Person | None = None

    @property
    def who(self) -> str:
        return f"person {self.person.pk}" if self.person else fold_text(self.name)


@transaction.atomic
def start_act(
    body_key: str,
    *,
    body_name: str,
    records: Iterable[int],
    commission: Iterable[Seat],
    ground: str,
    by: User | None,
    at: datetime.datetime,
) -> WriteOffAct:
    """A draft over records of one body whose term is over."""
    act = WriteOffAct.objects.create(
        body_key=body_key, body_name=body_name, ground=ground, created_at=at, created_by=by
    )
    _fill(act, records, commission, at)
    log(act, "records.start_act", user=by, timestamp=at, data={"records": act.items.count()})
    return act


@transaction.atomic
def change_act(
    act: WriteOffAct,
    *,
    records: Iterable[int],
    commission: Iterable[Seat],
    ground: str,
    seen: int,
    by: User | None,
    at: datetime.datetime,
) -> WriteOffAct:
    act = lock(act, ActState.DRAFT, seen=seen)
    act.items.all().delete()
    act.commission.all().delete()
    act.ground = ground
    _fill(act, records, commission, at)
    return _finish(act, "change_act", by, at, records=act.items.count())


@transaction.atomic
def send_act(act: WriteOffAct, *, seen: int, by: User | None, at: datetime.datetime) -> WriteOffAct:
    """The list is frozen, the act gets the next number of the body's year, the commission is told."""
    act = lock(act, ActState.DRAFT, seen=seen)
    day = today(at)
    items = list(act.items.select_related("record"))
    _check_records([item.record for item in items], act, day)
    seats = list(act.commission.select_related("person"))
    act.number, act.year, act.drawn_on = _next_number(act.body_key, day.year), day.year, day
    act.state = ActState.SIGNING
    act.sha256 = writing_off.list_hash(
        act.body_key,
        (act.year, act.number),
        [(item.record_id, item.record.sha256) for item in items],
        [(seat.name, seat.office, seat.is_chair) for seat in seats],
    )
    act = _finish(act, "send_act", by, at, number=act.number, sha256=act.sha256)
    for seat in seats:
        if seat.person:
            ask_to_sign(seat, act, at=at)
    transaction.on_commit(lambda: print_act.enqueue(act.pk))
    return act


@transaction.atomic
def sign_act(act: WriteOffAct, *, by: User, at: datetime.datetime) -> CommissionMember:
    """The signature of one member of the commission, who has just proved who they are."""
    act = lock(act, ActState.SIGNING)
    member = act.commission.filter(person__isnull=False, person=by.person_id).first()
    if member is None:
        raise DomainError("Вас нет в комиссии этого акта.", names.COMMISSION)
    member.agreement = accepted_text(by.person, SIMPLE_SIGNATURE)
    if member.agreement is None:
        raise DomainError("Сначала примите соглашение о простой подписи.", names.COMMISSION)
    return _signed(act, member, Manner.CABINET, on=today(at), by=by, at=at)


@transaction.atomic
def record_paper_signature(
    act: WriteOffAct,
    member: CommissionMember,
    *,
    on: datetime.date,
    upload: CheckedUpload | None,
    by: User | None,
    at: datetime.datetime,
) -> CommissionMember:
    """A member has signed the printed act; its scan is kept when there is one."""
    act = lock(act, ActState.SIGNING)
    if not act.drawn_on <= on <= today(at):
        raise DomainError(
            "Подпись ставят не раньше даты акта и не позже сегодняшнего дня.",
            names.COMMISSION,
            field="on",
        )
    member = act.commission.get(pk=member.pk)
    member.scan = store_upload(upload, by=by, at=at) if upload else None
    return _signed(act, member, Manner.PAPER, on=on, by=by, at=at)


def _signed(act, member, manner, *, on, by, at) -> CommissionMember:
    if member.is_signed:
        raise DomainError(f"{member.name}: подпись уже стоит.", names.COMMISSION)
    member.signed_at, member.signed_on, member.manner = at, on, manner
    member.content_sha256, member.recorded_by = act.sha256, by
    member.save()
    _finish(act, "sign_act", by, at, who=member.name, manner=str(manner), sha256=act.sha256)
    return member


@transaction.atomic
def cancel_act(
    act: WriteOffAct, *, reason: str, seen: int, by: User | None, at: datetime.datetime
) -> WriteOffAct:
    """A draft or an act on its way: its records are free again, its number is never given to another."""
    act = lock(act, ActState.DRAFT, ActState.SIGNING, seen=seen)
    if not reason.strip():
        raise DomainError("Укажите причину.", names.ACT_NUMBER, field="reason")
    act.items.update(is_live=False)
    act.state, act.ended_at, act.end_reason = ActState.CANCELLED, at, reason.strip()
    return _finish(act, "cancel_act", by, at, reason=act.end_reason)


def lock(act: WriteOffAct, *states: ActState, seen: int | None = None) -> WriteOffAct:
    """The act as it is now, held until the transaction ends; refused in another state or version (T35, T36)."""
    act = WriteOffAct.objects.select_for_update().get(pk=act.pk)
    if act.state not in states:
        words = f"Так поступить уже нельзя: {act} — «{act.get_state_display().lower()}»."
        raise DomainError(words, names.WRITE_OFF)
    if seen is not None and seen != act.version:
        raise DomainError(
            "Акт изменился, пока вы на него смотрели. Прочитайте его ещё раз.", names.WRITE_OFF
        )
    return act


def _fill(act: WriteOffAct, records: Iterable[int], commission: Iterable[Seat], at) -> None:
    """Records are locked, so that a hold placed at this moment is seen or comes after (T35)."""
    if not act.ground.strip():
        raise DomainError("Укажите основание акта.", names.WRITE_OFF, field="ground")
    chosen = list(Record.objects.select_for_update().filter(pk__in=list(records)).order_by("pk"))
    _check_records(chosen, act, today(at))
    WriteOffItem.objects.bulk_create(WriteOffItem(act=act, record=record) for record in chosen)
    seats = list(commission)
    writing_off.check_commission([(seat.who, seat.is_chair) for seat in seats])
    CommissionMember.objects.bulk_create(
        CommissionMember(
            act=act,
            position=place,
            person=seat.person,
            name=seat.name,
            office=seat.office,
            is_chair=seat.is_chair,
        )
        for place, seat in enumerate(seats, start=1)
    )


def _check_records(records: list[Record], act: WriteOffAct, day: datetime.date) -> None:
    held = set(
        Record.objects.filter(pk__in=[each.pk for each in records], holds__lifted_at=None)
        .filter(holds__isnull=False)
        .values_list("pk", flat=True)
    )
    listed = set(
        WriteOffItem.objects.filter(record__in=records, is_live=True)
        .exclude(act=act)
        .values_list("record", flat=True)
    )
    writing_off.check_records(
        [
            writing_off.Candidate(
                str(each), each.body_key == act.body_key, each.state, each.retained_until,
                each.pk in held, each.pk in listed,
            )
            for each in records
        ],
        day,
    )  # fmt: skip


def check_records_of(act: WriteOffAct, day: datetime.date) -> list[Record]:
    """The records of the act, locked; DomainError when one may not go after all."""
    items = act.items.filter(is_live=True).values("record")
    records = list(Record.objects.select_for_update().filter(pk__in=items).order_by("pk"))
    _check_records(records, act, day)
    return records


def _next_number(body_key: str, year: int) -> int:
    ActBook.objects.get_or_create(body_key=body_key, year=year)
    book = ActBook.objects.select_for_update().get(body_key=body_key, year=year)
    book.last_number += 1
    book.save(update_fields=["last_number"])
    return book.last_number


def _finish(act: WriteOffAct, action: str, by, at, **data) -> WriteOffAct:
    act.version += 1
    act.save()
    log(act, f"records.{action}", user=by, timestamp=at, data=data)
    return act
