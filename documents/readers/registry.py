"""What upper rooms tell: whom a regulation binds, and so who has to have read it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet


@dataclass(frozen=True)
class Readers:
    """The same bond from its two ends, each a queryset."""

    people: Callable[..., QuerySet]
    regulations: Callable[..., QuerySet]


_readers: list[Readers] = []


def register_readers(people: Callable[..., QuerySet], regulations: Callable[..., QuerySet]) -> None:
    """`people(page)` → Persons whom a regulation binds today; `regulations(person)` → the pages that bind one."""
    made = Readers(people, regulations)
    if made not in _readers:
        _readers.append(made)


def all_readers() -> list[Readers]:
    return list(_readers)
