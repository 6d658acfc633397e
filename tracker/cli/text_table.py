"""Columns of text for a terminal: numbers to the right, words to the left."""

import shutil
import sys
from collections.abc import Collection, Iterator, Sequence

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


def format_table(rows: Sequence[Sequence[str]], *, right: Collection[int] = ()) -> Iterator[str]:
    """Yield the lines of a table, the head among its rows; `right` columns stand to the right."""
    clean_rows = [[sanitize_text(cell) for cell in row] for row in rows]
    widths = [max(map(measure_cells, column)) for column in zip(*clean_rows, strict=True)]
    for row in clean_rows:
        cells = (
            _pad_cell(text, width, right=column in right)
            for column, (text, width) in enumerate(zip(row, widths, strict=True))
        )
        yield GAP.join(cells).rstrip()


def _pad_cell(text: str, width: int, *, right: bool) -> str:
    space = " " * (width - measure_cells(text))
    return space + text if right else text + space
