"""Making and opening a book on real files: what lies there, who may read it, what is said."""

import os
import shutil
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from tests.factories import CURRENCY, GROUP, make_book
from tests.strategies import EXAMPLES
from tracker.book.book import Book
from tracker.book.database.connection import (
    PLAIN_HEADER,
    Cursor,
    connect,
    normalize_passphrase,
    translate_db_errors,
)
from tracker.book.database.errors import (
    BookError,
    BookInUseError,
    BookNotFoundError,
    DamagedBookError,
    FileAccessError,
    NewerBookError,
    NotABookError,
    PassphraseNeededError,
    WrongPassphraseError,
)
from tracker.book.database.schema_version import SCHEMA_VERSION
from tracker.book.open_book import _lock_exclusively, create_book, open_book, open_in_thread

PASSPHRASE = "it's a Grüße word"


def make(path: Path, passphrase: str | None = None) -> None:
    create_book(path, currency=CURRENCY, group=GROUP, passphrase=passphrase).close()


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    path = tmp_path / "folder" / "book.db"
    make(path)
    return path


@pytest.fixture(scope="module")
def encrypted_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("encrypted") / "secret.db"
    make(path, PASSPHRASE)
    return path


@pytest.fixture
def encrypted(encrypted_once: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "folder"
    folder.mkdir(mode=0o700, exist_ok=True)
    return Path(shutil.copy(encrypted_once, folder / "secret.db"))


def test_a_new_book_is_for_this_person_alone_and_lies_alone(plain: Path) -> None:
    assert stat.S_IMODE(plain.stat().st_mode) == 0o600
    assert stat.S_IMODE(plain.parent.stat().st_mode) == 0o700
    assert list(plain.parent.iterdir()) == [plain]


def test_a_book_knows_its_currency_and_group_again(encrypted: Path) -> None:
    with open_book(encrypted, PASSPHRASE) as book:
        assert (book.currency, book.own_group, book.encrypted) == ("EUR", "circle", True)


def test_an_encrypted_book_has_no_readable_header_and_a_plain_one_has(
    plain: Path, encrypted: Path
) -> None:
    assert plain.read_bytes().startswith(PLAIN_HEADER)
    assert b"circle" in plain.read_bytes()
    assert not encrypted.read_bytes().startswith(PLAIN_HEADER)
    assert b"circle" not in encrypted.read_bytes()


def test_a_passphrase_typed_in_another_encoding_of_the_same_letters_opens(
    encrypted: Path,
) -> None:
    with open_book(encrypted, "it's a Gru\u0308\u00dfe word") as book:
        assert book.own_group == "circle"


def test_nothing_is_made_over_what_is_there(plain: Path) -> None:
    before = plain.read_bytes()
    with pytest.raises(FileAccessError, match="already"):
        make(plain)
    assert plain.read_bytes() == before


def test_a_folder_that_cannot_be_made_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FileAccessError, match="can’t be created"):
        make(tmp_path / "file" / "book.db")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize(
    ("error", "prepare"),
    [
        (BookNotFoundError, lambda path: None),
        (NotABookError, lambda path: path.mkdir()),
        (NotABookError, lambda path: path.write_bytes(b"")),
        (NotABookError, lambda path: path.write_bytes(b"hello, world")),
        (NotABookError, lambda path: path.write_bytes(PLAIN_HEADER + b"\xff" * 5000)),
        (PassphraseNeededError, lambda path: path.write_bytes(os.urandom(8192))),
    ],
    ids=["nothing", "folder", "empty", "text", "torn header", "no header"],
)
def test_what_is_no_book_is_told_in_one_sentence(
    tmp_path: Path, error: type[BookError], prepare: object
) -> None:
    path = tmp_path / "book.db"
    assert callable(prepare)
    prepare(path)
    with pytest.raises(error) as caught:
        open_book(path)
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)


def test_another_programs_database_is_no_book(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    path.touch()
    connection = connect(path, None)
    connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(NotABookError, match="isn’t a Tracker notebook"):
        open_book(path)
    assert path.read_bytes() == before


def test_a_wrong_passphrase_is_told_and_a_missing_one_too(
    encrypted: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(WrongPassphraseError, match="Check it"):
        open_book(encrypted, "another")
    with pytest.raises(PassphraseNeededError):
        open_book(encrypted)
    assert capfd.readouterr() == ("", ""), "SQLCipher wrote to the terminal"


@pytest.mark.parametrize("text", ["", "   ", "a\x00b", "x'2DD2'", "X'00", "lone \ud800"])
def test_what_cannot_be_a_passphrase_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(BookError):
        normalize_passphrase(text)
    with pytest.raises(BookError):
        make(tmp_path / "book.db", text)
    assert list(tmp_path.iterdir()) == []


def test_a_book_of_a_newer_version_is_left_alone(plain: Path) -> None:
    connection = connect(plain, None)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()
    with pytest.raises(NewerBookError, match="newer version"):
        open_book(plain)


@pytest.mark.usefixtures("impatient")
def test_a_second_window_is_told_that_the_book_is_open(plain: Path) -> None:
    script = (
        "import sys; from pathlib import Path\n"
        "from tracker.book.open_book import open_book\n"
        "book = open_book(Path(sys.argv[1]))\n"
        "print('open', flush=True); sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(plain)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        for writing in (True, False):
            with pytest.raises(BookInUseError, match="another window"):
                open_book(plain, is_writing=writing)
        other.kill()
    open_book(plain).close()


def test_two_may_read_at_once(plain: Path) -> None:
    with open_book(plain, is_writing=False) as one, open_book(plain, is_writing=False) as other:
        assert one.is_empty()
        assert other.is_empty()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "delete"),
        ("synchronous", 3),
        ("locking_mode", "exclusive"),
        ("secure_delete", 1),
        ("temp_store", 2),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("foreign_keys", 1),
    ],
)
def test_the_connection_is_set_up_to_keep_and_to_forget(
    plain: Path, pragma: str, value: object
) -> None:
    with open_book(plain) as book:
        assert book._connection.execute(f"PRAGMA {pragma}").fetchone() == (value,)


def test_nothing_beside_the_book_while_it_is_open_and_written(encrypted: Path) -> None:
    with open_book(encrypted, PASSPHRASE) as book:
        book._connection.execute("BEGIN IMMEDIATE")
        book._connection.execute("INSERT INTO groups (label) VALUES ('Geheimnis')")
        for file in encrypted.parent.iterdir():
            assert b"Geheimnis" not in file.read_bytes()
        book._connection.execute("COMMIT")
        assert [file for file in encrypted.parent.iterdir() if file.read_bytes()] == [encrypted]
    assert list(encrypted.parent.iterdir()) == [encrypted]


@pytest.mark.parametrize("passphrase", [None, PASSPHRASE], ids=["plain", "encrypted"])
def test_a_file_that_may_only_be_read_is_read(
    plain: Path, encrypted: Path, passphrase: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = plain if passphrase is None else encrypted
    monkeypatch.setattr(os, "access", lambda *_args: False)
    with open_book(path, passphrase, is_writing=False) as book:
        assert book.is_empty()


@pytest.mark.slow
def test_a_flipped_bit_of_an_encrypted_book_is_never_read_as_right(encrypted: Path) -> None:
    whole = bytearray(encrypted.read_bytes())
    # Each try takes a passphrase's long computation; every page has its turn in the full size.
    for page in range(1, len(whole) // 4096, 3 if EXAMPLES == 1 else 1):
        torn = bytearray(whole)
        torn[page * 4096 + 100] ^= 1
        encrypted.write_bytes(torn)
        try:
            with open_book(encrypted, PASSPHRASE) as book, translate_db_errors(encrypted):
                read_all_tables(book)
        except (DamagedBookError, WrongPassphraseError, NotABookError):
            continue
        pytest.fail(f"page {page} was altered and read")
    encrypted.write_bytes(whole)
    with open_book(encrypted, PASSPHRASE) as book:
        read_all_tables(book)


def read_all_tables(book: Book) -> None:
    tables = book._connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    for (name,) in tables.fetchall():
        book._connection.execute(f"SELECT * FROM {name}").fetchall()
    book._connection.execute("PRAGMA integrity_check").fetchall()


def test_a_lock_that_cannot_be_kept_leaves_no_transaction_open(
    plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection = connect(plain, None)
    execute = connection.execute

    def fail_to_commit(sql: str, values: Any = ()) -> Cursor:
        if sql == "COMMIT":
            raise dbapi2.OperationalError("disk I/O error")
        return execute(sql, values)

    with closing(connection):
        with monkeypatch.context() as patch:
            patch.setattr(connection, "execute", fail_to_commit)
            with pytest.raises(dbapi2.OperationalError):
                _lock_exclusively(connection)
        assert not connection.in_transaction
        _lock_exclusively(connection)


def test_a_book_is_connected_in_a_thread_and_used_in_this_one(tmp_path: Path) -> None:
    path = make_book(tmp_path / "b.db", "15 merch", passphrase=PASSPHRASE)
    wait_for_book = open_in_thread(path, PASSPHRASE)
    with wait_for_book() as book:
        assert book.encrypted
        book.settings.set("something", "else")
        assert [item.number for item in book.load_entries()] == [1]
        with pytest.raises(BookInUseError):
            open_book(path, PASSPHRASE)


@pytest.mark.parametrize("passphrase", ["another one", "x'00'", " "])
def test_a_thread_refuses_a_passphrase_in_the_same_words(tmp_path: Path, passphrase: str) -> None:
    path = make_book(tmp_path / "b.db", passphrase=PASSPHRASE)
    with pytest.raises(BookError) as here:
        open_book(path, passphrase)
    wait_for_book = open_in_thread(path, passphrase)
    with pytest.raises(type(here.value)) as there:
        wait_for_book()
    assert str(there.value) == str(here.value)
    open_book(path, PASSPHRASE).close()


def test_a_thread_opens_a_plain_book_and_names_a_missing_one(tmp_path: Path) -> None:
    wait_for_book = open_in_thread(make_book(tmp_path / "b.db"), PASSPHRASE)
    wait_for_book().close()
    wait_for_missing = open_in_thread(tmp_path / "none.db", PASSPHRASE)
    with pytest.raises(BookNotFoundError):
        wait_for_missing()
