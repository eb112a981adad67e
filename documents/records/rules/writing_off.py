"""What an act of write-off may name, and who signs it (4.10)."""

import datetime
import hashlib
import json
from dataclasses import dataclass

from home.rulebook import DomainError
from home.rulebook.text import counted

from ..choices import RecordState
from . import names
from .retention import is_due

SMALLEST_COMMISSION = 2
LARGEST_COMMISSION = 15
MOST_RECORDS = 1000


@dataclass(frozen=True)
class Candidate:
    """A record that an act would name."""

    title: str
    is_of_body: bool
    state: str
    retained_until: datetime.date | None
    is_held: bool
    is_listed: bool
    """In another living act."""


def check_records(candidates: list[Candidate], today: datetime.date) -> None:
    if not candidates:
        raise DomainError("Выберите хотя бы одну запись.", names.WRITE_OFF, field="records")
    if len(candidates) > MOST_RECORDS:
        many = counted(MOST_RECORDS, "записи", "записей", "записей")
        raise DomainError(f"В одном акте — не больше {many}.", names.WRITE_OFF, field="records")
    for candidate in candidates:
        if refusal := _refusal(candidate, today):
            raise DomainError(f"{candidate.title}: {refusal[0]}.", refusal[1], field="records")


def _refusal(candidate: Candidate, today: datetime.date):
    if not candidate.is_of_body:
        return "запись другого органа", names.WRITE_OFF
    if candidate.state != RecordState.KEPT:
        return "уже списана", names.WRITE_OFF
    if candidate.is_held:
        return "списание приостановлено", names.HOLD
    if not is_due(candidate.retained_until, today):
        return "срок хранения ещё не вышел", names.RETENTION
    return ("стоит в другом акте", names.WRITE_OFF) if candidate.is_listed else None


def check_commission(seats: list[tuple[str, bool]]) -> None:
    """`seats`: (who, presides); at least two people, one of whom presides."""
    people = [person for person, _ in seats]
    if not SMALLEST_COMMISSION <= len(people) <= LARGEST_COMMISSION:
        raise DomainError(
            f"В комиссии — от {SMALLEST_COMMISSION} до {LARGEST_COMMISSION} человек.",
            names.COMMISSION,
            field="commission",
        )
    if len(set(people)) < len(people):
        raise DomainError(
            "Один человек назван в комиссии дважды.", names.COMMISSION, field="commission"
        )
    if sum(presides for _, presides in seats) != 1:
        raise DomainError(
            "Назовите одного председателя комиссии.", names.COMMISSION, field="commission"
        )


def check_signed(unsigned: list[str]) -> None:
    if unsigned:
        raise DomainError(
            f"Акт подписали не все: нет подписи — {', '.join(unsigned)}.", names.COMMISSION
        )


def list_hash(
    body_key: str,
    number: tuple[int, int],
    records: list[tuple[int, str]],
    commission: list[tuple[str, str, bool]],
) -> str:
    """SHA-256, in hex, of what the commission signs: which records, by their own hashes, and who signs."""
    facts = {"body": body_key, "number": number, "records": records, "commission": commission}
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
