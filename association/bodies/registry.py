"""What the rooms above put on the page of a body."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Section:
    """A link on the page of a body; `url(user, body)` gives None to whom it leads nowhere."""

    title: str
    url: Callable[..., str | None]


@dataclass(frozen=True)
class Note:
    """Something about the body that its people should know: an obligation that nears or is broken, with its clause."""

    text: str
    rule: object
    tone: str = "attention"


_sections: dict[str, Section] = {}
_notes: list[Callable] = []


def register_body_section(title: str, url: Callable[..., str | None]) -> None:
    """Links stand in the order of their registration."""
    _sections[title] = Section(title, url)


def sections_of(user, body) -> Iterator[tuple[str, str]]:
    for section in _sections.values():
        if url := section.url(user, body):
            yield section.title, url


def register_body_notes(source: Callable[..., Iterable[Note]]) -> None:
    """`source(body, today)` yields Notes."""
    if source not in _notes:
        _notes.append(source)


def notes_on(body, today) -> list[Note]:
    return [note for source in _notes for note in source(body, today)]
