"""The preview of a table as lines of text, for the person to check before the export."""

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
    - {"hours"}
)
"""Columns that are hidden when amounts are."""
RIGHT_ALIGNED_COLUMNS = AMOUNT_COLUMNS | {"entry", "for_entry", "hours", "asked_open"}
FREE_TEXT_COLUMNS = frozenset({"answers", "label", "words", "ref", entries_csv.PRIVATE_NOTE_COLUMN})
"""Columns in which an amount may be mentioned."""


class TablePreview(NamedTuple):
    """A table's head and its first rows, in columns; columns without anything are left away."""

    head: str
    rows: list[str]
    total: int
    """How many rows it has altogether."""


def preview_table(raw: bytes, dialect: Dialect, most: int, *, hidden: bool = False) -> TablePreview:
    """Return the first rows of one of our CSV files; with `hidden` without amounts."""
    lines = dialect.read_rows(raw)
    names = next(lines)
    rows = [[_replace_unprintable(cell) for cell in row] for row in islice(lines, most)]
    total = len(rows) + sum(1 for _row in lines)
    used_indexes = [
        index for index in range(len(names)) if not rows or any(row[index] for row in rows)
    ]
    if hidden:
        rows = [
            [_hide_amounts(name, cell) for name, cell in zip(names, row, strict=True)]
            for row in rows
        ]
    used_rows = [[row[index] for index in used_indexes] for row in (names, *rows)]
    right = {column for column, name in enumerate(used_rows[0]) if name in RIGHT_ALIGNED_COLUMNS}
    head, *rest = format_columns(used_rows, right)
    return TablePreview(head, rest, total)


def _hide_amounts(name: str, cell: str) -> str:
    if name in AMOUNT_COLUMNS:
        return HIDDEN_NUMBER if cell else ""
    return NumberFormat(is_hidden=True).mask_numbers(cell) if name in FREE_TEXT_COLUMNS else cell


def _replace_unprintable(cell: str) -> str:
    return "".join(sign if sign.isprintable() else "\N{WHITE SQUARE}" for sign in cell)
