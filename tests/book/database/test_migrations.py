"""A book that an earlier version made opens, and nothing in it is lost."""

import os
import shutil
import subprocess
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from tests.book.old_books import (
    BOOKS,
    FIGURES,
    PASSPHRASE,
    find_lost_values,
    load_values,
    load_written_values,
)
from tests.book.write_failures import build_driver_error, fail_at, find_hidden
from tests.factories import is_whole
from tests.faults.book_actions import encrypt
from tests.strategies import EXAMPLES
from tracker.analysis.monthly.columns import serialize_row
from tracker.analysis.monthly.table import MonthlyTable
from tracker.book.book import Book
from tracker.book.database.connection import Connection, connect
from tracker.book.database.errors import FileAccessError
from tracker.book.database.schema_version import READABLE_SCHEMA, SCHEMA_VERSION
from tracker.book.files.backups import list_backups
from tracker.book.open_book import open_book
from tracker.book.stores.export_log import ExportRecord
from tracker.entries.line_writer import write_lines
from tracker.export.report.witness_file import encode_witness
from tracker.safe_files import build_journal_path

LINES = [
    "2026-09-01 income 950/month",
    '2026-10-02 ask 50-450 donation pledged 50 @!circle #public_pledge "each of us says one sum"',
    "2026-10-11 goal 20000 +office met",
    '2026-10-11 paid 20 event by cash @!"tea table"',
    "2026-11-12 ask 15 merch gave apart // mine",
    "2026-11-12 paid 15 merch for 5",
]
"""What all of them hold; entry 5 was taken back."""
FIRST_WITH_WITNESS, FIRST_WITH_REDO = 4, 5
"""The first schemas whose books have a secret of their own, and changes to redo."""


@pytest.mark.parametrize("is_encrypted", [False, True], ids=["plain", "encrypted"])
@pytest.mark.parametrize("schema", range(1, SCHEMA_VERSION + 1))
def test_no_value_of_any_book_is_lost(
    schema: int, is_encrypted: bool, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    passphrase = PASSPHRASE if is_encrypted else None
    kept = BOOKS / f"schema_{schema}_encrypted.db"
    is_kept = is_encrypted and kept.exists()
    if is_kept:
        # Its key was made as people's are.
        request.getfixturevalue("full_keys")
    source = kept if is_kept else BOOKS / f"schema_{schema}.db"
    path = Path(shutil.copy(source, tmp_path / "book.db"))
    if is_encrypted and not is_kept:
        encrypt(path, PASSPHRASE)
    former = load_written_values(f"schema_{schema}")
    assert former["entries"]
    for _time in range(2):
        with open_book(path, passphrase) as book:
            now = load_values(book._connection)
            assert find_lost_values(former, now) == []
            assert len(now["entries"]) == len(former["entries"])
            assert [
                each.count
                for each in book.maintenance.check_integrity(date(2026, 11, 20))
                if each.problems
            ] == []
    if schema == SCHEMA_VERSION:
        assert now == former


@pytest.mark.parametrize("schema", range(READABLE_SCHEMA, SCHEMA_VERSION + 1))
@pytest.mark.parametrize("may_write", [True, False])
def test_who_only_reads_leaves_a_book_that_can_be_read_as_it_is(
    schema: int, may_write: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(shutil.copy(BOOKS / f"schema_{schema}.db", tmp_path / "book.db"))
    former = path.read_bytes()
    monkeypatch.setattr(os, "access", lambda *_args: may_write)
    with open_book(path, is_writing=False) as book:
        assert list(write_lines(book.load_entries(), "EUR")) == LINES
        results = book.maintenance.check_integrity(date(2026, 11, 20))
        assert [each for each in results if each.problems] == []
    assert path.read_bytes() == former
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("is_writing", [False, True], ids=["read", "written"])
@pytest.mark.parametrize("schema", range(1, SCHEMA_VERSION + 1))
def test_each_book_gives_the_figures_and_the_check_codes_of_before(
    schema: int, tmp_path: Path, *, is_writing: bool
) -> None:
    path = Path(shutil.copy(BOOKS / f"schema_{schema}.db", tmp_path / "book.db"))
    with open_book(path, is_writing=is_writing) as book:
        rows = MonthlyTable(book.load_monthly_facts(date(2026, 11, 20))).build_rows()
        months = [serialize_row(row) for row in rows]
        assert [FIGURES["months"][0].keys() - row.keys() for row in months] == [set()] * 9
        assert [
            {name: row[name] for name in before}
            for before, row in zip(FIGURES["months"], months, strict=True)
        ] == FIGURES["months"]
        assert {(row["given_open"], row["returned_open"]) for row in months} == {(0, 0)}
        if schema >= FIRST_WITH_WITNESS:
            _heading, *lines = FIGURES["witness"].splitlines()
            assert encode_witness(book.make_witness()).decode().splitlines()[1:] == lines
            _root, *hashes = lines
            compared = book.witness_queries.compare(hashes)
            assert (compared.unchanged, compared.newer) == ((1, 2, 3, 4, 6, 7), ())
            assert compared.unknown == 0


def test_what_a_book_lost_would_be_named() -> None:
    former, now = load_written_values("schema_1"), load_written_values("schema_1")
    assert find_lost_values(former, now) == []
    now["entries"][0]["low"] = 1
    assert [each.partition(":")[0] for each in find_lost_values(former, now)] == ["entries"]


@pytest.mark.parametrize("schema", range(1, SCHEMA_VERSION + 1))
def test_a_book_of_an_earlier_schema_opens_with_all_it_holds(schema: int, tmp_path: Path) -> None:
    path = Path(shutil.copy(BOOKS / f"schema_{schema}.db", tmp_path / "book.db"))
    connection = connect(path, None)
    assert connection.execute("PRAGMA user_version").fetchone() == (schema,)
    connection.close()
    with open_book(path) as book:
        assert list(write_lines(book.load_entries(), "EUR")) == LINES
        assert [version.ended_on for version in book.load_history(5)] == [date(2026, 11, 12)]
        book.delete(6, date(2026, 11, 13))
        assert [item.number for item in book.undo(date(2026, 11, 13)).restored_entries] == [6, 7]
        assert [item.number for item in book.undo(date(2026, 11, 13)).removed_entries] == [6, 7]
    with open_book(path) as book:
        assert [item.number for item in book.load_entries()] == [1, 2, 3, 4]


@pytest.mark.parametrize("schema", range(FIRST_WITH_REDO, SCHEMA_VERSION + 1))
def test_what_was_undone_by_an_earlier_version_is_redone(schema: int, tmp_path: Path) -> None:
    day = date(2026, 11, 20)
    with load_after_opening(schema, tmp_path) as book:
        redone = book.redo(day)
        assert (redone.did, [item.number for item in redone.entries]) == ("delete", [4])
        redone = book.redo(day)
        assert (redone.did, [item.number for item in redone.entries]) == ("log", [8])
        assert book.redo(day).did == ""
        assert [item.number for item in book.load_entries()] == [1, 2, 3, 6, 7, 8]
        assert is_whole(book, day)


def load_after_opening(schema: int, folder: Path) -> Book:
    return open_book(Path(shutil.copy(BOOKS / f"schema_{schema}.db", folder / "book.db")))


def test_what_was_shown_before_stays_in_the_log_and_each_showing_is_one_more(
    tmp_path: Path,
) -> None:
    with load_after_opening(3, tmp_path) as book:
        first = ExportRecord(date(2026, 11, 13), Path("/shown/first"), "October 2026 only")
        second = ExportRecord(date(2026, 11, 14), Path("/shown/second"), "")
        assert book.export_log.load_all() == [first, second]
        book.export_log.record(first.path, date(2026, 11, 20), "", "ab" * 32)
        again = ExportRecord(date(2026, 11, 20), first.path, "", "ab" * 32)
        assert book.export_log.load_all() == [first, second, again]
        letter = book.letter.load()
        assert letter is not None
        assert letter.text == "Sleep on it."


@pytest.mark.parametrize("schema", range(1, 4))
def test_a_book_from_before_witnesses_gets_its_secret(schema: int, tmp_path: Path) -> None:
    with load_after_opening(schema, tmp_path) as book:
        witness = book.make_witness()
        assert book.witness_queries.compare(witness.hashes).unchanged == (1, 2, 3, 4, 6, 7)
        book.delete(6, date(2026, 11, 13))
        assert book.witness_queries.find_witness(witness.root) == witness
    with open_book(tmp_path / "book.db") as book:
        compared = book.witness_queries.compare(witness.hashes)
        assert (compared.taken_out, compared.changed) == ((6,), (7,))
    again = tmp_path / "again"
    again.mkdir()
    with load_after_opening(schema, again) as book:
        assert set(book.make_witness().hashes).isdisjoint(witness.hashes), (
            "a secret that is no secret"
        )


MIGRATING = """
import resource, signal, sys
from pathlib import Path
import tracker.book.database.migrations
from tracker.book.database.errors import BookError
from tracker.book.open_book import open_book
path = Path(sys.argv[1])
print("ready", flush=True)
if "full" in sys.argv:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, resource.RLIM_INFINITY))
try:
    open_book(path).close()
except BookError as error:
    print(type(error).__name__, error)
"""


def test_a_full_disk_leaves_a_book_in_its_former_schema_and_says_so(tmp_path: Path) -> None:
    path = Path(shutil.copy(BOOKS / "schema_3.db", tmp_path / "book.db"))
    run = subprocess.run(
        [sys.executable, "-c", MIGRATING, str(path), "full"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.startswith(f"ready\n{FileAccessError.__name__} The disk is full")
    assert read_version_and_secret(path) == (3, "former")
    open_book(path).close()
    assert read_version_and_secret(path) == (SCHEMA_VERSION, "a secret")


def read_version_and_secret(path: Path) -> tuple[int, str]:
    """The schema a book says it has, and whether what is in it is of the former or the new one."""
    connection = connect(path, None)
    try:
        (schema,) = connection.execute("PRAGMA user_version").fetchall()[0]
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'witness'").fetchall():
            found = connection.execute(
                "SELECT length(secret), (SELECT count(*) FROM exports) FROM witness"
            )
            return schema, "a secret" if next(iter(found)) == (32, 2) else "half"
        columns = [row[1] for row in connection.execute("PRAGMA table_info(exports)")]
        return schema, "former" if columns == ["path", "day", "choices"] else "half"
    finally:
        connection.close()


def read_schema_version(path: Path) -> int:
    connection = connect(path, None)
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchall()[0]
    finally:
        connection.close()
    assert isinstance(version, int)
    return version


def count_migrations(path: Path) -> int:
    """How many migrations a file says that it has."""
    connection = connect(path, None)
    rows = connection.execute("SELECT name FROM _sqlite_migrations").fetchall()
    connection.close()
    return len(rows)


@pytest.mark.parametrize("schema", range(1, SCHEMA_VERSION))
def test_a_book_is_copied_before_it_is_brought_up_to_date(schema: int, tmp_path: Path) -> None:
    with load_after_opening(schema, tmp_path) as book:
        (copy,) = book.maintenance.backups.list_all()
        assert not any(
            each.problems for each in book.maintenance.check_integrity(date(2026, 11, 22))
        )
    assert read_schema_version(copy.path) == schema
    assert copy.path.read_bytes() != book.path.read_bytes()
    open_book(book.path).close()
    assert len(list_backups(book.path)) == 1


def test_where_no_copies_are_wanted_none_is_made_before_that_either(tmp_path: Path) -> None:
    path = Path(shutil.copy(BOOKS / "schema_3.db", tmp_path / "book.db"))
    connection = connect(path, None)
    connection.execute("INSERT INTO settings VALUES ('backups', 'off')")
    connection.close()
    with open_book(path):
        assert [each.name for each in tmp_path.iterdir() if each.is_dir()] == []


def test_without_a_copy_a_book_of_an_earlier_version_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "backups").write_text("a file of somebody")
    with pytest.raises(FileAccessError, match="backups can’t be used"):
        load_after_opening(2, tmp_path)
    assert read_schema_version(tmp_path / "book.db") == 2


@pytest.mark.parametrize("schema", range(READABLE_SCHEMA, SCHEMA_VERSION))
def test_where_no_copy_can_be_made_a_book_can_be_read_and_is_written_later(
    schema: int, tmp_path: Path
) -> None:
    taken = tmp_path / "backups"
    taken.write_text("a file of somebody")
    with pytest.raises(FileAccessError, match="backups can’t be used"):
        load_after_opening(schema, tmp_path)
    path = tmp_path / "book.db"
    with open_book(path, is_writing=False) as book:
        assert list(write_lines(book.load_entries(), "EUR")) == LINES
    assert read_schema_version(path) == schema
    taken.unlink()
    with open_book(path) as book:
        assert list(write_lines(book.load_entries(), "EUR")) == LINES
    assert read_schema_version(path) == SCHEMA_VERSION


@pytest.mark.parametrize("schema", range(READABLE_SCHEMA, SCHEMA_VERSION))
def test_where_there_is_no_room_a_book_can_be_read_and_is_written_later(
    schema: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill_disk(_connection: Connection) -> None:
        raise build_driver_error("database or disk is full", dbapi2.SQLITE_FULL)

    path = Path(shutil.copy(BOOKS / f"schema_{schema}.db", tmp_path / "book.db"))
    # What a kill left: SQLite takes none of it, and it is cleared by a save.
    build_journal_path(path).write_bytes(bytes(512))
    with monkeypatch.context() as patch:
        patch.setattr("tracker.book.open_book._bring_up_to_date", fill_disk)
        with pytest.raises(FileAccessError, match="The disk is full"):
            open_book(path)
        with open_book(path, is_writing=False) as book:
            assert list(write_lines(book.load_entries(), "EUR")) == LINES
    assert read_schema_version(path) == schema
    with open_book(path) as book:
        book.delete(6, date(2026, 11, 13))
        assert [item.number for item in book.load_entries()] == [1, 2, 3, 4, 7]
    assert read_schema_version(path) == SCHEMA_VERSION
    assert not build_journal_path(path).exists()


@pytest.mark.slow
@pytest.mark.parametrize("schema", range(1, SCHEMA_VERSION))
def test_a_migration_that_fails_at_any_statement_is_all_or_nothing(
    schema: int, tmp_path: Path
) -> None:
    number, is_done = schema - 1, False
    while not is_done:
        number += 1 if EXAMPLES > 1 else 7
        path = Path(shutil.copy(BOOKS / f"schema_{schema}.db", tmp_path / "book.db"))
        with fail_at(number) as failing, suppress(FileAccessError):
            open_book(path).close()
        is_done = not failing.was_reached
        assert read_schema_version(path) == count_migrations(path) in {schema, SCHEMA_VERSION}
        assert find_hidden(tmp_path) == []
        with open_book(path) as book:
            assert list(write_lines(book.load_entries(), "EUR")) == LINES
    assert number > 40
