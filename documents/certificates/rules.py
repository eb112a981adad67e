"""What a certificate may say, how it is numbered, and when it stands or falls."""

import datetime
import hashlib
import json
import re
import unicodedata
from dataclasses import asdict, dataclass

from home.rulebook import Citation, DomainError, name_source, rule

# The regulation of the training centre need not be published on the site.
name_source("training", "Положения об учебном центре")

ISSUE = rule(
    "certificates.issue",
    title="Сертификат вручается члену Ассоциации",
    cites=("3.13 абз. 3", "прил. Б"),
    does="Сертификат не выдать без наименования того, кому он выдан; взамен прежнего — только тому, кто член Ассоциации и в этот день.",
)
SIGNATORIES = rule(
    "certificates.signatories",
    title="Сертификат подписывают должностные лица",
    cites="прил. Б",
    does="Сертификат не выдать, пока на его дату не записаны все подписанты; их имена и должности остаются на нём навсегда.",
)
REGISTRATION = rule(
    "certificates.registration",
    title="У сертификата есть номер и дата регистрации",
    cites="прил. Б",
    does="Номер программа ставит сама, подряд и без повторов, а дату позже сегодняшней не примет.",
)
VALIDITY = rule(
    "certificates.validity",
    title="Сертификат действует, пока длится членство",
    cites="3.15",
    does="Когда членство прекращается, программа тут же аннулирует сертификат, и это видит каждый, кто его проверяет.",
)
FORM_APPROVED = rule(
    "certificates.form_approved",
    title="Бланк документа об обучении утверждает приказ руководителя",
    cites=Citation.parse("6.2", source="training"),
    does="Программа не выдаст ни одного документа, пока версия его бланка не утверждена: записаны номер, дата и автор приказа.",
)
ACCURACY = rule(
    "certificates.accuracy",
    title="Записи реестра не удаляются: ошибочная отмечается, а её номер не выдаётся вновь",
)

HAND_OVER = rule(
    "certificates.hand_over",
    title="Документ выдают под подпись самого получателя или того, у кого его доверенность",
    cites=Citation.parse("6.4", source="training"),
    does="Выдача записывается в книгу один раз: кто получил, когда, лично или по доверенности с номером и датой; недействующий документ не выдать.",
)
LISTS = rule(
    "certificates.lists",
    title="Список на выдачу проверяется до выдачи, и по одной его строке не выдают двух сертификатов",
)
CHAIN = rule(
    "certificates.chain",
    title="Каждая запись реестра связана с предыдущей контрольной суммой: изменённую задним числом видно",
)

NUMBER_FIELDS = ("year", "number")
WORDING_FIELDS = ("holder", "address", "number", "date")
DENSITIES = ((300, "roomy"), (560, "normal"), (900, "dense"), (1600, "close"))
LARGER = 1.35

_PLACEHOLDER = re.compile(r"\{(?P<name>\w*)(?::0(?P<width>[1-9]))?\}")
_CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 20
LONGEST_TYPED = 100
LONGEST_HOLDER = 500
LONGEST_NUMBER = 50
LARGEST_CHECKED = 5 * 1024 * 1024
"""Bytes of a PDF that somebody brings to be checked: ours have a twentieth of it."""

# What an eye takes for the same sign becomes one sign: Cyrillic to Latin, then letters to digits (T41).
_LOOK_ALIKES = str.maketrans("АВЕКМНОРСТУХІЗOIL", "ABEKMH0PCTYX13011")


@dataclass(frozen=True)
class Holder:
    """To whom a certificate is issued, as it will be printed."""

    name: str
    address: str = ""
    is_organisation: bool = True


@dataclass(frozen=True)
class Signature:
    """One signatory as printed; `facsimile` is a name in the private storage or empty."""

    position: str
    name: str
    facsimile: str = ""

    def as_json(self) -> dict:
        return asdict(self)


def check_registration(issued_on: datetime.date, today: datetime.date) -> None:
    if issued_on > today:
        raise DomainError("Дата регистрации ещё не наступила.", REGISTRATION, field="issued_on")


def check_holder(holder: Holder) -> None:
    if not holder.name.strip():
        raise DomainError("Не указано, кому выдаётся сертификат.", ISSUE)
    if len(holder.name) > LONGEST_HOLDER or len(holder.address) > LONGEST_HOLDER:
        raise DomainError(
            f"Наименование и адрес на сертификате — не длиннее {LONGEST_HOLDER} знаков.", ISSUE
        )


def check_signatures(places: list[int], needed: int) -> None:
    """`places` of those in office that day: as many as the form has, and no two on one place."""
    if len(set(places)) != needed or len(places) != needed:
        raise DomainError(
            "Не ясно, кто подписывает сертификат: в справочнике подписантов на эту дату должно "
            f"быть {needed} действующих, каждый на своём месте, а сейчас {len(places)}.",
            SIGNATORIES,
        )


def check_ending(
    ground: str, on: datetime.date, issued_on: datetime.date, today: datetime.date
) -> None:
    if not ground.strip():
        raise DomainError("Укажите основание.", VALIDITY, field="ground")
    if on < issued_on:
        raise DomainError("Дата раньше дня выдачи сертификата.", VALIDITY, field="on")
    if on > today:
        raise DomainError("Эта дата ещё не наступила.", VALIDITY, field="on")


def check_replacement(valid_until: datetime.date | None, on: datetime.date) -> None:
    if has_expired(valid_until, on):
        raise DomainError("Срок действия истёк: взамен такого сертификата не выдают.", VALIDITY)


def has_expired(valid_until: datetime.date | None, on: datetime.date) -> bool:
    return valid_until is not None and valid_until < on


@dataclass(frozen=True)
class Reception:
    """Who took a paper, when; `proxy_number` and `proxy_date` when by proxy."""

    on: datetime.date
    received_by: str
    by_proxy: bool = False
    proxy_number: str = ""
    proxy_date: datetime.date | None = None


def check_reception(reception: Reception, issued_on: datetime.date, today: datetime.date) -> None:
    """R190: whose signature it was, and on a proxy its number and date."""
    if not reception.received_by.strip():
        raise DomainError("Укажите, кто получил.", HAND_OVER, field="received_by")
    if reception.on < issued_on:
        raise DomainError("Раньше дня регистрации выдать нельзя.", HAND_OVER, field="on")
    if reception.on > today:
        raise DomainError("Эта дата ещё не наступила.", HAND_OVER, field="on")
    if not reception.by_proxy:
        return
    if not reception.proxy_number.strip():
        raise DomainError("Укажите номер доверенности.", HAND_OVER, field="proxy_number")
    if reception.proxy_date is None:
        raise DomainError("Укажите дату доверенности.", HAND_OVER, field="proxy_date")
    if reception.proxy_date > reception.on:
        raise DomainError(
            "Доверенность выдана позже, чем по ней получили.", HAND_OVER, field="proxy_date"
        )


def last_day(issued_on: datetime.date, months: int | None) -> datetime.date | None:
    """The last day of a term of whole months; None without a term. From 31 January a month lasts until the end of February."""
    if months is None:
        return None
    years, month = divmod(issued_on.month - 1 + months, 12)
    year, month = issued_on.year + years, month + 1
    first = datetime.date(year, month, 1)
    length = ((first + datetime.timedelta(days=31)).replace(day=1) - first).days
    return first.replace(day=min(issued_on.day, length)) - datetime.timedelta(days=1)


@dataclass(frozen=True)
class Words:
    """Everything on a certificate that takes room; `head` is whatever stands above the holder but the heading."""

    name: str
    address: str
    statement: str
    heading: str = ""
    head: str = ""
    positions: tuple[str, ...] = ()
    is_larger: bool = False
    """The template asks for larger type."""


def density(words: Words) -> str:
    """How close a certificate is set: long words get smaller type, so that nothing is printed over anything.

    Counted in letters of the body, the name twice, as the widest layout prints it. What more than the usual
    room takes counts by the measured height of its lines: a third signature is worth five lines of the body.
    """
    body = 2 * len(words.name) + len(words.address) + len(words.statement)
    room = body * (LARGER if words.is_larger else 1)
    room += 260 * max(0, len(words.positions) - 2)
    room += 1.45 * sum(max(0, len(position) - 60) for position in words.positions)
    room += 1.4 * max(0, len(words.head) - 200)
    room += 13 * max(0, len(words.heading) - 16)
    return next((word for longest, word in DENSITIES if room <= longest), "tight")


def bad_placeholders(text: str, allowed: tuple[str, ...]) -> list[str]:
    """What stands in braces and is not one of `allowed`; a lone brace counts as well."""
    bad = [match[0] for match in _PLACEHOLDER.finditer(text) if match["name"] not in allowed]
    return bad + re.findall(r"[{}]", _PLACEHOLDER.sub("", text))


def fill(text: str, values: dict[str, object]) -> str:
    """Put values for `{name}` and `{name:04}`. No template engine and no str.format: nothing else is reachable (T21)."""

    def value(match: re.Match) -> str:
        if match["name"] not in values:
            return match[0]
        return str(values[match["name"]]).zfill(int(match["width"] or 0))

    return _PLACEHOLDER.sub(value, text)


def number_for(pattern: str, year: int, sequence: int) -> str:
    return fill(pattern, {"year": year, "number": sequence})


def number_key(text: str) -> str:
    """One meaning for every way of typing a number or a code; empty when it cannot be one (T41).

    Case, spaces, dashes and other signs do not count; look-alikes are folded. Stored numbers pass
    through it too, and the key is unique, so two numbers never share one.
    """
    if len(text) > LONGEST_TYPED:
        return ""
    # NFKC spells «№» as the letters «No».
    plain = unicodedata.normalize("NFKC", text.replace("№", " ")).upper()
    digits = (str(unicodedata.decimal(sign, sign)) for sign in plain if sign.isalnum())
    return "".join(digits).translate(_LOOK_ALIKES)


def code_from(random_bytes: bytes) -> str:
    """Twenty signs of Crockford's alphabet, 100 bits, none of which is taken for another."""
    value = int.from_bytes(random_bytes)
    return "".join(_CODE_ALPHABET[value >> 5 * place & 31] for place in range(CODE_LENGTH))


def in_office(since: datetime.date, until: datetime.date | None, on: datetime.date) -> bool:
    return since <= on and (until is None or on <= until)


def entry_hash(previous: str, payload: dict) -> str:
    """SHA-256, in hex, over the hash of the entry before and this entry's own facts (T43)."""
    return chained(previous, canonical(payload))


def canonical(payload: dict) -> str:
    """One text for the same facts, whatever the order they were kept in."""
    return json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def chained(previous: str, text: str) -> str:
    return hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()


def pattern_complaint(pattern: str, others: list[str]) -> str:
    """Why numbers made by the pattern could be taken for other numbers; empty when they cannot."""
    for field in NUMBER_FIELDS:
        if not re.search(rf"\{{{field}\W", pattern):
            return "В образце должны быть и год {year}, и порядковый номер {number}."
    if pattern.find("{year") > pattern.find("{number"):
        return "Сначала год, затем порядковый номер: иначе два номера могут совпасть."
    if len(number_for(pattern, 2026, 1234567890)) > LONGEST_NUMBER:
        return f"Номер получился бы длиннее {LONGEST_NUMBER} знаков."
    if _sample(pattern) in map(_sample, others):
        return "Номера по этому образцу совпали бы с номерами другого вида. Добавьте к ним букву."
    return ""


def _sample(pattern: str) -> str:
    return number_key(number_for(pattern, 2026, 1234567890))
