"""Notice when another program replaces, removes or changes the file of an open book.

SQLite does not: it writes on through its handle, into a file that nobody can reach any more, or it
mixes its pages with those of the other file. A sync folder, a restored file, `cp`, `mv` and `rm`
all do this to a book.

The guard remembers the file's bytes as they were after our last write. That is exact, and it is
what a rescue copy is made from. The first page alone would not do: under an exclusive lock SQLite
changes it with the first save of a run only.

Only a file of the same size that is written into the same place within a millisecond before the end
of a commit goes unnoticed: SQLite has no way to see it. A file of more than 1 GB is no book,
because all of it is read and remembered.
"""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from enum import StrEnum
from pathlib import Path, PurePath
from typing import NoReturn

from tracker.book.database.errors import BookError, FileAccessError
from tracker.i18n import _, _error, make_printable

_CHUNK_SIZE = 1 << 20
"""Bytes that are read in one go."""
_MISSING_FILE_ERRORS = (FileNotFoundError, NotADirectoryError)


class FileDifference(StrEnum):
    """What another program did to the file of an open book."""

    REPLACED = "replaced"
    REMOVED = "removed"
    CHANGED = "changed"


class FileChangedError(BookError):
    """Another program replaced, removed or changed the file of an open book."""

    def __init__(
        self, guard: "FileGuard", difference: FileDifference, *, is_saving: bool = False
    ) -> None:
        """Say what happened. With `is_saving` it happened during a save."""
        cause = describe_difference(difference, guard.path)
        outcome = (
            _("What you just saved may be missing from it.")
            if is_saving
            else _("Nothing was saved.")
        )
        super().__init__(f"{cause} {outcome}")
        self.path = guard.path
        self.content = bytes(guard.content)
        """The file's bytes after our last write."""


class FileGuard:
    """Watches the file of a book through its own file descriptor.

    Closing any descriptor of a file drops SQLite's lock on it. So a guard is made before the book
    is locked, and closed after the connection.
    """

    def __init__(self, path: Path) -> None:
        """Begin to watch the file at `path`. Raises FileAccessError if it cannot be opened."""
        self.path = path
        self.content = bytearray()
        """The file's bytes after our last write."""
        self.on_refusal: Callable[[], None] = lambda: None
        """Is called whenever FileChangedError is raised."""
        self._stamp = (0, 0)
        try:
            self._descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        except OSError as error:
            raise self._build_read_error(error) from error

    def check(self) -> None:
        """Raise FileChangedError if the file is not as it was after our last write."""
        difference = self.find_difference()
        if difference is not None:
            self._refuse(difference)

    def find_difference(self) -> FileDifference | None:
        """Return what another program did to the file, or None if it did nothing.

        A new time alone is no difference: the bytes are compared.
        """
        try:
            moved = self._find_move()
            if moved is not None:
                return moved
            stamp = self._read_stamp()
            if stamp != self._stamp:
                if stamp[0] != self._stamp[0] or any(
                    self._find_differing_pieces(len(self.content))
                ):
                    return FileDifference.CHANGED
                self._stamp = stamp
        except OSError as error:
            raise self._build_read_error(error) from error
        return None

    def accept(self, size: int | None = None, *, is_saved: bool = False) -> None:
        """Remember the file as it is now, after the book was opened or written.

        `size` is how many bytes SQLite uses of it. None: all. Raise FileChangedError if another
        file is in its place or, if something was just saved, where it has another size than that.
        """
        try:
            moved = self._find_move()
            stamp = self._read_stamp()
            used = stamp[0] if size is None else size
            # What a file has behind its last page stays there as long as no page needs the room.
            if moved is None and is_saved and stamp[0] != max(used, self._stamp[0]):
                moved = FileDifference.CHANGED
            if moved is not None:
                self._refuse(moved, is_saving=True)
            for start, piece in self._find_differing_pieces(used):
                self.content[start : start + len(piece)] = piece
            del self.content[min(used, stamp[0]) :]
        except OSError as error:
            raise self._build_read_error(error) from error
        self._stamp = stamp
        if self not in _OPEN_GUARDS:
            _OPEN_GUARDS.append(self)

    def close(self) -> None:
        """Close the file. The connection to it is closed already."""
        if self in _OPEN_GUARDS:
            _OPEN_GUARDS.remove(self)
        self.content = bytearray()
        with suppress(OSError):
            os.close(self._descriptor)

    def is_watching(self, path: Path) -> bool:
        """Return whether `path` leads to the file that is watched."""
        try:
            return os.path.samestat(path.stat(), os.fstat(self._descriptor))
        except OSError:
            return False

    def _refuse(self, difference: FileDifference, *, is_saving: bool = False) -> NoReturn:
        self.on_refusal()
        raise FileChangedError(self, difference, is_saving=is_saving)

    def _find_move(self) -> FileDifference | None:
        """Return whether the path leads to another file, or to none."""
        try:
            status = self.path.stat()
        except _MISSING_FILE_ERRORS:
            return FileDifference.REMOVED
        except OSError as error:
            if error.errno == errno.ELOOP:
                # A link that leads to itself.
                return FileDifference.REPLACED
            raise
        is_same = os.path.samestat(status, os.fstat(self._descriptor))
        return None if is_same else FileDifference.REPLACED

    def _read_stamp(self) -> tuple[int, int]:
        """Return the file's size in bytes and the time of its last change in nanoseconds."""
        status = os.fstat(self._descriptor)
        return status.st_size, status.st_mtime_ns

    def _find_differing_pieces(self, size: int) -> Iterator[tuple[int, memoryview]]:
        """Yield where the file's first bytes are others than remembered, and which, in pieces.

        A piece is there until the next one is read.
        """
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        start = 0
        # Read and compared in one place: new memory for each piece takes longer than reading it.
        with (
            open(self._descriptor, "rb", buffering=0, closefd=False) as file,
            memoryview(bytearray(min(_CHUNK_SIZE, size))) as buffer,
        ):
            while count := file.readinto(buffer[: size - start]):
                piece = buffer[:count]
                if not self.content.startswith(piece, start):
                    yield start, piece
                start += count

    def _build_read_error(self, error: OSError) -> FileAccessError:
        return FileAccessError(
            _error(
                "{path} can’t be read ({why}), so nothing was saved. Check its permissions."
            ).format(path=make_printable(self.path), why=error.strerror)
        )


_OPEN_GUARDS: list[FileGuard] = []
"""The guards of the books that this process has open: one, or two for a moment."""


def find_guard(path: Path) -> FileGuard | None:
    """Return the guard of the open book whose file is at `path`, or None if none is open.

    Such a file must not be opened and closed: that would drop SQLite's lock.
    """
    return next((guard for guard in _OPEN_GUARDS if guard.is_watching(path)), None)


def check_open_book(path: Path) -> None:
    """Raise FileChangedError if the book is open and another program changed its file."""
    for guard in _OPEN_GUARDS:
        if guard.path == path:
            guard.check()


def describe_difference(difference: FileDifference, path: PurePath) -> str:
    """Return a sentence that says what another program did to the file. `path` names it."""
    sentences = {
        FileDifference.REPLACED: _error("Another program replaced {path} with a different file."),
        FileDifference.REMOVED: _error("Another program moved or deleted {path}."),
        FileDifference.CHANGED: _error("Another program changed {path}."),
    }
    return sentences[difference].format(path=make_printable(path))


def describe_rescue(path: Path) -> str:
    """Return a sentence that says where the open book was saved."""
    return _("Your open notebook was saved as {path}.").format(path=make_printable(path))
