"""What upper rooms want to know about organisations."""

from collections.abc import Callable

_handlers: list[Callable] = []


def on_standing_changed(handler: Callable) -> None:
    """`handler(change)` gets each StandingChange inside its transaction, once."""
    if handler not in _handlers:
        _handlers.append(handler)


def tell_standing_changed(change) -> None:
    for handler in _handlers:
        handler(change)
