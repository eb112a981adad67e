"""Lines to blocks: one block for each numbered piece, row of a list, paragraph, table or form."""

from dataclasses import dataclass, replace

from ..choices import ClauseKind
from .forms import find_forms
from .heads import Head, begins_small, cites, is_unfinished, read_head
from .lines import Line

_HEADING_LENGTH = 200


@dataclass(frozen=True)
class Block:
    """A piece of the text before it has a place in the tree.

    `head` is None where nothing is printed before the text. A form is `detached` when it stands
    after an appendix and belongs to none.
    """

    kind: ClauseKind
    text: str
    line: int
    head: Head | None = None
    detached: bool = False

    @property
    def label(self) -> str | None:
        return self.head.label if self.head else None

    @property
    def style(self) -> str:
        return self.head.style if self.head else ""

    @property
    def components(self) -> int:
        """How many numbers the label of a clause has: 3 in «2.3.1», 0 in what is no clause."""
        is_clause = self.kind == ClauseKind.CLAUSE and self.label
        return len(self.label.split(".")) if is_clause else 0


def read_blocks(lines: list[Line]) -> list[Block]:
    """The blocks in order; whatever a line says stands in exactly one of them."""
    return _mark_rows(_settle_sections(_split(lines)))


@dataclass(frozen=True)
class _Layout:
    """Whether the source is wrapped at the width of a page, and that width in letters."""

    width: int = 0

    @classmethod
    def of(cls, lines: list[Line]) -> "_Layout":
        lengths = sorted(len(line.text) for line in lines)
        if len(lengths) < 20:
            return cls()
        width = lengths[int(len(lengths) * 0.95)]
        full = sum(length > 0.8 * width for length in lengths)
        return cls(width if width <= 110 and full > 0.3 * len(lengths) else 0)

    def breaks_early(self, line: str, following: str, share: float) -> bool:
        """Would the first word of the following line have stood on this one too?"""
        first_word = following.split(maxsplit=1)[0]
        return len(line) + 1 + len(first_word) <= share * self.width


def _split(lines: list[Line]) -> list[Block]:
    layout = _Layout.of(lines)
    forms = {form.start: form for form in find_forms(lines)}
    blocks: list[Block] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        last = blocks[-1] if blocks else None
        after_row = len(blocks) > 1 and blocks[-2].text.endswith(";")
        if form := forms.get(index):
            text = "\n".join(lines[at].text for at in range(form.start, form.end))
            blocks.append(Block(ClauseKind.FORM, text, line.number, detached=form.detached))
            index = form.end
            continue
        block = _opened_by(line, last)
        if block is None and last and _goes_on(lines[index - 1], line, last, layout, after_row):
            blocks[-1] = replace(last, text=_joined(last, line))
        else:
            blocks.append(block or Block(ClauseKind.PARAGRAPH, line.text, line.number))
        index += 1
    return blocks


def _opened_by(line: Line, last: Block | None) -> Block | None:
    """The block that this line certainly opens."""
    if line.is_row:
        in_table = last and last.kind == ClauseKind.TABLE
        return None if in_table else Block(ClauseKind.TABLE, line.text, line.number)
    before = last.text if last and last.kind != ClauseKind.TABLE else ""
    if head := read_head(line.text, before, last.head if last else None):
        return Block(head.kind, head.rest, line.number, head)
    return None


def _goes_on(previous: Line, line: Line, last: Block, layout: _Layout, after_row: bool) -> bool:
    """Is this line the rest of the block that the previous line left?"""
    if last.kind in (ClauseKind.TABLE, ClauseKind.FORM):
        return last.kind == ClauseKind.TABLE and line.is_row
    if line.heading or previous.heading:
        return line.heading and previous.heading and line.number == previous.number + 1
    if not last.text:
        return last.kind != ClauseKind.APPENDIX
    if previous.whole or line.whole:
        return False
    if cites(last.text) or (is_unfinished(last.text) and _begins_inside(line.text, last)):
        return True
    share = _share_of_full_line(last, after_row)
    return bool(layout.width and share) and not layout.breaks_early(previous.text, line.text, share)


def _begins_inside(text: str, last: Block) -> bool:
    """A small letter, or a number such as a date after what is certainly no heading."""
    no_heading = last.components > 1 or last.kind == ClauseKind.ITEM
    return begins_small(text) or (no_heading and text[0].isdecimal())


def _share_of_full_line(block: Block, after_row: bool) -> float:
    """How full the last line must be for the block to go on below it; 0: it has ended.

    Only lines wrapped at the width of a page tell: a break before it was meant.
    """
    is_clause = block.head is not None
    match block.text[-1]:
        case ";":
            return 0
        case ":":
            return 0 if is_clause else 1
        case "." | "!" | "?":
            return 0 if after_row and not is_clause else 0.92
    return 0.75


def _joined(block: Block, line: Line) -> str:
    """«наставник-» and «кандидат» make one word; rows of a table keep their lines."""
    text, more = block.text, line.text
    if block.kind == ClauseKind.TABLE:
        return f"{text}\n{more}"
    inside_word = len(text) > 1 and text[-1] == "-" and text[-2].isalpha() and more[0].isalpha()
    return f"{text}{more}" if inside_word or not text else f"{text} {more}"


def _settle_sections(blocks: list[Block]) -> list[Block]:
    """«5. Взаимодействие» is a section where clauses of more numbers follow, else a clause."""
    is_dotted = any(block.components > 1 for block in blocks)
    settled: list[Block] = []
    following: Block | None = None
    for block in reversed(blocks):
        if block.components == 1 and is_dotted and _is_section(block, following):
            block = replace(block, kind=ClauseKind.SECTION)
        if block.kind not in (ClauseKind.ITEM, ClauseKind.PARAGRAPH, ClauseKind.TABLE):
            following = block
        settled.append(block)
    return settled[::-1]


def _is_section(block: Block, following: Block | None) -> bool:
    if following and (following.label or "").startswith(f"{block.label}."):
        return True
    return len(block.text) <= _HEADING_LENGTH and is_unfinished(block.text)


def _mark_rows(blocks: list[Block]) -> list[Block]:
    """Paragraphs that are rows of a list after a colon become items."""
    marked: list[Block] = []
    list_is_open = False
    for block in blocks:
        last = marked[-1] if marked else None
        if block.kind == ClauseKind.PARAGRAPH and last and _is_row(block, last, list_is_open):
            block = replace(block, kind=ClauseKind.ITEM)
        if block.kind != ClauseKind.ITEM:
            list_is_open = block.text.endswith(":")
        marked.append(block)
    return marked


def _is_row(block: Block, last: Block, list_is_open: bool) -> bool:
    after_row = last.text.endswith(";")
    if begins_small(block.text):
        return list_is_open or after_row
    if block.text.endswith(":"):
        return False
    return list_is_open and (block.text.endswith(";") or after_row)
