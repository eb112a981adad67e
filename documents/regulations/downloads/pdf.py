"""The edition on paper: tagged (PDF/UA), with bookmarks, contents with page numbers and running heads."""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from documents.papers import pdf

from ..beside import split_at_errata
from .manuscript import Manuscript, erratum_in_words

_FOOTNOTE = '<span class="misprint">{}</span>'
SECONDS = 120
"""The task queue prints: nobody waits at a page."""


def write(manuscript: Manuscript) -> bytes:
    for _, piece in manuscript.walk():
        piece.words = words_with_footnotes
        piece.errata = manuscript.errata.get(piece.clause.anchor, [])
    context = {
        "manuscript": manuscript,
        "pieces": manuscript.pieces,
        "contents": any(piece.is_heading for piece in manuscript.pieces),
    }
    return pdf.render(
        "regulations/papers/edition.html", context, layout="regulation", seconds=SECONDS
    )


def words_with_footnotes(text: str, anchor: str = "", errata: Iterable = ()) -> SafeString:
    """The text as it was adopted; after each misprint a footnote says how it should be read."""
    return format_html_join(
        "",
        "{}{}",
        (
            (words, format_html(_FOOTNOTE, erratum_in_words(erratum)) if erratum else "")
            for words, erratum in split_at_errata(text, errata)
        ),
    )
