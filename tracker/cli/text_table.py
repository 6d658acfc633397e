"""Columns of text for a terminal: numbers to the right, words to the left."""

import shutil
import sys
import unicodedata
from collections.abc import Collection, Iterator, Sequence

GAP = "  "


def measure_width(text: str) -> int:
    """Return how many columns a terminal uses for a text."""
    return len(text) if text.isascii() else sum(_count_cells(letter) for letter in text)


def fit_to_terminal(line: str) -> str:
    """Return a line cut to the terminal's width with an ellipsis; whole without a terminal."""
    if not sys.stdout.isatty():
        return line
    room = shutil.get_terminal_size().columns
    if measure_width(line) <= room:
        return line
    while measure_width(line) >= room:
        line = line[:-1]
    return line + "…"


def _count_cells(letter: str) -> int:
    if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in {"W", "F"} else 1


def format_table(rows: Sequence[Sequence[str]], *, right: Collection[int] = ()) -> Iterator[str]:
    """Yield the lines of a table, the head among its rows; `right` columns stand to the right."""
    widths = [max(map(measure_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (
            _pad_cell(text, width, right=column in right)
            for column, (text, width) in enumerate(zip(row, widths, strict=True))
        )
        yield GAP.join(cells).rstrip()


def _pad_cell(text: str, width: int, *, right: bool) -> str:
    space = " " * (width - measure_width(text))
    return space + text if right else text + space
