"""What is asked of drafts: the flat outline that corrections work on, the version, the file."""

from collections.abc import Iterable
from dataclasses import asdict

from django.db.models import Max

from .choices import ClauseKind, EditionStatus, ReadingState
from .importer import Dropped, Fault, Outline
from .importer.corrections import Change
from .importer.flat import Flat, Piece, regrow, signs_of
from .models import Clause, Correction, Edition, SourceReading


def flat_of(edition: Edition, clauses: Iterable[Clause] | None = None) -> Flat:
    """The rows of an edition; its title counts only where the source prints one."""
    rows = edition.clauses.order_by("order") if clauses is None else clauses
    pieces = tuple(
        Piece(
            kind=ClauseKind(clause.kind),
            marker=clause.marker,
            label=clause.label,
            title=clause.title,
            text=clause.text,
            line=clause.line or 1,
            depth=clause.depth,
        )
        for clause in rows
    )
    line = _title_line(edition, pieces)
    return Flat(edition.title if line else "", pieces, line)


def outline_of(edition: Edition, flat: Flat, warnings: tuple[Fault, ...] = ()) -> Outline:
    return Outline(
        flat.title,
        regrow(flat),
        warnings=warnings,
        dropped=dropped_of(edition),
        source=edition.source_text,
        title_line=flat.title_line,
    )


def warnings_of(edition: Edition) -> tuple[Fault, ...]:
    return tuple(Fault(**fault) for fault in edition.findings.get("warnings", ()))


def dropped_of(edition: Edition) -> tuple[Dropped, ...]:
    return tuple(Dropped(**piece) for piece in edition.findings.get("dropped", ()))


def _title_line(edition: Edition, pieces: tuple[Piece, ...]) -> int:
    """The line of the title, 0 where the file prints none; drafts from before it was kept begin with it."""
    if "title_line" in edition.findings:
        return edition.findings["title_line"]
    above = kept_lines(edition)[: pieces[0].line - 1] if pieces else []
    return next((number for number, signs in enumerate(above, start=1) if signs), 0)


def kept_lines(edition: Edition) -> list[str]:
    """The signs of each line of the source without what was dropped as noise."""
    lines = [signs_of(line) for line in edition.source_text.split("\n")]
    for piece in dropped_of(edition):
        if 0 < piece.line <= len(lines):
            lines[piece.line - 1] = _without(lines[piece.line - 1], signs_of(piece.text))
    return lines


def _without(signs: str, noise: str) -> str:
    """Noise stands at the beginning of a line or at its end."""
    if signs.startswith(noise):
        return signs.removeprefix(noise)
    head, _, tail = signs.rpartition(noise)
    return head + tail


def rows_as_json(change: Change) -> list[dict]:
    return [asdict(piece) | {"kind": piece.kind.value} for piece in change.before]


def change_of(correction: Correction) -> Change:
    before = tuple(Piece(**row | {"kind": ClauseKind(row["kind"])}) for row in correction.before)
    return Change(correction.at, before, correction.after)


def version_of(edition: Edition) -> int:
    """Grows with every correction of a draft: two editors compare what they have seen by it."""
    return edition.corrections.aggregate(last=Max("number"))["last"] or 0


def uploaded_before(sha256: str) -> Edition | None:
    """The edition that was made from the same file (T27)."""
    editions = Edition.objects.filter(source_sha256=sha256).select_related("page")
    return editions.order_by("pk").first()


def being_read(sha256: str) -> SourceReading | None:
    """The same file in the queue: another tab, another editor."""
    readings = SourceReading.objects.filter(stored_file__sha256=sha256)
    return readings.filter(state=ReadingState.WAITING).first()


def under_review():
    """What waits for the secretary, the longest first."""
    editions = Edition.objects.filter(status=EditionStatus.REVIEW).select_related("page")
    return editions.defer("source_text", "findings").order_by("sent_to_review_at", "pk")


def returned_to(user):
    """Drafts of a user that came back with a remark."""
    editions = Edition.objects.filter(status=EditionStatus.DRAFT, created_by=user)
    editions = editions.exclude(review_remark="").select_related("page")
    return editions.defer("source_text", "findings").order_by("pk")
