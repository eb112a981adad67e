"""What an upper room hands over to the archive, and what the archive refuses."""

import datetime
import hashlib
import json
from dataclasses import asdict, dataclass, field

from home.rulebook import DomainError
from home.rulebook.text import fold_text

from ..choices import Level
from . import names
from .retention import LONGEST, Retention

LONGEST_NUMBER = 50
LONGEST_TITLE = 300
LONGEST_NAME = 250
EARLIEST = datetime.date(1900, 1, 1)


@dataclass(frozen=True)
class Part:
    """A piece of a record, such as an item with its decision.

    `public_text` names offices and not persons; it leaves the archive only when the level is public and
    the filing is published.
    """

    number: str
    title: str
    text: str
    public_text: str = ""
    level: str = Level.MEMBERS
    form: str = ""
    decided_on: datetime.date | None = None


@dataclass(frozen=True)
class FiledFile:
    """`file` is a StoredFile; `text` what may be found in it by words."""

    file: object
    title: str
    level: str = Level.MEMBERS
    text: str = ""


@dataclass(frozen=True)
class PersonNamed:
    """Who is named in the record, by whom it can be found; `person` is a Person or None.

    `level` is that of the piece in which the name stands.
    """

    name: str
    role: str = ""
    person: object = None
    level: str = Level.MEMBERS


@dataclass(frozen=True)
class Filing:
    """A record on its way into the archive.

    `record_class` is a code; `body_key` is opaque ("bodies:12"), "" for the Association itself; `source` is the row
    of the upper room that it comes from, filed once. `publishes`: its public extracts stand on «Решения»; so only a
    body whose decisions everybody may read gives True.
    """

    record_class: str
    number: str
    date: datetime.date
    title: str
    body_key: str = ""
    body_name: str = ""
    level: str = Level.MEMBERS
    signed_on: datetime.date | None = None
    retention: Retention = field(default_factory=Retention)
    parts: tuple[Part, ...] = ()
    files: tuple[FiledFile, ...] = ()
    people: tuple[PersonNamed, ...] = ()
    source: object = None
    publishes: bool = False
    imported: bool = False


def check_filing(filing: Filing, today: datetime.date) -> None:
    """DomainError with a sentence for a card that says too little or the impossible."""
    for complaint, rule, name in _complaints(filing, today):
        if complaint:
            raise DomainError(complaint, rule, field=name)


def _complaints(filing: Filing, today: datetime.date):
    card, retention = names.COMPLETE_CARD, filing.retention
    number, title = filing.number.strip(), filing.title.strip()
    yield "" if number else "Нет номера.", card, "number"
    yield _too_long("Номер", number, LONGEST_NUMBER), card, "number"
    yield "" if title else "Нет названия.", card, "title"
    yield _too_long("Название", title, LONGEST_TITLE), card, "title"
    yield _too_long("Название органа", filing.body_name, LONGEST_NAME), card, "body"
    yield wrong_date(filing.date, today), card, "date"
    yield wrong_signing(filing.date, filing.signed_on, today), card, "signed_on"
    yield wrong_term(retention.years, filing.signed_on), names.RETENTION, "signed_on"
    for part in filing.parts:
        if part.public_text and part.level == Level.CONFIDENTIAL:
            words = f"У конфиденциального вопроса {part.number} не может быть открытой выписки."
            yield words, names.CONFIDENTIALITY, None


def _too_long(what: str, text: str, longest: int) -> str:
    return f"{what} длиннее {longest} знаков." if len(text) > longest else ""


def wrong_date(date: datetime.date, today: datetime.date) -> str:
    if date > today:
        return "Дата ещё не наступила."
    return "Такой даты быть не может: год раньше 1900-го." if date < EARLIEST else ""


def wrong_signing(
    date: datetime.date, signed_on: datetime.date | None, today: datetime.date
) -> str:
    if signed_on is None:
        return ""
    if signed_on > today:
        return "Дата подписания ещё не наступила."
    return "Дата подписания раньше даты самой записи." if signed_on < date else ""


def wrong_term(years: int | None, signed_on: datetime.date | None) -> str:
    if years is None:
        return ""
    if not 1 <= years <= LONGEST:
        return f"Срок хранения — от 1 до {LONGEST} лет."
    return "" if signed_on else "Нет даты подписания: от неё считается срок хранения."


def number_key(number: str) -> str:
    """«№ 12-П» and «12-п» are one number."""
    return fold_text(number.replace("№", " ")).replace(" ", "")[:LONGEST_NUMBER]


def content_hash(filing: Filing) -> str:
    """SHA-256, in hex, of all that the record says and of the files it has: what a stub keeps of it."""
    facts = {
        "class": filing.record_class,
        "number": filing.number,
        "date": filing.date.isoformat(),
        "title": filing.title,
        "body": [filing.body_key, filing.body_name],
        "signed_on": filing.signed_on and filing.signed_on.isoformat(),
        "parts": [_plain(asdict(part)) for part in filing.parts],
        "files": [[file.title, file.level, file.file.sha256] for file in filing.files],
        "people": [[person.name, person.role, person.level] for person in filing.people],
    }
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(values: dict) -> dict:
    return {
        name: value.isoformat() if isinstance(value, datetime.date) else value
        for name, value in values.items()
    }
