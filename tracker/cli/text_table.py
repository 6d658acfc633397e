"""Columns of text for a terminal: numbers to the right, words to the left."""

import shutil
import sys
from collections.abc import Collection, Iterable, Iterator

from tracker.i18n import sanitize_text
from tracker.text_width import cut_to_cells, format_columns, measure_cells


def fit_to_terminal(line: str) -> str:
    """Return a line cut to the terminal's width with an ellipsis, or whole without a terminal."""
    if not sys.stdout.isatty():
        return line
    room = shutil.get_terminal_size().columns
    if measure_cells(line) <= room:
        return line
    return cut_to_cells(line, room - 1) + "…"


def format_table(rows: Iterable[Iterable[str]], *, right: Collection[int] = ()) -> Iterator[str]:
    """Return the lines of a table without control characters, as `format_columns` makes them."""
    return format_columns([[sanitize_text(cell) for cell in row] for row in rows], right)
