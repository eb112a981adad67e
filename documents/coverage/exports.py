"""The report for taking away: a table for a spreadsheet, and JSON for machines."""

import csv
import io

from django.conf import settings
from django.http import HttpResponse

from home.registers.exports import BYTE_ORDER_MARK, guarded, in_words

from .models import Coverage
from .queries import Line, Report

_HEADINGS = (
    "Пункт",
    "Якорь",
    "Текст",
    "Состояние",
    "Требует проверки",
    "Правило",
    "Как исполняется",
)


def csv_response(report: Report) -> HttpResponse:
    """A row for each rule of a clause; semicolons and a mark, as Russian spreadsheets expect; no formulas (T29)."""
    table = io.StringIO()
    writer = csv.writer(table, delimiter=";")
    writer.writerow(_HEADINGS)
    for line in report.counted:
        for row in line.rows or (None,):
            writer.writerow([guarded(in_words(cell)) for cell in _cells(line, row)])
    name = f"coverage-{report.edition.page.slug}-{report.edition.effective_from}.csv"
    return HttpResponse(
        BYTE_ORDER_MARK + table.getvalue(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _cells(line: Line, row: Coverage | None) -> tuple:
    piece = line.piece
    return (
        piece.place,
        piece.anchor,
        piece.title or piece.text,
        line.label,
        line.needs_review,
        row.rule.title if row and row.rule else "",
        row.sentence if row else "",
    )


def report_as_json(report: Report) -> dict:
    edition = report.edition
    # With the date: the file is of this edition, whatever comes after it.
    base = settings.WAGTAILADMIN_BASE_URL + edition.get_absolute_url()
    return {
        "regulation": edition.page.title,
        "edition": {
            "number": edition.number,
            "adopted_on": edition.adopted_on,
            "effective_from": edition.effective_from,
        },
        "counts": report.counts,
        "in_review": report.in_review,
        "clauses": [_clause_as_json(line, base) for line in report.counted],
    }


def _clause_as_json(line: Line, base: str) -> dict:
    return {
        "anchor": line.piece.anchor,
        "place": line.piece.place,
        "url": f"{base}#{line.piece.anchor}",
        "state": line.state,
        "needs_review": line.needs_review,
        "rules": [_rule_as_json(row) for row in line.rows],
    }


def _rule_as_json(row: Coverage) -> dict:
    return {
        "code": row.rule_code or None,
        "title": row.rule.title if row.rule else None,
        "manner": row.manner,
        "text": row.sentence,
    }
