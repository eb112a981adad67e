"""A draft is corrected row by row; two editors never undo each other's work unseen."""

import datetime
from collections.abc import Callable
from dataclasses import replace

from django.db import transaction
from django.utils.text import Truncator
from wagtail.log_actions import log

from home.rulebook import DomainError

from ..choices import ActKind, ClauseKind
from ..drafts import (
    change_of,
    flat_of,
    kept_lines,
    outline_of,
    rows_as_json,
    version_of,
    warnings_of,
)
from ..importer import Outline, corrections
from ..importer.flat import Flat, Piece
from ..models import Correction, Edition
from ..rules import DRAFT_CORRECTION, DRAFT_UNCHANGED
from .beats import forget_file, lock_draft
from .editions import create_clauses, findings_of, hash_of_text

DETAILS = ("act_kind", "act_number", "adopted_by", "adopted_on", "effective_from")


def restate_row(
    edition: Edition, row: int, *, kind: ClauseKind, marker: str, label: str, seen: int, by, at
) -> int:
    """Another kind or number for a row (from 0); `seen` is the version that the editor looked at.

    Each correction gives the row to look at afterwards.
    """

    def correct(flat: Flat) -> Flat:
        return corrections.restate(flat, row, kind=kind, marker=marker, label=label)

    what = f"вид «{ClauseKind(kind).label}», номер «{marker}»" if marker else ClauseKind(kind).label
    _correct_row(edition, row, correct, what, seen=seen, by=by, at=at)
    return row


def shift_row(edition: Edition, row: int, levels: int, *, seen: int, by, at) -> int:
    """One level in (1) or out (-1), with what stands in the row."""
    what = "на уровень глубже" if levels > 0 else "на уровень выше"
    _correct_row(
        edition,
        row,
        lambda flat: corrections.shift(flat, row, levels),
        what,
        seen=seen,
        by=by,
        at=at,
    )
    return row


def join_row(edition: Edition, row: int, *, seen: int, by, at) -> int:
    """The row becomes the end of the one before it, of the title when it stands below it."""
    what = "соединена с предыдущей строкой"
    _correct_row(
        edition, row, lambda flat: corrections.join(flat, row), what, seen=seen, by=by, at=at
    )
    return max(0, row - 1)


def split_row(edition: Edition, row: int, word: int, *, seen: int, by, at) -> int:
    """The words from the `word`-th (from 1) become a row of their own."""
    lines = kept_lines(edition)
    what = f"разделена после {word}-го слова"
    _correct_row(
        edition,
        row,
        lambda flat: corrections.split(flat, row, word, lines),
        what,
        seen=seen,
        by=by,
        at=at,
    )
    return row + 1


def untitle_draft(edition: Edition, *, seen: int, by, at: datetime.datetime) -> int:
    """The title goes back into the text as its first row."""
    _correct(
        edition,
        corrections.untitle,
        lambda _: "Заголовок возвращён в текст",
        seen=seen,
        by=by,
        at=at,
    )
    return 0


@transaction.atomic
def undo_correction(edition: Edition, *, seen: int, by, at: datetime.datetime) -> int:
    """The last correction that stands is taken back; this too is a change that others are told of."""
    edition = lock_draft(edition, seen=seen)
    last = edition.corrections.standing().first()
    if last is None or last.before is None:
        raise DomainError("Отменять нечего: правок с\xa0загрузки не\xa0было.", DRAFT_CORRECTION)
    before = flat_of(edition)
    after = corrections.undo(before, change_of(last), last.title_before, last.title_line_before)
    last.undone = True
    last.save(update_fields=["undone"])
    _save(edition, before, after, f"Отменено: {last.sentence}", by=by, at=at, undone=True)
    return min(last.at, max(0, len(after.pieces) - 1))


@transaction.atomic
def save_details(edition: Edition, *, title: str = "", by, at, **details) -> Edition:
    """The act by which the draft will be adopted, as far as it is known; the title where the file has none."""
    edition = lock_draft(edition)
    for name in DETAILS:
        setattr(edition, name, details[name])
    if title and not flat_of(edition).title:
        edition.title = title
    edition.save(update_fields=["title", *DETAILS])
    data = {
        "act": str(ActKind(edition.act_kind).label) if edition.act_kind else "",
        "number": edition.act_number,
    }
    log(edition, "regulations.save_details", user=by, timestamp=at, data=data)
    return edition


@transaction.atomic
def delete_draft(edition: Edition, *, seen: int | None = None, by, at: datetime.datetime) -> None:
    """The draft goes with its corrections; the log keeps that it was. Its file goes when nothing else cites it."""
    edition = lock_draft(edition, seen=seen)
    data = {"source": edition.source_name, "sha256": edition.source_sha256}
    log(edition, "regulations.delete_draft", user=by, timestamp=at, data=data, deleted=True)
    stored_file = edition.source_file
    edition.delete()
    forget_file(stored_file)


def _correct_row(
    edition: Edition, row: int, correct: Callable[[Flat], Flat], what: str, *, seen, by, at
) -> None:
    def checked(flat: Flat) -> Flat:
        if not 0 <= row < len(flat.pieces):
            raise DomainError("Такой строки в\xa0проекте нет.", DRAFT_UNCHANGED)
        return correct(flat)

    def sentence(flat: Flat) -> str:
        return f"{name_of_row(flat.pieces[row])}: {what}"

    _correct(edition, checked, sentence, seen=seen, by=by, at=at)


@transaction.atomic
def _correct(
    edition: Edition,
    correct: Callable[[Flat], Flat],
    sentence: Callable[[Flat], str],
    *,
    seen: int,
    by,
    at: datetime.datetime,
) -> None:
    edition = lock_draft(edition, seen=seen)
    before = flat_of(edition)
    _save(edition, before, correct(before), sentence(before), by=by, at=at)


def _save(
    edition: Edition, before: Flat, after: Flat, sentence: str, *, by, at, undone: bool = False
) -> None:
    """Rows, anchors, warnings and the way back; refuses when a sign would be lost."""
    corrections.prove_same_text(before, after)
    change = corrections.changed(before, after)
    correction = Correction.objects.create(
        edition=edition,
        number=version_of(edition) + 1,
        sentence=Truncator(sentence).chars(200),
        at=change.at,
        before=rows_as_json(change),
        after=change.after,
        title_before=before.title,
        title_line_before=before.title_line,
        undone=undone,
        made_at=at,
        made_by=by,
    )
    warnings = warnings_of(edition)
    old, new = outline_of(edition, before, warnings), outline_of(edition, after)
    warnings = corrections.warnings_after(warnings, old.nodes, new.nodes)
    _carry_variants(edition, old, new, change)
    write_outline(edition, replace(new, warnings=warnings), had_title=bool(before.title))
    data = {"number": correction.number, "correction": correction.sentence}
    log(edition, "regulations.correct_draft", user=by, timestamp=at, data=data)


def write_outline(edition: Edition, outline: Outline, *, had_title: bool) -> None:
    """The text of a draft is another; a title that the source does not print may be typed by hand and stays."""
    if outline.title or had_title:
        edition.title = outline.title or edition.page.title
    edition.findings = findings_of(outline)
    edition.text_sha256 = hash_of_text(outline)
    edition.save(update_fields=["title", "findings", "text_sha256"])
    edition.clauses.all().delete()
    create_clauses(edition, outline)


def _carry_variants(edition: Edition, old: Outline, new: Outline, change) -> None:
    """Variants stay at their places when anchors change."""
    variants = list(edition.variants.all())
    if not variants:
        return
    before = {node.anchor: row for row, (_, node) in enumerate(old.walk())}
    after = [node.anchor for _, node in new.walk()]
    for variant in variants:
        row = corrections.row_after(change, before.get(variant.anchor, 0))
        variant.anchor = after[min(row, len(after) - 1)] if after else variant.anchor
    edition.variants.bulk_update(variants, ["anchor"])


def name_of_row(piece: Piece) -> str:
    """«Пункт 3.2», «Абзац «Часы работы…»»."""
    if piece.label:
        return f"{piece.kind.label} {piece.label}"
    return f"{piece.kind.label} «{Truncator(piece.printed).words(4, truncate='…')}»"
