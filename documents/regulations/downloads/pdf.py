"""The edition on paper: tagged (PDF/UA), with bookmarks, contents with page numbers and running heads."""

from collections.abc import Iterable

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from documents.papers import pdf

from .manuscript import Manuscript, erratum_in_words

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
    html = conditional_escape(text)
    for erratum in errata:
        wrong = conditional_escape(erratum.wrong)
        note = format_html('<span class="misprint">{}</span>', erratum_in_words(erratum))
        html = mark_safe(html.replace(wrong, wrong + note, 1))  # noqa: S308
    return html
