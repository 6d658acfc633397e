"""Books with days that no entry may have, as an earlier version left some."""

from datetime import date
from pathlib import Path

from tracker.book.database.connection import connect, transaction

LAST, LAST_BUT_ONE, FIRST = date.max, date(9999, 12, 30), date.min


def set_days(path: Path, number: int, **days: date) -> None:
    """Write days into the row of an entry of a plain book, past all that checks them."""
    columns = {name: str(day) for name, day in days.items()}
    if "day" in columns:
        columns["month"] = columns["day"][:7]
    names = ", ".join(
        "month = coalesce(for_month, ?)" if name == "month" else f"{name} = ?" for name in columns
    )
    connection = connect(path, None)
    try:
        with transaction(connection):
            connection.execute(
                f"UPDATE entries SET {names} WHERE number = ?", [*columns.values(), number]
            )
    finally:
        connection.close()
