"""Write a file in a thread, so it can be cancelled and the book's export log stays true."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from threading import Event, Lock
from typing import Generic, TypeVar

from tracker.book.database.errors import BookError
from tracker.book.stores.export_log import ExportLogStore
from tracker.charts.image.matplotlib_loader import ImageError
from tracker.export.files.export_folder import ExportError
from tracker.i18n import _error

Product = TypeVar("Product")
WRITE_TIMEOUT = 2
"""Seconds in which a write that has begun is waited for."""


class WriteCancelledError(Exception):
    """The write was cancelled."""


class CancellableWrite(Generic[Product]):
    """A file that is made, then written. Until it is written it can be cancelled."""

    def __init__(
        self,
        exports: ExportLogStore,
        path: Path,
        make: Callable[[], Product],
        write_product: Callable[[Product, Path], None],
        compute_fingerprint: Callable[[Product], str] | None = None,
    ) -> None:
        """Write nothing yet. With `compute_fingerprint` the book also keeps the fingerprint."""
        self._exports = exports
        self._path = path
        self._make = make
        self._write_product = write_product
        self._compute_fingerprint = compute_fingerprint
        self._written_fingerprint = ""
        """The fingerprint of what was written."""
        self._gate = Lock()
        """Taken first by either the write or the cancel, which then wins."""
        self._is_settled = Event()
        """Whether nothing is written any more."""
        self._is_remembered = False

    def log_export(self, today: date, choices: str = "") -> None:
        """Record the path in the export log. Raises BookError."""
        self._exports.record(self._path, today, choices)
        self._is_remembered = True

    def write(self) -> bool:
        """Make and write, in a thread. Return False if it was stopped and nothing was written.

        Raises ExportError if it cannot be.
        """
        try:
            product = self._make()
        except WriteCancelledError:
            return False
        except ImageError as error:
            raise ExportError(str(error)) from error
        except OSError as error:
            # Drawing writes files of its own first.
            raise ExportError(
                _error(
                    "The file can’t be made ({why}), so nothing was saved. Free some disk "
                    "space, then try again."
                ).format(why=error.strerror)
            ) from error
        if not self._gate.acquire(blocking=False):
            return False
        try:
            fingerprint = self._compute_fingerprint(product) if self._compute_fingerprint else ""
            self._write_product(product, self._path)
            self._written_fingerprint = fingerprint
        finally:
            self._is_settled.set()
        return True

    def check_cancelled(self, _count: int = 0) -> None:
        """Raise WriteCancelledError after a cancel. Slow code calls this now and then."""
        if self._gate.locked():
            raise WriteCancelledError

    def set_fingerprint(self) -> None:
        """Let the book keep the fingerprint of what was written."""
        if self._written_fingerprint:
            # The file is there, also where the book cannot save its fingerprint any more.
            with suppress(BookError):
                self._exports.set_fingerprint(self._path, self._written_fingerprint)
            self._written_fingerprint = ""

    def cancel(self) -> None:
        """Write nothing. A write that has begun is finished."""
        if self._gate.acquire(blocking=False):
            self._is_settled.set()
            self.drop_export()
        elif self._is_settled.wait(WRITE_TIMEOUT):
            self.set_fingerprint()

    def drop_export(self) -> None:
        """Remove the path from the export log again: nothing was written there."""
        if self._is_remembered:
            self._is_remembered = False
            with suppress(BookError):
                self._exports.remove_newest(self._path)


def parse_path(text: str) -> Path | None:
    """Return the path that was typed, or None if none was."""
    text = text.strip()
    try:
        return Path(text).expanduser().absolute() if text else None
    except RuntimeError:
        # A home that nobody has, like ~nobody: then it is a name like any other.
        return Path(text).absolute()
