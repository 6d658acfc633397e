"""Whether a book is whole: its pages, its money, its entries, its history, its sums."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import chain, islice
from pathlib import Path

from tracker.book.database import queries
from tracker.book.database.connection import Connection, translate_db_errors
from tracker.book.database.day_range import DAY_IN_RANGE
from tracker.book.database.errors import BookError, DamagedBookError
from tracker.book.database.expected_schema import EXPECTED_SCHEMAS
from tracker.book.database.monthly_totals import load_totals, recount_totals
from tracker.book.database.row_mapping import build_stored_entry, from_json, read_rows
from tracker.book.database.schema_check import find_ignored_names, find_schema_differences
from tracker.book.files.verified_copy import (
    MOST_FINDINGS,
    find_broken_links,
    find_encryption_damage,
    find_page_damage,
)
from tracker.book.maintenance.index_repair import is_index_damaged
from tracker.book.maintenance.sum_audit import (
    find_sum_differences,
    find_total_differences,
    recount_sums,
)
from tracker.book.stores.group_questions import ANSWERS_SETTING, parse_drafts
from tracker.book.stores.letter import DRAFT_SETTING, parse_draft
from tracker.i18n import N_label, _label
from tracker.money import LARGEST_AMOUNT
from tracker.months import Month, list_months


class IntegrityCheck(StrEnum):
    """What was checked."""

    # Data: in people's scripts since 0.1. Never rename.
    ENCRYPTION = "seals"
    PAGES = "pages"
    TABLES = "tables"
    LINKS = "ties"
    MONEY = "money"
    ENTRIES = "entries"
    DAYS = "days"
    HISTORY = "history"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What was checked, how many of them there are, and which problems were found."""

    check: IntegrityCheck
    count: int
    """Pages, tables with indexes and views, references, amounts, entries, days, versions or months.

    For the encryption of a plain book it is 0.
    """
    problems: tuple[str, ...] = ()
    ignored_names: tuple[str, ...] = ()
    """What others keep in the file, in which nothing is wrong."""


CheckFunction = Callable[[Connection, date], tuple[int, Sequence[str]]]


def check_integrity(connection: Connection, path: Path, today: date) -> list[CheckResult]:
    """Look at everything. A part that cannot be read is a finding like any other."""
    results = []
    for check, run_check in _CHECKS.items():
        ignored: list[str] = []
        try:
            with translate_db_errors(path):
                count, problems = run_check(connection, today)
                if check is IntegrityCheck.TABLES:
                    ignored = find_ignored_names(connection)
        except BookError as error:
            count, problems = 0, [str(error)]
        # Each entry is named that the person is to look at.
        named_problems = (
            tuple(problems) if check is IntegrityCheck.DAYS else tuple(problems)[:MOST_FINDINGS]
        )
        results.append(CheckResult(check, count, named_problems, tuple(ignored)))
    return results


def has_only_day_problems(results: Sequence[CheckResult]) -> bool:
    """Return whether days that cannot be are all that was found: no copy is better then."""
    return {result.check for result in results if result.problems} == {IntegrityCheck.DAYS}


def has_only_total_problems(results: Sequence[CheckResult]) -> bool:
    """Return whether all that was found is totals of months, which can be counted again."""
    return {result.check for result in results if result.problems} == {IntegrityCheck.MONTHS}


def is_index_repairable(results: Sequence[CheckResult]) -> bool:
    """Return whether an index is damaged that can be made again from its table."""
    problems = {result.check: result.problems for result in results if result.problems}
    return is_index_damaged(problems.pop(IntegrityCheck.PAGES, ())) and problems.keys() <= {
        IntegrityCheck.MONTHS,
        IntegrityCheck.DAYS,
    }


def _check_encryption(connection: Connection, _today: date) -> tuple[int, Sequence[str]]:
    """Check each page of an encrypted book. SQLCipher says which is not as it was written."""
    if connection.execute("PRAGMA cipher_salt").fetchone() is None:
        return 0, ()
    return _fetch_count(connection, "PRAGMA page_count"), find_encryption_damage(connection)


def _check_pages(connection: Connection, _today: date) -> tuple[int, Sequence[str]]:
    return _fetch_count(connection, "PRAGMA page_count"), find_page_damage(connection)


def _check_tables(connection: Connection, _today: date) -> tuple[int, Sequence[str]]:
    """Nothing in the file changes or fakes what is stored, and each begun text can be read.

    A file with something that changes or fakes is refused when it is opened.
    """
    number = _fetch_count(connection, "PRAGMA user_version")
    differences = find_schema_differences(connection, number)
    return len(EXPECTED_SCHEMAS.get(number, ())), [*differences, *_find_damaged_texts(connection)]


_BEGUN_TEXTS: dict[str, tuple[Callable[[str], object], str]] = {
    ANSWERS_SETTING: (parse_drafts, N_label("unfinished answers")),
    DRAFT_SETTING: (parse_draft, N_label("unfinished letter")),
}
"""What reads each setting with begun texts, and how those are called."""


def _find_damaged_texts(connection: Connection) -> list[str]:
    damaged = []
    for name, (parse, title) in _BEGUN_TEXTS.items():
        text = queries.fetch_value(connection, "SELECT value FROM settings WHERE name = ?", [name])
        try:
            if text is not None:
                parse(text)
        except (RecursionError, ValueError):
            damaged.append(_label(title))
    return damaged


_LINKS = """SELECT count(for_entry) + count(group_number) + count(*)
    + (SELECT count(*) FROM group_answer_entries) FROM entries"""
_LINKS_TO_NO_ENTRY = """SELECT DISTINCT entry FROM group_answer_entries
    WHERE entry NOT IN (SELECT number FROM entries UNION SELECT entry FROM versions)"""


def _check_links(connection: Connection, _today: date) -> tuple[int, Sequence[str]]:
    """Each reference leads somewhere. The entry of an answer may have been deleted."""
    unknown = _name_entries(connection.execute(_LINKS_TO_NO_ENTRY).fetchall())
    return _fetch_count(connection, _LINKS), [*find_broken_links(connection), *unknown]


_AMOUNTS = """SELECT number, low AS cents FROM entries WHERE low IS NOT NULL
    UNION ALL SELECT number, high FROM entries WHERE high IS NOT NULL
    UNION ALL SELECT entry, amount FROM answers WHERE amount IS NOT NULL"""
_INVALID_AMOUNT = f"typeof(cents) <> 'integer' OR cents NOT BETWEEN 0 AND {LARGEST_AMOUNT}"


def _check_amounts(connection: Connection, _today: date) -> tuple[int, Sequence[str]]:
    """Amounts are whole cents in range, and a range has its lower end below its upper one."""
    wrong = connection.execute(
        f"""SELECT number FROM ({_AMOUNTS}) WHERE {_INVALID_AMOUNT}
        UNION SELECT number FROM entries WHERE low > high"""
    ).fetchall()
    return _fetch_count(connection, f"SELECT count(*) FROM ({_AMOUNTS})"), _name_entries(wrong)


_POSITIONS = """SELECT entry FROM {table} GROUP BY entry
    HAVING min(position) <> 0 OR max(position) <> count(*) - 1"""


def _check_entries(connection: Connection, _today: date) -> tuple[int, Sequence[str]]:
    """Each row makes an entry, has a number that was given, and what belongs to it in order."""
    count, wrong = 0, list[tuple[int]]()
    last = queries.find_next_number(connection) - 1
    for row in read_rows(connection):
        count += 1
        try:
            item = build_stored_entry(row)
        except DamagedBookError:
            wrong.append((row[0],))
        else:
            if not 0 < item.number <= last:
                wrong.append((item.number,))
    for table in ("answers", "circumstances"):
        wrong += connection.execute(_POSITIONS.format(table=table)).fetchall()
    return count, _name_entries(wrong)


_INVALID_DAYS = f"""SELECT number, day FROM entries WHERE day NOT {DAY_IN_RANGE}
    UNION SELECT number, until FROM entries WHERE until NOT {DAY_IN_RANGE}
    UNION SELECT number, logged_on FROM entries WHERE logged_on NOT {DAY_IN_RANGE}
    ORDER BY number"""


def _check_days(connection: Connection, _today: date) -> tuple[int, Sequence[str]]:
    """Each entry has valid days: its own, its last, and the day it was logged."""
    count = _fetch_count(connection, "SELECT 2 * count(*) + count(until) FROM entries")
    return count, [
        _label("entry {number}: {day}").format(number=number, day=day)
        for number, day in connection.execute(_INVALID_DAYS)
    ]


_FORMER_VERSIONS = "SELECT entry, fields, id, logged_on, ended_on FROM versions"
_WITHOUT_MAKING_CHANGE = """SELECT entry FROM versions
    WHERE made_by NOT IN (SELECT number FROM changes) OR made_by > change"""
_UNDONE_BUT_CURRENT = """SELECT e.number FROM entries e JOIN changes c ON c.number = e.change
    WHERE c.undone_day IS NOT NULL
    UNION SELECT v.entry FROM versions v JOIN changes c ON c.number IN (v.change, v.made_by)
    WHERE c.undone_day IS NOT NULL AND v.change <> v.made_by"""
_WITHOUT_DELETING_CHANGE = """SELECT entry FROM undone_deletions
    WHERE change NOT IN (SELECT number FROM changes WHERE undone_day IS NOT NULL)"""
_REDO_OF_CURRENT = """SELECT position FROM redo
    WHERE change NOT IN (SELECT number FROM changes WHERE undone_day IS NOT NULL)"""
_OTHER_ID = """SELECT v.entry FROM versions v JOIN entries e ON e.number = v.entry
    WHERE e.id <> v.id"""


def _check_history(connection: Connection, _today: date) -> tuple[int, Sequence[str]]:
    """Every former version can be read and has its changes. Nothing undone is still current.

    What redo makes again was undone.
    """
    count, wrong = 0, list[tuple[int]]()
    for number, fields, _id, *days in connection.execute(_FORMER_VERSIONS):
        count += 1
        try:
            from_json(number, fields)
            for day in days:
                date.fromisoformat(day)
        except (DamagedBookError, ValueError):
            wrong.append((number,))
    for sql in (_WITHOUT_MAKING_CHANGE, _UNDONE_BUT_CURRENT, _WITHOUT_DELETING_CHANGE, _OTHER_ID):
        wrong += connection.execute(sql).fetchall()
    redo = [f"redo {position}" for (position,) in connection.execute(_REDO_OF_CURRENT)]
    return count, _name_entries(wrong) + redo


_WRONG_MONTHS = """SELECT number FROM entries
    WHERE month IS NOT coalesce(for_month, substr(day, 1, 7))"""


def _check_months(connection: Connection, today: date) -> tuple[int, Sequence[str]]:
    """The sums that the monthly table is made of, against a recount of every entry."""
    facts = queries.load_monthly_facts(connection, "", today, None)
    sums, recurring = recount_sums(connection, today)
    count = 0
    if facts.first_day is not None:
        count = len(list_months(Month.from_date(facts.first_day), Month.from_date(today)))
    differences = chain(
        find_total_differences(load_totals(connection), recount_totals(connection)),
        find_sum_differences(facts, sums, recurring),
    )
    wrong_months = _name_entries(connection.execute(_WRONG_MONTHS).fetchall())
    return count, [*wrong_months, *sorted(set(islice(differences, MOST_FINDINGS)))]


_CHECKS: dict[IntegrityCheck, CheckFunction] = {
    IntegrityCheck.ENCRYPTION: _check_encryption,
    IntegrityCheck.PAGES: _check_pages,
    IntegrityCheck.TABLES: _check_tables,
    IntegrityCheck.LINKS: _check_links,
    IntegrityCheck.MONEY: _check_amounts,
    IntegrityCheck.ENTRIES: _check_entries,
    IntegrityCheck.DAYS: _check_days,
    IntegrityCheck.HISTORY: _check_history,
    IntegrityCheck.MONTHS: _check_months,
}


def _fetch_count(connection: Connection, sql: str) -> int:
    return int(queries.fetch_value(connection, sql) or 0)


def _name_entries(rows: Sequence[tuple[int]]) -> list[str]:
    numbers = sorted({number for (number,) in rows})
    return [_label("entry {number}").format(number=number) for number in numbers]
