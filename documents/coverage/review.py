"""Which editions may be linked, and what in them waits for an editor."""

import datetime
from dataclasses import dataclass

from documents.regulations.models import Edition
from home.rulebook.text import NBSP

from .choices import Standing
from .models import Coverage
from .queries import piece_of
from .rules import Piece


def editions_to_link(on: datetime.date) -> list[Edition]:
    """The editions in force of all regulations, and adopted ones to come; past ones are closed."""
    adopted = Edition.objects.adopted().select_related("page")
    in_force = {each.page_id: each for each in adopted.in_force(on).reverse()}
    coming = adopted.filter(effective_from__gt=on)
    editions = [*in_force.values(), *coming]
    return sorted(editions, key=lambda each: (each.page.path, each.effective_from))


def is_closed(edition: Edition, on: datetime.date) -> bool:
    """A later edition is in force: what was linked then stays as it was."""
    later = edition.page.editions.in_force(on).filter(effective_from__gt=edition.effective_from)
    return later.exists()


def later_editions(edition: Edition) -> list[Edition]:
    """Adopted editions of the same regulation that come after it, the next one first."""
    later = edition.page.editions.adopted().filter(effective_from__gt=edition.effective_from)
    return list(later.select_related("page").order_by("effective_from"))


def edition_before(edition: Edition) -> Edition | None:
    earlier = edition.page.editions.adopted().filter(effective_from__lt=edition.effective_from)
    return earlier.select_related("page").order_by("-effective_from").first()


def waiting_rows(on: datetime.date):
    """Proposals and links whose clause changed, of the editions that may still be linked."""
    editions = editions_to_link(on)
    rows = Coverage.objects.waiting().filter(edition__in=editions)
    return rows.select_related("edition__page", "clause__edition", "former__edition")


@dataclass(frozen=True)
class Item:
    """A row that waits: where it leads now and where it led when somebody confirmed it, and why it waits."""

    row: Coverage
    piece: Piece | None
    former: Piece | None
    reason: str

    @property
    def comparison(self) -> str:
        """Address of what became of the clause between the two editions; "" without two, or without such a page."""
        former, edition = self.row.former, self.row.edition
        address = edition.page.find_address("compare")
        if former is None or former.edition_id == edition.pk or not address:
            return ""
        return f"{address}?from={former.edition.effective_from}&to={edition.effective_from}"


def to_review(row: Coverage) -> Item:
    """`row` comes with its clauses and their editions."""
    piece = piece_of(row.clause) if row.clause else None
    former = piece_of(row.former) if row.former else None
    return Item(row, piece, former, _reason(row, piece, former))


def _reason(row: Coverage, piece: Piece | None, former: Piece | None) -> str:
    edition = f"в{NBSP}редакции №{NBSP}{row.edition.number}"
    if row.standing == Standing.LOST:
        return f"{former.place} {edition} больше нет"
    if row.standing == Standing.CHANGED:
        moved = f", теперь это {piece.place}" if piece.place != former.place else ""
        return f"{former.place} {edition} изменился{moved}"
    return "программа связала сама, по номеру пункта"
