"""numbering.xml: which lists a document has, and how each of their levels is printed."""

from dataclasses import replace

from ..signs import bullet
from .counting import LEVELS, Level, NumberedList
from .xml import W, child, children, is_on, number, value

_GAPS = {"nothing": "", "space": " ", "tab": " "}
_MAX_LINKS = 10


class Numbering:
    """The lists by w:numId; a list that only names a style is sought in the list of that style."""

    def __init__(self, root=None, style_lists: dict[str, str] | None = None):
        self._abstract = {}
        self._nums = {}
        self._style_lists = style_lists or {}
        self._made: dict[str, NumberedList | None] = {}
        if root is not None:
            self._abstract = {
                item.get(f"{W}abstractNumId"): item for item in children(root, "abstractNum")
            }
            self._nums = {item.get(f"{W}numId"): item for item in children(root, "num")}

    def list_of(self, num_id: str) -> NumberedList | None:
        """None for the list that switches numbering off, and for one that is not there."""
        if num_id not in self._made:
            self._made[num_id] = self._make(num_id)
        return self._made[num_id]

    def level_of_style(self, num_id: str, style_id: str) -> int | None:
        """The level that a paragraph of this style stands at, when the list names the style."""
        numbered = self.list_of(num_id)
        levels = numbered.levels if numbered else ()
        return next((at for at, level in enumerate(levels) if level.style == style_id), None)

    def _make(self, num_id: str) -> NumberedList | None:
        num = self._nums.get(num_id)
        if num is None or num_id == "0":
            return None
        key, abstract = self._abstract_of(num)
        if abstract is None:
            return None
        levels = _levels(abstract)
        starts = {}
        for override in children(num, "lvlOverride"):
            place = number(override.get(f"{W}ilvl"), 0)
            if not 0 <= place < LEVELS:
                continue
            if (own := child(override, "lvl")) is not None:
                levels[place] = _level(own)
            if (start := value(child(override, "startOverride"))) is not None:
                starts[place] = number(start, 1)
                levels[place] = replace(levels[place], start=starts[place])
        return NumberedList(key, tuple(levels), starts)

    def _abstract_of(self, num):
        """The definition and its number; w:numStyleLink leads on to the list of a style."""
        for _ in range(_MAX_LINKS):
            key = value(child(num, "abstractNumId"))
            abstract = self._abstract.get(key)
            link = None if abstract is None else value(child(abstract, "numStyleLink"))
            if link is None:
                return key, abstract
            num = self._nums.get(self._style_lists.get(link))
            if num is None:
                return self._defining(link)
        return "", None

    def _defining(self, style_id: str):
        for key, abstract in self._abstract.items():
            if value(child(abstract, "styleLink")) == style_id:
                return key, abstract
        return "", None


def _levels(abstract) -> list[Level]:
    levels = [Level(numeral="none")] * LEVELS
    for element in children(abstract, "lvl"):
        place = number(element.get(f"{W}ilvl"), 0)
        if 0 <= place < LEVELS:
            levels[place] = _level(element)
    return levels


def _level(element) -> Level:
    numeral, width = _numeral(element)
    text = value(child(element, "lvlText")) or ""
    restart = value(child(element, "lvlRestart"))
    return Level(
        start=number(value(child(element, "start")), 1),
        numeral=numeral,
        text=bullet(text) if numeral == "bullet" else text,
        restart=None if restart is None else number(restart, 0),
        legal=is_on(child(element, "isLgl")),
        gap=_GAPS.get(value(child(element, "suff")) or "tab", " "),
        width=width,
        style=value(child(element, "pStyle")) or "",
    )


def _numeral(element) -> tuple[str, int]:
    """The kind of numeral and its least width: «001, 002, …» is a format of Word 2010 and later."""
    found = next(element.iter(f"{W}numFmt"), None)
    if found is None:
        return "decimal", 1
    pattern = found.get(f"{W}format") or ""
    if value(found) == "custom":
        return "decimal", len(pattern.split(",")[0].strip())
    return value(found) or "decimal", 1
