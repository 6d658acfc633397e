"""The width of a text in cells of a terminal: one count for the app, charts and command line.

It is Rich's count, because Textual cuts and fills lines by it. A sign is what a terminal draws in
one place: a letter with its accents, or an emoji that was joined of several.
"""

import re

_ONE_CELL_EACH = re.compile("[ -~\xa0-\xac\xae-\u02ff\u2010-\u2027\u202f-\u205e\u20a0-\u20c0]*")
"""Characters of one cell, for which the command line need not load Rich."""


def measure_cells(text: str) -> int:
    """Return how many cells a text takes in a terminal."""
    if _ONE_CELL_EACH.fullmatch(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def split_signs(text: str) -> list[tuple[str, int]]:
    """Return the signs of a text, each with its cells."""
    if _ONE_CELL_EACH.fullmatch(text):
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
