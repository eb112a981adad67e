"""What may be typed on a template, and by what it is approved: pure, like `rules`."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from home.rulebook import DomainError

from .rules import FORM_APPROVED, bad_placeholders


@dataclass(frozen=True)
class Placeholder:
    """`{name}` in a template: what will stand there, and a sample of it for the preview."""

    name: str
    meaning: str
    sample: str


OCCASION = "occasion"
COMMON = (
    Placeholder("holder", "кому выдан", ""),
    Placeholder("address", "адрес получателя", ""),
    Placeholder("number", "номер", ""),
    Placeholder("date", "дата регистрации", ""),
)
"""Of every kind; their samples are those of the specimen itself."""
FOR_LISTS = Placeholder(
    OCCASION, "за что выдан: слова из списка на выдачу", "семинар по внутренней оценке качества"
)

TEXTS = ("authority", "association", "heading", "attestation")
CONTENTS = (
    "layout",
    *TEXTS,
    "statement",
    "signatures",
    "name_size",
    "text_size",
)
"""What a draft is edited in, beside its background."""


@dataclass(frozen=True)
class Approval:
    """The order of the head by which a template comes into use (R188)."""

    order_number: str
    order_date: datetime.date
    order_by: str


def check_contents(contents: Mapping[str, object], allowed: Iterable[Placeholder]) -> None:
    """Only the closed list of placeholders, and only in what is attested (T21)."""
    for field in TEXTS:
        if bad_placeholders(str(contents[field]), ()):
            raise DomainError(
                "Фигурные скобки здесь не нужны: вставки возможны только в словах «Что удостоверяется».",
                FORM_APPROVED,
                field=field,
            )
    names = tuple(each.name for each in allowed)
    if unknown := bad_placeholders(str(contents["statement"]), names):
        raise DomainError(
            f"Таких вставок нет: {', '.join(unknown)}. Проверьте слова в фигурных скобках.",
            FORM_APPROVED,
            field="statement",
        )


def check_approval(approval: Approval, today: datetime.date) -> None:
    if not approval.order_number.strip():
        raise DomainError("Укажите номер приказа.", FORM_APPROVED, field="order_number")
    if not approval.order_by.strip():
        raise DomainError("Укажите, чей это приказ.", FORM_APPROVED, field="order_by")
    if approval.order_date > today:
        raise DomainError("Дата приказа ещё не наступила.", FORM_APPROVED, field="order_date")
