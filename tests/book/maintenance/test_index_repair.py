"""A damaged index is rebuilt in a verified copy; no row is lost and the damaged file stays."""

from datetime import date
from pathlib import Path

import pytest

from tests.book.write_failures import find_hidden, load_entries_of
from tests.factories import make_book
from tracker.book.database.connection import Connection, connect
from tracker.book.database.errors import BookError
from tracker.book.maintenance.index_repair import is_index_damaged
from tracker.book.maintenance.integrity import IntegrityCheck
from tracker.book.open_book import open_book

TODAY = date(2026, 11, 25)
LINES = ("paid 20 event", "paid 30 event", "15 merch no #in_public", "paid 40 dues")


def damage_index(connection: Connection, name: str) -> None:
    """Let an index forget the rows of a table that have an even number."""
    change = "UPDATE sqlite_master SET sql = ? WHERE name = ?"
    (sql,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", [name]).fetchall()[
        0
    ]
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute(change, [f"{sql} WHERE month > 'x'", name])
    connection.execute("PRAGMA writable_schema = RESET")
    connection.execute(f"REINDEX {name}")
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute(change, [sql, name])
    connection.execute("PRAGMA writable_schema = RESET")


@pytest.mark.parametrize("index", ["entries_changes", "entries_days"])
def test_a_damaged_index_is_rebuilt_in_a_copy(
    index: str, tmp_path: Path, passphrase: str | None
) -> None:
    path = make_book(tmp_path / "b.db", *LINES, passphrase=passphrase)
    wanted = load_entries_of(path, passphrase)
    connection = connect(path, passphrase)
    damage_index(connection, index)
    connection.close()
    damaged = path.read_bytes()
    with open_book(path, passphrase) as book:
        found = {each.check: each.problems for each in book.maintenance.check_integrity(TODAY)}
        assert is_index_damaged(found[IntegrityCheck.PAGES])
        aside = book.maintenance.repair_indexes(TODAY)
    assert aside.read_bytes() == damaged
    with open_book(path, passphrase) as book:
        assert [
            each.problems for each in book.maintenance.check_integrity(TODAY) if each.problems
        ] == []
        assert list(book.load_entries()) == wanted
    assert find_hidden(tmp_path) == []


def test_a_copy_with_another_row_never_takes_the_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make_book(tmp_path / "b.db", *LINES)
    before = path.read_bytes()
    with open_book(path) as book:
        connection: Connection = book._connection
        execute = connection.execute

        def meddled(sql: str, values: object = ()) -> object:
            cursor = execute(sql, values)
            if sql.startswith("REINDEX copy.entries"):
                execute("UPDATE copy.entries SET low = 1, high = 1 WHERE number = 1")
            return cursor

        monkeypatch.setattr(connection, "execute", meddled)
        with pytest.raises(BookError, match="couldn’t be repaired"):
            book.maintenance.repair_indexes(TODAY)
    assert path.read_bytes() == before
    assert not (tmp_path / "backups").exists()


def test_other_damage_is_not_taken_for_that_of_an_index() -> None:
    assert not is_index_damaged([])
    assert not is_index_damaged(["row 1 missing from index entries_days", "Tree 4 page 3: x"])
