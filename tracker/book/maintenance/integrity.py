"""Whether a book is whole: its pages, its money, its entries, its history, its sums."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import islice
from pathlib import Path

from tracker.book.database import queries
from tracker.book.database.connection import Connection, sentences
from tracker.book.database.day_range import IN_RANGE
from tracker.book.database.errors import BookError, Damaged
from tracker.book.database.row_mapping import SELECT, from_json, logged
from tracker.book.database.schema import EXPECTED
from tracker.book.database.schema_check import find_differences, find_ignored
from tracker.book.files.verified_copy import FEW, page_findings, seal_findings, tie_findings
from tracker.book.maintenance.index_repair import is_index_damaged
from tracker.book.maintenance.sum_audit import differences, recounted
from tracker.money import LARGEST_AMOUNT
from tracker.months import Month, list_months


class Looked(StrEnum):
    """What was looked at."""

    # Data: in people's scripts since 0.1; never rename.
    SEALS = "seals"
    PAGES = "pages"
    TABLES = "tables"
    TIES = "ties"
    MONEY = "money"
    ENTRIES = "entries"
    DAYS = "days"
    HISTORY = "history"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, how many of them there are, and what is not as it should be."""

    looked: Looked
    count: int
    """Pages, tables with indexes, references, amounts, entries, days, versions or months; 0 seals
    in a plain book."""
    found: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    """What others keep in the file, in which nothing is wrong."""


Part = Callable[[Connection, date], tuple[int, Sequence[str]]]


def check(connection: Connection, path: Path, today: date) -> list[Finding]:
    """Look at everything; a part that cannot be read is a finding like any other."""
    findings = []
    for looked, part in _PARTS.items():
        ignored: list[str] = []
        try:
            with sentences(path):
                count, found = part(connection, today)
                if looked is Looked.TABLES:
                    ignored = find_ignored(connection)
        except BookError as error:
            count, found = 0, [str(error)]
        # Each entry is named that the person is to look at.
        shown = tuple(found) if looked is Looked.DAYS else tuple(found)[:FEW]
        findings.append(Finding(looked, count, shown, tuple(ignored)))
    return findings


def are_days_alone(findings: Sequence[Finding]) -> bool:
    """Return whether days that cannot be are all that was found: no copy is better then."""
    return {each.looked for each in findings if each.found} == {Looked.DAYS}


def is_index_repairable(findings: Sequence[Finding]) -> bool:
    """Return whether an index is damaged that can be made anew from its table.

    The sums of months read such an index, so they may be wrong with it.
    """
    found = {each.looked: each.found for each in findings if each.found}
    return is_index_damaged(found.pop(Looked.PAGES, ())) and found.keys() <= {
        Looked.MONTHS,
        Looked.DAYS,
    }


def _seals(connection: Connection, _today: date) -> tuple[int, Sequence[str]]:
    """Each page of an encrypted book bears a seal; SQLCipher says which do not fit."""
    if connection.execute("PRAGMA cipher_salt").fetchone() is None:
        return 0, ()
    return _count(connection, "PRAGMA page_count"), seal_findings(connection)


def _pages(connection: Connection, _today: date) -> tuple[int, Sequence[str]]:
    return _count(connection, "PRAGMA page_count"), page_findings(connection)


def _tables(connection: Connection, _today: date) -> tuple[int, Sequence[str]]:
    """Nothing in the file changes or fakes what is stored; it is refused when it is opened."""
    number = _count(connection, "PRAGMA user_version")
    return len(EXPECTED.get(number, ())), find_differences(connection, number)


def _ties(connection: Connection, _today: date) -> tuple[int, Sequence[str]]:
    tied = "SELECT count(for_entry) + count(group_number) + count(*) FROM entries"
    return _count(connection, tied), tie_findings(connection)


_AMOUNTS = """SELECT number, low AS cents FROM entries WHERE low IS NOT NULL
    UNION ALL SELECT number, high FROM entries WHERE high IS NOT NULL
    UNION ALL SELECT entry, amount FROM answers WHERE amount IS NOT NULL"""
_NO_MONEY = f"typeof(cents) <> 'integer' OR cents NOT BETWEEN 0 AND {LARGEST_AMOUNT}"


def _money(connection: Connection, _today: date) -> tuple[int, Sequence[str]]:
    """Amounts are whole cents in range, and a range has its lower end below its upper one."""
    wrong = connection.execute(
        f"""SELECT number FROM ({_AMOUNTS}) WHERE {_NO_MONEY}
        UNION SELECT number FROM entries WHERE low > high"""
    ).fetchall()
    return _count(connection, f"SELECT count(*) FROM ({_AMOUNTS})"), _entries_named(wrong)


_POSITIONS = """SELECT entry FROM {table} GROUP BY entry
    HAVING min(position) <> 0 OR max(position) <> count(*) - 1"""


def _entries(connection: Connection, _today: date) -> tuple[int, Sequence[str]]:
    """Each row makes an entry, has a number that was given, and what belongs to it in order."""
    count, wrong = 0, list[tuple[int]]()
    last = queries.next_number(connection) - 1
    for row in connection.execute(SELECT):
        count += 1
        try:
            item = logged(row)
        except Damaged:
            wrong.append((row[0],))
        else:
            if not 0 < item.number <= last:
                wrong.append((item.number,))
    for table in ("answers", "circumstances"):
        wrong += connection.execute(_POSITIONS.format(table=table)).fetchall()
    return count, _entries_named(wrong)


_DAYS = f"""SELECT number, day FROM entries WHERE day NOT {IN_RANGE}
    UNION SELECT number, until FROM entries WHERE until NOT {IN_RANGE}
    UNION SELECT number, logged_on FROM entries WHERE logged_on NOT {IN_RANGE} ORDER BY number"""


def _days(connection: Connection, _today: date) -> tuple[int, Sequence[str]]:
    """Each entry is of a day that one may have, ends on one, and was logged on one."""
    count = _count(connection, "SELECT 2 * count(*) + count(until) FROM entries")
    return count, [f"entry {number}: {day}" for number, day in connection.execute(_DAYS)]


_FORMER = "SELECT entry, fields, id, logged_on, ended_on FROM versions"
_MADE_BY_NONE = """SELECT entry FROM versions
    WHERE made_by NOT IN (SELECT number FROM changes) OR made_by > change"""
_TAKEN_BACK_AND_STANDING = """SELECT e.number FROM entries e JOIN changes c ON c.number = e.change
    WHERE c.undone_day IS NOT NULL
    UNION SELECT v.entry FROM versions v JOIN changes c ON c.number IN (v.change, v.made_by)
    WHERE c.undone_day IS NOT NULL AND v.change <> v.made_by"""
_DELETED_BY_NONE = """SELECT entry FROM undone_deletions
    WHERE change NOT IN (SELECT number FROM changes WHERE undone_day IS NOT NULL)"""
_NOT_UNDONE = """SELECT position FROM redo
    WHERE change NOT IN (SELECT number FROM changes WHERE undone_day IS NOT NULL)"""
_OTHER_ID = """SELECT v.entry FROM versions v JOIN entries e ON e.number = v.entry
    WHERE e.id <> v.id"""


def _history(connection: Connection, _today: date) -> tuple[int, Sequence[str]]:
    """Every former version can be read and has its changes; nothing taken back still stands.

    What redo makes again was undone.
    """
    count, wrong = 0, list[tuple[int]]()
    for number, fields, _id, *days in connection.execute(_FORMER):
        count += 1
        try:
            from_json(number, fields)
            for day in days:
                date.fromisoformat(day)
        except (Damaged, ValueError):
            wrong.append((number,))
    for sql in (_MADE_BY_NONE, _TAKEN_BACK_AND_STANDING, _DELETED_BY_NONE, _OTHER_ID):
        wrong += connection.execute(sql).fetchall()
    redo = [f"redo {position}" for (position,) in connection.execute(_NOT_UNDONE)]
    return count, _entries_named(wrong) + redo


def _months(connection: Connection, today: date) -> tuple[int, Sequence[str]]:
    """The sums that the monthly table is made of, against a recount of every entry."""
    facts = queries.facts(connection, "", today, None, asked=False)
    sums, standing = recounted(connection, today)
    count = 0
    if facts.first_day is not None:
        count = len(list_months(Month.from_date(facts.first_day), Month.from_date(today)))
    return count, sorted(islice(differences(facts, sums, standing), FEW))


_PARTS: dict[Looked, Part] = {
    Looked.SEALS: _seals,
    Looked.PAGES: _pages,
    Looked.TABLES: _tables,
    Looked.TIES: _ties,
    Looked.MONEY: _money,
    Looked.ENTRIES: _entries,
    Looked.DAYS: _days,
    Looked.HISTORY: _history,
    Looked.MONTHS: _months,
}


def _count(connection: Connection, sql: str) -> int:
    return int(queries.one(connection, sql) or 0)


def _entries_named(rows: Sequence[tuple[int]]) -> list[str]:
    return [f"entry {number}" for number in sorted({number for (number,) in rows})]
