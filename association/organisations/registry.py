"""What upper rooms want to know about organisations, and what they offer to those who speak for one."""

from collections.abc import Callable, Iterator

_handlers: list[Callable] = []
_next_steps: list[Callable] = []


def on_standing_changed(handler: Callable) -> None:
    """`handler(change)` gets each StandingChange inside its transaction, once."""
    if handler not in _handlers:
        _handlers.append(handler)


def tell_standing_changed(change) -> None:
    for handler in _handlers:
        handler(change)


def register_next_step(step: Callable) -> None:
    """`step(user, organisation)` gives (title, url) of what a representative may do next, or None."""
    if step not in _next_steps:
        _next_steps.append(step)


def next_steps(user, organisation) -> Iterator[tuple[str, str]]:
    for step in _next_steps:
        if offered := step(user, organisation):
            yield offered
