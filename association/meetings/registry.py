"""What an upper room attaches to a matter: what it puts to the decision, and what adoption leads to."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Matter:
    """A question that an upper room can put to a body, by its code in the rule sets («admission», «pairs»).

    `subjects(body)` gives what waits for a decision, for the secretary to choose from; `draft(subject)` a pair of
    the agenda's title and the draft of the decision. `adopted(decision, *, by, at)` is called once, in the
    transaction that adopts, and returns a sentence of what followed; a DomainError of it stops the adoption.
    `rejected(vote, *, by, at)` is its counterpart for a vote that has closed and was lost: there is no decision then.
    `papers(subject)` yields (title, StoredFile): the dossier that goes with the question into the agenda (4.8).
    """

    code: str
    title: str
    model: type
    adopted: Callable[..., str]
    subjects: Callable | None = None
    draft: Callable | None = None
    rejected: Callable[..., str] | None = None
    papers: Callable | None = None


_matters: dict[str, Matter] = {}


def register_matter(matter: Matter) -> None:
    """Called from `registrations.py`; ValueError when the code is taken by another."""
    if _matters.setdefault(matter.code, matter) != matter:
        raise ValueError(f"two rooms handle the matter {matter.code}")


def matter_of(code: str) -> Matter | None:
    return _matters.get(code)


def matters() -> list[Matter]:
    return list(_matters.values())


_sections: list[Callable] = []


def register_meeting_section(section: Callable) -> None:
    """`section(user, meeting)` gives (title, url) for the page of a meeting, or None where there is nothing to show."""
    if section not in _sections:
        _sections.append(section)


def sections_of(user, meeting) -> list[tuple[str, str]]:
    return [found for section in _sections if (found := section(user, meeting))]


_on_closed: list[Callable] = []


def on_meeting_closed(handler: Callable) -> None:
    """`handler(meeting, *, by, at)` is called in the transaction that closes a meeting: minutes open its protocol."""
    if handler not in _on_closed:
        _on_closed.append(handler)


def tell_closed(meeting, *, by, at) -> None:
    for handler in _on_closed:
        handler(meeting, by=by, at=at)
