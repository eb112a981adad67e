"""The table of an import, XLSX or CSV, to rows of text (T26, T28)."""

from documents.uploads import tables
from home.rulebook import DomainError
from home.rulebook.text import counted

from ..rules.names import IMPORT
from ..rules.table import MOST_COLUMNS, MOST_ROWS

_BROKEN = "Таблица не открывается: сохраните её заново в Excel или как CSV."
TOO_MANY = (
    f"В таблице больше {counted(MOST_ROWS, 'строки', 'строк', 'строк')}: разделите её на части."
)


def read_table(data: bytes, kind: str) -> list[tables.Row]:
    """(number of the line, cells) of every line that is not empty; DomainError for a table that will not do."""
    try:
        rows = tables.read_table(data, kind, most_rows=MOST_ROWS, most_columns=MOST_COLUMNS)
    except tables.BrokenTable:
        raise DomainError(_BROKEN, IMPORT, field="table") from None
    except tables.LongTable:
        raise DomainError(TOO_MANY, IMPORT, field="table") from None
    if not rows:
        raise DomainError("Таблица пуста.", IMPORT, field="table")
    return rows
