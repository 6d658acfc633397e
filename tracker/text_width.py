"""Texts in cells of a terminal: how wide they are, in columns, and side by side on several lines.

The width is Rich's count, because Textual cuts and fills lines by it. A sign is what a terminal
draws in one place: a letter with its accents, or an emoji that was joined of several.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TypeVar

Part = TypeVar("Part")
COLUMN_GAP = "  "
_ONE_CELL_EACH = re.compile(
    "[ -~\xa0-\xac\xae-\u02ff\u2010-\u2027\u202f-\u205e\u20a0-\u20c0\u2500-\u25fc]*"
)
"""Characters of one cell, for which the command line need not load Rich."""


def has_one_cell_each(text: str) -> bool:
    """Return whether each character surely takes one cell. Most texts are of such alone."""
    if text.isascii() and text.isprintable():
        return True
    return _ONE_CELL_EACH.fullmatch(text) is not None


def measure_cells(text: str) -> int:
    """Return how many cells a text takes in a terminal."""
    if has_one_cell_each(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def split_signs(text: str) -> list[tuple[str, int]]:
    """Return the signs of a text, each with its cells."""
    if has_one_cell_each(text):
        return [(sign, 1) for sign in text]
    from rich.cells import split_graphemes

    return [(text[start:end], cells) for start, end, cells in split_graphemes(text)[0]]


def cut_to_cells(text: str, width: int) -> str:
    """Return the first signs of a text, as many as fit in so many cells."""
    kept = used = 0
    for sign, cells in split_signs(text):
        used += cells
        if used > width:
            break
        kept += len(sign)
    return text[:kept]


def format_columns(rows: Sequence[Sequence[str]], right: Collection[int] = ()) -> Iterator[str]:
    """Yield the lines of a table with its header. Columns in `right` are right-aligned."""
    widths = [max(map(measure_cells, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (
            _pad_cell(text, width, right=column in right)
            for column, (text, width) in enumerate(zip(row, widths, strict=True))
        )
        yield COLUMN_GAP.join(cells).rstrip()


def _pad_cell(text: str, width: int, *, right: bool) -> str:
    space = " " * (width - measure_cells(text))
    return space + text if right else text + space


def flow_parts(
    parts: Iterable[Part],
    measure: Callable[[Part], int],
    gap: int,
    width: int,
    wrap: Callable[[Part], Sequence[Part]] = lambda part: (part,),
) -> list[list[Part]]:
    """Return parts side by side on as many lines as they need.

    A part that does not fit on a line begins the next one, where `wrap` may split it.
    """
    lines: list[list[Part]] = []
    used = 0
    for part in parts:
        size = measure(part)
        if lines and used + gap + size <= width:
            lines[-1].append(part)
            used += gap + size
        else:
            pieces = wrap(part)
            lines += ([piece] for piece in pieces)
            used = measure(pieces[-1])
    return lines


def find_part(
    lines: Sequence[Sequence[Part]], measure: Callable[[Part], int], gap: int, at: tuple[int, int]
) -> Part | None:
    """Return the part at a column and a line, or None if there is none."""
    column, line = at
    if not 0 <= line < len(lines):
        return None
    for part in lines[line]:
        size = measure(part)
        if 0 <= column < size:
            return part
        column -= size + gap
    return None
