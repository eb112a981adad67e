"""What a file was made of, as one hash: a file of another stamp is made anew."""

from functools import cache as once
from hashlib import blake2b

from django.template.loader import get_template

from documents.papers.press import SHEETS

from ..choices import DownloadFormat
from ..models import Edition
from .manuscript import errata_of

_VERSION = "1"
"""Raised when the writers say the same edition otherwise; what PDF is made of is seen by itself."""
_TEMPLATES = [
    f"regulations/papers/{name}.html"
    for name in ("edition", "contents", "piece", "children", "comparison", "compared_words")
]


def stamp_of(edition: Edition, format: str, against: Edition | None = None) -> str:
    """One query for the corrected misprints, none for Markdown and comparisons, which leave them out."""
    page = edition.page
    parts = [_VERSION, edition.text_sha256, edition.act, edition.effective_from, edition.title]
    parts += [page.short_name, page.title, page.url]
    if format == DownloadFormat.PDF:
        parts.append(_looks())
    if against is not None:
        parts += [against.text_sha256, against.act, against.effective_from]
    elif format != DownloadFormat.MARKDOWN:
        fields = ("clause__anchor", "wrong", "right", "made_on", "ground")
        parts += errata_of(edition).values_list(*fields)
    return blake2b("\n".join(map(str, parts)).encode(), digest_size=16).hexdigest()


@once
def _looks() -> str:
    sources = [get_template(name).template.source for name in _TEMPLATES]
    sources += [(SHEETS / name).read_text() for name in ("paper.css", "regulation.css")]
    return blake2b("".join(sources).encode(), digest_size=8).hexdigest()
