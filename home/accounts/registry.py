"""What other rooms do when somebody agrees to a purpose, or takes a consent back."""

from collections import defaultdict
from collections.abc import Callable

_handlers: dict[str, list[Callable]] = defaultdict(list)


def on_consent_changed(purpose: str, handler: Callable) -> None:
    """`handler(consent)` is called inside the transaction of giving and of withdrawing."""
    if handler not in _handlers[purpose]:
        _handlers[purpose].append(handler)


def tell_consent_changed(consent) -> None:
    for handler in _handlers[consent.text.purpose]:
        handler(consent)
