"""The columns of `months.csv`, in files and JSON alike."""

from tracker.analysis.monthly.table import MonthRow
from tracker.entries.types import Kind
from tracker.money import format_canonical

# Data: in people's files since 0.1. Never rename.
AMOUNT_COLUMNS = (
    "income",
    "needs",
    "asked_low",
    "asked_high",
    "pledged",
    "given",
    "returned",
    "received",
    "left",
    "beyond_left",
)
OPEN_COUNTS = ("asked_open", "given_open", "returned_open")
"""How many amounts are not known, and so in no sum."""
SHARE_COLUMNS = ("share_asked_low", "share_asked_high", "share_given", "share_after_needs")

# Data: in people's files since 0.1. Never rename.
COLUMNS = (
    "month",
    "group",
    "currency",
    "income",
    "needs",
    "asked_low",
    "asked_high",
    "asked_open",
    "pledged",
    "given",
    "returned",
    "received",
    *(f"given_{kind}" for kind in Kind),
    *SHARE_COLUMNS,
    "left",
    "beyond_left",
    "over_limit",
    # Since format 2.
    *OPEN_COUNTS[1:],
)
"""As docs/reference/files.md, "months.csv", orders them."""

MonthCell = str | int | bool | None


def serialize_row(row: MonthRow) -> dict[str, MonthCell]:
    """Return a row by column: amounts and shares as text with two decimals, None if unknown.

    A total has its months as `2025-09/2025-11`, and counts those over the limit.
    """
    values: dict[str, MonthCell] = {
        "month": str(row.month) if row.last is None else f"{row.month}/{row.last}",
        "group": row.group,
        "currency": row.currency,
        **{name: getattr(row, name) for name in OPEN_COUNTS},
        "over_limit": row.over_limit if row.last is None else row.months_over_limit,
    }
    for name in (*AMOUNT_COLUMNS, *SHARE_COLUMNS):
        hundredths: int | None = getattr(row, name)
        values[name] = None if hundredths is None else format_canonical(hundredths)
    for kind, cents in row.given_by_kind.items():
        values[f"given_{kind}"] = format_canonical(cents)
    return {column: values[column] for column in COLUMNS}
