"""Making a book and opening one; every other room is handed the open book."""

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.book.database.connection import (
    MEMORY,
    PLAIN_HEADER,
    Connection,
    checked_passphrase,
    connect,
    connect_in_memory,
    is_encrypted,
    open_elsewhere,
    sentences,
    transaction,
    utils_database,
)
from tracker.book.database.errors import (
    BookError,
    CannotWrite,
    NeedsPassphrase,
    NewerBook,
    NotABook,
    OpenElsewhere,
)
from tracker.book.database.file_guard import FileGuard, find_guard
from tracker.book.database.schema_check import refuse_changed_schema
from tracker.book.files.atomic_files import (
    FOLDER_MODE,
    begun_beside,
    clear_leftovers,
    give_name,
    journal_of,
    true_place,
)
from tracker.i18n import _, make_printable

if TYPE_CHECKING:
    from tracker.book.book import Book

# Data: in people's notebooks since 0.1; never rename.
APPLICATION = 0x54524B52
"""`TRKR`: how a book says that it is one (SQLite's application_id)."""
SCHEMA = 5
"""The number of migrations a book of this version has (SQLite's user_version)."""


def create_book(
    path: Path, *, currency: str, group: str | None = None, passphrase: str | None
) -> "Book":
    """Make a new book, encrypted when there is a passphrase; never over something that is there."""
    phrase = None if passphrase is None else checked_passphrase(passphrase)
    try:
        refuse_taken(path)
        path.parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        with begun_beside(path) as begun:
            _fill(begun, currency, group, phrase)
            try:
                give_name(begun, path)
            except FileExistsError as error:
                raise _taken(path) from error
    except OSError as error:
        raise CannotWrite(
            _("{path} cannot be made ({why}); choose another place.").format(
                path=make_printable(path), why=error.strerror
            )
        ) from error
    return open_book(path, passphrase)


def book_in_memory(*, currency: str, group: str | None) -> "Book":
    """A new book that leaves no file behind, for looking around in the sample story."""
    connection = connect_in_memory()
    _begin(connection, currency, group)
    return _book(connection, Path(MEMORY), encrypted=False)


def refuse_taken(path: Path) -> None:
    """Raise CannotWrite where something lies already, be it a link to nowhere."""
    if os.path.lexists(path):
        raise _taken(path)


def _taken(path: Path) -> CannotWrite:
    return CannotWrite(
        _("Something lies at {path} already; name another place with --book.").format(
            path=make_printable(path)
        )
    )


def _begin(connection: Connection, currency: str, group: str | None) -> None:
    """Make an empty database a book."""
    with transaction(connection):
        _bring_up_to_date(connection)
        if group is not None:
            connection.execute("INSERT INTO groups (number, label) VALUES (1, ?)", [group])
        connection.execute(
            "INSERT INTO book (only, currency, group_number) VALUES (1, ?, ?)",
            [currency, 1 if group is not None else None],
        )
        connection.execute(f"PRAGMA application_id = {APPLICATION}")


def _fill(path: Path, currency: str, group: str | None, passphrase: str | None) -> None:
    connection = connect(path, passphrase)
    try:
        with sentences(path):
            _begin(connection, currency, group)
    finally:
        connection.close()
    with path.open("rb") as file:
        plain = file.read(len(PLAIN_HEADER)) == PLAIN_HEADER
    if plain is (passphrase is not None):
        raise BookError(_("The book could not be encrypted, so it was not made."))


def open_book(path: Path, passphrase: str | None = None, *, writing: bool = True) -> "Book":
    """Open the book at a place; with `writing` nobody else may open it meanwhile.

    Raises NoBook, NotABook, NeedsPassphrase, WrongPassphrase, NewerBook, ChangedSchema,
    OpenElsewhere, CannotWrite or Damaged, each with its sentence.
    """
    encrypted = is_encrypted(path)
    if find_guard(path):
        # To open it here and close it again would drop the lock.
        raise open_elsewhere()
    path = true_place(path)
    found = path.stat()
    if encrypted and passphrase is None:
        raise NeedsPassphrase(
            _("This book is encrypted; give its passphrase with --passphrase-file.")
        )
    phrase = checked_passphrase(passphrase) if encrypted and passphrase is not None else None
    read_only = not writing and not os.access(path, os.W_OK)
    was_left = journal_of(path).exists()
    connection = _connect_guarded(path, phrase, read_only=read_only, guards=writing)
    try:
        with sentences(path):
            _make_ready(connection, path, found, writing=writing)
        if writing and was_left:
            _take_away_journal(connection, path)
        _update_paths(connection, path)
        return _book(connection, path, encrypted=encrypted)
    except BaseException:
        connection.close()
        raise


def _connect_guarded(
    path: Path, passphrase: str | None, *, read_only: bool, guards: bool
) -> Connection:
    """Connect to a file and, if it `guards`, watch it from before it is locked."""
    guard = FileGuard(path) if guards else None
    try:
        connection = connect(path, passphrase, read_only=read_only)
    except BookError:
        if guard is not None:
            guard.close()
        raise
    connection.guard = guard
    return connection


def _make_ready(
    connection: Connection, path: Path, found: os.stat_result, *, writing: bool
) -> None:
    """Hold the book alone where it is written, bring it up to date, finish what was cut short."""
    if writing and os.access(path, os.W_OK):
        # Before anything is read: what two have read keeps each from having it alone.
        _hold_alone(connection)
    schema = check_application(connection, path)
    refuse_changed_schema(connection, path, schema)
    if writing:
        _refuse_replaced(path, found)
        connection.accept_file()
    if schema < SCHEMA:
        _migrate(connection, path)
    if writing:
        _hold_alone(connection)
        _clear_leftovers(path)
        _finish_erasing(connection, path)


def _book(connection: Connection, path: Path, *, encrypted: bool) -> "Book":
    """The book on a connection; whoever is asked for a passphrase waits for none of its rooms."""
    from tracker.book.book import Book

    return Book(connection, path, encrypted=encrypted)


def _take_away_journal(connection: Connection, path: Path) -> None:
    """Take away the journal that a kill left beside a book, which is open for nobody else.

    From before its first page was safe it is of no use to SQLite, which leaves it there, with what
    it has of the book, until something is saved.
    """
    with suppress(BookError), sentences(path), transaction(connection):
        connection.execute(f"PRAGMA user_version = {SCHEMA}")


def _clear_leftovers(path: Path) -> None:
    """Clear what a killed process left of a book that is held alone, and of its copies."""
    from tracker.book.files.backups import clear_unfinished

    clear_leftovers(path)
    clear_unfinished(path)


def _update_paths(connection: Connection, path: Path) -> None:
    """Follow what was moved with the book; where nothing can be saved now, the next time."""
    from tracker.book.files.relocation import update_paths

    with suppress(BookError, OSError), sentences(path):
        update_paths(connection, path)


def _refuse_replaced(path: Path, found: os.stat_result) -> None:
    """Raise OpenElsewhere where another file took the place of the one that was opened."""
    try:
        is_there = os.path.samestat(found, path.stat())
    except FileNotFoundError:
        is_there = False
    if not is_there:
        raise OpenElsewhere(_("The book was replaced just now; please try again."))


def check_application(connection: Connection, path: Path) -> int:
    """The schema of what is opened; raises NotABook or NewerBook."""
    application = connection.execute("PRAGMA application_id").fetchone()
    version = connection.execute("PRAGMA user_version").fetchone()
    if application is None or application[0] != APPLICATION or version is None:
        raise NotABook(
            _("This file is not a notebook of Tracker: {path}. Nothing was changed.").format(
                path=make_printable(path)
            )
        )
    if version[0] > SCHEMA:
        raise NewerBook(
            _("This book was written by a newer version of Tracker; please install that one.")
        )
    return int(version[0])


def _hold_alone(connection: Connection) -> None:
    """Let nobody else open the book: in exclusive mode the lock stays until it is closed.

    In that mode who waits keeps a part of the lock, and two of them would wait for one another: so
    it comes only once the book is held.
    """
    connection.execute("PRAGMA locking_mode = NORMAL")
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("COMMIT")


def _finish_erasing(connection: Connection, path: Path) -> None:
    """Write the file anew where something was erased and that could not be done."""
    if connection.execute("SELECT 1 FROM settings WHERE name = 'unclear'").fetchone() is None:
        return
    from tracker.book.maintenance.erase import clear_traces

    with suppress(CannotWrite), sentences(path):
        clear_traces(connection)


def _migrate(connection: Connection, path: Path) -> None:
    """Bring a book of an earlier version up to date, all of it or nothing, after a copy of it."""
    from tracker.book.files.backups import copy_before_migration

    _hold_alone(connection)
    copy_before_migration(connection, path)
    with transaction(connection):
        _bring_up_to_date(connection)
        # What a book says of its own migrations may be wrong.
        refuse_changed_schema(connection, path, SCHEMA)


def _bring_up_to_date(connection: Connection) -> None:
    from tracker.book.database.migrations import migrate

    migrate(utils_database(connection))
    connection.execute(f"PRAGMA user_version = {SCHEMA}")
