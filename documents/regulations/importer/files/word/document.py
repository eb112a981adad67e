"""A document of Word as lines: paragraphs with the numbers that a reader sees, rows of tables."""

from collections.abc import Iterator

from ...lines import SourceLine
from ...nodes import Dropped, Fault
from ..results import Extract, refusal
from .counting import Counters
from .inline import CONTENTS, DELETED, HIDDEN, Inline, InlineReader
from .notes import Note, Notes
from .numbering import Numbering
from .package import Package
from .styles import Facts, Styles
from .tables import cells_of, is_deleted, is_layout, rows_of
from .xml import MC, W, child, value

RUNNING_HEAD = "колонтитул"
INSERTED_FILE = "вложенный в документ файл"
_TRANSPARENT = {W + name for name in ("customXml", "ins", "moveTo", "sdtContent", "smartTag")}
_OUTSIDE = {W + name for name in ("del", "moveFrom")}
_WARNINGS = {
    "tracked-changes": "В документе есть непринятые исправления: вставленное взято в текст, "
    "удалённое пропущено. Проверьте, что принято именно это.",
    "computed-number": "В документе есть номера, которые вычисляет сам Word (поля AUTONUM или "
    "LISTNUM): в тексте их нет. Напечатайте их в документе и загрузите его ещё раз.",
}


def extract(data: bytes) -> Extract:
    """The lines of a DOCX, which `documents.uploads` has looked through before."""
    return Document(Package(data)).extract()


class Document:
    def __init__(self, package: Package):
        self._package = package
        self._body = child(package.document(), "body")
        styles = Styles(package.part("styles"))
        self._styles = styles
        self._numbering = Numbering(package.part("numbering"), styles.lists)
        self._counters = Counters()
        self._notes = Notes(package.part("footnotes"), package.part("endnotes"))
        self._inline = InlineReader(styles, self._notes, _comments(package.part("comments")))
        self._lines: list[SourceLine] = []
        self._dropped: list[Dropped] = []
        self._faults: dict[str, int] = {}
        self._carried = ""

    def extract(self) -> Extract:
        for part in self._package.parts("header") + self._package.parts("footer"):
            self._drop_running_head(part)
        if self._body is not None:
            self._inline.trust_fields(self._body)
            for line in self._top(self._body):
                self._lines.append(line)
            self._take(self._notes_of("endnote"))
        if not any(line.text.strip() for line in self._lines):
            raise refusal("В документе нет текста.")
        return Extract(
            self._lines, tuple(map(self._placed, self._dropped)), tuple(self._warnings())
        )

    def _take(self, lines: Iterator[SourceLine]) -> None:
        self._lines.extend(lines)

    # The walk over blocks; what it yields depends on what was yielded before, so it stays lazy.

    def _top(self, container) -> Iterator[SourceLine]:
        for block in _blocks(container):
            yield from self._block(block)
            yield from self._notes_of("footnote")

    def _inner(self, container) -> Iterator[SourceLine]:
        for block in _blocks(container):
            yield from self._block(block)

    def _block(self, block) -> Iterator[SourceLine]:
        if block.tag == f"{W}p":
            yield from self._paragraph(block)
        elif block.tag == f"{W}tbl":
            yield from self._table(block)
        elif block.tag == f"{W}altChunk":
            self._drop(INSERTED_FILE.capitalize(), INSERTED_FILE)
        elif block.tag == f"{W}sdt":
            yield from self._content_control(block)

    def _content_control(self, block) -> Iterator[SourceLine]:
        content = child(block, "sdtContent")
        gallery = child(child(child(block, "sdtPr"), "docPartObj"), "docPartGallery")
        if (value(gallery) or "").lower() == "table of contents":
            self._inline.skip(content)
            for paragraph in content.iter(f"{W}p"):
                self._drop(_plain(paragraph), CONTENTS)
        elif content is not None:
            yield from self._inner(content)

    def _paragraph(self, paragraph) -> Iterator[SourceLine]:
        properties = child(paragraph, "pPr")
        facts = self._styles.facts(properties)
        began_in_contents = self._inline.in_contents
        inline = self._inline.read(paragraph, hidden=facts.hidden)
        self._note_changes(inline, properties)
        for text, why in inline.left_out:
            self._drop(text, why)
        text = self._carried + inline.text
        self._carried = ""
        if facts.contents or (began_in_contents and not text.strip()):
            self._drop(text, CONTENTS)
        elif child(child(properties, "rPr"), "del") is not None:
            self._carried = text
            self._fault("tracked-changes")
        elif facts.run_on and text.strip():
            self._carried = f"{self._number(facts)}{text} "
        elif text.strip() or not _is_gone(inline):
            yield from self._printed(self._number(facts), text, facts)
        for box in inline.boxes:
            yield from self._inner(box)

    def _number(self, facts: Facts) -> str:
        numbered = self._numbering.list_of(facts.num_id)
        if numbered is None:
            return ""
        place = facts.level
        if facts.list_style:
            by_style = self._numbering.level_of_style(facts.num_id, facts.list_style)
            place = by_style if by_style is not None else place
        place = min(max(place or 0, 0), 8)
        number = self._counters.count(facts.num_id, numbered, place)
        return number + numbered.level(place).gap if number else ""

    def _printed(self, number: str, text: str, facts: Facts) -> Iterator[SourceLine]:
        """One line, or one for each that the author has broken off within the paragraph."""
        if facts.heading:
            text = text.replace("\n", " ")
        parts = [part for part in map(_single_spaces, (number + text).split("\n")) if part]
        if len(parts) == 1:
            yield SourceLine(parts[0], whole=True, heading=facts.heading)
        elif parts:
            yield SourceLine("")
            for part in parts:
                yield SourceLine(part)
            yield SourceLine("")

    def _table(self, table) -> Iterator[SourceLine]:
        layout = is_layout(table)
        for row in rows_of(table):
            if is_deleted(row):
                self._fault("tracked-changes")
                self._drop(_plain(row), DELETED)
            elif layout:
                for cell in cells_of(row):
                    if cell is not None:
                        yield from self._inner(cell)
            else:
                cells = [self._cell(cell) for cell in cells_of(row)]
                if any(cells):
                    yield SourceLine("\t".join(cells), whole=True)

    def _cell(self, cell) -> str:
        if cell is None:
            return ""
        return _single_spaces(" ".join(line.text for line in self._inner(cell)))

    def _notes_of(self, kind: str) -> Iterator[SourceLine]:
        for note in self._notes.waiting(kind):
            text = self._note_text(note)
            if text:
                yield SourceLine(text, whole=True)

    def _note_text(self, note: Note) -> str:
        lines = " ".join(line.text for line in self._inner(note.element))
        return _single_spaces(f"{note.mark} {lines}")

    # What is left out, and what the editor is told.

    def _drop(self, text: str, why: str) -> None:
        if shown := _single_spaces(text):
            self._dropped.append(Dropped(len(self._lines) + 1, shown, why))
        if why == DELETED:
            self._fault("tracked-changes")

    def _drop_running_head(self, part) -> None:
        texts = {_single_spaces(_plain(paragraph)) for paragraph in part.iter(f"{W}p")}
        known = {piece.text for piece in self._dropped}
        for text in sorted(texts - known):
            if any(map(str.isalpha, text)):
                self._drop(text, RUNNING_HEAD)

    def _note_changes(self, inline: Inline, properties) -> None:
        if inline.inserted or child(child(properties, "rPr"), "ins") is not None:
            self._fault("tracked-changes")
        if inline.counted_by_word:
            self._fault("computed-number")

    def _fault(self, code: str) -> None:
        self._faults.setdefault(code, len(self._lines) + 1)

    def _placed(self, piece: Dropped) -> Dropped:
        return Dropped(min(piece.line, len(self._lines)), piece.text, piece.why)

    def _warnings(self) -> Iterator[Fault]:
        for code, line in self._faults.items():
            yield Fault(code, "", min(line, len(self._lines)), _WARNINGS[code])


def _blocks(container) -> Iterator:
    """Paragraphs and tables, those in wrappings too; of two renditions the first."""
    for element in container:
        if element.tag in _TRANSPARENT:
            yield from _blocks(element)
        elif element.tag == f"{MC}AlternateContent":
            shown = next(iter(element), None)
            if shown is not None:
                yield from _blocks(shown)
        elif element.tag not in _OUTSIDE:
            yield element


def _is_gone(inline: Inline) -> bool:
    """Is nothing of the paragraph seen because all of it was left out? Then no number is seen either."""
    return any(why in (DELETED, HIDDEN, CONTENTS) for _, why in inline.left_out)


def _comments(root) -> dict[str, str]:
    found = [] if root is None else root.iterchildren(f"{W}comment")
    return {item.get(f"{W}id"): _single_spaces(_plain(item)) for item in found}


def _plain(element) -> str:
    """All words of an element, for telling what was left out."""
    pieces = (piece.text or " " for piece in element.iter(f"{W}t", f"{W}delText", f"{W}tab"))
    return "".join(pieces)


def _single_spaces(text: str) -> str:
    return " ".join(text.split())
