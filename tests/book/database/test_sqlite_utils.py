"""sqlite-utils on the book's own connection: what Tracker calls leaves no transaction open."""

import ast
import inspect
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2
from sqlite_utils import Database, Migrations
from sqlite_utils.db import Table

import tracker.book
from tracker.book.database.connection import (
    Connection,
    connect,
    transaction,
    wrap_in_sqlite_utils,
)
from tracker.safe_files import temp_file_beside

Call = Callable[[Database], object]
Rows = list[tuple[object, ...]]


def apply_migrations(db: Database) -> None:
    steps = Migrations("tried")

    @steps(name="first")
    def first(db: Database) -> None:
        db.execute("CREATE TABLE made (x TEXT) STRICT")
        db.table("made").insert({"x": "kept"})

    @steps(name="second")
    def second(db: Database) -> None:
        db.execute("DROP TABLE made")

    assert [step.name for step in steps.pending(db)] == ["first", "second"]
    steps.apply(db, stop_before=["second"])
    assert [step.name for step in steps.pending(db)] == ["second"]


def drop_view(db: Database) -> None:
    db.create_view("v", "SELECT y FROM t")
    db.view("v").drop()


CALLS: dict[str, tuple[Call, str, Rows]] = {
    "execute": (
        lambda db: db.execute("INSERT INTO t VALUES (3, 'c')"),
        "SELECT y FROM t WHERE x = 3",
        [("c",)],
    ),
    "table": (lambda db: db.table("t"), "SELECT x FROM t", [(1,), (2,)]),
    "insert": (
        lambda db: db.table("t").insert({"x": 2, "y": "new"}, replace=True),
        "SELECT y FROM t",
        [("a",), ("new",)],
    ),
    "delete_where": (lambda db: db.table("t").delete_where(), "SELECT x FROM t", []),
    "drop": (
        lambda db: db.table("t").drop(),
        "SELECT name FROM sqlite_schema WHERE name = 't'",
        [],
    ),
    "rename_table": (
        lambda db: db.rename_table("t", "other"),
        "SELECT x FROM other",
        [(1,), (2,)],
    ),
    "create_view": (
        lambda db: db.create_view("v", "SELECT y FROM t"),
        "SELECT * FROM v",
        [("a",), ("b",)],
    ),
    "view": (
        drop_view,
        "SELECT name FROM sqlite_schema",
        [("t",)],
    ),
    "apply": (
        apply_migrations,
        "SELECT x, name FROM made, _sqlite_migrations",
        [("kept", "first")],
    ),
    "pending": (
        lambda db: Migrations("tried").pending(db),
        "SELECT count(*) FROM sqlite_schema",
        [(1,)],
    ),
}
"""Each method of sqlite-utils that Tracker calls, and what another connection finds after it."""


@pytest.fixture
def file(path: Path, passphrase: str | None) -> Path:
    """A file with a small table, made through the driver alone."""
    with temp_file_beside(path) as temp_file, closing(connect(temp_file, passphrase)) as connection:
        connection.execute("CREATE TABLE t (x INTEGER PRIMARY KEY, y TEXT) STRICT")
        connection.execute("INSERT INTO t VALUES (1, 'a'), (2, 'b')")
        temp_file.rename(path)
    return path


def load_rows(path: Path, passphrase: str | None, sql: str) -> Rows:
    with closing(connect(path, passphrase)) as connection:
        return connection.execute(sql).fetchall()


@pytest.mark.parametrize("name", CALLS)
def test_what_it_writes_is_there_for_the_next_one_and_no_transaction_is_open(
    name: str, file: Path, passphrase: str | None
) -> None:
    call, sql, expected = CALLS[name]
    with closing(connect(file, passphrase)) as connection:
        call(wrap_in_sqlite_utils(connection))
        assert not connection.in_transaction
        # A later write would be lost with one that is open.
        connection.execute("PRAGMA user_version = 7")
    assert load_rows(file, passphrase, sql) == expected
    assert load_rows(file, passphrase, "PRAGMA user_version") == [(7,)]


@pytest.mark.parametrize("name", CALLS)
def test_within_our_own_transaction_it_commits_nothing(
    name: str, file: Path, passphrase: str | None
) -> None:
    call, sql, expected = CALLS[name]
    before = load_rows(file, passphrase, "SELECT * FROM sqlite_schema, t")
    with closing(connect(file, passphrase)) as connection:
        with suppress(KeyboardInterrupt):
            stop_after(connection, call)
        assert not connection.in_transaction
    assert load_rows(file, passphrase, "SELECT * FROM sqlite_schema, t") == before
    with closing(connect(file, passphrase)) as connection, transaction(connection):
        call(wrap_in_sqlite_utils(connection))
        assert connection.in_transaction
    assert load_rows(file, passphrase, sql) == expected


def stop_after(connection: Connection, call: Call) -> None:
    with transaction(connection):
        call(wrap_in_sqlite_utils(connection))
        raise KeyboardInterrupt


def fail_to_migrate(db: Database) -> None:
    steps = Migrations("tried")

    @steps(name="half")
    def half(db: Database) -> None:
        db.execute("CREATE TABLE half (x)")
        db.execute("INSERT INTO nowhere VALUES (1)")

    steps.apply(db)


FAILING: dict[str, Call] = {
    "execute": lambda db: db.execute("INSERT INTO t VALUES (1, 'twice')"),
    "insert": lambda db: db.table("t").insert({"x": 1, "y": "twice"}),
    "delete_where": lambda db: db.table("t").delete_where("z = 1"),
    "drop": lambda db: db.table("nowhere").drop(),
    "rename_table": lambda db: db.rename_table("nowhere", "other"),
    "create_view": lambda db: db.create_view("t", "SELECT 1"),
    "apply": fail_to_migrate,
}
"""Calls that SQLite refuses."""


@pytest.mark.parametrize("name", FAILING)
def test_what_sqlite_refuses_is_raised_as_the_drivers_error_and_leaves_nothing_open(
    name: str, file: Path, passphrase: str | None
) -> None:
    before = load_rows(file, passphrase, "SELECT * FROM t")
    with closing(connect(file, passphrase)) as connection:
        with pytest.raises(dbapi2.DatabaseError):
            FAILING[name](wrap_in_sqlite_utils(connection))
        assert not connection.in_transaction
    assert load_rows(file, passphrase, "SELECT * FROM t") == before
    assert load_rows(file, passphrase, "SELECT name FROM sqlite_schema WHERE name = 'half'") == []


def list_methods(kind: type) -> set[str]:
    functions = inspect.getmembers(kind, inspect.isfunction)
    return {name for name, _function in functions if not name.startswith("_")}


def test_each_method_of_it_that_tracker_calls_is_tried_here() -> None:
    methods = list_methods(Database) | list_methods(Table) | list_methods(Migrations)
    called = set()
    for source in Path(tracker.book.__file__).parent.rglob("*.py"):
        text = source.read_text(encoding="utf-8")
        if "sqlite_utils import Database, Migrations" in text or ").table(" in text:
            called |= {
                node.func.attr
                for node in ast.walk(ast.parse(text))
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
            }
    assert called & methods == CALLS.keys()
