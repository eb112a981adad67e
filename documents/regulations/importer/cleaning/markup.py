"""Markup taken out of a text: Markdown headings, bold, escapes, and the strokes of tables."""

import re

from .drafts import DraftLine, single_spaces

_HEADING = "разметка заголовка"
_TABLE = "разметка таблицы"
_BOLD = "**"
_HASHES = re.compile(r"^(#{1,6})\s+(?=\S)")
_CLOSING_HASHES = re.compile(r"\s#{1,6}$")
_INNER_BOLD = re.compile(r"\*\*(?=\S)([^*]{1,400})(?<=\S)\*\*")
_ESCAPE = re.compile(r"\\(?=[.\-*#_()\[\]+!|>])")
_STROKES = frozenset("-=─═–—*")
_RULER = _STROKES | frozenset("|:+ \t│║┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬")
_PIPES = str.maketrans("│║┃", "|||")
_SETEXT_LENGTH = 120


def drop_markup(drafts: list[DraftLine]) -> None:
    _drop_escapes(drafts)
    _drop_rulers(drafts)
    _drop_pipes(drafts)
    _drop_heading_marks(drafts)


def _drop_escapes(drafts: list[DraftLine]) -> None:
    """«1\\.» of Markdown is «1.»."""
    for draft in drafts:
        text, count = _ESCAPE.subn("", draft.text)
        if count:
            draft.drop("\\" * count, "разметка")
            draft.text = text


def _drop_rulers(drafts: list[DraftLine]) -> None:
    """Strokes under the head of a table; those under a heading tell that it is one."""
    for at, draft in enumerate(drafts):
        if not _is_ruler(draft.text):
            continue
        above = drafts[at - 1] if at else None
        if above and _is_underlined(drafts, at):
            above.heading = True
            above.level = 1 if draft.text[0] == "=" else 2
            draft.drop_whole(_HEADING)
        else:
            draft.drop_whole("линейка таблицы")


def _is_ruler(text: str) -> bool:
    signs = set(text)
    return (
        bool(signs & _STROKES)
        and signs <= _RULER
        and sum(sign in _STROKES for sign in text) >= 3
        and not (len(text) <= 5 and signs <= set("–— "))
    )


def _is_underlined(drafts: list[DraftLine], at: int) -> bool:
    """A heading of one line with «====» or «----» below it and nothing close above."""
    above, rule = drafts[at - 1].text, drafts[at].text
    return (
        set(rule) in ({"="}, {"-"})
        and 0 < len(above) <= _SETEXT_LENGTH
        and not set("|\t_") & set(above)
        and above[-1] not in ",;:"
        and (at < 2 or not drafts[at - 2].text)
    )


def _drop_pipes(drafts: list[DraftLine]) -> None:
    """«| № | Вид |» is a row whose cells are parted by tabs."""
    for at, draft in enumerate(drafts):
        piped = draft.text.translate(_PIPES)
        if not _is_piped_row(piped, drafts, at):
            continue
        strokes = "".join(sign for sign in draft.text if sign in "|│║┃")
        draft.drop(strokes, _TABLE)
        bare = piped.removeprefix("|").removesuffix("|")
        draft.text = "\t".join(single_spaces(cell.replace("\t", " ")) for cell in bare.split("|"))
        if "\t" not in draft.text:
            draft.text = draft.text.strip()
        elif not draft.text.strip():
            draft.text = ""


def _is_piped_row(piped: str, drafts: list[DraftLine], at: int) -> bool:
    if piped.startswith("|"):
        return len(piped) > 1
    count = piped.count(" | ")
    beside = drafts[max(0, at - 1) : at] + drafts[at + 1 : at + 2]
    return count > 0 and any(
        line.raw.count("|") >= count
        or (line.text == "" and "|" in line.raw)
        or line.text.count("\t") == count
        for line in beside
    )


def _drop_heading_marks(drafts: list[DraftLine]) -> None:
    bold = _bold_lines(drafts)
    for draft in drafts:
        if mark := _HASHES.match(draft.text):
            draft.drop(mark[1], _HEADING)
            draft.heading, draft.level = True, len(mark[1])
            draft.text = draft.text[mark.end() :]
            if closing := _CLOSING_HASHES.search(draft.text):
                draft.drop(closing.group().strip(), _HEADING, last=True)
                draft.text = draft.text[: closing.start()].rstrip()
        if draft.number in bold:
            draft.heading = True
            _strip_bold(draft)
        elif _INNER_BOLD.search(draft.text):
            draft.text, count = _INNER_BOLD.subn(r"\1", draft.text)
            draft.drop(_BOLD * 2 * count, "разметка")


def _strip_bold(draft: DraftLine) -> None:
    if draft.text.startswith(_BOLD):
        draft.drop(_BOLD, _HEADING)
        draft.text = draft.text.removeprefix(_BOLD).strip()
    if draft.text.endswith(_BOLD):
        draft.drop(_BOLD, _HEADING, last=True)
        draft.text = draft.text.removesuffix(_BOLD).strip()


def _bold_lines(drafts: list[DraftLine]) -> set[int]:
    """Numbers of the lines between «**» and «**»; the pair may span lines that follow closely."""
    inside: set[int] = set()
    start = None
    for draft in drafts:
        content = draft.text
        if not content:
            start = None
        elif content.startswith(_BOLD) and content.strip("*"):
            start = (
                None if content.count(_BOLD) > 1 and not content.endswith(_BOLD) else draft.number
            )
        if start and content.endswith(_BOLD) and content.strip("*"):
            if content.count(_BOLD) <= 2:
                inside.update(range(start, draft.number + 1))
            start = None
    return inside
