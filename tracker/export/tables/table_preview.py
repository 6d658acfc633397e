"""A table of a bundle as lines of text, for a person who looks before it leaves."""

import re
from itertools import islice
from typing import NamedTuple

from tracker.analysis.monthly import columns as table
from tracker.charts.terminal.canvas import cell_width
from tracker.entries.types import Kind
from tracker.export.tables import entries_csv
from tracker.export.tables.csv_dialect import Dialect
from tracker.i18n import HIDDEN_NUMBER

AMOUNTS = frozenset(
    {
        *table.AMOUNT_COLUMNS,
        *table.SHARE_COLUMNS,
        *(f"given_{kind}" for kind in Kind),
        *entries_csv.NUMBERS,
    }
    - {"hours"}
)
"""Columns that are hidden when amounts are."""
RIGHT = AMOUNTS | {"entry", "for_entry", "hours", "asked_open"}
MENTIONED = frozenset({"answers", "label", "words", "ref", entries_csv.PRIVATE_NOTE})
"""Columns in which an amount may be mentioned."""
_AMOUNT = re.compile(r"\d(?:[\d.,:'’\N{NO-BREAK SPACE}]*\d)?")
BETWEEN = "  "


class TableText(NamedTuple):
    """A table's head and its first rows, in columns; columns without anything are left away."""

    head: str
    rows: list[str]
    total: int
    """How many rows it has altogether."""


def table_text(raw: bytes, dialect: Dialect, most: int, *, hidden: bool = False) -> TableText:
    """The first rows of a CSV file of ours as they stand in it; with `hidden` without amounts."""
    lines = dialect.read(raw)
    names = next(lines)
    rows = [[_visible(cell) for cell in row] for row in islice(lines, most)]
    total = len(rows) + sum(1 for _row in lines)
    used = [at for at in range(len(names)) if not rows or any(row[at] for row in rows)]
    if hidden:
        rows = [
            [_hidden(name, cell) for name, cell in zip(names, row, strict=True)] for row in rows
        ]
    columns = [[names[at], *(row[at] for row in rows)] for at in used]
    padded = [_padded(column) for column in columns]
    head, *rest = [BETWEEN.join(cells).rstrip() for cells in zip(*padded, strict=True)]
    return TableText(head, rest, total)


def _hidden(name: str, cell: str) -> str:
    if name in AMOUNTS:
        return HIDDEN_NUMBER if cell else ""
    return _AMOUNT.sub(HIDDEN_NUMBER, cell) if name in MENTIONED else cell


def _visible(cell: str) -> str:
    return "".join(sign if sign.isprintable() else "\N{WHITE SQUARE}" for sign in cell)


def _padded(column: list[str]) -> list[str]:
    width = max(map(cell_width, column))
    if column[0] in RIGHT:
        return [" " * (width - cell_width(cell)) + cell for cell in column]
    return [cell + " " * (width - cell_width(cell)) for cell in column]
