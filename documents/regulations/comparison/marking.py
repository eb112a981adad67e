"""Pieces of words as HTML: <ins> and <del> that are also heard, not only seen."""

from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .words import WordKind, WordPiece

_HEARD = '<span class="visually-hidden"> [{}] </span>'
_DEL = f"<del>{_HEARD.format('исключено:')}{{}}{_HEARD.format('конец исключённого')}</del>"
_INS = f"<ins>{_HEARD.format('добавлено:')}{{}}{_HEARD.format('конец добавленного')}</ins>"
_RESPELLED = '<span class="respelled">{}</span>'
_CELL = ' <span class="compared__cell">|</span> '


def both(pieces: Iterable[WordPiece]) -> SafeString:
    """One text with what was removed and what was added; what stands in place of other words keeps off them."""
    marked = []
    before = None
    for piece in pieces:
        html = _marked(piece)
        if piece.kind == WordKind.ADDED and before == WordKind.REMOVED:
            html = html.replace("<ins>", '<ins class="instead">', 1)
        marked.append(html)
        before = piece.kind
    return _joined(marked)


def before(pieces: Iterable[WordPiece]) -> SafeString:
    """The old text; what is not in the new one is marked."""
    return _joined(_marked(piece, old=True) for piece in pieces if piece.old)


def after(pieces: Iterable[WordPiece]) -> SafeString:
    return _joined(_marked(piece) for piece in pieces if piece.new)


def plain(pieces: Iterable[WordPiece]) -> SafeString:
    return _joined(_text(piece.old or piece.new) for piece in pieces)


def _marked(piece: WordPiece, *, old: bool = False) -> str:
    match piece.kind:
        case WordKind.REMOVED:
            return _DEL.format(_text(piece.old))
        case WordKind.ADDED:
            return _INS.format(_text(piece.new))
        case WordKind.RESPELLED:
            text = piece.old if old else piece.new
            return _RESPELLED.format(_text(text)) if text.strip() else _text(text)
    return _text(piece.old)


def _text(text: str) -> str:
    """Rows of tables and lines of forms keep their ends."""
    return escape(text).replace("\n", "<br>").replace("\t", _CELL)


def _joined(marked: Iterable[str]) -> SafeString:
    return mark_safe("".join(marked))  # noqa: S308
