"""The monthly table as `months.csv`."""

from collections.abc import Iterable
from io import StringIO

from tracker.analysis.monthly.columns import COLUMNS, MonthCell
from tracker.analysis.monthly.table import MonthRow
from tracker.export.privacy.redaction import build_month_cells
from tracker.export.tables.csv_dialect import ENCODING, Dialect, Stream
from tracker.export.tables.formula_guard import guard_text

_PLAIN_COLUMNS = ("month", "currency")
"""Columns whose cells are not numbers, and not a person's own words."""


def render_months_csv(dialect: Dialect, rows: Iterable[MonthRow], *, income: bool = True) -> bytes:
    """Return `months.csv` as a file. Without `income` its amounts are left out."""
    stream = StringIO(newline="")
    write_months_csv(stream, dialect, rows, income=income)
    return stream.getvalue().encode(ENCODING)


def write_months_csv(
    stream: Stream, dialect: Dialect, rows: Iterable[MonthRow], *, income: bool = True
) -> None:
    """Write `months.csv`, a row for each month and group. Without `income` that is left out."""
    dialect.write_rows(stream, [COLUMNS])
    dialect.write_rows(
        stream,
        (
            [_format_cell(*pair, dialect) for pair in build_month_cells(row, income=income).items()]
            for row in rows
        ),
    )


def _format_cell(column: str, value: MonthCell, dialect: Dialect) -> str | int | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str) or column in _PLAIN_COLUMNS:
        return value
    return guard_text(value) if column == "group" else value.replace(".", dialect.decimal)
