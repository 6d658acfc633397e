"""A book whose schema could change or fake what is stored is refused, and copied out of it."""

import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.book.old_books import BOOKS, Values, find_lost_values, load_values
from tests.book.write_failures import find_hidden
from tests.factories import PASSPHRASE, is_whole, make_book, make_empty_book
from tracker.book.database.connection import (
    Connection,
    connect,
    connect_in_memory,
    wrap_in_sqlite_utils,
)
from tracker.book.database.errors import BookError, ChangedSchemaError
from tracker.book.database.expected_schema import EXPECTED_SCHEMAS, SchemaPart
from tracker.book.database.migrations import migrate
from tracker.book.database.schema_check import find_schema_differences
from tracker.book.database.schema_version import SCHEMA_VERSION
from tracker.book.files.restore import inspect_backup, restore
from tracker.book.files.verified_copy import find_page_damage
from tracker.book.maintenance import schema_repair
from tracker.book.maintenance.integrity import IntegrityCheck
from tracker.book.maintenance.integrity_messages import describe_result
from tracker.book.maintenance.schema_repair import rebuild_book
from tracker.book.open_book import open_book
from tracker.book.rekey import OldBackups, rekey, rekey_kept_book
from tracker.i18n import make_printable

TODAY = date(2026, 11, 25)
LINES = ("2026-10-01 limit 2%", "paid 20 event", "15 merch no #in_public", "paid 40 dues")
NASTY = 'x"; DROP TABLE entries; --\x1b]0;\x07\u202e'
Change = Callable[[Connection], None]


build_example = cache(schema_repair._build_example)


@pytest.fixture(autouse=True)
def examples_built_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Build a book of each schema once, to which all that are repaired are compared."""
    monkeypatch.setattr(schema_repair, "_build_example", build_example)


def run(*statements: str) -> Change:
    def change(connection: Connection) -> None:
        for sql in statements:
            connection.execute(sql)

    return change


def rewrite(name: str, old: str, new: str) -> Change:
    """Change how a part is said to be made, as only another program's hands can."""

    def change(connection: Connection) -> None:
        connection.execute("PRAGMA writable_schema = ON")
        cursor = connection.execute(
            "UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE name = ?", [old, new, name]
        )
        assert cursor.rowcount == 1
        connection.execute("PRAGMA writable_schema = RESET")

    return change


def move(name: str, place: str) -> Change:
    """Let a part begin on the page of another one."""

    def change(connection: Connection) -> None:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            """UPDATE sqlite_schema SET rootpage =
            (SELECT rootpage FROM sqlite_schema WHERE name = ?) WHERE name = ?""",
            [place, name],
        )

    return change


DELETES = "CREATE TRIGGER t AFTER INSERT ON entries BEGIN DELETE FROM answers; END"


def disguise(kind: str, name: str, table: str, sql: str | None) -> Change:
    """Add a part that begins on a page of its own, under words that only SQLite reads alike."""

    def change(connection: Connection) -> None:
        connection.execute("CREATE TABLE theirs (x)")
        connection.execute("INSERT INTO theirs VALUES (zeroblob(20000))")
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            f"""INSERT INTO sqlite_schema SELECT {kind}, {name}, {table}, rootpage + 1, ?
            FROM sqlite_schema WHERE name = 'theirs'""",
            [sql],
        )

    return change


def quote(name: str) -> str:
    return '"{}"'.format(name.replace('"', '""'))


CHANGED: dict[str, tuple[Change, str]] = {
    "a trigger that changes an amount": (
        run(
            """CREATE TRIGGER t AFTER INSERT ON entries BEGIN
            UPDATE entries SET low = 1, high = 1 WHERE number = new.number; END"""
        ),
        "the trigger t",
    ),
    "a trigger on a table of others": (
        run(
            "CREATE TABLE theirs (x)",
            "CREATE TRIGGER t AFTER INSERT ON theirs BEGIN DELETE FROM entries; END",
        ),
        "the trigger t",
    ),
    "a trigger with a nasty name": (
        run(
            f"""CREATE TRIGGER {quote(NASTY)} AFTER DELETE ON entries BEGIN
            DELETE FROM answers; END"""
        ),
        'the trigger x"; DROP TABLE entries; --□]0;□□',
    ),
    "a trigger with a name that is no text": (
        run(
            "CREATE TABLE theirs (x)",
            "CREATE TRIGGER t AFTER INSERT ON theirs BEGIN SELECT 1; END",
            "PRAGMA writable_schema = ON",
            """UPDATE sqlite_schema SET name = CAST(x'ff' AS TEXT),
            sql = CAST(x'43524541544520545249474745522022ff2220' AS TEXT)
            || 'AFTER INSERT ON theirs BEGIN SELECT 1; END' WHERE name = 't'""",
        ),
        "the trigger □",
    ),
    "an index in the place of another": (
        move("entries_days", "versions_changes"),
        "entries_days (in place of versions_changes)",
    ),
    "a part that is there twice": (
        run(
            "PRAGMA writable_schema = ON",
            "INSERT INTO sqlite_schema SELECT * FROM sqlite_schema WHERE name = 'entries'",
        ),
        "a part that SQLite can’t read",
    ),
    "a trigger in capitals": (disguise("'TRIGGER'", "'t'", "'entries'", DELETES), "t (not the way"),
    "a trigger that is kept as bytes": (
        disguise("CAST('trigger' AS BLOB)", "CAST('t' AS BLOB)", "'entries'", DELETES),
        "the trigger t",
    ),
    "a trigger behind which there is more": (
        disguise("'trigger' || char(0)", "'t'", "'entries'", DELETES),
        "t (not the way",
    ),
    "an index that takes the place of ours": (
        disguise("'index'", "'entries_days' || char(0)", "'entries'", None),
        "entries_days□ (not the way",
    ),
    "an index of ours that is kept as bytes": (
        disguise("'index'", "CAST('entries_days' AS BLOB)", "'entries'", None),
        "entries_days (not the way",
    ),
    "a part that SQLite can’t read": (
        run(
            "PRAGMA writable_schema = ON",
            "INSERT INTO sqlite_schema VALUES ('table', 'q', 'q', 2, 'CREATE TABLE q (x) NEW')",
        ),
        "a part that SQLite can’t read",
    ),
    "a trigger that is called a table": (
        disguise("'table'", "'t'", "'entries'", DELETES),
        "a part that SQLite can’t read",
    ),
    "a part without a name": (
        disguise("NULL", "NULL", "NULL", None),
        "a part that SQLite can’t read",
    ),
    "a view": (run("CREATE VIEW v AS SELECT 1"), "the view v"),
    "a view of ours that shows something else": (
        run("DROP VIEW readable_months", 'CREATE VIEW "readable_months" AS SELECT 1'),
        "the view readable_months",
    ),
    "a view of ours with one figure changed": (
        rewrite("readable_entries", "low % 100", "low % 10"),
        "the view readable_entries",
    ),
    "a view of ours in capitals": (
        run("DROP VIEW readable_tags", 'CREATE VIEW "READABLE_TAGS" AS SELECT 1'),
        "the view READABLE_TAGS",
    ),
    "a view of ours that begins on a page": (
        run(
            "PRAGMA writable_schema = ON",
            "UPDATE sqlite_schema SET rootpage = 2 WHERE name = 'readable_tags'",
        ),
        "a part that SQLite can’t read",
    ),
    "a table in the place of a view of ours": (
        run("DROP VIEW readable_tags", "CREATE TABLE readable_tags (x)"),
        "readable_tags (not the way",
    ),
    "a view of ours that is gone": (
        run("DROP VIEW readable_groups"),
        "readable_groups (missing)",
    ),
    "a trigger in the place of a view of ours": (
        run(
            """CREATE TRIGGER readable_tags INSTEAD OF INSERT ON readable_months
            BEGIN DELETE FROM entries; END"""
        ),
        "the trigger readable_tags",
    ),
    "a virtual table": (
        run("CREATE VIRTUAL TABLE search USING fts5(words)"),
        "the virtual table search",
    ),
    "another column": (run("ALTER TABLE entries ADD COLUMN x TEXT"), "entries (not the way"),
    "a rule that is gone": (
        rewrite("entries", "low INTEGER CHECK (low BETWEEN 0 AND 999999999)", "low INTEGER"),
        "entries (not the way",
    ),
    "a rule with another text": (
        rewrite("drafts", "'+0 days'", "'+0  days'"),
        "drafts (not the way",
    ),
    "types that are not strict": (rewrite("tags", "STRICT, ", ""), "tags (not the way"),
    "another default": (rewrite("versions", "DEFAULT 0", "DEFAULT 7"), "versions (not the way"),
    "another order of texts": (
        rewrite("settings", "name TEXT PRIMARY KEY", "name TEXT COLLATE NOCASE PRIMARY KEY"),
        "settings (not the way",
    ),
    "another way to refuse": (
        rewrite("groups", "NOT NULL UNIQUE", "NOT NULL UNIQUE ON CONFLICT REPLACE"),
        "groups (not the way",
    ),
    "a reference that deletes": (
        rewrite("entries", "REFERENCES changes (number)", "REFERENCES changes ON DELETE CASCADE"),
        "entries (not the way",
    ),
    "a name in capitals": (
        run(
            "CREATE TABLE former AS SELECT * FROM drafts",
            "DROP TABLE drafts",
            "CREATE TABLE DRAFTS (number INTEGER PRIMARY KEY, day TEXT, text TEXT)",
            "INSERT INTO DRAFTS SELECT * FROM former",
            "DROP TABLE former",
        ),
        "DRAFTS (not the way",
    ),
    "without row numbers": (
        run(
            "CREATE TABLE former AS SELECT * FROM redo",
            "DROP TABLE redo",
            """CREATE TABLE redo (position INTEGER PRIMARY KEY,
            change INTEGER NOT NULL UNIQUE REFERENCES changes (number)) STRICT, WITHOUT ROWID""",
            "INSERT INTO redo SELECT * FROM former",
            "DROP TABLE former",
        ),
        "redo (not the way",
    ),
    "an index on other columns": (
        run("DROP INDEX entries_days", "CREATE INDEX entries_days ON entries (month)"),
        "entries_days (not the way",
    ),
    "an index of another table": (
        run("DROP INDEX entries_days", "CREATE INDEX entries_days ON drafts (day)"),
        "entries_days (not the way",
    ),
    "an index with another condition": (
        rewrite("entries_for", "IS NOT NULL", "IS NULL"),
        "entries_for (not the way",
    ),
    "an index that is gone": (run("DROP INDEX entries_days"), "entries_days (missing)"),
    "an index that wants no equals": (
        run("CREATE UNIQUE INDEX i ON entries (day, number)"),
        "the index i (it can block",
    ),
    "an index with a condition": (
        run("CREATE INDEX i ON settings (value) WHERE abs(length(value)) > 1"),
        "the index i (it can block",
    ),
    "an index of a formula": (
        run("CREATE INDEX i ON entries (abs(number))"),
        "the index i (it can block",
    ),
    "an index in an unknown order": (
        run(
            "CREATE INDEX i ON entries (words)",
            "PRAGMA writable_schema = ON",
            "UPDATE sqlite_schema SET sql = replace(sql, ')', ' COLLATE x)') WHERE name = 'i'",
        ),
        "the index i (it can block",
    ),
    "an index of a formula on a table of others": (
        run("CREATE TABLE theirs (x)", "CREATE INDEX i ON theirs (abs(x))"),
        "the index i (it can block backups)",
    ),
    "a table with an unknown function": (
        run(
            "CREATE TABLE theirs (x)",
            "PRAGMA writable_schema = ON",
            """UPDATE sqlite_schema SET sql = 'CREATE TABLE theirs (x CHECK (theirs(x)))'
            WHERE name = 'theirs'""",
        ),
        "the table theirs (it blocks backups)",
    ),
    "a list of migrations that holds on to ours": (
        run(
            "DROP TABLE _sqlite_migrations",
            "CREATE TABLE _sqlite_migrations (x REFERENCES changes (number))",
        ),
        "the table _sqlite_migrations (it can block",
    ),
    "a table that holds on to ours": (
        run(
            f"CREATE TABLE {quote(NASTY)} (x REFERENCES ENTRIES (number))",
            f"INSERT INTO {quote(NASTY)} VALUES (2)",
        ),
        'the table x"; DROP TABLE entries; --□]0;□□ (it can block',
    ),
    "a table where a migration puts one": (
        run("CREATE TABLE showings (x)"),
        "showings (not the way",
    ),
    "two tables in one place": (
        run("CREATE TABLE theirs (x)"),
        "theirs (in place of tags)",
    ),
    "a sequence that is kept otherwise": (
        rewrite("sqlite_sequence", "(name,seq)", "(name,seq,x)"),
        "sqlite_sequence (not the way",
    ),
    "a number of an earlier version": (run("PRAGMA user_version = 3"), "redo (not the way"),
    "no number": (run("PRAGMA user_version = 0"), "its version number"),
    "a number below all": (run("PRAGMA user_version = -1"), "its version number"),
    "a book of others": (
        run(
            "CREATE TABLE theirs AS SELECT 1 AS one",
            "CREATE TRIGGER t AFTER DELETE ON entries BEGIN SELECT 1; END",
            "CREATE VIEW v AS SELECT * FROM theirs",
            "CREATE INDEX i ON theirs (one)",
        ),
        "the trigger t",
    ),
}
"""What another program does to a book, and how what it did is named."""


@cache
def make_books_once(passphrase: str | None) -> tuple[bytes, Values]:
    """Make a book once, to be copied; return it with what it holds."""
    with TemporaryDirectory() as folder:
        path = make_book(Path(folder) / "b.db", *LINES, passphrase=passphrase)
        with open_book(path, passphrase) as book:
            book.drafts.save("begun", TODAY)
            book.settings.set("theme", "x")
            book.delete(4, TODAY)
            book.undo(TODAY)
            values = load_values(book._connection)
        return path.read_bytes(), values


def lay(path: Path, passphrase: str | None, change: Change) -> Path:
    """Lay a book that another program changed."""
    path.write_bytes(make_books_once(passphrase)[0])
    with closing(connect(path, passphrase)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        change(connection)
    if change is CHANGED["two tables in one place"][0]:
        with closing(connect(path, passphrase)) as connection:
            move("theirs", "tags")(connection)
    return path


TRIED = [
    *((what, None) for what in CHANGED),
    *(
        (what, PASSPHRASE)
        for what in (
            "a trigger that changes an amount",
            "another default",
            "a part that SQLite can’t read",
        )
    ),
]
"""Whoever knows the passphrase can do the same to an encrypted book."""


@pytest.mark.parametrize(("what", "passphrase"), TRIED)
def test_what_could_change_or_fake_what_is_stored_is_refused_and_left_behind(
    what: str, tmp_path: Path, passphrase: str | None
) -> None:
    change, named = CHANGED[what]
    path = lay(tmp_path / "b.db", passphrase, change)
    before = path.read_bytes()
    for writing in (True, False):
        with pytest.raises(ChangedSchemaError) as refused:
            open_book(path, passphrase, is_writing=writing)
        assert named in str(refused.value)
        assert str(refused.value).isprintable()
        assert f"“tracker --book {path} check --repair”" in str(refused.value)
    assert path.read_bytes() == before
    kept = rebuild_book(path, passphrase, TODAY)
    assert kept.read_bytes() == before
    assert find_hidden(tmp_path) == []
    with open_book(path, passphrase) as book:
        assert load_values(book._connection) == make_books_once(passphrase)[1]
        assert find_schema_differences(book._connection, SCHEMA_VERSION) == []
        assert [
            each.problems for each in book.maintenance.check_integrity(TODAY) if each.problems
        ] == []
        assert not any(each.ignored_names for each in book.maintenance.check_integrity(TODAY))


@pytest.mark.parametrize("what", ["a view", "an index of a formula", "no number"])
def test_a_backup_like_that_is_refused_and_gets_no_other_passphrase(
    what: str, tmp_path: Path, passphrase: str | None
) -> None:
    path = tmp_path / "b.db"
    path.write_bytes(make_books_once(passphrase)[0])
    change, named = CHANGED[what]
    copy = lay(tmp_path / "copy.db", passphrase, change)
    before = path.read_bytes(), copy.read_bytes()
    found = inspect_backup(copy, passphrase)
    assert (found.entry_count, named in found.error) == (None, True)
    with pytest.raises(ChangedSchemaError):
        restore(path, copy, passphrase, TODAY)
    with pytest.raises(ChangedSchemaError):
        rekey_kept_book(path, passphrase, copy, passphrase)
    with pytest.raises(ChangedSchemaError):
        rekey(copy, passphrase, "another one", TODAY)
    assert (path.read_bytes(), copy.read_bytes()) == before
    rebuild_book(copy, passphrase, TODAY)
    assert restore(path, copy, passphrase, TODAY) is not None


LOST = {
    "a table that is gone": run("DROP TABLE redo"),
    "a column that is gone": run("DROP INDEX entries_days", "ALTER TABLE letter DROP COLUMN text"),
    "a view in a table's place": run(
        "ALTER TABLE drafts RENAME TO theirs", "CREATE VIEW drafts AS SELECT * FROM theirs"
    ),
    "a virtual table in a table's place": run(
        "DROP TABLE redo", "CREATE VIRTUAL TABLE redo USING fts5(position, change)"
    ),
    "a column that is made up": run(
        "DROP TABLE redo",
        "CREATE TABLE redo (position INTEGER PRIMARY KEY, change INTEGER AS (1) STORED)",
    ),
    "a value that breaks a rule": run(
        "PRAGMA ignore_check_constraints = ON",
        "UPDATE entries SET low = -5 WHERE number = 2",
        "CREATE VIEW v AS SELECT 1",
    ),
    "a reference to nothing": run("DELETE FROM changes", "CREATE VIEW v AS SELECT 1"),
    "a text in place of an amount": run(
        "DROP TABLE redo",
        "CREATE TABLE redo (position INTEGER PRIMARY KEY, change)",
        "INSERT INTO redo VALUES (1, '1')",
    ),
    "no currency": run("DELETE FROM book", "CREATE VIEW v AS SELECT 1"),
    "two of our tables in one place": move("drafts", "letter"),
    "one of our tables twice": disguise(
        "'table'", "'entries' || char(0)", "'entries'", "CREATE TABLE entries (x)"
    ),
    "an earlier version of half of it": run("DROP TABLE redo", "PRAGMA user_version = 4"),
}
"""What cannot be copied out of it, since something that Tracker saved is not there any more."""


@pytest.mark.parametrize("what", LOST)
def test_where_something_is_lost_nothing_is_put_in_its_place(
    what: str, tmp_path: Path, passphrase: str | None
) -> None:
    path = lay(tmp_path / "b.db", passphrase, LOST[what])
    before = path.read_bytes()
    with pytest.raises(ChangedSchemaError):
        open_book(path, passphrase)
    with pytest.raises(BookError, match="couldn’t be repaired") as refused:
        rebuild_book(path, passphrase, TODAY)
    assert "Nothing was changed" in str(refused.value)
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["b.db"]


IGNORED = run(
    f"CREATE TABLE {quote(NASTY)} (x PRIMARY KEY, y AS (abs(x)), CHECK (x IS NOT 7))",
    f"INSERT INTO {quote(NASTY)} VALUES (1)",
    "ANALYZE",
    f"CREATE UNIQUE INDEX {quote('i' + NASTY)} ON {quote(NASTY)} (y)",
    'CREATE TABLE "a; b" (x REFERENCES "c d" (y))',
    "CREATE TABLE _counts (x REFERENCES nowhere (y))",
    "INSERT INTO _counts VALUES (-9223372036854775808), (NULL)",
    "CREATE INDEX plain ON entries (words COLLATE NOCASE DESC, number)",
    "CREATE TABLE theirs (x)",
    "PRAGMA writable_schema = ON",
    """UPDATE sqlite_schema SET name = CAST(x'ff' AS TEXT), tbl_name = CAST(x'ff' AS TEXT),
    sql = CAST(x'435245415445205441424c452022ff22' AS TEXT) || ' (x)' WHERE name = 'theirs'""",
    """UPDATE sqlite_schema SET sql = 'CREATE TABLE _counts (x NOT NULL CHECK (abs(x))
    REFERENCES nowhere (y))' WHERE name = '_counts'""",
    "PRAGMA writable_schema = RESET",
)
NAMED = ["_counts", "a; b", "i" + NASTY, "plain", "sqlite_stat1", "sqlite_stat4", NASTY, "\udcff"]


def test_what_others_keep_in_it_is_ignored_and_named_and_in_the_way_of_nothing(
    tmp_path: Path, passphrase: str | None
) -> None:
    path = lay(tmp_path / "b.db", passphrase, IGNORED)
    with open_book(path, passphrase) as book:
        entries = list(book.load_entries())
        (tables,) = (
            each
            for each in book.maintenance.check_integrity(TODAY)
            if each.check is IntegrityCheck.TABLES
        )
        assert sorted(tables.ignored_names) == sorted(map(make_printable, NAMED))
        assert is_whole(book, TODAY)
        assert describe_result(tables).isprintable()
        book.maintenance.backups.make(TODAY)
        book.maintenance.erase(3)
        book.delete(1, TODAY)
        book.undo(TODAY)
        (copy,) = book.maintenance.backups.list_all()
    rekey(path, passphrase, "another one", TODAY, OldBackups.REKEY)
    rekey(path, "another one", None, TODAY, OldBackups.REKEY)
    assert restore(path, copy.path, None, TODAY) is not None
    with open_book(path) as book:
        assert list(book.load_entries()) == entries


def test_many_long_names_are_told_shortly(tmp_path: Path) -> None:
    name = "n" * 5000
    statements = [f"CREATE VIEW v{number}{name} AS SELECT 1" for number in range(50)]
    path = lay(tmp_path / "b.db", None, run(*statements))
    with pytest.raises(ChangedSchemaError) as refused:
        open_book(path)
    assert "and 45 more" in str(refused.value)
    assert len(str(refused.value)) < 1000


@pytest.mark.parametrize("schema", range(1, SCHEMA_VERSION + 1))
def test_the_schema_of_each_number_is_known_word_for_word(schema: int, tmp_path: Path) -> None:
    path = Path(shutil.copy(BOOKS / f"schema_{schema}.db", tmp_path / "old.db"))
    assert load_schema(path, None) == EXPECTED_SCHEMAS[schema]
    open_book(path).close()
    rekey(path, None, PASSPHRASE, TODAY)
    assert load_schema(path, PASSPHRASE) == EXPECTED_SCHEMAS[SCHEMA_VERSION]
    for passphrase in (None, PASSPHRASE):
        new = tmp_path / f"{passphrase}.db"
        make_empty_book(new, passphrase=passphrase).close()
        assert load_schema(new, passphrase) == EXPECTED_SCHEMAS[SCHEMA_VERSION]
    with closing(connect_in_memory()) as connection:
        migrate(wrap_in_sqlite_utils(connection), schema)
        assert find_schema_differences(connection, schema) == []


def load_schema(path: Path, passphrase: str | None) -> dict[str, SchemaPart]:
    """Return what a file has, but for what sqlite-utils keeps in it."""
    with closing(connect(path, passphrase)) as connection:
        rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema").fetchall()
    parts = map(SchemaPart._make, rows)
    return {part.name: part for part in parts if part.table != "_sqlite_migrations"}


@pytest.mark.parametrize("schema", range(1, SCHEMA_VERSION + 1))
def test_a_book_of_an_earlier_schema_is_copied_out_as_well(schema: int, tmp_path: Path) -> None:
    path = Path(shutil.copy(BOOKS / f"schema_{schema}.db", tmp_path / "book.db"))
    with closing(connect(path, None)) as connection:
        before = load_values(connection)
        CHANGED["a book of others"][0](connection)
    with pytest.raises(ChangedSchemaError):
        open_book(path)
    rebuild_book(path, None, TODAY)
    with open_book(path) as book:
        assert find_lost_values(before, load_values(book._connection)) == []
        assert [
            each.problems for each in book.maintenance.check_integrity(TODAY) if each.problems
        ] == []


def test_a_book_that_lies_about_its_migrations_is_refused(tmp_path: Path) -> None:
    path = Path(shutil.copy(BOOKS / "schema_3.db", tmp_path / "book.db"))
    with closing(connect(path, None)) as connection:
        for name in ("m004_showing", "m005_redo"):
            connection.execute(
                "INSERT INTO _sqlite_migrations (migration_set, name) VALUES ('tracker', ?)", [name]
            )
    before = path.read_bytes()
    with pytest.raises(ChangedSchemaError, match="missing"):
        open_book(path)
    assert path.read_bytes() == before
    rebuild_book(path, None, TODAY)
    with open_book(path) as book:
        assert len(list(book.load_entries())) == 6


@pytest.mark.parametrize("last", ["'x'", "99999999999999", "NULL", "1.5"])
def test_numbers_go_on_where_they_were_whatever_the_file_says(last: str, tmp_path: Path) -> None:
    path = lay(tmp_path / "b.db", None, run("CREATE VIEW v AS SELECT 1"))
    with closing(connect(path, None)) as connection:
        (told,) = connection.execute(
            "SELECT seq FROM sqlite_sequence WHERE name = 'entries'"
        ).fetchall()[0]
        connection.execute(f"UPDATE sqlite_sequence SET seq = {last}")
    rebuild_book(path, None, TODAY)
    with open_book(path) as book:
        assert told - 1 <= book.load_parse_context().next_number - 1 <= told
        assert book.count_changes() == 2


def test_a_copy_with_another_row_never_takes_the_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = lay(tmp_path / "b.db", None, CHANGED["a view"][0])
    before = path.read_bytes()
    copy_rows = schema_repair._copy_rows

    def meddle(former: Connection, new: Connection, table: str, names: list[str]) -> None:
        copy_rows(former, new, table, names)
        if table == "entries":
            new.execute("UPDATE entries SET low = 1, high = 1 WHERE number = 2")

    monkeypatch.setattr(schema_repair, "_copy_rows", meddle)
    with pytest.raises(BookError, match=r"couldn’t be repaired \(entries\)"):
        rebuild_book(path, None, TODAY)
    assert path.read_bytes() == before


def test_damage_to_pages_is_found_also_beside_what_others_keep_and_theirs_is_not(
    tmp_path: Path,
) -> None:
    path = lay(
        tmp_path / "b.db",
        None,
        run(
            "CREATE TABLE theirs (x)",
            "INSERT INTO theirs VALUES (NULL)",
            "PRAGMA writable_schema = ON",
            "UPDATE sqlite_schema SET sql = replace(sql, '(x)', '(x NOT NULL)')",
        ),
    )
    with closing(connect(path, None)) as connection:
        assert find_page_damage(connection) == []
        move("drafts", "letter")(connection)
    with closing(connect(path, None)) as connection:
        assert any("2nd reference" in line for line in find_page_damage(connection))
