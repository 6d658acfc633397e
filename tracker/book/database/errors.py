"""What can be wrong with a book, each as one plain sentence that says what to do."""

import errno
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tracker.i18n import _, make_printable, ngettext, quote_for_shell

_MOST_NAMED = 5
"""How many parts are named."""


class BookError(Exception):
    """A book that cannot be opened, read or written; its text is for the person."""


class BookNotFoundError(BookError):
    """There is no book at this place yet."""


class NotABookError(BookError):
    """What lies there is no book: a folder, an empty file, something else."""


class PassphraseNeededError(BookError):
    """The book is encrypted and no passphrase was given."""


class InvalidPassphraseError(BookError):
    """What was typed cannot be a passphrase."""


class WrongPassphraseError(BookError):
    """The passphrase does not open the book, or what lies there is no book."""


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
        """Say what was found in a file, and how it is cured."""
        named = ", ".join(differences[:_MOST_NAMED])
        if more := differences[_MOST_NAMED:]:
            template = ngettext("{named} and {count} more", "{named} and {count} more", len(more))
            named = template.format(named=named, count=len(more))
        self.description = _(
            "This notebook is not built as Tracker builds one: {named}. Another program may have "
            "changed it, or it is damaged."
        ).format(named=named)
        cure = _(
            "Tracker does not open it, since this could change or hide what you save. The command "
            "“tracker --book {path} check --repair” in a terminal copies your entries into a new "
            "file."
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
                _("The disk is full, so nothing was changed; free some room first.")
            ) from error
        raise FileAccessError(
            _("{path} cannot be used ({why}), so nothing was changed.").format(
                path=make_printable(path), why=error.strerror
            )
        ) from error
