"""The state of a book while it is locked: its encrypted bytes, and how far its changes went.

The passphrase alone opens them. With a backup, bytes that differ are not rescued: they may be what
another window saved or erased.
"""

import stat
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from tracker.book.database.connection import PLAIN_HEADER
from tracker.book.files.rescue import save_rescue_copy


@dataclass(frozen=True, slots=True)
class LockedBook:
    """The state of a locked book: its encrypted bytes, and how far its changes went."""

    path: Path
    content: bytes = field(repr=False)
    secret: bytes = field(repr=False)
    """What no two books have in common."""
    change_count: int
    """How many changes the book had ever had."""
    rescue_path: Path | None = None
    """Where it was saved already, because its file was changed before it was locked."""
    has_backup: bool = False
    """Whether a backup has it as it was locked."""

    def is_only_in_memory(self) -> bool:
        """Return whether the book as it was locked may not be in any file any more.

        Another window may have changed the file on purpose, and what was erased there must not come
        back. So a backup that was made before is enough.
        """
        is_there = self.path.exists()
        return self.rescue_path is None and not (
            is_there and (self.has_backup or self.is_unchanged())
        )

    def is_unchanged(self) -> bool:
        """Return whether the file has the bytes that it was locked with."""
        try:
            status = self.path.stat()
            # A pipe has nothing to read, and a file of another size need not be read.
            return (
                self.rescue_path is None
                and stat.S_ISREG(status.st_mode)
                and status.st_size == len(self.content)
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

    def save(self, today: date) -> Path:
        """Save the book as it was locked in a new file next to it, once, and return its path."""
        return self.rescue_path or save_rescue_copy(self.path, self.content, today)
