"""What a book refuses is said in its own sentence, and the screen stays as it is."""

from collections.abc import Iterator
from contextlib import contextmanager

from textual.widget import Widget

from tracker.book.database.errors import BookError

PAINT_SECONDS = 0.05
"""Seconds after which what was just said or asked for is surely painted."""


@contextmanager
def notify_book_errors(widget: Widget) -> Iterator[None]:
    """Say quietly why the book refused what is tried within."""
    try:
        yield
    except BookError as error:
        widget.notify(str(error), markup=False)
