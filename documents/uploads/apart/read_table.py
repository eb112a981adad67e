"""`read_table.py MAX_ROWS MAX_COLUMNS MAX_LETTERS`: the first sheet of a workbook from the standard input, in JSON.

{"rows": [[line, [cell, …]], …]}, without empty rows, or {"error": "broken" | "rows"}. Cells are text: a date is
ISO, a whole number has no fraction. What a sheet says of its own size is not believed (T26); a hidden sheet is not
read; the kept result of a formula is read, and a formula without one is an empty cell.
"""

import datetime
import io
import json
import sys


class Refused(Exception):
    """The one argument is the word for the answer."""


def read(data: bytes, max_rows: int, max_columns: int, max_letters: int) -> dict:
    from openpyxl import load_workbook

    workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    sheets = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    if not sheets:
        raise Refused("broken")
    sheet = sheets[0]
    sheet.reset_dimensions()
    rows = []
    for line, cells in enumerate(sheet.iter_rows(max_col=max_columns, values_only=True), start=1):
        words = [text_of(cell)[:max_letters] for cell in cells]
        while words and not words[-1]:
            words.pop()
        if not words:
            # A cell at the foot of a sheet brings a million empty rows along.
            if line > max_rows * 20:
                raise Refused("rows")
            continue
        if len(rows) > max_rows:
            raise Refused("rows")
        rows.append([line, words])
    return {"rows": rows}


def text_of(cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def main() -> None:
    limits = map(int, sys.argv[1:4])
    try:
        answer = read(sys.stdin.buffer.read(), *limits)
    except Refused as refused:
        answer = {"error": refused.args[0]}
    except Exception:
        # openpyxl stumbles over a broken file in a hundred ways.
        answer = {"error": "broken"}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
