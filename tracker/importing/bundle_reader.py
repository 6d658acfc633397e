"""A bundle looked through, then read back into entries, row by row."""

import json
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from tracker.entries.parse_context import LARGEST_NUMBER, ParseContext
from tracker.entries.types import StoredEntry
from tracker.export.bundle import DATAPACKAGE, ENTRIES
from tracker.export.tables.datapackage import (
    COUNT,
    DAYS,
    EXTRACT,
    FORMAT,
    GROUPS_OUT,
    LEFT_OUT,
    MONTHS_OUT,
    OWN,
)
from tracker.export.tables.entries_csv import PRIVATE_NOTE
from tracker.i18n import _, make_printable, ngettext
from tracker.importing.cell_parsers import is_currency, other_currency
from tracker.importing.csv_table import ALL_COLUMNS, read_table
from tracker.importing.errors import ImportingError, Misfit, at_cell, at_file
from tracker.importing.row_parser import NEVER_ALONE, Row, Rows, lacks_group
from tracker.months import Month

__all__ = [
    "BundleContents",
    "Files",
    "ImportingError",
    "find_bundle",
    "look_through",
    "read_bundle",
]

_NUMBER, _TYPE, _CURRENCY, _FOR_ENTRY = map(
    ALL_COLUMNS.index, ("entry", "type", "currency", "for_entry")
)
LARGEST = 100_000_000
"""Bytes of a file that is read, and of a table within it; a small file can hold a huge one."""
LARGEST_DESCRIPTION = 1_000_000
"""Bytes of a `datapackage.json` that is read."""
_DATE, _LOGGED_ON, _UNTIL = map(ALL_COLUMNS.index, ("date", "logged_on", "until"))
_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")
"""What stands in place of a day where days were left out."""
_LONGEST_MAGIC = 8
"""Bytes that tell what kind of file one is."""
_LAST = LARGEST_NUMBER + 1
"""Behind every number."""


class Files(NamedTuple):
    """The files of a bundle, wherever they lie."""

    place: str
    """What the person named, for sentences."""
    table: str
    """The name of the table of entries."""
    open_table: Callable[[], BinaryIO]
    description: bytes | None = None
    """What `datapackage.json` says; None without one."""
    beside: bytes | None = None
    """The same of a table that was named alone: all it says is which entries stayed out."""


class _Survey(NamedTuple):
    """What one look over all the rows tells."""

    wanted: frozenset[str]
    """The entries that others belong to: no more than these need be kept in mind."""
    orphans: tuple[int, ...]
    is_sorted: bool
    currency: str | None
    rows: int
    has_days: bool


@dataclass(frozen=True, slots=True)
class BundleContents:
    """A bundle that was looked through; its entries are read, and checked, when asked for."""

    files: Files
    currency: str | None
    """As it says itself; None where nothing stands in it."""
    left_out: frozenset[str]
    """The columns whose cells were emptied by choice."""
    has_notes: bool
    """Whether private notes came along."""
    has_days: bool
    """Whether it tells days; else each is told as its month, and it can only be looked at."""
    lacks_months: bool
    """Whether entries of other months may be missing, so that no figure of it is sure."""
    lacks_groups: bool
    """Whether entries of other groups may be missing, so that not all that was given is known."""
    _survey: _Survey

    @property
    def orphans(self) -> tuple[int, ...]:
        """The lines of entries that say nothing without another one, which stayed out."""
        return self._survey.orphans

    def rows(self, known: ParseContext, today: date, *, to_look: bool = False) -> Iterator[Row]:
        """The rows in the order of their numbers, for a book that knows this.

        An ImportingError may come at any of them, so take all or none. A bundle without days has
        rows only `to_look` at: each on the first day of its month.
        """
        if not (self.has_days or to_look):
            raise at_file(
                self.files.table,
                _(
                    "it has months instead of days, and an entry needs its day. Look at it with "
                    "tracker view, or export it again with --days"
                ),
            )
        with _sentences(self.files.place), self.files.open_table() as file:
            if self.currency is not None and self.currency != known.currency:
                self._refuse_currency(known.currency)
            dialect, _header, rows = read_table(self.files.table, file)
            reading = Rows(dialect, known, today, self._survey.wanted)
            for line, cells in rows if self._survey.is_sorted else sorted(rows, key=_number_of):
                try:
                    row = reading.read(line, cells if self.has_days else _with_days(cells))
                except Misfit as misfit:
                    raise at_cell(self.files.table, line, misfit) from misfit
                yield row

    def entries(self, known: ParseContext, today: date) -> Iterator[StoredEntry]:
        """The entries as the bundle numbers them, for an empty book, without the orphans.

        They are such as could be logged, line by line.
        """
        has_group = False
        for row in self.rows(known, today):
            has_group |= row.columns.group is not None and not row.is_orphan
            if has_group and lacks_group(row.columns):
                message = _("the group is missing; an entry above has one")
                raise at_cell(self.files.table, row.line, Misfit("group", message))
            yield from row.items()

    def _refuse_currency(self, ours: str) -> None:
        """Refuse by the description; where that says nothing the first row does."""
        theirs = _own_property(self.files).get("currency")
        if isinstance(theirs, str) and theirs != ours:
            raise at_file(DATAPACKAGE, other_currency(theirs, ours))


def read_bundle(path: Path, currency: str, today: date) -> Iterator[StoredEntry]:
    """The entries of a bundle's folder, or of its `entries.csv`, for a book in this currency.

    They come one by one, in the order of their numbers; an ImportingError may come at any of
    them, so take all or none.
    """
    return find_bundle(path).entries(ParseContext(currency), today)


def find_bundle(path: Path) -> BundleContents:
    """The bundle in a folder, or of a table alone; raises ImportingError."""
    with _sentences(str(path)):
        table = _entries_of(path)
        if table.stat().st_size > LARGEST:
            raise at_file(table.name, _too_large())
        description, beside = _description_in(table.parent), None
        if not path.is_dir():
            description, beside = None, description if table.name == ENTRIES else None
    files = Files(str(path), table.name, lambda: table.open("rb"), description, beside)
    return look_through(files)


def _description_in(folder: Path) -> bytes | None:
    # A pipe or a device is no file, and would be waited for.
    if not (folder / DATAPACKAGE).is_file():
        return None
    with (folder / DATAPACKAGE).open("rb") as file:
        return file.read(LARGEST_DESCRIPTION)


def look_through(files: Files) -> BundleContents:
    """Read all of a bundle once: so a file that was cut is found before anything is written.

    Raises ImportingError.
    """
    own = _own_property(files)
    form, currency, left_out = own.get("format"), own.get("currency"), own.get(LEFT_OUT)
    if isinstance(form, int) and form > FORMAT:
        raise at_file(
            DATAPACKAGE,
            _("this was written by a newer version of Tracker; please install that one"),
        )
    with _sentences(files.place), files.open_table() as file:
        _dialect, header, rows = read_table(files.table, file)
        survey = _surveyed(rows)
    _check_count(files, own.get(COUNT), survey.rows)
    emptied = left_out if isinstance(left_out, list) else []
    extract = _extract(files)
    return BundleContents(
        files,
        next((code for code in (currency, survey.currency) if is_currency(code)), None),
        frozenset(name for name in emptied if isinstance(name, str)),
        PRIVATE_NOTE in header,
        survey.has_days and own.get(DAYS) is not False,
        MONTHS_OUT in extract,
        GROUPS_OUT in extract,
        survey,
    )


def _extract(files: Files) -> Collection[str]:
    """Which entries stayed out; all may have where a table alone says nothing of it."""
    described = files
    if files.description is None:
        described = files._replace(description=files.beside)
    with suppress(ImportingError):
        if described.description is not None:
            extract = _own_property(described).get(EXTRACT)
            return extract if isinstance(extract, list) else ()
    return (MONTHS_OUT, GROUPS_OUT)


def _check_count(files: Files, written: object, found: int) -> None:
    """Refuse a table that was cut between two rows, or to which rows were added."""
    if isinstance(written, int) and written != found:
        raise at_file(
            files.table,
            ngettext(
                "it has {found} row and should have {written}. Copy it again, or name this file"
                " alone if that is meant.",
                "it has {found} rows and should have {written}. Copy it again, or name this file"
                " alone if that is meant.",
                found,
            ).format(found=found, written=written),
        )


def starts_with(path: Path, magic: bytes | tuple[bytes, ...]) -> bool:
    """Return whether this is a file that begins like this; False where that cannot be known."""
    try:
        # A pipe or a device is no file, and would be waited for.
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(_LONGEST_MAGIC).startswith(magic)
    except OSError:
        return False


def in_memory(place: str, table: bytes, description: bytes | None) -> Files:
    """The files of a bundle that lies in no folder."""
    return Files(place, ENTRIES, lambda: BytesIO(table), description)


def _entries_of(path: Path) -> Path:
    if path.is_dir():
        table = path / ENTRIES
        if not table.is_file():
            raise ImportingError(
                _("There is no {file} in {folder}; name the folder of a bundle.").format(
                    file=ENTRIES, folder=make_printable(path)
                )
            )
        return table
    if not path.is_file():
        raise ImportingError(
            _("There is no bundle at {path}; name its folder or its {file}.").format(
                path=make_printable(path), file=ENTRIES
            )
        )
    return path


def _too_large() -> str:
    return _(
        "this is larger than {most} MB, which no table of entries needs. Export it again in parts,"
        " with --from and --until."
    ).format(most=LARGEST // 1_000_000)


def _surveyed(rows: Iterator[tuple[int, Any]]) -> _Survey:
    wanted, orphans, currency = set[str](), list[int](), None
    is_sorted, last, count, months = True, 0, 0, 0
    for line, cells in rows:
        count += 1
        months += _MONTH.fullmatch(cells[_DATE]) is not None
        wanted.add(cells[_FOR_ENTRY])
        if not cells[_FOR_ENTRY] and cells[_TYPE] in NEVER_ALONE:
            orphans.append(line)
        number = _number_of((line, cells))
        is_sorted, last = is_sorted and number >= last, number
        currency = currency or cells[_CURRENCY]
    has_days = months == 0 or months < count
    return _Survey(frozenset(wanted), tuple(orphans), is_sorted, currency, count, has_days)


def _with_days(cells: Sequence[str]) -> list[str]:
    """The cells of a row with a day for each month: the first, and the last one of an end."""
    row = list(cells)
    for at in (_DATE, _LOGGED_ON, _UNTIL):
        if _MONTH.fullmatch(row[at]):
            row[at] += "-01"
    with suppress(ValueError):
        row[_UNTIL] = Month.from_date(date.fromisoformat(row[_UNTIL])).last_day.isoformat()
    return row


def _number_of(row: tuple[int, Any]) -> int:
    """The number of a row; what is none stands last and is refused there."""
    cell = row[1][_NUMBER]
    return int(cell[:12]) if cell.isascii() and cell.isdigit() else _LAST


def _own_property(files: Files) -> dict[str, Any]:
    """What only `datapackage.json` knows; nothing without one."""
    if files.description is None:
        return {}
    try:
        description: Any = json.loads(files.description)
    except (ValueError, RecursionError) as error:
        message = _("this cannot be read; export the bundle again, or name its entries.csv alone")
        raise at_file(DATAPACKAGE, message) from error
    own = description.get(OWN) if isinstance(description, dict) else None
    return own if isinstance(own, dict) else {}


@contextmanager
def _sentences(place: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ImportingError(
            _("{path} cannot be read ({why}), so nothing was imported.").format(
                path=make_printable(place), why=error.strerror
            )
        ) from error
