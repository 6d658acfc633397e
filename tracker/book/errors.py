"""What can be wrong with a book, each as one plain sentence that says what to do."""


class BookError(Exception):
    """A book that cannot be opened, read or written; its text is for the person."""


class NoBook(BookError):
    """There is no book at this place yet."""


class NotABook(BookError):
    """What lies there is no book: a folder, an empty file, something else."""


class NeedsPassphrase(BookError):
    """The book is encrypted and no passphrase was given."""


class PassphraseRefused(BookError):
    """What was typed cannot be a passphrase."""


class WrongPassphrase(BookError):
    """The passphrase does not open the book, or what lies there is no book."""


class NewerBook(BookError):
    """The book was written by a newer version."""


class OpenElsewhere(BookError):
    """Another window or command has the book open."""


class CannotWrite(BookError):
    """The disk is full, or the book or its folder may not be written."""


class OnlyToLookAt(BookError):
    """The book is a copy to look at, in which nothing is noted."""


class Damaged(BookError):
    """Part of the book cannot be read."""


class ChangedSchema(BookError):
    """The book has triggers, views or tables that could change or fake what is stored."""

    def __init__(self, named: str, cure: str) -> None:
        """Say what was `named`, and how it is cured."""
        super().__init__(f"{named} {cure}")
        self.named = named
