"""What other rooms do when a consent changes, and what they keep of a person (152-FZ, art. 14)."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

_handlers: dict[str, list[Callable]] = defaultdict(list)


def on_consent_changed(purpose: str, handler: Callable) -> None:
    """`handler(consent)` is called inside the transaction of giving and of withdrawing."""
    if handler not in _handlers[purpose]:
        _handlers[purpose].append(handler)


def tell_consent_changed(consent) -> None:
    for handler in _handlers[consent.text.purpose]:
        handler(consent)


@dataclass(frozen=True)
class PersonalData:
    """What one room keeps of people.

    `rows(person)` gives one dict of label → value a record, of that person alone. `models` are the labels of the
    models through which it cites a Person: a test sees that none is forgotten. `erase(person, *, by, at)` wipes or
    ends what nothing obliges to keep; without it the rows stay for their `term`. `keeps_name` is False where what
    stays after that is no ground to keep the name.
    """

    title: str
    purpose: str
    term: str
    models: tuple[str, ...]
    rows: Callable[..., Iterable[dict[str, str]]]
    erase: Callable | None = None
    keeps_name: bool = True


_personal_data: dict[str, PersonalData] = {}


def register_personal_data(data: PersonalData) -> None:
    _personal_data[data.title] = data


def personal_data() -> list[PersonalData]:
    return list(_personal_data.values())
