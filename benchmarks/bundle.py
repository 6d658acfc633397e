"""Export, workbook and import of many payments, beside Python's own csv.

`python -m benchmarks.bundle`
"""

import csv
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from tracker.book.database.connection import connect
from tracker.book.open_book import create_book
from tracker.entries.types import Kind, Means, Payment, StoredEntry
from tracker.export.bundle import load_bundle
from tracker.export.tables.csv_dialect import ENCODING, Dialect
from tracker.export.tables.entries_csv import ENTRY_COLUMNS, EntryTableWriter
from tracker.export.tables.workbook import render_workbook
from tracker.importing.bundle_reader import read_bundle

MANY = 100_000
IN_A_WORKBOOK = 10_000
"""More than most people note in ten years."""
ROUNDS = 3
TODAY = date(2026, 11, 22)
LABELS = ("week", "stall", None)


def make_payments(count: int) -> Iterator[StoredEntry]:
    """Return payments over ten years."""
    for number in range(1, count + 1):
        day = TODAY - timedelta(days=(count - number) * 3650 // count)
        entry = Payment(
            day=day,
            amount=100 + number * 37 % 9000,
            kind=list(Kind)[number % 6],
            by=Means.CASH,
            label=LABELS[number % 3],
            group="circle",
        )
        yield StoredEntry(number, f"{number:08}", day, entry)


def measure_fastest(work: Callable[[], Any]) -> float:
    """Return the seconds of the fastest round: what else the machine does only ever slows it."""
    times = []
    for _round in range(ROUNDS):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return min(times)


def measure_plain_write(rows: list[list[str]]) -> bytes:
    """Return the same cells, which lie ready, as `csv.writer` writes them."""
    stream = StringIO(newline="")
    csv.writer(stream, quoting=csv.QUOTE_ALL).writerows(rows)
    return stream.getvalue().encode(ENCODING)


def measure_plain_load(path: Path, folder: Path) -> None:
    """Load the same cells as text with `csv` and `executemany`, by the same driver."""
    place = folder / "plain.db"
    place.unlink(missing_ok=True)
    place.touch()
    connection = connect(place, None)
    connection.execute(
        f"CREATE TABLE entries ({', '.join(f'[{name}] TEXT' for name in ENTRY_COLUMNS)})"
    )
    connection.execute("BEGIN")
    with path.open(encoding=ENCODING, newline="") as file:
        marks = ", ".join("?" * len(ENTRY_COLUMNS))
        connection.executemany(f"INSERT INTO entries VALUES ({marks})", csv.reader(file))
    connection.execute("COMMIT")
    connection.close()


def import_bundle(path: Path, folder: Path) -> None:
    """Import into a new book."""
    place = folder / "new.db"
    place.unlink(missing_ok=True)
    with create_book(place, currency="EUR", passphrase=None) as book:
        book.import_entries(read_bundle(path, "EUR", TODAY), TODAY)


def print_workbook(count: int) -> None:
    """Print what the workbook of so many payments takes, beside the plain table."""
    with (
        TemporaryDirectory() as name,
        create_book(Path(name) / "b.db", currency="EUR", passphrase=None) as book,
    ):
        book.import_entries(make_payments(count), TODAY)
        contents = load_bundle(book, TODAY, Dialect.COMMA)
    rows = list(Dialect.COMMA.read_rows(contents.entries_csv))
    plain = measure_fastest(lambda: measure_plain_write(rows))
    seconds = measure_fastest(lambda: render_workbook(contents))
    tracemalloc.start()
    size = len(render_workbook(contents))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"bundle.xlsx of {count} payments: {size / 1e6:.1f} MB, {peak / 1e6:.0f} MB at its peak")
    for what, duration in (("csv.writer alone", plain), ("bundle.xlsx", seconds)):
        print(f"  {what:36}{duration:8.3f}{duration / plain:8.2f}x")


def main() -> None:
    """Print seconds and ratios."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    with TemporaryDirectory() as name:
        folder = Path(name)
        with create_book(folder / "b.db", currency="EUR", passphrase=None) as book:
            book.import_entries(make_payments(count), TODAY)
            items = list(book.load_entries())
            raw = load_bundle(book, TODAY, Dialect.COMMA).entries_csv
            path = folder / "entries.csv"
            path.write_bytes(raw)
            rows = list(csv.reader(StringIO(raw.decode(ENCODING))))
            plain = measure_fastest(lambda: measure_plain_write(rows))
            table = measure_fastest(
                lambda: EntryTableWriter("EUR").write_table(
                    StringIO(newline=""), Dialect.COMMA, items, private_notes=False
                )
            )
            # A hundred thousand objects that lie about make Python's memory keeping slower.
            items.clear()
            rows.clear()
            reading = measure_fastest(lambda: sum(1 for _item in book.load_entries()))
            export = measure_fastest(lambda: load_bundle(book, TODAY, Dialect.COMMA))
        load = measure_fastest(lambda: measure_plain_load(path, folder))
        parse = measure_fastest(lambda: sum(1 for _item in read_bundle(path, "EUR", TODAY)))
        whole = measure_fastest(lambda: import_bundle(path, folder))
    print(f"{count} payments; seconds, and times the plain way")
    for what, seconds, measure in (
        ("csv.writer alone", plain, plain),
        ("entries.csv from entries in memory", table, plain),
        ("reading the book alone", reading, plain),
        ("export: book to entries.csv", export, plain),
        ("csv and executemany alone", load, load),
        ("entries from entries.csv, checked", parse, load),
        ("import: entries.csv to book", whole, load),
    ):
        print(f"  {what:36}{seconds:8.3f}{seconds / measure:8.2f}x")
    print_workbook(min(count, IN_A_WORKBOOK))


if __name__ == "__main__":
    main()
