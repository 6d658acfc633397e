"""The only way to SQLite: sqlcipher3, for encrypted and plain notebooks.

The facts it relies on are in `docs/developers/facts.md`. Each pragma here has a test that reads
it back.
"""

import stat
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

from sqlcipher3 import dbapi2

from tracker.book.database.errors import (
    BookError,
    BookInUseError,
    BookNotFoundError,
    ChangedSchemaError,
    DamagedBookError,
    FileAccessError,
    InvalidPassphraseError,
    NotABookError,
    ReadOnlyBookError,
    WrongPassphraseError,
)
from tracker.book.database.file_guard import FileGuard, check_open_book, find_guard
from tracker.i18n import N_error, N_label, _error, _label, make_printable

if TYPE_CHECKING:
    from sqlite_utils import Database

PLAIN_HEADER = b"SQLite format 3\x00"
PAGE = 4096
LARGEST_BOOK = 1 << 30
"""Bytes that a file has at most to be taken for a notebook: all of it is read and remembered."""
MEMORY = ":memory:"
"""The path of a book without a file."""
SENSELESS_VALUE = N_label("a value that can’t be right")
"""The damaged part, if SQLite reads a value that nobody could have entered."""
BACKUP_HINT = N_error(
    "You may have a backup. To see your backups, type “tracker restore” in a terminal."
)
"""Where to look when a file cannot be read."""
WAIT_MS = 2000
"""How long a command waits for another one to finish with the book."""

_PRAGMAS = (
    "journal_mode = DELETE",
    # With an exclusive lock SQLite keeps the journal file, so it is emptied.
    "journal_size_limit = 0",
    "synchronous = EXTRA",
    "locking_mode = EXCLUSIVE",
    "secure_delete = ON",
    "temp_store = MEMORY",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "mmap_size = 0",
    "foreign_keys = ON",
    f"busy_timeout = {WAIT_MS}",
    # Nothing reaches the file before the commit: so it can be checked until then.
    "cache_spill = OFF",
)


def _keep_none(none: None) -> None:
    """Return None, as a value of a row."""
    return none


# Without this the driver asks each None whether it can be adapted: half the time of an insert.
dbapi2.register_adapter(type(None), _keep_none)


class Cursor(Protocol):
    """What a statement returns."""

    lastrowid: int
    rowcount: int

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        """Return the rows."""

    def fetchone(self) -> tuple[Any, ...] | None:
        """Return the next row, None when there is none."""

    def fetchall(self) -> list[tuple[Any, ...]]:
        """Return all rows that are left."""


class DriverConnection(Protocol):
    """A connection as sqlcipher3 makes it."""

    in_transaction: bool
    total_changes: int
    """How many rows were inserted, changed or deleted since it was opened."""
    text_factory: Callable[[bytes], object]
    """What makes a value of a text."""

    def execute(self, sql: str, values: Any = ()) -> Cursor:
        """Run one statement."""

    def executemany(self, sql: str, values: Any) -> Cursor:
        """Run one statement for each row of values."""

    def close(self) -> None:
        """Close the file."""


class Connection:
    """A connection as the book uses it: it commits nothing by itself, and may guard its file."""

    def __init__(self, raw: DriverConnection) -> None:
        """Use this connection of the driver."""
        self.raw = raw
        self.guard: FileGuard | None = None
        """The guard that notices changes by other programs, or None if nothing is written."""
        self.opened_at = ""
        """When the book was opened, to be saved with the next change. Empty once it is."""
        self.execute = raw.execute
        self.executemany = raw.executemany

    @property
    def in_transaction(self) -> bool:
        """Return whether something waits to be committed."""
        return self.raw.in_transaction

    def check_file(self) -> None:
        """Raise FileChangedError if another program replaced, removed or changed the file."""
        if self.guard is not None:
            self.guard.check()

    def is_file_changed(self) -> bool:
        """Return whether another program replaced, removed or changed the file."""
        return self.guard is not None and self.guard.find_difference() is not None

    @property
    def content(self) -> bytes:
        """Return the file's bytes after our last write, or none if it is not guarded."""
        return b"" if self.guard is None else bytes(self.guard.content)

    def compute_expected_size(self) -> int | None:
        """Return how many bytes SQLite uses of the file, or None if it is not guarded."""
        if self.guard is None:
            return None
        ((pages, size),) = self.execute(
            "SELECT page_count, page_size FROM pragma_page_count, pragma_page_size"
        ).fetchall()
        return int(pages) * int(size)

    def accept_file(self, size: int | None = None) -> None:
        """Remember the file as we just wrote it. Raises FileChangedError if it is another one.

        `size` is how many bytes SQLite uses of it, where something was just saved.
        """
        if self.guard is not None:
            used = self.compute_expected_size() if size is None else size
            self.guard.accept(used, is_saved=size is not None)

    def accept_whole_file(self) -> None:
        """Take the file as it is for ours, after a step in which any statement may have failed."""
        if self.guard is not None:
            self.guard.accept()

    def close(self) -> None:
        """Close the file."""
        self.raw.close()
        if self.guard is not None:
            self.guard.close()


def normalize_passphrase(text: str) -> str:
    """Return a passphrase as it is used (NFKC). Raises InvalidPassphraseError if it cannot be."""
    passphrase = unicodedata.normalize("NFKC", text)
    if not passphrase.strip():
        raise InvalidPassphraseError(_error("A passphrase needs at least one character. Type one."))
    if "\x00" in passphrase or any(0xD800 <= ord(letter) <= 0xDFFF for letter in passphrase):
        raise InvalidPassphraseError(
            _error(
                "This passphrase has a character that can’t be typed. Choose another passphrase."
            )
        )
    if passphrase[:2].lower() == "x'":
        raise InvalidPassphraseError(
            _error("A passphrase can’t start with x'. Choose another passphrase.")
        )
    return passphrase


def is_encrypted(path: Path) -> bool:
    """Return whether the book is encrypted.

    Raises BookNotFoundError, NotABookError or FileAccessError.
    """
    try:
        status = path.stat()
        size = status.st_size
        if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
            # To read from a pipe or a device may take forever.
            raise _build_not_a_book_error(path)
        if size > LARGEST_BOOK:
            raise _build_too_big_error(path)
        if guard := find_guard(path):
            return not guard.content.startswith(PLAIN_HEADER)
        with path.open("rb") as file:
            header = file.read(len(PLAIN_HEADER))
    except FileNotFoundError as error:
        raise BookNotFoundError(
            _error("There’s no notebook at {path} yet. To create one, type “tracker new”.").format(
                path=make_printable(path)
            )
        ) from error
    except IsADirectoryError as error:
        raise NotABookError(
            _error("{path} is a folder. Choose the notebook file in it.").format(
                path=make_printable(path)
            )
        ) from error
    except OSError as error:
        raise FileAccessError(
            # Translators: `why` is the system's own reason, such as “Permission denied”.
            _error("{path} can’t be read ({why}). Check its name and its permissions.").format(
                path=make_printable(path), why=error.strerror
            )
        ) from error
    if not header:
        raise NotABookError(
            _add_backup_hint(
                _error("{path} is empty. Nothing was changed.").format(path=make_printable(path))
            )
        )
    if header == PLAIN_HEADER:
        return False
    if size % PAGE:
        raise _build_cut_off_error(path) if size > PAGE else _build_not_a_book_error(path)
    return True


def connect(
    path: Path,
    passphrase: str | None,
    *,
    read_only: bool = False,
    is_exclusive: bool = True,
    any_schema: bool = False,
    any_thread: bool = False,
) -> Connection:
    """Open a file that exists, with its passphrase when it is encrypted, and set it up.

    Unless `is_exclusive`, no lock stays longer than it is needed. With `any_schema` parts that
    SQLite does not understand are left aside. With `any_thread` another thread may go on with it.
    """
    mode = "ro" if read_only else "rw"
    with translate_db_errors(path):
        connection = Connection(
            dbapi2.connect(
                f"{path.absolute().as_uri()}?mode={mode}",
                uri=True,
                isolation_level=None,
                check_same_thread=not any_thread,
            )
        )
    try:
        with translate_db_errors(path):
            connection.execute("PRAGMA cipher_log_level = NONE")
            if passphrase is not None:
                quoted = passphrase.replace("'", "''")
                connection.execute(f"PRAGMA key = '{quoted}'")
            connection.execute(f"PRAGMA busy_timeout = {WAIT_MS}")
            if any_schema:
                connection.execute("PRAGMA writable_schema = ON")
            try:
                connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            except dbapi2.DatabaseError as error:
                if passphrase is not None and _find_code(error) == dbapi2.SQLITE_NOTADB:
                    raise _build_open_error(connection, path) from error
                raise
            shared = () if is_exclusive else ("locking_mode = NORMAL",)
            for pragma in (*_PRAGMAS, *shared):
                if not (read_only and pragma.startswith("journal_mode")):
                    connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def block_writers(
    path: Path, passphrase: str | None, *, any_schema: bool = False
) -> Iterator[None]:
    """Keep others from writing to a file, while everyone may read it, also in this process.

    It writes nothing, so it has no journal, which would be taken for that of a file that takes the
    place of this one.
    """
    connection = connect(path, passphrase, is_exclusive=False, any_schema=any_schema)
    try:
        with translate_db_errors(path):
            connection.execute("BEGIN IMMEDIATE")
        yield
    finally:
        connection.close()


def connect_in_memory() -> Connection:
    """Return a book without a file, which is gone when it is closed."""
    connection = Connection(dbapi2.connect(MEMORY, isolation_level=None))
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _build_open_error(connection: Connection, path: Path) -> BookError:
    """Return why a passphrase does not open a file. SQLCipher gives one error for both reasons.

    With another key no page passes the check. With the right one only damaged pages fail it. Where
    the salt at the file's beginning is damaged, nothing can tell.
    """
    unfit_pages = len(connection.execute("PRAGMA cipher_integrity_check").fetchall())
    if unfit_pages < path.stat().st_size // PAGE:
        return build_damage_error(path, _label("its beginning"))
    return WrongPassphraseError(
        _error("This passphrase doesn’t open the notebook. Check it and try again.")
    )


def build_damage_error(path: Path, part: str) -> DamagedBookError:
    """Return the error for a file of which a part cannot be read."""
    sentence = _error("Part of {path} can’t be read ({part}).")
    return DamagedBookError(_add_backup_hint(sentence.format(path=make_printable(path), part=part)))


def _add_backup_hint(sentence: str) -> str:
    """Return a sentence about an unreadable file, followed by how to find backups."""
    return f"{sentence} {_error(BACKUP_HINT)}"


@contextmanager
def translate_db_errors(path: Path, *, is_reading: bool = True) -> Iterator[None]:
    """Turn the driver's errors, and where `is_reading` what makes no sense, into sentences."""
    try:
        yield
    except dbapi2.DatabaseError as error:
        check_open_book(path)
        raise _translate_error(error, path) from error
    except (KeyError, RecursionError, ValueError) as error:
        if not is_reading:
            raise
        check_open_book(path)
        # A day, a word or a text that no version wrote: a plain book's file tells of no damage.
        raise build_damage_error(path, _label(SENSELESS_VALUE)) from error


def _find_code(error: Exception) -> int | None:
    """Return SQLite's primary code of an error, or None for one that the driver itself raised."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


def _translate_error(error: Exception, path: Path) -> BookError:
    text, code = str(error), _find_code(error)
    if code is None and "decode to UTF-8" in text:
        # The driver's own error, without a code. The rest of it quotes what was entered.
        return build_damage_error(path, _label(SENSELESS_VALUE))
    if code in (dbapi2.SQLITE_BUSY, dbapi2.SQLITE_LOCKED):
        return build_in_use_error()
    if code in (dbapi2.SQLITE_FULL, dbapi2.SQLITE_IOERR) or (
        # SQLCipher's export passes on SQLite's words, and not its code.
        code == dbapi2.SQLITE_ERROR and ("disk is full" in text or "disk I/O" in text)
    ):
        return FileAccessError(
            _error(
                "The disk is full or can’t be written to, so nothing was saved. Free some "
                "space, then try again."
            )
        )
    if code == dbapi2.SQLITE_READONLY and str(path) == MEMORY:
        return ReadOnlyBookError(
            _error("This copy is read-only. You can look at it, but you can’t change it.")
        )
    if code in (dbapi2.SQLITE_READONLY, dbapi2.SQLITE_CANTOPEN):
        return FileAccessError(
            _error(
                "{path} can’t be written to, so nothing was saved. Change its permissions."
            ).format(path=make_printable(path))
        )
    if code == dbapi2.SQLITE_NOTADB:
        return _build_not_a_book_error(path)
    if code == dbapi2.SQLITE_CORRUPT and "malformed database schema" in text:
        # A damaged page has the same code.
        return ChangedSchemaError(path, [_label("a part that SQLite can’t read")])
    # What SQLite quotes further on may be a damaged piece of anything.
    return build_damage_error(path, text.partition(" (")[0])


def build_in_use_error() -> BookInUseError:
    """Return the error for a book that is open somewhere else."""
    return BookInUseError(
        _error("The notebook is open in another window. Close it there and try again.")
    )


def _build_not_a_book_error(path: Path) -> NotABookError:
    return NotABookError(
        _error(
            "{path} isn’t a Tracker notebook. Nothing was changed. Check the name of the file."
        ).format(path=make_printable(path))
    )


def _build_too_big_error(path: Path) -> NotABookError:
    sentence = _error(
        "{path} is larger than {count} GB. Tracker can’t open a notebook that big. Nothing was"
        " changed."
    ).format(path=make_printable(path), count=LARGEST_BOOK >> 30)
    return NotABookError(_add_backup_hint(sentence))


def _build_cut_off_error(path: Path) -> NotABookError:
    sentence = _error(
        "{path} isn’t a Tracker notebook, or part of it is missing. Nothing was changed."
    )
    return NotABookError(_add_backup_hint(sentence.format(path=make_printable(path))))


# Data: in people's notebooks since 0.1. Never rename.
LAST_OPENED_SETTING = "last_opened"
"""The setting for the day and time at which the book was opened, of the opening saved last."""


@contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """Save what happens in the block at its end: all of it or nothing.

    Raises FileChangedError if another program changed the file, before and after.
    """
    connection.check_file()
    connection.execute("BEGIN IMMEDIATE")
    size, changes_before = None, connection.raw.total_changes
    try:
        yield
        if connection.opened_at and connection.raw.total_changes != changes_before:
            _save_opening(connection)
        connection.check_file()
        size = connection.compute_expected_size()
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        if size is not None:
            # A commit that failed is taken back, in other bytes where the book is encrypted.
            with suppress(BookError):
                connection.accept_whole_file()
        raise
    connection.accept_file(size)
    if connection.raw.total_changes != changes_before:
        connection.opened_at = ""


def _save_opening(connection: Connection) -> None:
    """Save when the book was opened, with the change that is about to be saved."""
    connection.execute(
        """INSERT INTO settings VALUES (?, ?)
        ON CONFLICT (name) DO UPDATE SET value = excluded.value""",
        [LAST_OPENED_SETTING, connection.opened_at],
    )


def wrap_in_sqlite_utils(connection: Connection) -> "Database":
    """Return the connection as sqlite-utils sees it. It is slow to import.

    A test tries each of its methods that Tracker uses: they leave no transaction open. Others may,
    such as `query` with a write: they catch sqlite3's errors, which sqlcipher3's are not.
    """
    from sqlite_utils import Database

    return Database(cast("Any", connection.raw), strict=True, execute_plugins=False)
