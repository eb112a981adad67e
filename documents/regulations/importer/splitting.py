"""Lines to blocks: what each line opens, and which lines go on with the block above."""

import re
from dataclasses import dataclass, field

from ..choices import HEADINGS, ClauseKind
from .blocks import Block
from .forms import Form, find_appendices, find_forms
from .headings import is_unnumbered_heading, looks_numbered
from .heads import Context, Head, read_head
from .layout import Layout
from .lines import Line
from .numerals import number_value
from .rows import find_bare_rows
from .series import Series, number_of
from .signatures import find_signatures
from .signs import (
    begins_small,
    cites,
    hangs,
    has_verb,
    is_capitals,
    is_oblique,
    is_reference,
    is_unfinished,
    may_head,
)
from .titles import Title

_DOTTED = re.compile(r"\d{1,3}(?:\.\d{1,3})+")
_SECOND_ROMAN = re.compile(r"(?:III?|lll?|lI|Il|ІІІ?|П|Ш|Ⅱ|Ⅲ)\.\s?[А-ЯЁA-Z]")
_TAIL = 120
_LINED = (ClauseKind.TABLE, ClauseKind.FORM)


@dataclass
class _Growing:
    """A block while lines join it; `tail` is the end of its text, `length` that of all."""

    kind: ClauseKind
    line: int
    head: Head | None
    pieces: list[str] = field(default_factory=list)
    detached: bool = False
    level: int = 0
    heading: bool = False
    indent: int = 0
    in_capitals: bool = False
    tail: str = ""
    length: int = 0

    def add(self, text: str, glue: str) -> None:
        if self.pieces and text:
            self.pieces.append(glue)
        self.pieces.append(text)
        self.length += len(text) + 1
        self.tail = (self.tail + glue + text if self.tail else text)[-_TAIL:]

    @property
    def components(self) -> int:
        is_clause = self.kind == ClauseKind.CLAUSE and self.head is not None
        return self.head.components if is_clause else 0

    @property
    def is_heading(self) -> bool:
        """Certainly, or perhaps: «5. Взаимодействие» shows later what it is."""
        if self.kind in HEADINGS:
            return True
        return self.components == 1 and self.length <= 200 and is_unfinished(self.tail)

    @property
    def style(self) -> str:
        return self.head.style if self.head else ""

    def settled(self) -> Block:
        return Block(
            kind=self.kind,
            text="".join(self.pieces),
            line=self.line,
            head=self.head,
            detached=self.detached,
            level=self.level,
            heading=self.heading,
            indent=self.indent,
        )


def split(lines: list[Line], title: Title | None) -> list[Block]:
    """The blocks in order; whatever a line says stands in exactly one of them. The title's lines are left out."""
    return _Splitter(lines, title).run()


class _Splitter:
    def __init__(self, lines: list[Line], title: Title | None) -> None:
        self.lines = lines
        self.stamp_end = title.start if title else 0
        self.skipped = range(title.start, title.end) if title else range(0)
        self.layout = Layout.of(lines)
        self.appendices = find_appendices(lines, self.layout, self.skipped.stop)
        self.forms = {form.start: form for form in find_forms(lines, self.appendices)}
        self.signatures = find_signatures(lines, self.appendices)
        self.bare_rows = find_bare_rows(lines, self.layout)
        self.ahead = _next_numbers(lines)
        self.is_roman = any(_SECOND_ROMAN.match(line.text) for line in lines)
        self.series = Series()
        self.blocks: list[_Growing] = []
        self.list_is_open = False

    def run(self) -> list[Block]:
        at = 0
        while at < len(self.lines):
            if form := self.forms.get(at):
                self._add_form(form)
                at = form.end
                continue
            if at not in self.skipped:
                self._read(at)
            at += 1
        return [block.settled() for block in self.blocks]

    def _read(self, at: int) -> None:
        line = self.lines[at]
        if line.is_row or self._is_in_cell(at):
            self._add_row(line)
        elif at < self.stamp_end:
            self._read_stamp(at)
        elif head := self._head(at):
            self._open(head.kind, line, head, head.rest)
            self._count(head)
        elif self._goes_on(at):
            last = self.blocks[-1]
            last.in_capitals = is_capitals(line.text) and (last.in_capitals or not last.pieces)
            last.add(line.text, "" if self.lines[at - 1].broken else " ")
        elif self._is_heading(at):
            head = Head(ClauseKind.SECTION, "", None, line.text, level=line.level)
            self._open(ClauseKind.SECTION, line, head, line.text)
        elif line.number in self.bare_rows:
            self._open(ClauseKind.ITEM, line, None, line.text)
        else:
            self._open(ClauseKind.PARAGRAPH, line, None, line.text)
            self.blocks[-1].detached = at in self.signatures
        self._watch_list()

    def _add_form(self, form: Form) -> None:
        first = self.lines[form.start]
        self._open(ClauseKind.FORM, first, None, first.text)
        self.blocks[-1].detached = form.detached
        for at in range(form.start + 1, form.end):
            self.blocks[-1].add(" ".join(self.lines[at].text.split("\t")), "\n")

    def _add_row(self, line: Line) -> None:
        last = self.blocks[-1] if self.blocks else None
        if last and last.kind == ClauseKind.TABLE:
            last.add(line.text, "\n" if line.is_row else " ")
        else:
            self._open(ClauseKind.TABLE, line, None, line.text)

    def _is_in_cell(self, at: int) -> bool:
        """A cell that goes on in a line of its own, between two rows."""
        last = self.blocks[-1] if self.blocks else None
        below = self.lines[at + 1] if at + 1 < len(self.lines) else None
        in_table = last is not None and last.kind == ClauseKind.TABLE and below is not None
        return in_table and below.is_row and begins_small(self.lines[at].text)

    def _read_stamp(self, at: int) -> None:
        """What stands above the title: «Утверждено …». Nothing there is numbered."""
        line = self.lines[at]
        above = self.lines[at - 1] if at else None
        if above and self.blocks and (begins_small(line.text) or hangs(above.text)):
            self.blocks[-1].add(line.text, "" if above.broken else " ")
        else:
            self._open(ClauseKind.PARAGRAPH, line, None, line.text)

    def _open(self, kind: ClauseKind, line: Line, head: Head | None, text: str) -> None:
        block = _Growing(kind, line.number, head, level=line.level, heading=line.heading)
        block.in_capitals = is_capitals(text)
        block.indent = line.indent
        if text:
            block.add(text, "")
        self.blocks.append(block)

    def _count(self, head: Head) -> None:
        number = number_of(head.label) if head.label else None
        if head.kind == ClauseKind.CLAUSE and number:
            self.series.take_clause(number)
        elif head.kind == ClauseKind.APPENDIX:
            self.series = Series()
        elif head.kind == ClauseKind.SECTION and not head.named:
            self.series.take_roman(number_value(head.label or "") or 0)
        elif head.named:
            self.series.take_named()

    def _watch_list(self) -> None:
        last = self.blocks[-1]
        if last.kind not in (ClauseKind.ITEM, ClauseKind.PARAGRAPH) or last.tail.endswith(":"):
            self.list_is_open = last.tail.endswith(":")
        elif last.kind == ClauseKind.PARAGRAPH and last.tail.endswith("."):
            self.list_is_open = False

    def _head(self, at: int) -> Head | None:
        if head := self.appendices.get(at):
            return head
        head = read_head(self.lines[at].text, self._context(at))
        return None if head and head.kind == ClauseKind.APPENDIX else head

    def _context(self, at: int) -> Context:
        line = self.lines[at]
        last = self.blocks[-1] if self.blocks else None
        above = self.lines[at - 1] if at else None
        is_parted = (
            last is None
            or last.kind in _LINED
            or line.whole
            or line.heading
            or last.heading
            or at in (self.skipped.stop, self.stamp_end)
        )
        is_below_heading = last is not None and last.is_heading and not hangs(last.tail)
        return Context(
            before="" if is_parted or is_below_heading else last.tail,
            said=last.tail[-1:] if last else "",
            last=last.head if last else None,
            close=not line.gap,
            full=bool(above) and self.layout.is_full(above.text, line.text),
            ahead=self.ahead[at],
            following=self.lines[at + 1].text if at + 1 < len(self.lines) else "",
            is_roman=self.is_roman,
            is_heading=line.heading,
            series=self.series,
        )

    def _is_heading(self, at: int) -> bool:
        last = self.blocks[-1] if self.blocks else None
        below = self.lines[at + 1] if at + 1 < len(self.lines) else None
        above = "" if last is None or last.is_heading or last.kind in _LINED else last.tail
        in_list = self.list_is_open or above.endswith((";", ":", ","))
        return is_unnumbered_heading(self.lines[at], above, below, in_list=in_list)

    def _goes_on(self, at: int) -> bool:
        """Is this line the rest of the block that the line above left?"""
        if not self.blocks or at in (self.skipped.stop, self.stamp_end):
            return False
        last, line, above = self.blocks[-1], self.lines[at], self.lines[at - 1]
        if last.kind in _LINED or at in self.signatures:
            return False
        if line.heading or above.heading:
            return self._heading_goes_on(last, above, line)
        if not last.pieces:
            return self._is_title_below(last, at)
        if above.whole or line.whole or line.number in self.bare_rows:
            return False
        if above.broken or cites(last.tail):
            return True
        if last.kind in HEADINGS or last.is_heading:
            return self._title_goes_on(last, at)
        return self._text_goes_on(last, at)

    def _heading_goes_on(self, last: _Growing, above: Line, line: Line) -> bool:
        """A heading over two lines is marked on both, by one pair of «**»; in Word each is its own."""
        if not last.pieces:
            return line.heading and last.kind != ClauseKind.APPENDIX
        if not (line.heading and above.heading and line.number == above.number + 1):
            return False
        return line.level == 0 == above.level and not line.whole and not above.whole

    def _is_title_below(self, last: _Growing, at: int) -> bool:
        """Does the line below «Раздел 1.» say what it is called?"""
        line = self.lines[at]
        if last.kind == ClauseKind.APPENDIX:
            return self._is_title_of_appendix(at)
        if last.kind in (ClauseKind.ITEM, ClauseKind.CLAUSE) or is_unfinished(line.text):
            return True
        below = self.lines[at + 1].text if at + 1 < len(self.lines) else ""
        return last.kind != ClauseKind.ARTICLE and looks_numbered(below)

    def _is_title_of_appendix(self, at: int) -> bool:
        text = self.lines[at].text
        if text.lower().startswith(("к ", "ко ", "(")):
            return True
        return may_head(text) and not begins_small(text) and text[0].isalpha() and "__" not in text

    def _title_goes_on(self, last: _Growing, at: int) -> bool:
        line, above = self.lines[at], self.lines[at - 1]
        if last.kind == ClauseKind.APPENDIX:
            is_to_act = last.pieces[0].lower().startswith(("к ", "ко "))
            is_aside = last.tail[0] == "(" and last.tail[-1] == ")"
            return is_unfinished(last.tail) and (
                begins_small(line.text)
                or hangs(last.tail)
                or ((is_to_act or is_aside) and self._is_title_of_appendix(at))
                or (last.in_capitals and is_capitals(line.text))
            )
        if not is_unfinished(last.tail):
            return self.layout.is_full(above.text, line.text, 0.92) and not line.gap
        if begins_small(line.text) or hangs(last.tail) or self._is_in_number(last, line):
            return True
        if last.in_capitals:
            return is_capitals(line.text) and not line.gap
        if self.layout.is_full(above.text, line.text):
            return True
        return not line.gap and self._leads_to_number(last, at)

    def _is_in_number(self, last: _Growing, line: Line) -> bool:
        return line.text[0].isdecimal() and last.kind in (ClauseKind.CHAPTER, ClauseKind.ARTICLE)

    def _leads_to_number(self, last: _Growing, at: int) -> bool:
        """A line between a heading and the first number below it is the heading's rest."""
        text = self.lines[at].text
        if not may_head(text) or is_capitals(text) or ". " in text or has_verb(text):
            return False
        if last.kind == ClauseKind.SECTION and not last.head.label:
            return False
        if last.components == 1 and not self.ahead[at].startswith(f"{last.head.label}."):
            return False
        following = [line.text for line in self.lines[at + 1 : at + 3]]
        if following and looks_numbered(following[0]):
            return True
        return len(following) > 1 and may_head(following[0]) and looks_numbered(following[1])

    def _text_goes_on(self, last: _Growing, at: int) -> bool:
        line, above = self.lines[at], self.lines[at - 1]
        if is_unfinished(last.tail) and self._begins_inside(line.text, last):
            return True
        if line.gap and not hangs(last.tail):
            return False
        if hangs(last.tail):
            return True
        share = self._share_of_full_line(last)
        if share and self.layout.is_full(above.text, line.text, share):
            return True
        return self._is_loose_end(last, at)

    def _begins_inside(self, text: str, last: _Growing) -> bool:
        """A small letter, or a number such as a date after what is certainly no heading."""
        no_heading = last.components > 1 or last.kind == ClauseKind.ITEM
        is_aside = text[0] in "–—-" and begins_small(text[1:].lstrip())
        return (
            begins_small(text)
            or is_aside
            or (no_heading and (is_oblique(text) or is_reference(text)))
            or (no_heading and (text[0].isdecimal() or text[0] in "(№§"))
        )

    def _share_of_full_line(self, block: _Growing) -> float:
        """How full the last line must be for the block to go on below it; 0: it has ended.

        Only lines wrapped at the width of a page tell: a break before it was meant.
        """
        is_clause = block.head is not None
        match block.tail[-1]:
            case ";":
                return 0
            case ":":
                return 0 if is_clause else 1
            case "." | "!" | "?":
                before = self.blocks[-2].tail if len(self.blocks) > 1 else ""
                return 0 if before.endswith(";") and not is_clause else 0.92
        return 0.75

    def _is_loose_end(self, last: _Growing, at: int) -> bool:
        """A capital letter below a sentence without its end, close to it: «по правилам\\nАссоциации …»."""
        if self.layout.width or self.lines[at].gap or not is_unfinished(last.tail):
            return False
        is_sentence = last.components > 1 or last.kind == ClauseKind.ITEM
        has_room = len(self.lines[at - 1].text) >= 40
        return (
            is_sentence
            and has_room
            and not is_capitals(self.lines[at].text)
            and not self._is_heading(at)
        )


def _next_numbers(lines: list[Line]) -> list[str]:
    """For each line the first number with a dot inside that begins a line below it."""
    ahead = [""] * len(lines)
    number = ""
    for at in reversed(range(len(lines))):
        ahead[at] = number
        if match := _DOTTED.match(lines[at].text):
            number = match.group()
    return ahead
