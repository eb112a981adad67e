"""A table that somebody has handed in, XLSX or CSV, to rows of text (T25, T26, T28).

The workbook is opened by a program in a process of its own, which can neither last nor grow.
"""

import codecs
import csv
import io
import json
import sys
from pathlib import Path

from . import limits

MOST_LETTERS = 2_000
"""Of a cell: longer ones are cut."""
SECONDS = 30
MEMORY = 1024**3
OUTPUT = 16 * 1024 * 1024

Row = tuple[int, list[str]]
_READER = Path(__file__).with_name("apart") / "read_table.py"
_DELIMITERS = (";", "\t", ",")


class BrokenTable(Exception):
    """It cannot be opened: no table, encrypted, cut off, or in an encoding nobody knows."""


class LongTable(Exception):
    """It has more rows than its reader takes."""


def read_table(data: bytes, kind: str, *, most_rows: int, most_columns: int) -> list[Row]:
    """(number of the line, cells) of every line that is not empty; the heading is not counted in `most_rows`."""
    if kind == "xlsx":
        return _of_workbook(data, most_rows, most_columns)
    return rows_of_text(decoded(data), most_rows=most_rows, most_columns=most_columns)


def _of_workbook(data: bytes, most_rows: int, most_columns: int) -> list[Row]:
    sizes = [str(size) for size in (most_rows, most_columns, MOST_LETTERS)]
    command = [sys.executable, "-I", str(_READER), *sizes]
    try:
        answer = json.loads(
            limits.run(command, data=data, seconds=SECONDS, memory=MEMORY, output=OUTPUT)
        )
    except (limits.Failed, ValueError):
        raise LongTable from None
    if error := answer.get("error"):
        raise LongTable if error == "rows" else BrokenTable
    return [(line, cells) for line, cells in answer["rows"]]


def rows_of_text(
    text: str, *, most_rows: int, most_columns: int, delimiters: tuple[str, ...] = _DELIMITERS
) -> list[Row]:
    """Lines of CSV, or what is copied from a spreadsheet: the sign that divides cells is found in the first line."""
    head = text.partition("\n")[0]
    delimiter = max(delimiters, key=head.count)
    rows: list[Row] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            words = [cell.strip()[:MOST_LETTERS] for cell in cells[:most_columns]]
            if any(words):
                rows.append((reader.line_num, words))
            if len(rows) > most_rows + 1:
                raise LongTable
    except csv.Error:
        raise BrokenTable from None
    return rows


def decoded(data: bytes) -> str:
    """UTF-8 with or without its mark, UTF-16 with its own, or what a Russian Excel writes."""
    is_wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if b"\x00" in data and not is_wide:
        raise BrokenTable
    for encoding in ("utf-16",) if is_wide else ("utf-8-sig", "cp1251"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BrokenTable
