"""Tables of Word: which cells a row shows, and which tables only hold a layout."""

from collections.abc import Iterator

from .xml import W, child, number, value

_WRAPPINGS = {W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo")}
_MAX_SPAN = 63


def rows_of(table) -> Iterator:
    return _within(table, f"{W}tr")


def cells_of(row) -> list:
    """The cells by columns; None for a column that another cell covers or that the row leaves free."""
    properties = child(row, "trPr")
    cells = [None] * _span(child(properties, "gridBefore"), 0)
    for cell in _within(row, f"{W}tc"):
        properties = child(cell, "tcPr")
        cells.append(None if _is_covered(properties) else cell)
        cells.extend([None] * (_span(child(properties, "gridSpan"), 1) - 1))
    return cells


def is_deleted(row) -> bool:
    return child(child(row, "trPr"), "del") is not None


def is_layout(table) -> bool:
    """Has no row of the table two cells with something in them? Then it holds paragraphs, not rows."""
    return all(
        sum(map(_has_content, filter(_is_cell, cells_of(row)))) < 2 for row in rows_of(table)
    )


def _within(element, tag: str) -> Iterator:
    for item in element:
        if item.tag == tag:
            yield item
        elif item.tag in _WRAPPINGS:
            yield from _within(item, tag)


def _is_cell(cell) -> bool:
    return cell is not None


def _is_covered(properties) -> bool:
    """The cell above or to the left covers it: w:vMerge and w:hMerge without «restart»."""
    merges = (child(properties, "vMerge"), child(properties, "hMerge"))
    return any(one is not None and value(one) != "restart" for one in merges)


def _span(element, otherwise: int) -> int:
    return min(max(number(value(element), otherwise), otherwise), _MAX_SPAN)


def _has_content(cell) -> bool:
    """Words, or at least a number that a list gives."""
    return any((piece.text or "").strip() for piece in cell.iter(f"{W}t")) or any(
        True for _ in cell.iter(f"{W}numPr")
    )
