"""Three levels of sight (R73, C35): whoever reads a level reads those below it."""

from ..choices import Level

_HEIGHT = {Level.PUBLIC: 0, Level.MEMBERS: 1, Level.CONFIDENTIAL: 2}


def effective(record_level: str, own_level: str) -> Level:
    """A piece of a confidential record is confidential, whatever stands on the piece."""
    if Level(record_level) == Level.CONFIDENTIAL:
        return Level.CONFIDENTIAL
    return Level(own_level)


def stricter(one: str, other: str) -> Level:
    return max(Level(one), Level(other), key=_HEIGHT.__getitem__)


def readable(*, is_member: bool, is_confidant: bool) -> tuple[Level, ...]:
    """Levels that a reader of a body reads; none for a stranger."""
    if is_confidant:
        return (Level.PUBLIC, Level.MEMBERS, Level.CONFIDENTIAL)
    return (Level.PUBLIC, Level.MEMBERS) if is_member else ()


def is_public(record_level: str, part_level: str, public_text: str) -> bool:
    """May an extract of the part be shown to everybody."""
    return effective(record_level, part_level) == Level.PUBLIC and bool(public_text.strip())
