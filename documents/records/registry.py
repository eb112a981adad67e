"""What upper rooms tell the archive: who reads which body, what else is offered, what is forgotten with a record.

A body is an opaque key, "bodies:12"; "" is the Association itself.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from home.accounts.models import Person

ASSOCIATION = ""


@dataclass(frozen=True)
class Readers:
    """Keys of bodies that a user may read, those whose confidential pieces too, and those whose archive they keep.

    Whoever keeps an archive reads the whole of it. Nobody names a body of another organisation here (R219).
    """

    members: frozenset[str] = frozenset()
    confidential: frozenset[str] = frozenset()
    keeps: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.members)


Action = tuple[str, str]
Seat = tuple[Person, str]

_readers: list[Callable[..., Readers]] = []
_namers: list[Callable[[Iterable[str]], dict[str, str]]] = []
_actions: list[Callable[..., Iterable[Action]]] = []
_public_papers: list[Callable[..., Iterable[Action]]] = []
_commissions: list[Callable[[str], Iterable[Seat]]] = []
_forgetters: list[Callable[..., None]] = []


def register_readers(function: Callable[..., Readers]) -> None:
    """`function(user)` → Readers, asked anew for every page (T5); it must ask nothing for who has no seat."""
    if function not in _readers:
        _readers.append(function)


def register_names(function: Callable[[Iterable[str]], dict[str, str]]) -> None:
    """`function(keys)` → {key: present name} of the bodies that the room knows."""
    if function not in _namers:
        _namers.append(function)


def register_actions(function: Callable[..., Iterable[Action]]) -> None:
    """`function(user, record)` → (title, address) pairs for the page of a record, such as its extracts."""
    if function not in _actions:
        _actions.append(function)


def register_public_papers(function: Callable[..., Iterable[Action]]) -> None:
    """`function(record)` → (title, address) pairs of what everybody may take away, for the page of a decision."""
    if function not in _public_papers:
        _public_papers.append(function)


def register_commission(function: Callable[[str], Iterable[Seat]]) -> None:
    """`function(body_key)` → (person, office) of those who may sit in a commission over records of a body."""
    if function not in _commissions:
        _commissions.append(function)


def on_written_off(function: Callable[..., None]) -> None:
    """`function(record, *, at: datetime)` destroys what the upper room itself holds of a record.

    Called within the transaction of the act: the room lets go of every StoredFile that it has filed.
    """
    if function not in _forgetters:
        _forgetters.append(function)


def readers_of(user) -> Readers:
    if not (user.is_authenticated and user.is_active):
        return Readers()
    told = [function(user) for function in _readers]
    keeps = frozenset().union(*(each.keeps for each in told))
    confidential = keeps.union(*(each.confidential for each in told))
    members = confidential.union(*(each.members for each in told))
    return Readers(members, confidential, keeps)


def readers_for_page(user) -> Readers:
    """As `readers_of`, asked once while a request lasts: its user is an object of its own, read anew each time."""
    if not hasattr(user, "_archive_readers"):
        user._archive_readers = readers_of(user)
    return user._archive_readers


def names_of(keys: Iterable[str]) -> dict[str, str]:
    """Names of bodies by their keys; that of the Association is told by nobody else."""
    wanted = sorted(keys)
    found = {key: name for namer in _namers for key, name in namer(wanted).items()}
    return {key: found.get(key, "") or _unnamed(key) for key in wanted}


def _unnamed(key: str) -> str:
    return "Ассоциация" if key == ASSOCIATION else key


def actions_for(user, record) -> list[Action]:
    return [action for function in _actions for action in function(user, record)]


def public_papers_of(record) -> list[Action]:
    """Of a record that is published and still kept; of others nothing."""
    return [paper for function in _public_papers for paper in function(record)]


def may_sit_over(body_key: str) -> dict[int, Seat]:
    """{id of a person: (person, office)} of those who may be named in an act over records of a body."""
    told = (seat for function in _commissions for seat in function(body_key))
    return {person.pk: (person, office) for person, office in told}


def forget(record, *, at: datetime.datetime) -> None:
    for function in _forgetters:
        function(record, at=at)
