"""The monthly table as `months.csv`."""

from collections.abc import Iterable
from io import StringIO

from tracker.analysis.monthly.columns import COLUMNS, MonthCell
from tracker.analysis.monthly.table import MonthRow
from tracker.export.privacy.redaction import month_cells
from tracker.export.tables.csv_dialect import ENCODING, Dialect, Stream
from tracker.export.tables.formula_guard import guard

_TEXTS = ("month", "currency")
"""Cells that are neither a number nor a person's own words."""


def written(dialect: Dialect, rows: Iterable[MonthRow], *, income: bool = True) -> bytes:
    """The whole of `months.csv`, as a file; without `income` its amounts stay out."""
    stream = StringIO(newline="")
    write(stream, dialect, rows, income=income)
    return stream.getvalue().encode(ENCODING)


def write(
    stream: Stream, dialect: Dialect, rows: Iterable[MonthRow], *, income: bool = True
) -> None:
    """Write `months.csv`, one row a month and group; without `income` its amounts stay out."""
    dialect.write(stream, [COLUMNS])
    dialect.write(
        stream,
        (
            [_cell(*pair, dialect) for pair in month_cells(row, income=income).items()]
            for row in rows
        ),
    )


def _cell(column: str, value: MonthCell, dialect: Dialect) -> str | int | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str) or column in _TEXTS:
        return value
    return guard(value) if column == "group" else value.replace(".", dialect.decimal)
