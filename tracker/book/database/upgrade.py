"""What a book of an earlier schema needs: checks around its migration, or columns to be read."""

from collections.abc import Iterator
from contextlib import contextmanager

from tracker.book.database.connection import Connection
from tracker.book.database.expected_schema import OWN_TABLES

_BROKEN_REFERENCES = "broken references"
_MISSING_COLUMNS = ("for_month", "event", "hours_high", "minutes", "own_words")
"""Columns that entries have had only since schema 7, all of them empty on older ones."""
_QUESTION_TABLES = {
    "group_questions": "number, question",
    "group_answers": "number, question, group_number, answer, day",
    "group_answer_entries": "answer, entry",
}
"""Tables that books have had only since schema 9, with their columns.

They are not AUTOINCREMENT: SQLite would make a temporary `sqlite_sequence`, which hides the one
with the numbers of entries and changes.
"""

WITH_ALL_COLUMNS, WITH_TOTALS, WITH_QUESTIONS = 7, 8, 9
"""The first schemas whose entries have all columns of today, and that keep totals and questions."""


@contextmanager
def suspend_foreign_keys(connection: Connection) -> Iterator[None]:
    """Turn foreign keys off while tables are rebuilt, or rows that refer to theirs would be lost.

    SQLite takes this only outside a transaction.
    """
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


def count_rows(connection: Connection) -> dict[str, int]:
    """Return how many rows each of our tables has, and how many references lead nowhere."""
    names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    counts = {
        name: int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchall()[0][0])
        for (name,) in names
        if name in OWN_TABLES
    }
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    return counts | {_BROKEN_REFERENCES: len(broken)}


def add_missing_parts(connection: Connection, schema: int) -> None:
    """Make a book of schema 5 to 8 readable as it is, as long as this connection is open.

    Temporary tables and views hide those of the file, so nothing is written to it.
    """
    if schema < WITH_QUESTIONS:
        for name, columns in _QUESTION_TABLES.items():
            connection.execute(f"CREATE TEMP TABLE {name} ({columns})")
    if schema < WITH_TOTALS:
        # It keeps no totals, so they are recounted.
        connection.execute("CREATE TEMP TABLE totals_state AS SELECT 0 AS is_current")
    if schema < WITH_ALL_COLUMNS:
        empty = ", ".join(f"NULL AS {name}" for name in _MISSING_COLUMNS)
        connection.execute(f"CREATE TEMP VIEW entries AS SELECT *, {empty} FROM main.entries")
