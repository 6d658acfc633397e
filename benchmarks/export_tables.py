"""`python export_tables.py BOOK TODAY ROUNDS`: the tables of a bundle beside `csv.writer`, in turn.

It is run by the Python of the installed program, and prints the seconds of both.
"""

import csv
import sys
import time
from datetime import date
from io import StringIO
from pathlib import Path
from statistics import median

from tracker.book.open_book import open_book
from tracker.export.bundle import load_bundle
from tracker.export.tables.csv_dialect import ENCODING, Dialect


def main(path: Path, today: date, rounds: int) -> None:
    """Print the median seconds of the tables, and of the same cells by `csv.writer`."""
    tables, plain = [], []
    with open_book(path) as book:
        for _round in range(rounds + 1):
            started = time.perf_counter()
            data = load_bundle(book, today, Dialect.COMMA)
            exported = time.perf_counter()
            rows = list(csv.reader(StringIO(data.entries_csv.decode(ENCODING), newline="")))
            written = time.perf_counter()
            stream = StringIO(newline="")
            csv.writer(stream, quoting=csv.QUOTE_ALL).writerows(rows)
            stream.getvalue().encode(ENCODING)
            plain.append(time.perf_counter() - written)
            tables.append(exported - started)
            # Thousands of cells that are kept would make the next round's memory slower.
            del data, rows, stream
    print(median(tables[1:]), median(plain[1:]))


if __name__ == "__main__":
    main(Path(sys.argv[1]), date.fromisoformat(sys.argv[2]), int(sys.argv[3]))
