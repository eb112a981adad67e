"""What upper rooms add to the pages of a regulation."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from django.urls import URLPattern


@dataclass(frozen=True)
class Mark:
    """A line beside a clause that is no part of its text: «Исполняется программой: срок рассмотрения».

    `anchor` is that of the clause; plain text in every field, escaped where it is shown.
    """

    anchor: str
    title: str
    text: str = ""
    url: str = ""


_routes: dict[str, list[URLPattern]] = defaultdict(list)
_last_routes: dict[str, list[URLPattern]] = defaultdict(list)
_public_marks: list[Callable] = []
_personal_marks: list[Callable] = []
_adoption_handlers: list[Callable] = []


def register_page_routes(
    model_name: str, patterns: list[URLPattern], *, last: bool = False
) -> None:
    """Addresses below a page: "regulationpage" or "regulationindexpage".

    A view gets the page first, then the request: view(page, request, …). The first pattern that fits is taken;
    `last` marks those that fit nearly anything, which stand after those of every room.
    """
    (_last_routes if last else _routes)[model_name].extend(patterns)


def page_routes(model_name: str) -> list[URLPattern]:
    return [*_routes[model_name], *_last_routes[model_name]]


def register_public_marks(source: Callable) -> None:
    """`source(edition)` → Marks that everybody sees; they are kept with the text until `reading.forget`."""
    _public_marks.append(source)


def public_marks(edition) -> list[Mark]:
    return [mark for source in _public_marks for mark in source(edition)]


def register_personal_marks(source: Callable) -> None:
    """`source(edition, user)` → Marks for one reader who has logged in; asked anew for every page."""
    _personal_marks.append(source)


def personal_marks(edition, user) -> list[Mark]:
    if not user.is_authenticated:
        return []
    return [mark for source in _personal_marks for mark in source(edition, user)]


def on_adopted(handler: Callable) -> None:
    """`handler(edition, *, by, at)` is called inside the transaction that adopts an edition."""
    _adoption_handlers.append(handler)


def tell_adopted(edition, *, by, at) -> None:
    for handler in _adoption_handlers:
        handler(edition, by=by, at=at)
