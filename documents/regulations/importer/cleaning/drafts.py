"""A line while it is being cleaned."""

from dataclasses import dataclass, field

from ..lines import SourceLine
from ..nodes import Dropped

INVISIBLE = "\xad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"
_WITHOUT_INVISIBLE = dict.fromkeys(map(ord, INVISIBLE))
_BLANK = str.maketrans({"\xa0": " ", "\u202f": " ", "\u2007": " "})


@dataclass
class DraftLine:
    """The text that is left of a line, and what was taken out of it. `raw` never changes."""

    number: int
    raw: str
    text: str
    page: int = 0
    heading: bool = False
    whole: bool = False
    level: int = 0
    broken: bool = False
    indent: int = 0
    is_page_mark: bool = False
    dropped: list[Dropped] = field(default_factory=list)

    @classmethod
    def of(cls, number: int, source: SourceLine) -> "DraftLine":
        raw = source.text
        visible = raw.translate(_WITHOUT_INVISIBLE).translate(_BLANK)
        draft = cls(
            number,
            raw,
            _row(visible) if source.whole else single_spaces(visible),
            source.page,
            source.heading,
            source.whole,
            indent=len(visible) - len(visible.lstrip(" ")),
        )
        if len(visible) != len(raw):
            signs = "".join(sign for sign in raw if sign in INVISIBLE)
            draft.dropped.append(Dropped(number, signs, "невидимые знаки", raw.find(signs[0])))
        return draft

    def drop(self, signs: str, why: str, *, last: bool = False) -> None:
        """Names the signs as noise: the first such in the line, or the last; the text is the caller's."""
        at = self.raw.rfind(signs) if last else self.raw.find(signs[0])
        self.dropped.append(Dropped(self.number, signs, why, at))

    def drop_whole(self, why: str) -> None:
        self.dropped.append(Dropped(self.number, self.text, why, self.raw.find(self.text[0])))
        self.text = ""


def single_spaces(raw: str) -> str:
    """Runs of blanks as one space; tabs, which part cells, stay."""
    cells = (" ".join(cell.split()) for cell in raw.strip().split("\t"))
    return "\t".join(cells).strip()


def _row(raw: str) -> str:
    """A row that its file gives whole keeps its empty first cells; a paragraph loses its indent.

    A row with nothing but its first cell keeps one tab, and so is a row still.
    """
    text = single_spaces(raw)
    free = len(raw) - len(raw.lstrip("\t"))
    if "\t" in text:
        return "\t" * free + text
    return f"{text}\t" if text and not free and raw.endswith("\t") else text
