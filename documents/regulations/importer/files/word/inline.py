"""What stands in a paragraph: the text that a reader sees, and what is left out of it."""

from dataclasses import dataclass, field

from .. import signs
from .notes import Notes
from .styles import Styles
from .xml import MC, W, child, value

DELETED = "удалено при правке, исправление не принято"
HIDDEN = "скрытый текст"
CONTENTS = "оглавление"
COMMENT = "примечание на полях"
PICTURE = "рисунок"
CHART = "диаграмма или схема"
_COUNTED_BY_WORD = ("AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "LISTNUM")
_LINE = "\n"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SHOWN_BY_ALTERNATIVES = (f"{MC}Choice", f"{MC}Fallback")


@dataclass
class Inline:
    """`text` has a line feed for a break of line; `left_out` are pairs of text and reason."""

    text: str = ""
    left_out: list[tuple[str, str]] = field(default_factory=list)
    boxes: list = field(default_factory=list)
    inserted: bool = False
    counted_by_word: bool = False


@dataclass
class _Field:
    """A field of Word: its code up to the separator, then its result, which is what is shown."""

    code: str = ""
    in_result: bool = False

    @property
    def name(self) -> str:
        return (self.code.split() or [""])[0].upper()


class InlineReader:
    """Reads paragraph after paragraph: a field may begin in one and end in another."""

    def __init__(self, styles: Styles, notes: Notes, comments: dict[str, str]):
        self._styles = styles
        self._notes = notes
        self._comments = comments
        self._fields: list[_Field] = []
        self._out = Inline()
        self._hidden = False
        self._trusted = True

    @property
    def in_contents(self) -> bool:
        return any(one.name == "TOC" for one in self._fields)

    def trust_fields(self, body) -> None:
        """Fields count only where each that begins also ends: a cut one would swallow the rest."""
        kinds = [mark.get(f"{W}fldCharType") for mark in body.iter(f"{W}fldChar")]
        self._trusted = kinds.count("begin") == kinds.count("end")

    def skip(self, content) -> None:
        """Let the fields of a part that nobody reads begin and end."""
        for item in content.iter(f"{W}fldChar", f"{W}instrText"):
            _READERS[item.tag](self, item)

    def read(self, paragraph, *, hidden: bool = False) -> Inline:
        self._out, self._hidden = Inline(), hidden
        self._walk(paragraph)
        # A code that no separator ended must not swallow the paragraphs that follow.
        self._fields = [one for one in self._fields if one.in_result]
        return self._out

    def _walk(self, element) -> None:
        for item in element:
            read = _READERS.get(item.tag)
            if read:
                read(self, item)

    def _add(self, text: str) -> None:
        if self._fields and not all(one.in_result for one in self._fields):
            return
        if self.in_contents:
            self._leave(text, CONTENTS)
        else:
            self._out.text += text

    def _leave(self, text: str, why: str) -> None:
        """Pieces with one reason that follow each other are one piece."""
        last = self._out.left_out[-1] if self._out.left_out else ("", "")
        if last[1] == why and why not in (COMMENT, PICTURE, CHART):
            self._out.left_out[-1] = (last[0] + text, why)
        else:
            self._out.left_out.append((text, why))

    def _inserted(self, element) -> None:
        self._out.inserted = True
        self._walk(element)

    def _deleted(self, element) -> None:
        text = "".join(
            piece.text or "" for piece in element.iter(f"{W}delText", f"{W}t", f"{W}tab")
        )
        if text.strip():
            self._leave(text, DELETED)

    def _alternatives(self, element) -> None:
        """The first rendition that we can show; both show the same."""
        shown = next(iter(element.iterchildren(*_SHOWN_BY_ALTERNATIVES)), None)
        if shown is not None:
            self._walk(shown)

    def _simple_field(self, element) -> None:
        self._fields.append(_Field(element.get(f"{W}instr") or "", in_result=True))
        self._walk(element)
        self._fields.pop()

    def _content_control(self, element) -> None:
        if (content := child(element, "sdtContent")) is not None:
            self._walk(content)

    def _run(self, run) -> None:
        properties = child(run, "rPr")
        hidden = self._styles.is_hidden(properties)
        if self._hidden if hidden is None else hidden:
            self._hide(run)
            return
        before = len(self._out.text)
        self._walk(run)
        if value(child(properties, "vertAlign")) == "superscript":
            own = self._out.text[before:]
            if own.strip().isdecimal():
                self._out.text = self._out.text[:before] + signs.raised(own)

    def _hide(self, run) -> None:
        """Hidden text is left out; the codes of a field count on."""
        for item in run:
            if item.tag in (f"{W}fldChar", f"{W}instrText"):
                _READERS[item.tag](self, item)
        if text := "".join(piece.text or "" for piece in run.iter(f"{W}t")):
            self._leave(text, CONTENTS if self.in_contents else HIDDEN)

    def _text(self, element) -> None:
        self._add(signs.visible(element.text or "").replace("\t", " ").replace(_LINE, " "))

    def _space(self, element) -> None:
        self._add(" ")

    def _hyphen(self, element) -> None:
        self._add("-")

    def _break(self, element) -> None:
        is_line = element.get(f"{W}type") in (None, "textWrapping")
        self._add(_LINE if is_line else " ")

    def _sign(self, element) -> None:
        self._add(signs.sign(element.get(f"{W}char"), element.get(f"{W}font")))

    def _field_mark(self, element) -> None:
        kind = element.get(f"{W}fldCharType") if self._trusted else ""
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].in_result = True
        elif kind == "end" and self._fields:
            ended = self._fields.pop()
            self._out.counted_by_word |= ended.name in _COUNTED_BY_WORD

    def _field_code(self, element) -> None:
        if self._fields and not self._fields[-1].in_result:
            self._fields[-1].code += element.text or ""

    def _note(self, element) -> None:
        kind = "endnote" if element.tag == f"{W}endnoteReference" else "footnote"
        own_mark = element.get(f"{W}customMarkFollows") in ("1", "true", "on")
        self._add(self._notes.refer(kind, element.get(f"{W}id") or "", own_mark=own_mark))

    def _comment(self, element) -> None:
        if text := self._comments.get(element.get(f"{W}id") or ""):
            self._leave(text, COMMENT)

    def _drawing(self, element) -> None:
        """A drawing may hold boxes of text; any other is told, not taken."""
        boxes = [box for box in element.iter(f"{W}txbxContent") if _is_shown(box, element)]
        if boxes:
            self._out.boxes.extend(boxes)
            return
        names = [item.get("descr") or item.get("title") or "" for item in element.iter("{*}docPr")]
        text = next(filter(None, names), "")
        is_chart = any(True for _ in element.iter("{*}chart", "{*}relIds"))
        is_picture = any(True for _ in element.iter("{*}pic", "{*}imagedata"))
        if is_chart or is_picture:
            why = CHART if is_chart else PICTURE
            self._leave(text or why.capitalize(), why)

    def _math(self, element) -> None:
        self._add("".join(piece.text or "" for piece in element.iter(f"{_MATH}t")))

    def _ruby(self, element) -> None:
        if (base := child(element, "rubyBase")) is not None:
            self._walk(base)


def _is_shown(box, drawing) -> bool:
    """Not the second rendition of a box, and not a box within a box, which its own text brings."""
    above = box.getparent()
    while above is not None and above is not drawing:
        if above.tag in (f"{MC}Fallback", f"{W}txbxContent"):
            return False
        above = above.getparent()
    return True


_READERS = {
    **{
        W + name: InlineReader._walk
        for name in ("hyperlink", "smartTag", "customXml", "dir", "bdo", "sdtContent")
    },
    **{W + name: InlineReader._inserted for name in ("ins", "moveTo")},
    **{W + name: InlineReader._deleted for name in ("del", "moveFrom")},
    **{W + name: InlineReader._space for name in ("tab", "ptab")},
    **{W + name: InlineReader._note for name in ("footnoteReference", "endnoteReference")},
    **{W + name: InlineReader._drawing for name in ("drawing", "pict", "object")},
    f"{MC}AlternateContent": InlineReader._alternatives,
    f"{W}r": InlineReader._run,
    f"{W}t": InlineReader._text,
    f"{W}br": InlineReader._break,
    f"{W}cr": InlineReader._break,
    f"{W}noBreakHyphen": InlineReader._hyphen,
    f"{W}sym": InlineReader._sign,
    f"{W}fldSimple": InlineReader._simple_field,
    f"{W}fldChar": InlineReader._field_mark,
    f"{W}instrText": InlineReader._field_code,
    f"{W}sdt": InlineReader._content_control,
    f"{W}commentReference": InlineReader._comment,
    f"{W}ruby": InlineReader._ruby,
    f"{_MATH}oMath": InlineReader._math,
    f"{_MATH}oMathPara": InlineReader._math,
}
