"""What every writer gets: the tree of an edition, the corrected misprints, and what is known of its adoption.

Interpretations are left out of all files: they are no part of the text and change more often than it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.formats import date_format

from home.rulebook.text import NBSP

from ..models import Edition, Erratum
from ..reading.pieces import Piece, build_pieces


@dataclass(frozen=True)
class Manuscript:
    """`pieces` is the tree, `errata` by the anchor of their clause in the order of their dates."""

    edition: Edition
    pieces: list[Piece]
    errata: dict[str, list[Erratum]] = field(default_factory=dict)

    @property
    def title(self) -> str:
        return self.edition.title

    @property
    def short_name(self) -> str:
        return self.edition.page.short_name

    @property
    def url(self) -> str:
        """The full address of this very edition."""
        return settings.WAGTAILADMIN_BASE_URL + self.edition.get_absolute_url()

    @property
    def since(self) -> str:
        """«Редакция, действующая с 1 сентября 2026 г.»."""
        return f"Редакция, действующая с{NBSP}{date_format(self.edition.effective_from)}"

    def walk(self) -> Iterator[tuple[int, Piece]]:
        """Every piece in the order of the text with its depth."""
        yield from _walk(self.pieces, 0)


def _walk(pieces: list[Piece], depth: int) -> Iterator[tuple[int, Piece]]:
    for piece in pieces:
        yield depth, piece
        yield from _walk(piece.children, depth + 1)


def read_manuscript(edition: Edition) -> Manuscript:
    """Two queries."""
    errata: dict[str, list[Erratum]] = {}
    for erratum in errata_of(edition):
        errata.setdefault(erratum.clause.anchor, []).append(erratum)
    return Manuscript(edition, build_pieces(edition.clauses.order_by("order")), errata)


def errata_of(edition: Edition):
    found = Erratum.objects.filter(clause__edition=edition).select_related("clause")
    return found.order_by("clause__order", "made_on", "pk")


def erratum_in_words(erratum: Erratum) -> str:
    """«Опечатка: вместо «срок» следует читать «строк». Исправлено 12 января 2026 г., приказ № 7.»."""
    if erratum.right:
        reading = f"вместо «{erratum.wrong}» следует читать «{erratum.right}»"
    else:
        reading = f"слова «{erratum.wrong}» лишние"
    day = date_format(erratum.made_on)
    return f"Опечатка: {reading}. Исправлено {day}: {erratum.ground.rstrip('.')}."
