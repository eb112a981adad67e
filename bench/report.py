"""One figure of the report, and how the report is printed."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """`ratio` is figure against yardstick in the direction that the target speaks of."""

    name: str
    figure: str
    yardstick: str
    ratio: str
    target: str
    ok: bool | None = None
    """None: reported, not judged."""


def print_rows(title: str, rows: list[Row]) -> None:
    heading = Row(title, "figure", "yardstick", "ratio", "target")
    cells = [(r.name, r.figure, r.yardstick, r.ratio, r.target) for r in (heading, *rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(5)]
    for row, line in zip((heading, *rows), cells, strict=True):
        mark = {None: " ", True: "✓", False: "✗"}[row.ok]
        print(
            mark,
            "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip(),
        )
    print()
