"""The table of an import, XLSX or CSV, to rows of text (T26, T28)."""

import codecs
import csv
import io
import json
import sys
from pathlib import Path

from documents.regulations.importer.files import limits
from home.rulebook import DomainError
from home.rulebook.text import counted

from ..rules.names import IMPORT
from ..rules.table import MOST_COLUMNS, MOST_ROWS

MAX_LETTERS = 2_000
"""Of a cell: longer ones are cut, and the row is told of."""
SECONDS = 30
MEMORY = 1024**3
OUTPUT = 16 * 1024 * 1024

Row = tuple[int, list[str]]
_READER = Path(__file__).with_name("apart") / "read_table.py"
_BROKEN = "Таблица не открывается: сохраните её заново в Excel или как CSV."
TOO_MANY = (
    f"В таблице больше {counted(MOST_ROWS, 'строки', 'строк', 'строк')}: разделите её на части."
)
_DELIMITERS = (";", "\t", ",")


def read_table(data: bytes, kind: str) -> list[Row]:
    """(number of the line, cells) of every line that is not empty; DomainError for a table that will not do."""
    rows = _of_workbook(data) if kind == "xlsx" else _of_csv(data)
    if not rows:
        raise DomainError("Таблица пуста.", IMPORT, field="table")
    return rows


def _of_workbook(data: bytes) -> list[Row]:
    command = [
        sys.executable, "-I", str(_READER), str(MOST_ROWS), str(MOST_COLUMNS), str(MAX_LETTERS),
    ]  # fmt: skip
    try:
        answer = json.loads(
            limits.run(command, data=data, seconds=SECONDS, memory=MEMORY, output=OUTPUT)
        )
    except (limits.Failed, ValueError):
        raise DomainError(TOO_MANY, IMPORT, field="table") from None
    if "error" in answer:
        words = TOO_MANY if answer["error"] == "rows" else _BROKEN
        raise DomainError(words, IMPORT, field="table")
    return [(line, cells) for line, cells in answer["rows"]]


def _of_csv(data: bytes) -> list[Row]:
    text = decoded(data)
    head = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=head.count)
    rows: list[Row] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            words = [cell.strip()[:MAX_LETTERS] for cell in cells[:MOST_COLUMNS]]
            if any(words):
                rows.append((reader.line_num, words))
            if len(rows) > MOST_ROWS + 1:
                raise DomainError(TOO_MANY, IMPORT, field="table")
    except csv.Error:
        raise DomainError(_BROKEN, IMPORT, field="table") from None
    return rows


def decoded(data: bytes) -> str:
    """UTF-8 with or without its mark, UTF-16 with its own, or what a Russian Excel writes."""
    is_wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if b"\x00" in data and not is_wide:
        raise DomainError(_BROKEN, IMPORT, field="table")
    for encoding in ("utf-16",) if is_wide else ("utf-8-sig", "cp1251"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise DomainError(_BROKEN, IMPORT, field="table")
