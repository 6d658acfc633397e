"""Failures of the driver become sentences, each made by a real failure."""

import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from tests.factories import PASSPHRASE, make_empty_book
from tracker.book.database import connection as database_connection
from tracker.book.database.connection import (
    SENSELESS_VALUE,
    Connection,
    connect,
    connect_in_memory,
    translate_db_errors,
)
from tracker.book.database.errors import (
    BookError,
    BookInUseError,
    ChangedSchemaError,
    DamagedBookError,
    FileAccessError,
    NotABookError,
    ReadOnlyBookError,
    WrongPassphraseError,
)

WRITE = "INSERT INTO settings VALUES ('x', hex(zeroblob(200000)))"


@pytest.fixture
def made(path: Path, passphrase: str | None) -> Iterator[Connection]:
    make_empty_book(path, passphrase=passphrase).close()
    with closing(connect(path, passphrase)) as connection:
        yield connection


@contextmanager
def file_size_limit(size: int) -> Iterator[None]:
    """Let no file grow beyond a size in bytes, so that SQLite is refused and not stopped."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    former = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, former)


def find_failure(connection: Connection, path: Path, sql: str) -> BookError:
    with pytest.raises(BookError) as failure, translate_db_errors(path):
        connection.execute(sql).fetchall()
    return failure.value


def test_a_full_disk(made: Connection, path: Path) -> None:
    pages = made.execute("PRAGMA page_count").fetchall()[0][0]
    made.execute(f"PRAGMA max_page_count = {pages}")
    failure = find_failure(made, path, WRITE)
    assert type(failure) is FileAccessError
    assert str(failure).startswith("The disk is full")
    assert not made.in_transaction


def test_a_file_that_may_not_grow(made: Connection, path: Path) -> None:
    with file_size_limit(path.stat().st_size):
        failure = find_failure(made, path, WRITE)
    assert type(failure) is FileAccessError
    assert str(failure).startswith("The disk is full")


@pytest.mark.parametrize("has_limit", [False, True], ids=["full", "may not grow"])
def test_an_export_of_sqlcipher_gives_the_words_alone(
    made: Connection, path: Path, has_limit: bool
) -> None:
    made.execute("ATTACH ? AS copy KEY ''", [str(path.with_name("copy.db"))])
    if not has_limit:
        made.execute("PRAGMA copy.max_page_count = 2")
    with file_size_limit(5000 if has_limit else resource.RLIM_INFINITY):
        failure = find_failure(made, path, "SELECT sqlcipher_export('copy')")
    assert type(failure) is FileAccessError
    assert str(failure).startswith("The disk is full")
    assert vars(failure.__cause__)["sqlite_errorcode"] == dbapi2.SQLITE_ERROR


def test_a_book_that_another_one_holds(
    made: Connection, path: Path, passphrase: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_connection, "WAIT_MS", 0)
    made.execute("BEGIN EXCLUSIVE")
    with pytest.raises(BookInUseError):
        connect(path, passphrase)


def test_a_table_that_another_statement_reads(made: Connection, path: Path) -> None:
    made.execute("INSERT INTO settings VALUES ('x', 'y'), ('z', 'y'), ('zz', 'y')")
    rows = iter(made.execute("SELECT * FROM settings"))
    next(rows)
    assert type(find_failure(made, path, "DROP TABLE settings")) is BookInUseError


def test_a_connection_that_may_not_write(path: Path, passphrase: str | None) -> None:
    make_empty_book(path, passphrase=passphrase).close()
    with closing(connect(path, passphrase, read_only=True)) as connection:
        failure = find_failure(connection, path, WRITE)
    assert type(failure) is FileAccessError
    assert "can’t be written to" in str(failure)


def test_a_copy_to_look_at() -> None:
    with closing(connect_in_memory()) as connection:
        connection.execute("PRAGMA query_only = ON")
        failure = find_failure(connection, Path(":memory:"), "CREATE TABLE t (x)")
    assert type(failure) is ReadOnlyBookError


def test_a_folder_that_is_gone(path: Path) -> None:
    with pytest.raises(FileAccessError, match="can’t be written to"):
        connect(path.parent / "gone" / "b.db", None)


def write_noise(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 64)


def write_encrypted(path: Path) -> None:
    make_empty_book(path, passphrase=PASSPHRASE).close()


@pytest.mark.parametrize(
    ("write", "passphrase", "expected"),
    [
        (write_noise, None, NotABookError),
        (write_encrypted, None, NotABookError),
        (write_encrypted, "another one", WrongPassphraseError),
    ],
    ids=["noise", "no key", "wrong key"],
)
def test_a_file_that_no_key_or_a_wrong_one_opens(
    path: Path, write: Callable[[Path], None], passphrase: str | None, expected: type[BookError]
) -> None:
    write(path)
    with pytest.raises(expected):
        connect(path, passphrase)


def test_a_part_that_sqlite_does_not_understand(
    made: Connection, path: Path, passphrase: str | None
) -> None:
    """SQLite gives it the code of a damaged page, so that its words tell the two apart."""
    made.execute("PRAGMA writable_schema = ON")
    made.execute(
        "INSERT INTO sqlite_schema VALUES ('table', 'q', 'q', 2, 'CREATE TABLE q (x) NEW')"
    )
    made.close()
    with pytest.raises(ChangedSchemaError, match="SQLite can’t read"):
        connect(path, passphrase)


def test_a_damaged_page(path: Path) -> None:
    make_empty_book(path).close()
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (path.stat().st_size - 4096))
    with pytest.raises(DamagedBookError, match="malformed"):
        connect(path, None)


def test_a_text_that_is_none_is_the_drivers_own_error_without_a_code(
    made: Connection, path: Path
) -> None:
    sql = "SELECT CAST(x'66696e64206dff' AS TEXT)"
    with pytest.raises(dbapi2.OperationalError) as raised:
        made.execute(sql).fetchall()
    assert not hasattr(raised.value, "sqlite_errorcode")
    failure = find_failure(made, path, sql)
    assert type(failure) is DamagedBookError
    assert SENSELESS_VALUE in str(failure)
    assert "find m" not in str(failure)
