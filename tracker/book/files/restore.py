"""A copy put back in the book's place, after it was looked at; the book there was is kept aside."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tracker.book.database.connection import (
    Connection,
    checked_passphrase,
    connect,
    damaged,
    is_encrypted,
    sentences,
    unchanged,
)
from tracker.book.database.errors import BookError, NeedsPassphrase, OpenElsewhere
from tracker.book.database.schema_check import refuse_changed_schema
from tracker.book.files.atomic_files import (
    FOLDER_MODE,
    begun_beside,
    give_name,
    placing_sentences,
    replace_and_keep,
    true_place,
)
from tracker.book.files.backups import ASIDE, FOLDER, free_place
from tracker.book.files.verified_copy import copy_book, file_findings
from tracker.book.open_book import check_application
from tracker.i18n import _, make_printable


@dataclass(frozen=True, slots=True)
class Copy:
    """What a copy holds, as far as it could be opened."""

    entries: int | None
    """None where it could not be opened."""
    last_day: date | None
    """The day of the last change; None where nothing was ever noted, or it could not be opened."""
    is_encrypted: bool
    why: str = ""
    """Why it could not be opened."""


def look(path: Path, passphrase: str | None) -> Copy:
    """Open a copy, and look quickly whether it is whole; what it refuses is part of the answer."""
    encrypted = True
    try:
        encrypted = is_encrypted(path)
        connection = _opened(path, passphrase)
        try:
            with sentences(path):
                (entries,) = connection.execute("SELECT count(*) FROM entries").fetchall()[0]
                (day,) = connection.execute("SELECT max(day) FROM changes").fetchall()[0]
                last_day = date.fromisoformat(day) if day else None
        finally:
            connection.close()
    except BookError as error:
        return Copy(None, None, encrypted, str(error))
    return Copy(entries, last_day, encrypted)


def restore(path: Path, copy: Path, passphrase: str | None, today: date) -> Path | None:
    """Put a copy in the book's place; gives where the book that was there is kept, None without.

    Raises BookError, and then everything is as it was: for a copy that is not whole, and where the
    book is open elsewhere.
    """
    path = true_place(path)
    if path.exists() and not path.is_file():
        raise BookError(
            _("{path} is not a file, so no backup can take its place. Nothing was changed.").format(
                path=make_printable(path)
            )
        )
    if copy.exists() and path.exists() and copy.samefile(path):
        raise BookError(_("This is the book itself; name one of its copies."))
    connection = _opened(copy, passphrase)
    try:
        with _held(path, passphrase), placing_sentences(path):
            path.parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
            with begun_beside(path) as begun:
                copy_book(connection, begun)
                return put_in_place(begun, path, today)
    finally:
        connection.close()


def _opened(path: Path, passphrase: str | None) -> Connection:
    """A copy opened to be read; raises BookError where it does not open or is not whole."""
    if not is_encrypted(path):
        key = None
    elif passphrase is None:
        raise NeedsPassphrase(_("This copy is encrypted; give its passphrase."))
    else:
        key = checked_passphrase(passphrase)
    connection = connect(path, key, read_only=True)
    try:
        with sentences(path):
            refuse_changed_schema(connection, path, check_application(connection, path))
            found = file_findings(connection)
        if found:
            raise damaged(path, found[0])
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def _held(path: Path, passphrase: str | None) -> Iterator[None]:
    """Keep others from the book that is there; raises OpenElsewhere while somebody has it.

    SQLite asks for the lock before it reads, so that also a book with another passphrase says so;
    one that cannot be opened at all cannot be held. What a killed process left half-written in it
    is taken back on the way.
    """
    with ExitStack() as stack:
        try:
            key = checked_passphrase(passphrase) if passphrase and is_encrypted(path) else None
            stack.enter_context(unchanged(path, key))
        except OpenElsewhere:
            raise
        except BookError:
            pass
        yield


def put_in_place(begun: Path, path: Path, today: date) -> Path | None:
    """Give a finished file a book's place; return where the former book is kept, None without."""
    if not path.exists():
        give_name(begun, path)
        return None
    folder = path.absolute().parent / FOLDER
    folder.mkdir(mode=FOLDER_MODE, exist_ok=True)
    aside = free_place(path, today, folder, ASIDE)
    replace_and_keep(begun, path, aside)
    return aside
