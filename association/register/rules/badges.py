"""What a badge says; it says it of this very day, whatever its page says."""

from dataclasses import dataclass
from datetime import date

from association.organisations.choices import Standing

from .lines import wrap

LETTERS_IN_LINE = 30
LINES_OF_NAME = 2

WIDTH, HEIGHT = 320, 104


@dataclass(frozen=True)
class Badge:
    name: tuple[str, ...]
    words: str
    is_standing: bool
    """A member or a candidate today; the picture is grey otherwise, and says so in words."""


def badge_of(name: str, standing: str, since: date | None) -> Badge:
    """`since` is the day of the present standing."""
    lines = tuple(wrap(name, LETTERS_IN_LINE, LINES_OF_NAME))
    day = f" с\xa0{since:%d.%m.%Y}" if since else ""
    if standing == Standing.MEMBER:
        return Badge(lines, f"Член Ассоциации{day}", True)
    if standing == Standing.CANDIDATE:
        return Badge(lines, f"Кандидат в\xa0члены{day}", True)
    return Badge(lines, "Не\xa0состоит в\xa0Ассоциации", False)
