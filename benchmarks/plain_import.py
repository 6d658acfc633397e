"""`python plain_import.py TABLE DATABASE`: a table into SQLite with `csv` and `executemany`."""

import csv
import sqlite3
import sys
from pathlib import Path


def main(table: Path, database: Path) -> None:
    """Make a database with the rows of the table as text, and nothing checked."""
    database.unlink(missing_ok=True)
    connection = sqlite3.connect(database)
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file)
        columns = next(rows)
        connection.execute(f"CREATE TABLE entries ({', '.join(f'[{name}]' for name in columns)})")
        marks = ", ".join("?" * len(columns))
        connection.executemany(f"INSERT INTO entries VALUES ({marks})", rows)
    connection.commit()
    connection.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
