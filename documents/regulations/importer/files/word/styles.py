"""styles.xml: what a paragraph has from its style and from those that the style is based on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .xml import W, child, children, is_on, number, value

BODY_LEVEL = 9
_HEADING = re.compile(r"^(?:heading|заголовок) ?[1-9]$|^(?:title|subtitle|название|подзаголовок)$")
_CONTENTS = re.compile(r"^(?:toc|оглавление) ?[1-9]$|^(?:toc heading|заголовок оглавления)$")
_MAX_DEPTH = 30


@dataclass(frozen=True)
class Facts:
    """What matters of a paragraph's look: its list and level there, heading, contents, what is hidden.

    `hidden` is its text, `run_on` its end: it is seen as one with the paragraph that follows.
    """

    num_id: str = ""
    level: int | None = None
    list_style: str = ""
    heading: bool = False
    contents: bool = False
    hidden: bool = False
    run_on: bool = False


class Styles:
    def __init__(self, root=None):
        self._styles = {item.get(f"{W}styleId"): item for item in children(root, "style")}
        self._facts: dict[str | None, Facts] = {}
        self._hidden: dict[str, bool] = {}
        self._default = next(
            (
                key
                for key, item in self._styles.items()
                if item.get(f"{W}type") == "paragraph" and item.get(f"{W}default") in ("1", "true")
            ),
            None,
        )

    @property
    def lists(self) -> dict[str, str]:
        """w:numId by the name of each style of lists."""
        found = {}
        for key, item in self._styles.items():
            if num_id := value(child(child(child(item, "pPr"), "numPr"), "numId")):
                found[key] = num_id
        return found

    def facts(self, properties) -> Facts:
        """Of a paragraph with these w:pPr, which may be None."""
        style = self._of_style(value(child(properties, "pStyle")) or self._default)
        if properties is None:
            return style
        num_id, level, list_style = style.num_id, style.level, style.list_style
        own = child(properties, "numPr")
        if own_id := value(child(own, "numId")):
            num_id, level, list_style = own_id, 0, ""
        if own_level := value(child(own, "ilvl")):
            level, list_style = number(own_level, 0), ""
        outline = value(child(properties, "outlineLvl"))
        heading = style.heading if outline is None else number(outline, BODY_LEVEL) < BODY_LEVEL
        run_on = _switch(child(properties, "rPr"), "vanish", style.hidden)
        return Facts(num_id, level, list_style, heading, style.contents, style.hidden, run_on)

    def is_hidden(self, properties) -> bool | None:
        """Does a run with these w:rPr hide its text? None when neither it nor its style says so."""
        if properties is None:
            return None
        style_id = value(child(properties, "rStyle"))
        return _switch(properties, "vanish", self._style_hides(style_id) if style_id else None)

    def _style_hides(self, style_id: str) -> bool | None:
        if style_id not in self._hidden:
            answers = (
                _switch(child(item, "rPr"), "vanish", None) for item in self._chain(style_id)
            )
            self._hidden[style_id] = next((one for one in answers if one is not None), None)
        return self._hidden[style_id]

    def _of_style(self, style_id: str | None) -> Facts:
        if style_id not in self._facts:
            self._facts[style_id] = self._read(style_id)
        return self._facts[style_id]

    def _read(self, style_id: str | None) -> Facts:
        """The nearest style of the chain that says a thing says it."""
        num_id, level, list_style, outline, names = "", None, "", None, []
        for item in self._chain(style_id):
            properties = child(item, "pPr")
            numbering = child(properties, "numPr")
            if not num_id and (found := value(child(numbering, "numId"))):
                num_id, list_style = found, item.get(f"{W}styleId")
            if level is None and (found := value(child(numbering, "ilvl"))):
                level = number(found, 0)
            if outline is None:
                outline = value(child(properties, "outlineLvl"))
            names.append((value(child(item, "name")) or "").lower())
        is_heading = any(map(_HEADING.match, names))
        if outline is not None:
            is_heading = number(outline, BODY_LEVEL) < BODY_LEVEL
        hidden = bool(style_id and self._style_hides(style_id))
        return Facts(
            num_id=num_id,
            level=level,
            list_style=list_style,
            heading=is_heading,
            contents=any(map(_CONTENTS.match, names)),
            hidden=hidden,
            run_on=hidden,
        )

    def _chain(self, style_id: str | None) -> Iterator:
        for _ in range(_MAX_DEPTH):
            item = self._styles.get(style_id)
            if item is None:
                return
            yield item
            style_id = value(child(item, "basedOn"))


def _switch(properties, name: str, otherwise: bool | None) -> bool | None:
    element = child(properties, name)
    return otherwise if element is None else is_on(element)
