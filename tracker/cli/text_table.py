"""Columns of text for a terminal: numbers to the right, words to the left."""

import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence

from tracker.i18n import sanitize_text
from tracker.text_width import cut_to_cells, measure_cells

GAP = "  "


def fit_to_terminal(line: str) -> str:
    """Return a line cut to the terminal's width with an ellipsis; whole without a terminal."""
    if not sys.stdout.isatty():
        return line
    room = shutil.get_terminal_size().columns
    if measure_cells(line) <= room:
        return line
    return cut_to_cells(line, room - 1) + "…"


def format_table(
    head: Sequence[str], rows: Iterable[Sequence[str]], *, right: Iterable[int] = ()
) -> Iterator[str]:
    """Yield the lines of a table; the columns in `right` stand to the right."""
    lines = [head, *([sanitize_text(cell) for cell in row] for row in rows)]
    widths = [max(measure_cells(line[column]) for line in lines) for column in range(len(head))]
    to_right = frozenset(right)
    for line in lines:
        cells = (
            _pad_cell(text, width, right=column in to_right)
            for column, (text, width) in enumerate(zip(line, widths, strict=True))
        )
        yield GAP.join(cells).rstrip()


def _pad_cell(text: str, width: int, *, right: bool) -> str:
    space = " " * (width - measure_cells(text))
    return space + text if right else text + space
