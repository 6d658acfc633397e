"""What can be wrong with a book, each as one plain sentence that says what to do."""

import errno
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tracker.i18n import _error, _label_plural, make_printable, quote_for_shell

_MOST_NAMED = 5
"""How many parts are named."""


class BookError(Exception):
    """A book that cannot be opened, read or written. Its text is for the person."""


class BookNotFoundError(BookError):
    """There is no book at this place yet."""


class NotABookError(BookError):
    """There is something else at this place: a folder, an empty file, another file."""


class PassphraseNeededError(BookError):
    """The book is encrypted and no passphrase was given."""


class InvalidPassphraseError(BookError):
    """What was typed cannot be a passphrase."""


class WrongPassphraseError(BookError):
    """The passphrase does not open the book, or the file is no book."""


class NewerBookError(BookError):
    """The book was written by a newer version."""


class BookInUseError(BookError):
    """Another window or command has the book open."""


class FileAccessError(BookError):
    """The disk is full, or the book or its folder may not be written."""


class ReadOnlyBookError(BookError):
    """The book is a copy to look at, in which nothing is saved."""


class DamagedBookError(BookError):
    """Part of the book cannot be read."""


class ChangedSchemaError(BookError):
    """The book has triggers, views or tables that could change or fake what is stored."""

    def __init__(self, path: Path, differences: Sequence[str]) -> None:
        """Say what was found in a file, and how to repair it."""
        named = ", ".join(differences[:_MOST_NAMED])
        if more := differences[_MOST_NAMED:]:
            template = _label_plural(
                "{names} and {count} more", "{names} and {count} more", len(more)
            )
            named = template.format(names=named, count=len(more))
        self.description = _error(
            "This notebook isn’t built the way Tracker builds one: {differences}. Another "
            "program may have changed it, or it’s damaged."
        ).format(differences=named)
        cure = _error(
            "Tracker won’t open it, because it could change or hide what you save. To copy "
            "your entries into a new file, type “tracker --book {path} check --repair” in a "
            "terminal."
        ).format(path=quote_for_shell(path.absolute()))
        super().__init__(f"{self.description} {cure}")


@contextmanager
def translate_file_errors(path: Path) -> Iterator[None]:
    """Turn what the system refuses into a sentence for the person."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise FileAccessError(
                _error("The disk is full, so nothing was changed. Free some space, then try again.")
            ) from error
        raise FileAccessError(
            _error(
                "{path} can’t be used ({why}), so nothing was changed. Check its name and its "
                "permissions."
            ).format(path=make_printable(path), why=error.strerror)
        ) from error
