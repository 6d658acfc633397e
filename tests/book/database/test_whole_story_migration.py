"""Schema 7 makes entries and answers anew: nothing is lost, or the book stays as it was."""

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.book.old_books import BOOKS, PASSPHRASE, Values, find_lost_values, load_values
from tests.factories import log_lines, make_empty_book
from tests.faults.book_actions import encrypt
from tests.strategies import LAST_DAY, books, count_examples
from tracker.book.database import migrations
from tracker.book.database.connection import connect, wrap_in_sqlite_utils
from tracker.book.database.errors import BookError, DamagedBookError
from tracker.book.database.expected_schema import DERIVED_TABLES, EXPECTED_SCHEMAS
from tracker.book.database.schema_version import APPLICATION_ID, SCHEMA_VERSION
from tracker.book.files.backups import list_backups
from tracker.book.maintenance.integrity import IntegrityCheck
from tracker.book.open_book import open_book
from tracker.entries.types import Entry

FORMER = 6
NEW_TABLES = {
    part.name
    for name, part in EXPECTED_SCHEMAS[SCHEMA_VERSION].items()
    if part.kind == "table" and name not in EXPECTED_SCHEMAS[FORMER]
}
"""Tables that books have had only since then. They are empty at first."""
CHECKED_ON = date(2026, 11, 22)


def copy_former(folder: Path, *statements: str) -> Path:
    """Copy the book of schema 6, changed by another program that checks nothing."""
    path = Path(shutil.copy(BOOKS / f"schema_{FORMER}.db", folder / "book.db"))
    connection = connect(path, None)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("PRAGMA ignore_check_constraints = ON")
    for sql in statements:
        connection.execute(sql)
    connection.close()
    return path


def read_values(path: Path, passphrase: str | None = None) -> Values:
    connection = connect(path, passphrase)
    try:
        return load_values(connection)
    finally:
        connection.close()


def read_schema(path: Path) -> int:
    connection = connect(path, None)
    ((schema,),) = connection.execute("PRAGMA user_version").fetchall()
    connection.close()
    return int(schema)


def count_rows(values: Values) -> dict[str, int]:
    return {
        table: len(rows)
        for table, rows in values.items()
        if table not in {*DERIVED_TABLES, *NEW_TABLES}
    }


def write_former_book(path: Path, values: Values) -> None:
    """Write rows into a new book of schema 6: those of its columns, with words that it knows."""
    path.touch(mode=0o600)
    connection = connect(path, None)
    migrations.migrate(wrap_in_sqlite_utils(connection), FORMER)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("DELETE FROM witness")
    for table in values.keys() - DERIVED_TABLES:
        rows = values[table]
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        marks = ", ".join("?" * len(columns))
        for row in rows:
            known = row | {"secret": bytes(32), "month": str(row.get("day"))[:7]}
            cells = [FORMER_WORDS.get(known[column], known[column]) for column in columns]
            connection.execute(f"INSERT INTO {table} VALUES ({marks})", cells)
    connection.execute(f"PRAGMA user_version = {FORMER}")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.close()


FORMER_WORDS: dict[object, object] = {"2weeks": "week", "4weeks": "month", "silent": "no"}
"""What 0.1 might have said for a word that it has not."""


@settings(
    max_examples=count_examples(20),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(entries=books())
def test_any_book_keeps_every_value_and_its_history(
    entries: list[Entry], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("any")
    with make_empty_book(folder / "new.db") as book:
        book.log(entries, LAST_DAY)
        for item in [*book.load_entries()][-1:]:
            book.delete(item.number, LAST_DAY)
        values = load_values(book._connection)
    path = folder / "book.db"
    write_former_book(path, values)
    former = read_values(path)
    assert count_rows(former) == count_rows(values)
    open_book(path).close()
    now = read_values(path)
    assert find_lost_values(former, now) == []
    assert count_rows(now) == count_rows(former)


BROKEN = (
    "DELETE FROM entries WHERE number = 2",
    "UPDATE entries SET for_entry = 3 WHERE number = 7",
    "DELETE FROM entries WHERE number = 3",
    "UPDATE entries SET group_number = 77 WHERE number = 4",
    "INSERT INTO answers VALUES (70, 0, 'gave', 500, 'month')",
)
"""Answers and tags of an entry that is gone, a reference to one, and a group that is not there."""


@pytest.mark.parametrize("passphrase", [None, PASSPHRASE], ids=["plain", "encrypted"])
def test_a_book_with_broken_references_keeps_them_and_all_answers(
    tmp_path: Path, passphrase: str | None
) -> None:
    path = copy_former(tmp_path, *BROKEN)
    if passphrase is not None:
        encrypt(path, passphrase)
    former = read_values(path, passphrase)
    with open_book(path, passphrase, is_writing=False) as book:
        results = book.maintenance.check_integrity(CHECKED_ON)
    before = {each.check: each.problems for each in results if each.problems}
    with open_book(path, passphrase) as book:
        results = book.maintenance.check_integrity(CHECKED_ON)
    assert {each.check: each.problems for each in results if each.problems} == before
    assert IntegrityCheck.LINKS in before
    now = read_values(path, passphrase)
    assert find_lost_values(former, now) == []
    assert count_rows(now) == count_rows(former)
    assert len(now["answers"]) == 3
    (backup,) = list_backups(path)
    assert find_lost_values(former, read_values(backup.path, passphrase)) == []


def replace_statement(old: str, new: str) -> tuple[str, ...]:
    """Return the statements of the migration, one of them faulty."""
    changed = [sql.replace(old, new) for sql in migrations._SEVENTH]
    assert changed != list(migrations._SEVENTH)
    return tuple(changed)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("FROM entries ORDER BY number", "FROM entries WHERE number <> 3 ORDER BY number"),
        ("every FROM answers", "every FROM answers WHERE entry <> 2"),
        ("SELECT entry, position, word", "SELECT entry + 50, position, word"),
    ],
    ids=["an entry", "an answer", "a reference"],
)
@pytest.mark.parametrize("schema", range(1, FORMER + 1))
def test_a_migration_that_loses_anything_is_not_saved(
    schema: int, old: str, new: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(shutil.copy(BOOKS / f"schema_{schema}.db", tmp_path / "book.db"))
    before = path.read_bytes()
    monkeypatch.setattr(migrations, "_SEVENTH", replace_statement(old, new))
    with pytest.raises(DamagedBookError, match="its entries don’t fit together"):
        open_book(path)
    assert path.read_bytes() == before
    monkeypatch.undo()
    open_book(path).close()
    assert read_schema(path) == SCHEMA_VERSION


def test_what_a_check_of_the_file_would_refuse_stays_in_a_book_that_can_be_read(
    tmp_path: Path,
) -> None:
    path = copy_former(tmp_path, "UPDATE entries SET hours = -5 WHERE number = 4")
    before = path.read_bytes()
    with pytest.raises(BookError, match="type “tracker check” in a terminal"):
        open_book(path)
    assert path.read_bytes() == before
    with open_book(path, is_writing=False) as book:
        assert len(list(book.load_entries())) == 6


def test_references_are_looked_after_again_and_no_number_is_given_twice(tmp_path: Path) -> None:
    path = copy_former(tmp_path, "UPDATE sqlite_sequence SET seq = 41 WHERE name = 'entries'")
    with open_book(path) as book:
        assert book._connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
        assert [item.number for item in log_lines(book, "seen donation: a box")] == [42]
    with make_empty_book(tmp_path / "new.db") as book:
        assert book._connection.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_tables_and_indexes_of_others_stay_out_of_the_way(tmp_path: Path) -> None:
    path = copy_former(
        tmp_path,
        "CREATE TABLE mine (note TEXT)",
        "INSERT INTO mine VALUES ('kept')",
        "CREATE INDEX my_days ON entries (day)",
        "CREATE TABLE new_things (note TEXT)",
    )
    with open_book(path) as book:
        assert len(list(book.load_entries())) == 6
        assert book._connection.execute("SELECT note FROM mine").fetchall() == [("kept",)]


OPENING = """
import sys
from pathlib import Path
import tracker.book.database.migrations
from tracker.book.database.errors import BookInUseError
from tracker.book.open_book import open_book
sys.stdin.readline()
try:
    open_book(Path(sys.argv[1])).close()
except BookInUseError:
    print("in use")
"""


def test_two_that_open_it_at_once_migrate_it_once(tmp_path: Path) -> None:
    path = copy_former(tmp_path)
    former = read_values(path)
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", OPENING, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _process in range(2)
    ]
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    said = [process.communicate()[0] for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    assert said.count("") >= 1
    assert set(said) <= {"", "in use\n"}
    assert read_schema(path) == SCHEMA_VERSION
    assert find_lost_values(former, read_values(path)) == []
    assert len(list_backups(path)) == 1
