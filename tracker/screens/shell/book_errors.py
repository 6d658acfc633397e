"""Show an error of the book as a notice, in its own sentence, and leave the screen as it is."""

from collections.abc import Iterator
from contextlib import contextmanager

from textual.widget import Widget

from tracker.book.database.errors import BookError

PAINT_SECONDS = 0.05
"""Seconds after which the screen is surely painted again."""


@contextmanager
def notify_book_errors(widget: Widget) -> Iterator[None]:
    """Show a notice with the reason when the book refuses what is tried within."""
    try:
        yield
    except BookError as error:
        widget.notify(str(error), markup=False)
