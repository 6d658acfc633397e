"""The bundle: what one trusted person is shown, made whole in memory.

`prepared` reads the open book and runs where the book is open; `finished` needs only what that
gave, draws the picture, and may run in another thread. The same book on the same day gives the
same bytes: no file carries the date it was made.
"""

from dataclasses import dataclass
from datetime import date
from io import StringIO

from tracker.book.book import Book
from tracker.figures.monthly import ALL, Monthly, Row
from tracker.months import Month
from tracker.sharing import months_csv
from tracker.sharing.datapackage import datapackage
from tracker.sharing.dialect import ENCODING, Dialect
from tracker.sharing.entries_csv import EntryTable
from tracker.sharing.read_me import read_me

ENTRIES, MONTHS, PICTURE = "entries.csv", "months.csv", "share.png"
READ_ME, DATAPACKAGE = "READ-ME.txt", "datapackage.json"
FILES = (READ_ME, PICTURE, MONTHS, ENTRIES, DATAPACKAGE)
"""What a bundle holds."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What goes into a bundle, as values that need no book."""

    dialect: Dialect
    private_notes: bool
    currency: str
    month: Month
    """The month in which it is made: the picture marks it as unfinished."""
    groups: tuple[str, ...]
    rows: tuple[Row, ...]
    count: int
    entries: bytes
    """`entries.csv`."""


def prepared(book: Book, today: date, dialect: Dialect, *, private_notes: bool = False) -> Contents:
    """Read from an open book what goes into a bundle; raises BookError."""
    facts = book.facts(today)
    stream = StringIO(newline="")
    table = EntryTable(book.currency)
    table.write(stream, dialect, book.entries(), private_notes=private_notes)
    return Contents(
        dialect=dialect,
        private_notes=private_notes,
        currency=book.currency,
        month=Month.of(today),
        groups=tuple(facts.groups),
        rows=tuple(Monthly(facts).rows()),
        count=table.count,
        entries=stream.getvalue().encode(ENCODING),
    )


def finished(contents: Contents) -> dict[str, bytes]:
    """Every file of a bundle by its name; draws the picture."""
    dialect = contents.dialect
    months = StringIO(newline="")
    months_csv.write(months, dialect, contents.rows)
    notes = contents.private_notes
    return {
        READ_ME: read_me(contents.rows, contents.count, dialect, private_notes=notes),
        PICTURE: _picture(contents),
        MONTHS: months.getvalue().encode(ENCODING),
        ENTRIES: contents.entries,
        DATAPACKAGE: datapackage(contents.currency, dialect, private_notes=notes),
    }


def _picture(contents: Contents) -> bytes:
    # matplotlib takes longer to import than all the rest: only a bundle that is made pays for it.
    from tracker.charts.picture import Form, draw
    from tracker.charts.series import shares_of_income

    rows = [row for row in contents.rows if row.group == ALL]
    return draw(shares_of_income(rows, contents.month), Form.PNG, contents.groups)
