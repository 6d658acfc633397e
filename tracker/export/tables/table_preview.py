"""The preview of a table as lines of text, for the person to check before the export."""

from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from tracker.analysis.monthly import columns as month_columns
from tracker.entries.types import Kind
from tracker.export.tables import entries_csv
from tracker.export.tables.csv_dialect import Dialect
from tracker.i18n import HIDDEN_NUMBER, NumberFormat
from tracker.text_width import format_columns

AMOUNT_COLUMNS = frozenset(
    {
        *month_columns.AMOUNT_COLUMNS,
        *month_columns.SHARE_COLUMNS,
        *(f"given_{kind}" for kind in Kind),
        *entries_csv.NUMBER_COLUMNS,
    }
    - {"hours", "hours_high"}
)
"""Columns that are hidden when amounts are."""
RIGHT_ALIGNED_COLUMNS = AMOUNT_COLUMNS | {
    *("entry", "for_entry", "hours", "hours_high", "minutes"),
    *month_columns.OPEN_COUNTS,
}
FREE_TEXT_COLUMNS = frozenset(
    {"answers", "label", "words", "own_words", "ref", entries_csv.PRIVATE_NOTE_COLUMN}
)
"""Columns in which an amount may be mentioned."""


class TablePreview(NamedTuple):
    """A table's head and its first rows, in columns. Empty columns are left out."""

    head: str
    rows: list[str]
    total: int
    """How many rows it has altogether."""


def preview_table(
    raw: bytes, dialect: Dialect, most: int, *, total: int | None = None, hidden: bool = False
) -> TablePreview:
    """Return the first rows of one of our CSV files. With `hidden` amounts are hidden.

    Where it is known how many rows there are in `total`, no more are read than are shown.
    """
    lines = dialect.read_rows(raw)
    names = next(lines)
    rows = [[_replace_unprintable(cell) for cell in row] for row in islice(lines, most)]
    if total is None:
        total = len(rows) + sum(1 for _row in lines)
    used_columns = []
    for name, *cells in zip(names, *rows, strict=True):
        if not rows or any(cells):
            used_columns.append([name, *(_hide_amounts(name, cells) if hidden else cells)])
    right = {index for index, cells in enumerate(used_columns) if cells[0] in RIGHT_ALIGNED_COLUMNS}
    head, *rest = format_columns(list(zip(*used_columns, strict=True)), right)
    return TablePreview(head, rest, total)


def _hide_amounts(name: str, cells: Sequence[str]) -> Sequence[str]:
    """Return the cells of a column without amounts."""
    if name in AMOUNT_COLUMNS:
        return [HIDDEN_NUMBER if cell else "" for cell in cells]
    if name in FREE_TEXT_COLUMNS:
        return [NumberFormat(is_hidden=True).mask_numbers(cell) for cell in cells]
    return cells


def _replace_unprintable(cell: str) -> str:
    return "".join(sign if sign.isprintable() else "\N{WHITE SQUARE}" for sign in cell)
