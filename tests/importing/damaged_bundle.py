"""A small bundle to be damaged, cell by cell."""

import csv
from collections.abc import Callable
from datetime import date
from functools import cache
from io import StringIO
from pathlib import Path

from tracker.entries.line_parser import LineDays, read_line
from tracker.entries.parse_context import ParseContext
from tracker.entries.types import StoredEntry
from tracker.export.tables.csv_dialect import ENCODING, Dialect
from tracker.export.tables.entries_csv import EntryTableWriter
from tracker.importing.bundle_reader import read_bundle

TODAY = date(2025, 11, 22)
LINES = (
    "2025-09-01 income 950/month side job",
    "2025-09-01 need food 260/month",
    "2025-09-01 limit 2%",
    "2025-10-02 ask 50-450 donation pledged 50 no pledged 20/month #deadline @!circle",
    '2025-10-11 event 1.5h #long_day #!own_tag "=a, it\'s" // only mine',
    "2025-10-11 goal 20000 +office met",
    "2025-10-11 paid 15 merch",
    "2025-10-20 ask 30/month dues no +office",
    "2025-11-10 answered later yes for 8",
    "2025-11-11 returned 5 for 7",
)
"""Entry 4 is an ask on line 5 of the file, and so on."""

Rows = list[dict[str, str]]
Damage = Callable[[Rows], object]


def entries() -> list[StoredEntry]:
    """The entries of the bundle."""
    return list(_read_lines())


@cache
def _read_lines() -> tuple[StoredEntry, ...]:
    known = ParseContext("EUR")
    made: list[StoredEntry] = []
    for line in LINES:
        (entry,) = read_line(line, known, LineDays.from_today(TODAY))
        made.append(StoredEntry(known.add_entry(entry), f"id{len(made) + 1:06}", TODAY, entry))
    return tuple(made)


@cache
def build_content(dialect: Dialect = Dialect.COMMA) -> str:
    """The file `entries.csv` of the bundle."""
    stream = StringIO()
    EntryTableWriter("EUR").write_table(stream, dialect, entries(), private_notes=True)
    return stream.getvalue()


def damage_table(damage: Damage, dialect: Dialect = Dialect.COMMA) -> str:
    """The file after somebody changed its rows."""
    reader = csv.DictReader(StringIO(build_content(dialect)), delimiter=dialect.separator)
    rows = list(reader)
    damage(rows)
    stream = StringIO()
    dialect.write_rows(stream, [rows[0], *(row.values() for row in rows)])
    return stream.getvalue()


def read_table(folder: Path, text: str | bytes, currency: str = "EUR") -> list[StoredEntry]:
    """What import makes of a file."""
    path = folder / "entries.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode(ENCODING))
    return list(read_bundle(path, currency, TODAY))
