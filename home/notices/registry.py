"""What the other rooms tell: the kinds of letters they send, and the audiences that can be written to."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from home.accounts.models import Person
from home.rulebook import Rule

from .rules import MAILING


@dataclass(frozen=True)
class NoticeKind:
    """A kind of letter, code "label.name": its text is `templates/<label>/emails/<name>.txt`.

    An obligatory kind cannot be switched off by its reader. One that goes `to_address` is asked for by anybody
    with an address, and left by the link in the letter: the cabinet does not offer it.
    """

    code: str
    title: str
    rule: Rule
    obligatory: bool
    to_address: bool = False

    @property
    def template(self) -> str:
        label, name = self.code.split(".")
        return f"{label}/emails/{name}.txt"


@dataclass(frozen=True)
class Audience:
    """A circle of people whom the secretary may write to; `people` is asked anew each time."""

    code: str
    title: str
    people: Callable[[], Iterable[Person]]


_kinds: dict[str, NoticeKind] = {}
_audiences: dict[str, Audience] = {}
_audience_sources: list[Callable[[], Iterable[Audience]]] = []


def notice_kind(
    code: str, *, title: str, rule: Rule, obligatory: bool, to_address: bool = False
) -> NoticeKind:
    """Name a kind of letter. ValueError when the code is taken by another."""
    made = NoticeKind(code, title, rule, obligatory, to_address)
    if _kinds.setdefault(code, made) != made:
        raise ValueError(f"two kinds of letters are called {code}")
    return made


def find_kind(code: str) -> NoticeKind | None:
    return _kinds.get(code)


def all_kinds() -> list[NoticeKind]:
    """What comes to people; letters to bare addresses are not among them."""
    kinds = (kind for kind in _kinds.values() if not kind.to_address)
    return sorted(kinds, key=lambda kind: kind.title)


def register_audience(code: str, title: str, people: Callable[[], Iterable[Person]]) -> None:
    """Let the secretary write to these people; one who is named twice gets one letter."""
    _audiences[code] = Audience(code, title, people)


def register_audiences(source: Callable[[], Iterable[Audience]]) -> None:
    """Circles that follow the data, as one for each territory; `source` is asked anew each time."""
    if source not in _audience_sources:
        _audience_sources.append(source)


def find_audience(code: str) -> Audience | None:
    return next((audience for audience in all_audiences() if audience.code == code), None)


def all_audiences() -> list[Audience]:
    """Circles named at start-up first, then those that follow the data."""
    named = sorted(_audiences.values(), key=lambda audience: audience.title)
    return [*named, *(audience for source in _audience_sources for audience in source())]


# Announcements: what nobody may miss is a kind of its own, obligatory, in the room that demands it.
MAILING_KIND = notice_kind(
    "notices.mailing", title="Письма секретаря", rule=MAILING, obligatory=False
)


@dataclass(frozen=True)
class Reminder:
    """What a room reminds of in time: `send(at)` sends what is due by then and returns how many letters; safe to repeat."""

    title: str
    send: Callable[..., int]


_reminders: dict[str, Reminder] = {}


def register_reminder(title: str, send: Callable[..., int]) -> None:
    """`manage.py remind` calls it daily, and again after a fault: exactly once comes from the letters' `about` (T57)."""
    _reminders[title] = Reminder(title, send)


def all_reminders() -> list[Reminder]:
    return sorted(_reminders.values(), key=lambda reminder: reminder.title)
