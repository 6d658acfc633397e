"""Saves typed lines as drafts in a new file when another program changed the notebook."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from tracker.book.book import Book
from tracker.book.database.errors import BookError
from tracker.book.database.file_guard import FileChangedError, describe_rescue
from tracker.cli.session import Session
from tracker.entries.draft_days import pin_day
from tracker.entries.line_parser import is_skipped
from tracker.i18n import ngettext


@contextmanager
def rescue_lines(session: Session, book: Book, lines: Iterable[str]) -> Iterator[None]:
    """Save lines that are being added, and the open notebook, if its file was changed meanwhile.

    The lines become drafts in a new file next to the notebook. Raises BookError with its name.
    """
    try:
        yield
    except FileChangedError as error:
        typed_lines = [line for line in lines if not is_skipped(line)]
        day = session.clock.undated_day()
        book.drafts.save_new([(pin_day(line, session.today), day) for line in typed_lines])
        try:
            copy_path = book.rescue(session.today)
        except BookError as rescue_error:
            raise BookError(f"{error} {rescue_error}") from error
        sentence = ngettext(
            "The line you typed is in it, as a draft.",
            "Your lines are in it, as drafts.",
            len(typed_lines),
        )
        raise BookError(f"{error} {describe_rescue(copy_path)} {sentence}") from error
