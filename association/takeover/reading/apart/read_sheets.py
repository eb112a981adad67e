"""`read_sheets.py MAX_ROWS MAX_COLUMNS MAX_LETTERS`: every sheet of a workbook from the standard input, in JSON.

{"sheets": [{"name", "hidden", "merged", "rows": [[line, [cell, …]], …]}, …]}, without empty rows, or {"error":
"broken" | "rows"}. A cell is text, or a list of one ISO date; a whole number has no fraction; of a formula its kept
result is read. What a sheet says of its own size is not believed (T26).
"""

import datetime
import io
import json
import sys

MOST_EMPTY = 50_000
"""A cell at the foot of a sheet brings a million empty rows along."""


class TooLong(Exception):
    pass


def read(data: bytes, max_rows: int, max_columns: int, max_letters: int) -> dict:
    from python_calamine import CalamineWorkbook, SheetVisibleEnum

    workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    sheets = []
    for meta in workbook.sheets_metadata[:20]:
        sheet = workbook.get_sheet_by_name(meta.name)
        merged = sheet.merged_cell_ranges or []
        sheets.append(
            {
                "name": meta.name,
                "hidden": meta.visible != SheetVisibleEnum.Visible,
                "merged": [first[0] + 1 for first, last in merged[:5]],
                "rows": rows_of(sheet, max_rows, max_columns, max_letters),
            }
        )
    return {"sheets": sheets}


def rows_of(sheet, max_rows: int, max_columns: int, max_letters: int) -> list:
    rows, left = [], sheet.start[1] if sheet.start else 0
    first = sheet.start[0] + 1 if sheet.start else 1
    for line, cells in enumerate(sheet.iter_rows(), start=first):
        words = [""] * min(left, max_columns)
        words += [cell_of(cell, max_letters) for cell in cells[: max_columns - len(words)]]
        while words and not words[-1]:
            words.pop()
        if not words:
            if line > MOST_EMPTY:
                raise TooLong
            continue
        if len(rows) > max_rows:
            raise TooLong
        rows.append([line, words])
    return rows


def cell_of(cell, max_letters: int):
    if isinstance(cell, datetime.datetime | datetime.date):
        return [cell.strftime("%Y-%m-%d")]
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)[:max_letters]


def main() -> None:
    limits = map(int, sys.argv[1:4])
    try:
        answer = read(sys.stdin.buffer.read(), *limits)
    except TooLong:
        answer = {"error": "rows"}
    except BaseException:
        # The reader is of Rust: what it panics at is no Exception.
        answer = {"error": "broken"}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
