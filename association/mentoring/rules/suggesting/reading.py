"""A field from a JSON file, as the issue gives its form, with optional keys of our own (T26: whatever comes, a sentence).

{"mentors": [{"id", "territory", "branch", "capacity", "processes": [],
              "name", "branches": [], "reach_km", "remote", "visits", "languages": []}],
 "candidates": [{"id", "territory", "branch", "needs": [], "name", "remote", "visits", "languages": []}],
 "territories": [{"id", "lat", "lon", "name", "neighbours": []}],
 "past": [[mentor, candidate]], "weights": {"same_branch": 30}}
"""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from math import isfinite

from home.rulebook import DomainError

from ..names import SUGGESTION
from .field import RUSSIAN, Candidate, Field, Id, Mentor, PairOf, Place, Weights

MOST_BYTES = 50_000_000
MOST_PARTIES = 3_000
"""On either side: beyond it the matrix of pairs takes more than a gibibyte."""
MOST_KM = 40_000
MOST_CAPACITY = 1_000
BOUNDS = {"near_km": (1, 10_000), "most_mentors": (1, 10)}
"""Of weights; the others are 0–1000 points, as in MentoringSettings."""


def read_field(source: bytes) -> Field:
    """DomainError with a sentence for anything that is not such a file."""
    data = _parsed(source)
    if not isinstance(data, dict):
        raise _refusal(
            "В\xa0файле должен быть объект JSON с\xa0ключами mentors, candidates, territories"
        )
    places = _by_id(_entries(data, "territories", "Территория"), _place)
    for place in places.values():
        _known(places, place.neighbours, f"Территория «{place}», neighbours")
    mentors = _by_id(_entries(data, "mentors", "Наставник"), _mentor)
    candidates = _by_id(_entries(data, "candidates", "Кандидат"), _candidate)
    for kind, parties in (("Наставник", mentors), ("Кандидат", candidates)):
        if len(parties) > MOST_PARTIES:
            raise _refusal(f"Больше {MOST_PARTIES} организаций с\xa0одной стороны подобрать нельзя")
        for party in parties.values():
            homes = () if party.territory is None else (party.territory,)
            _known(places, homes, f"{kind} «{party.id}»")
    return Field(
        mentors=mentors,
        candidates=candidates,
        places=places,
        weights=_weights(data.get("weights", {})),
        past=frozenset(map(_pair, _list(data.get("past", []), "past"))),
    )


def _parsed(source: bytes):
    if len(source) > MOST_BYTES:
        raise _refusal(f"Файл больше {MOST_BYTES // 1_000_000}\xa0МБ")
    try:
        return json.loads(source.decode("utf-8-sig"), parse_constant=_no_constant)
    except UnicodeDecodeError:
        raise _refusal("Файл не\xa0в\xa0кодировке UTF-8") from None
    except json.JSONDecodeError as error:
        place = f"строка {error.lineno}, знак {error.colno}"
        raise _refusal(f"Это не\xa0JSON: {place}") from None
    except RecursionError:
        raise _refusal("В\xa0файле слишком много вложенных скобок") from None
    except ValueError:
        raise _refusal("В\xa0файле слишком длинное число") from None


def _no_constant(name: str):
    raise _refusal(f"В\xa0файле стоит {name}: числа должны быть конечными")


@dataclass(frozen=True)
class Entry:
    """One object of a list; `where` says in a refusal which it is."""

    values: dict
    where: str

    def name(self, key: str) -> Id | None:
        """A string or a number that stands for something; None when there is none."""
        value = self.values.get(key)
        return None if value is None else _name(value, f"{self.where}, {key}")

    def names(self, key: str) -> frozenset[Id]:
        where = f"{self.where}, {key}"
        return frozenset(_name(each, where) for each in _list(self.values.get(key, []), where))

    def text(self, key: str) -> str:
        value = self.values.get(key, "")
        if not isinstance(value, str) or not _is_printable(value):
            raise _refusal(f"{self.where}, {key}: нужна строка")
        return value

    def yes_or_no(self, key: str) -> bool:
        value = self.values.get(key, True)
        if not isinstance(value, bool):
            raise _refusal(f"{self.where}, {key}: нужно true или false")
        return value

    def whole(self, key: str, low: int, high: int, default: int | None) -> int | None:
        value = self.values.get(key, default)
        return default if value is None else _whole(value, low, high, f"{self.where}, {key}")

    def degrees(self, key: str, most: int) -> float | None:
        value = self.values.get(key)
        if value is None:
            return None
        if not _is_number(value) or not -most <= value <= most:
            raise _refusal(f"{self.where}, {key}: нужны градусы от\xa0−{most} до\xa0{most}")
        return float(value)


def _entries(data: dict, key: str, kind: str) -> list[Entry]:
    found = []
    if key not in data:
        raise _refusal(f"В\xa0файле нет списка {key}")
    for number, values in enumerate(_list(data[key], key), start=1):
        where = f"{key}, {number}-й по\xa0счёту"
        if not isinstance(values, dict):
            raise _refusal(f"{where}: нужен объект")
        if values.get("id") is None:
            raise _refusal(f"{where}: нет id")
        name = _name(values["id"], f"{where}, id")
        found.append(Entry(values, f"{kind} «{name}»"))
    return found


def _by_id(entries: list[Entry], make: Callable) -> dict:
    found = {}
    for entry in entries:
        made = make(entry)
        if made.id in found:
            raise _refusal(f"{entry.where}: такой id уже был")
        found[made.id] = made
    return found


def _place(entry: Entry) -> Place:
    latitude, longitude = entry.degrees("lat", 90), entry.degrees("lon", 180)
    if (latitude is None) != (longitude is None):
        raise _refusal(f"{entry.where}: нужны и\xa0lat, и\xa0lon или ни\xa0одного")
    return Place(
        id=entry.name("id"),
        name=entry.text("name"),
        latitude=latitude,
        longitude=longitude,
        neighbours=entry.names("neighbours"),
    )


def _party(entry: Entry) -> dict:
    return {
        "id": entry.name("id"),
        "name": entry.text("name"),
        "territory": entry.name("territory"),
        "branch": entry.name("branch"),
        "remote": entry.yes_or_no("remote"),
        "visits": entry.yes_or_no("visits"),
        "languages": entry.names("languages") if "languages" in entry.values else RUSSIAN,
    }


def _mentor(entry: Entry) -> Mentor:
    return Mentor(
        **_party(entry),
        capacity=entry.whole("capacity", 0, MOST_CAPACITY, 1),
        processes=entry.names("processes"),
        branches=entry.names("branches"),
        reach_km=entry.whole("reach_km", 0, MOST_KM, None),
    )


def _candidate(entry: Entry) -> Candidate:
    return Candidate(**_party(entry), needs=entry.names("needs"))


def _weights(values) -> Weights:
    known = asdict(Weights())
    if not isinstance(values, dict):
        raise _refusal("weights: нужен объект")
    for name, value in values.items():
        if name not in known:
            raise _refusal(f"weights: неизвестное имя «{name}»; известны {', '.join(known)}")
        _whole(value, *BOUNDS.get(name, (0, 1_000)), f"weights, {name}")
    return Weights(**values)


def _pair(value) -> PairOf:
    if not isinstance(value, list) or len(value) != 2:
        raise _refusal("past: нужны списки из\xa0двух id\xa0— наставника и\xa0кандидата")
    return _name(value[0], "past"), _name(value[1], "past")


def _list(value, where: str) -> list:
    if not isinstance(value, list):
        raise _refusal(f"{where}: нужен список")
    return value


def _name(value, where: str) -> Id:
    if (isinstance(value, str) and value and _is_printable(value)) or _is_number(value):
        return value
    raise _refusal(f"{where}: нужна непустая строка или число")


def _whole(value, low: int, high: int, where: str) -> int:
    if type(value) is not int or not low <= value <= high:
        raise _refusal(f"{where}: нужно целое число от\xa0{low} до\xa0{high}")
    return value


def _is_number(value) -> bool:
    return type(value) is int or (type(value) is float and isfinite(value))


def _is_printable(text: str) -> bool:
    """Half of a surrogate pair is valid JSON that no terminal can be given."""
    return not any("\ud800" <= sign <= "\udfff" for sign in text)


def _known(places: dict[Id, Place], named, where: str) -> None:
    unknown = [name for name in named if name not in places]
    if unknown:
        raise _refusal(f"{where}: территории «{unknown[0]}» нет в\xa0territories")


def _refusal(sentence: str) -> DomainError:
    return DomainError(f"{sentence}.", SUGGESTION)
