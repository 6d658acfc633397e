"""Something on its way to its place, which the book has in mind before anything lies there."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Generic, Protocol, TypeVar, runtime_checkable

from tracker.book.errors import BookError
from tracker.book.exports import Exports

Made = TypeVar("Made")


@runtime_checkable
class Writes(Protocol):
    """A screen that may be writing something just now."""

    def stop_writing(self) -> None:
        """Write nothing more, and let the book forget the place where nothing lies."""


class Writing(Generic[Made]):
    """First it is made, then put in its place; until then it can be stopped."""

    def __init__(
        self,
        exports: Exports,
        path: Path,
        make: Callable[[], Made],
        put: Callable[[Made, Path], None],
    ) -> None:
        """Nothing is written yet."""
        self._exports = exports
        self._path = path
        self._make = make
        self._put = put
        self._gate = Lock()
        """Whoever takes it first decides: who writes, or who stops it."""
        self._said: tuple[date, str] | None = None
        self._is_new = all(shown.path != path for shown in exports.all())

    def remember(self, today: date, choices: str = "") -> None:
        """Keep the place in mind; raises BookError."""
        self._said = (today, choices)
        self._exports.remember(self._path, today, choices)

    def mark(self, fingerprint: str) -> None:
        """Keep in mind by which fingerprint what was written is known again."""
        if self._said is not None:
            with suppress(BookError):
                self._exports.remember(self._path, *self._said, fingerprint)

    def write(self) -> bool:
        """Make and write, in a thread; False when it was stopped and nothing was written."""
        made = self._make()
        if not self._gate.acquire(blocking=False):
            return False
        self._put(made, self._path)
        return True

    def stop(self) -> None:
        """Write nothing, unless it is being written already."""
        if self._gate.acquire(blocking=False):
            self.forget()

    def forget(self) -> None:
        """Take the place out of the book's mind again: nothing lies there."""
        if self._is_new:
            with suppress(BookError):
                self._exports.forget(self._path)


def typed_path(text: str) -> Path | None:
    """The place that was typed; None where none was."""
    text = text.strip()
    try:
        return Path(text).expanduser().absolute() if text else None
    except RuntimeError:
        # A home that nobody has, like ~nobody: then it is a name like any other.
        return Path(text).absolute()
