"""Create and open books. Every other package gets the open book."""

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from tracker.book.database.connection import (
    MEMORY,
    PLAIN_HEADER,
    Connection,
    build_damage_error,
    build_in_use_error,
    connect,
    connect_in_memory,
    is_encrypted,
    normalize_passphrase,
    transaction,
    translate_db_errors,
    wrap_in_sqlite_utils,
)
from tracker.book.database.errors import (
    BookError,
    BookInUseError,
    FileAccessError,
    PassphraseNeededError,
)
from tracker.book.database.file_guard import FileGuard, find_guard
from tracker.book.database.schema_check import refuse_changed_schema
from tracker.book.database.schema_version import (
    APPLICATION_ID,
    READABLE_SCHEMA,
    SCHEMA_VERSION,
    check_application_id,
)
from tracker.book.database.upgrade import (
    add_missing_parts,
    count_rows,
    suspend_foreign_keys,
)
from tracker.i18n import _error, _label, make_printable
from tracker.safe_files import (
    FOLDER_MODE,
    build_journal_path,
    clear_leftovers,
    publish,
    resolve_link,
    temp_file_beside,
)

if TYPE_CHECKING:
    from tracker.book.book import Book


def create_book(
    path: Path,
    *,
    currency: str,
    group: str | None = None,
    passphrase: str | None,
    settings: Mapping[str, str] = MappingProxyType({}),
) -> "Book":
    """Create a book, encrypted if there is a passphrase. Nothing is overwritten."""
    phrase = None if passphrase is None else normalize_passphrase(passphrase)
    try:
        refuse_taken_path(path)
        path.parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        with temp_file_beside(path) as temp_file:
            _write_new_book(temp_file, currency, group, phrase, settings)
            try:
                publish(temp_file, path)
            except FileExistsError as error:
                raise _build_taken_error(path) from error
    except OSError as error:
        raise FileAccessError(
            # Translators: `why` is the system's own reason, such as “Permission denied”.
            _error("{path} can’t be created ({why}). Choose another folder.").format(
                path=make_printable(path), why=error.strerror
            )
        ) from error
    return open_book(path, passphrase)


def create_book_in_memory(*, currency: str, group: str | None) -> "Book":
    """Return a new book that leaves no file behind, for looking around in the sample story."""
    connection = connect_in_memory()
    _initialize_database(connection, currency, group)
    return _build_book(connection, Path(MEMORY), encrypted=False)


def refuse_taken_path(path: Path) -> None:
    """Raise FileAccessError if there is something at the path, even a broken link."""
    if os.path.lexists(path):
        raise _build_taken_error(path)


def _build_taken_error(path: Path) -> FileAccessError:
    return FileAccessError(
        _error("{path} already exists. Choose a different file with --book.").format(
            path=make_printable(path)
        )
    )


def _initialize_database(connection: Connection, currency: str, group: str | None) -> None:
    """Make an empty database a book."""
    with suspend_foreign_keys(connection), transaction(connection):
        _bring_up_to_date(connection)
        if group is not None:
            connection.execute("INSERT INTO groups (number, label) VALUES (1, ?)", [group])
        connection.execute(
            "INSERT INTO book (only, currency, group_number) VALUES (1, ?, ?)",
            [currency, 1 if group is not None else None],
        )
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def _write_new_book(
    path: Path,
    currency: str,
    group: str | None,
    passphrase: str | None,
    settings: Mapping[str, str],
) -> None:
    from tracker.book.stores.settings import SettingsStore

    connection = connect(path, passphrase)
    try:
        with translate_db_errors(path):
            _initialize_database(connection, currency, group)
            SettingsStore(connection, path).set_all(settings)
            # The migrations leave empty pages behind.
            connection.execute("VACUUM")
    finally:
        connection.close()
    with path.open("rb") as file:
        plain = file.read(len(PLAIN_HEADER)) == PLAIN_HEADER
    if plain is (passphrase is not None):
        raise BookError(
            _error("The notebook couldn’t be encrypted, so it wasn’t created. Try again.")
        )


def open_book(path: Path, passphrase: str | None = None, *, is_writing: bool = True) -> "Book":
    """Open the book at a place. With `is_writing` nobody else may open it.

    Raises BookNotFoundError, NotABookError, PassphraseNeededError, WrongPassphraseError,
    NewerBookError, ChangedSchemaError, BookInUseError, FileAccessError or DamagedBookError,
    each with its sentence.
    """
    return _finish_opening(_connect_file(path, passphrase, is_writing=is_writing))


def open_in_thread(path: Path, passphrase: str) -> Callable[[], "Book"]:
    """Begin to open the book at a place. Return what waits for it and returns the open book.

    That raises what `open_book` raises. Only the file is connected in the thread: SQLCipher takes
    a tenth of a second and more to derive the key, and Python goes on meanwhile.

    A key made by hashlib would be a second copy of the key and of its parameters.
    """
    from concurrent.futures import ThreadPoolExecutor

    executor = ThreadPoolExecutor(max_workers=1)
    connected = executor.submit(_connect_file, path, passphrase, is_writing=True, any_thread=True)
    executor.shutdown(wait=False)
    return lambda: _finish_opening(connected.result())


class _ConnectedFile(NamedTuple):
    """A book's file and the connection to it, before anything is read."""

    path: Path
    status: os.stat_result
    connection: Connection
    is_encrypted: bool
    is_writing: bool
    had_journal: bool


def _connect_file(
    path: Path, passphrase: str | None, *, is_writing: bool, any_thread: bool = False
) -> _ConnectedFile:
    """Connect to the file of a book, which derives the key if it is encrypted."""
    encrypted = is_encrypted(path)
    if find_guard(path):
        # To open it here and close it again would drop the lock.
        raise build_in_use_error()
    path = resolve_link(path)
    status = path.stat()
    if encrypted and passphrase is None:
        raise PassphraseNeededError(
            _error("This notebook is encrypted. Give its passphrase with --passphrase-file.")
        )
    phrase = normalize_passphrase(passphrase) if encrypted and passphrase is not None else None
    read_only = not is_writing and not os.access(path, os.W_OK)
    had_journal = build_journal_path(path).exists()
    # It is watched from before it is locked.
    guard = FileGuard(path) if is_writing else None
    try:
        connection = connect(path, phrase, read_only=read_only, any_thread=any_thread)
    except BookError:
        if guard is not None:
            guard.close()
        raise
    connection.guard = guard
    return _ConnectedFile(path, status, connection, encrypted, is_writing, had_journal)


def _finish_opening(file: _ConnectedFile) -> "Book":
    """Return the open book of a file, locked and brought up to date if it is written."""
    path, connection = file.path, file.connection
    try:
        with translate_db_errors(path):
            _prepare_book(connection, path, file.status, is_writing=file.is_writing)
        if file.is_writing and file.had_journal:
            _remove_journal(connection, path)
        _update_paths(connection, path)
        return _build_book(connection, path, encrypted=file.is_encrypted)
    except BaseException:
        connection.close()
        raise


def _prepare_book(
    connection: Connection, path: Path, status: os.stat_result, *, is_writing: bool
) -> None:
    """Lock a book that is written, bring it up to date, and finish interrupted work.

    Where it is only read, what can be read stays as it is: the disk may be full or not be writable.
    """
    if is_writing and os.access(path, os.W_OK):
        # Before anything is read: what two have read keeps each from having it alone.
        _lock_exclusively(connection)
    schema = check_application_id(connection, path)
    refuse_changed_schema(connection, path, schema)
    if is_writing:
        _refuse_replaced_file(path, status)
        connection.accept_file()
    if schema < READABLE_SCHEMA or (is_writing and schema < SCHEMA_VERSION):
        _migrate(connection, path)
    elif schema < SCHEMA_VERSION:
        add_missing_parts(connection, schema)
    if is_writing:
        _lock_exclusively(connection)
        _clear_leftovers(path)
        _finish_erase(connection, path)


def _build_book(connection: Connection, path: Path, *, encrypted: bool) -> "Book":
    """Return the book on a connection. Its module is not loaded before it is needed."""
    from tracker.book.book import Book

    return Book(connection, path, encrypted=encrypted)


def _remove_journal(connection: Connection, path: Path) -> None:
    """Remove the journal that a killed process left next to a book that nobody else has open.

    From before its first page was safe it is of no use to SQLite, which leaves it there, with what
    it has of the book, until something is saved.
    """
    with suppress(BookError), translate_db_errors(path), transaction(connection):
        (number,) = connection.execute("PRAGMA user_version").fetchall()[0]
        connection.execute(f"PRAGMA user_version = {number}")


def _clear_leftovers(path: Path) -> None:
    """Clear what a killed process left of a book that is held alone, and of its copies."""
    from tracker.book.files.backups import clear_unfinished_backups

    clear_leftovers(path)
    clear_unfinished_backups(path)


def _update_paths(connection: Connection, path: Path) -> None:
    """Update the paths of what was moved with the book, or do it next time if that fails."""
    from tracker.book.files.relocation import update_paths

    with suppress(BookError, OSError), translate_db_errors(path):
        update_paths(connection, path)


def _refuse_replaced_file(path: Path, status: os.stat_result) -> None:
    """Raise BookInUseError if another file took the place of the one that was opened."""
    try:
        is_there = os.path.samestat(status, path.stat())
    except FileNotFoundError:
        is_there = False
    if not is_there:
        raise BookInUseError(_error("The notebook was just replaced. Try again."))


def _lock_exclusively(connection: Connection) -> None:
    """Keep others from opening the book. In exclusive mode the lock stays until it is closed.

    In that mode who waits keeps a part of the lock, and two of them would wait for one another: so
    it comes only once the book is held.

    The book is held before anything is read from it. In exclusive mode a reader or one who waits
    keeps a part of the lock, and two commands at once refused one another.
    """
    connection.execute("PRAGMA locking_mode = NORMAL")
    connection.execute("BEGIN EXCLUSIVE")
    try:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _finish_erase(connection: Connection, path: Path) -> None:
    """Write the file again where something was erased and that could not be done."""
    if connection.execute("SELECT 1 FROM settings WHERE name = 'unclear'").fetchone() is None:
        return
    from tracker.book.maintenance.erase import clear_traces

    with suppress(FileAccessError), translate_db_errors(path):
        clear_traces(connection)


def _migrate(connection: Connection, path: Path) -> None:
    """Bring a book of an earlier version up to date, all of it or nothing."""
    _lock_exclusively(connection)
    from tracker.book.database.monthly_totals import refresh_totals
    from tracker.book.files.backups import back_up_before_migration

    back_up_before_migration(connection, path)
    with suspend_foreign_keys(connection), transaction(connection):
        counts = count_rows(connection)
        _bring_up_to_date(connection)
        # What a book says of its own migrations may be wrong.
        refuse_changed_schema(connection, path, SCHEMA_VERSION)
        if not counts.items() <= count_rows(connection).items():
            raise build_damage_error(path, _label("its entries don’t fit together"))
        refresh_totals(connection)


def _bring_up_to_date(connection: Connection) -> None:
    from tracker.book.database.migrations import migrate

    migrate(wrap_in_sqlite_utils(connection))
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
