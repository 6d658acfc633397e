"""What the books in `books` held when they were written, value by value.

Beside each stands a JSON file, written when the book was: `python -m tests.book.old_books FILE`.
The day a schema lands, its small book and its JSON are added; none of them is ever written anew.
Two amounts and one quote in them were later put in the place of others of the same size, so that
nobody can search for an account behind them.
"""

import json
import sys
from pathlib import Path

from tracker.book.database.connection import Connection, connect

BOOKS = Path(__file__).parent / "books"
"""A small book of each schema that ever landed, made by the version of its time."""
PASSPHRASE = "soup on thursday"
"""What opens the encrypted one."""
FIGURES = json.loads((BOOKS / "figures.json").read_text(encoding="utf-8"))
"""The months of each, and the check codes of those that had their secret, as 0.1 gave them."""
Values = dict[str, list[dict[str, object]]]
"""The rows of each table, each value by its column; bytes in hexadecimal digits."""


def load_values(connection: Connection) -> Values:
    """All that a book holds, without what SQLite and the migrations keep for themselves."""
    tables = connection.execute(
        """SELECT name FROM sqlite_master WHERE type = 'table'
        AND name NOT LIKE '\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"""
    ).fetchall()
    found: Values = {}
    for (table,) in sorted(tables):
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        found[table] = [
            {
                column: value.hex() if isinstance(value, bytes) else value
                for column, value in zip(columns, row, strict=True)
            }
            for row in connection.execute(f"SELECT * FROM {table}").fetchall()
        ]
    return found


def load_written_values(name: str) -> Values:
    """What stood in a book when it was written."""
    values: Values = json.loads((BOOKS / f"{name}.json").read_text(encoding="utf-8"))
    return values


def find_lost_values(former: Values, now: Values) -> list[str]:
    """What a book held and holds no more; columns may have come to it."""
    return [
        f"{table}: {row}"
        for table, rows in former.items()
        for row in rows
        if not any(row.items() <= other.items() for other in now.get(table, ()))
    ]


def main(path: Path) -> None:
    """Write down what a book holds, beside it."""
    connection = connect(path, PASSPHRASE if "encrypted" in path.stem else None, read_only=True)
    text = json.dumps(load_values(connection), ensure_ascii=False, indent=1)
    connection.close()
    with path.with_suffix(".json").open("x", encoding="utf-8") as file:
        file.write(f"{text}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
