"""Save what was open as a new file when another program changed the file of a book."""

import re
import stat
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.book.database.connection import PLAIN_HEADER, Connection, sentences
from tracker.book.database.errors import BookError
from tracker.book.files.atomic_files import (
    FOLDER_MODE,
    begun_beside,
    give_name,
    placing_sentences,
    sync_file,
)
from tracker.book.files.backups import ASIDE, folder_of
from tracker.book.files.verified_copy import COPY, attached_copy, file_findings
from tracker.book.stores.drafts import Draft
from tracker.book.stores.letter import BEGUN
from tracker.i18n import _

if TYPE_CHECKING:
    from tracker.book.book import Book

# Data: in people's files since 0.1; never rename.
RESCUED = "rescued"
"""What stands in the name of a file that holds what was open."""


@dataclass(frozen=True, slots=True)
class TypedText:
    """What was typed and could not be kept in the book, because its file was changed."""

    drafts: Sequence[Draft] = ()
    """Drafts; one whose number is not positive is new."""
    letter: str | None = None
    """The letter that was begun, as the setting has it; None where none was."""


def rescue_copies(book: Path) -> list[Path]:
    """Return the files beside a book that hold what was once open in its place.

    Backups of such a file are among them: nobody who looks after the book would find those.
    """
    stem, suffix, day = re.escape(book.stem), re.escape(book.suffix), r"\d{4}-\d\d-\d\d"
    rescued, backup = rf"(?:-{RESCUED}-{day}-\d+)+", rf"-{day}(?:-{ASIDE})?-\d+"
    names = {
        book.parent: re.compile(f"{stem}{rescued}{suffix}"),
        folder_of(book): re.compile(f"{stem}{rescued}{backup}{suffix}"),
    }
    return [
        path
        for folder, name in names.items()
        if folder.is_dir()
        for path in sorted(folder.iterdir())
        if name.fullmatch(path.name) and path.is_file()
    ]


def save_rescue_copy(path: Path, content: bytes, today: date) -> Path:
    """Write a book's bytes into a new file beside `path`; return where.

    The file is read again before it gets its name. Raise BookError where it cannot be written.
    """
    return _save(path, content, today, None, TypedText())


def rescue_book(connection: Connection, path: Path, today: date, typed: TypedText) -> Path:
    """Save an open book's bytes and what was typed as a new file beside it; return where.

    The file is opened with the book's own key, and checked, before it gets its name.
    """
    return _save(path, connection.content, today, connection, typed)


def _save(
    path: Path, content: bytes, today: date, connection: Connection | None, typed: TypedText
) -> Path:
    with placing_sentences(path):
        path.parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        with begun_beside(path) as begun:
            begun.write_bytes(content)
            sync_file(begun)
            if not content or begun.read_bytes() != content:
                raise BookError(_("The new file differs from the notebook, so it was not kept."))
            if connection is not None:
                _check_and_add(connection, begun, typed)
                sync_file(begun)
            return _give_free_name(begun, path, today)


def _give_free_name(begun: Path, path: Path, today: date) -> Path:
    number = 1
    while True:
        target = path.with_name(f"{path.stem}-{RESCUED}-{today}-{number}{path.suffix}")
        try:
            give_name(begun, target)
        except FileExistsError:
            number += 1
        else:
            return target


def _check_and_add(connection: Connection, begun: Path, typed: TypedText) -> None:
    """Open the copy on the book's own connection, check it, and write what was typed into it."""
    with sentences(begun), attached_copy(connection, begun):
        found = file_findings(connection, COPY)
        if found:
            raise BookError(_("The new file cannot be read ({why}).").format(why=found[0]))
        for draft in typed.drafts:
            connection.execute(
                f"INSERT OR REPLACE INTO {COPY}.drafts (number, day, text) VALUES (?, ?, ?)",
                [draft.number if draft.number > 0 else None, str(draft.day), draft.text],
            )
        if typed.letter is not None:
            connection.execute(
                f"INSERT OR REPLACE INTO {COPY}.settings VALUES (?, ?)", [BEGUN, typed.letter]
            )


@dataclass(frozen=True, slots=True)
class LockedBook:
    """What is remembered of a book while it is locked: its encrypted bytes, and how far it was."""

    path: Path
    content: bytes = field(repr=False)
    secret: bytes = field(repr=False)
    """What no two books have in common."""
    changes: int
    """How many changes the book had ever had."""
    rescued: Path | None = None
    """Where it was saved already, because its file was changed before it was locked."""
    has_backup: bool = False
    """Whether a backup has it as it was locked."""

    def is_only_in_memory(self) -> bool:
        """Return whether the book as it was locked may be in no file any more.

        Another window may have changed the file on purpose, and what was erased there must not
        come back. So a backup that was made before is enough.
        """
        is_there = self.path.exists()
        return self.rescued is None and not (is_there and (self.has_backup or self.is_unchanged()))

    def is_unchanged(self) -> bool:
        """Return whether the file has the bytes that it was locked with."""
        try:
            found = self.path.stat()
            # A pipe has nothing to read, and a file of another size need not be read.
            return (
                self.rescued is None
                and stat.S_ISREG(found.st_mode)
                and found.st_size == len(self.content)
                and self.path.read_bytes() == self.content
            )
        except OSError:
            return False

    def has_other_key(self) -> bool:
        """Return whether the file that is there now cannot be the same book with the same key.

        An encrypted file begins with the salt of its key, which each new passphrase changes.
        """
        try:
            with self.path.open("rb") as file:
                return file.read(len(PLAIN_HEADER)) != self.content[: len(PLAIN_HEADER)]
        except OSError:
            return True

    def goes_on_in(self, book: "Book") -> bool:
        """Return whether this is the same book with at least as many changes."""
        return (
            self.rescued is None
            and book.secret() == self.secret
            and book.count_changes() >= self.changes
        )

    def save(self, today: date) -> Path:
        """Save the book as it was locked as a new file beside it, unless it is; return where."""
        return self.rescued or save_rescue_copy(self.path, self.content, today)
