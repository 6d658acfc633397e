"""Text as it is shown: never read as markup, numbers bright in a sentence, cut to its room."""

from string import Formatter

from rich.cells import cell_len, set_cell_size
from textual.content import Content

DIM = "$dim"
LINE = "$my-line"


BRIGHT = "bold $foreground"


def told(template: str, **parts: str) -> Content:
    """A sentence whose parts stand out; neither it nor a part is ever read as markup."""
    pieces: list[Content] = []
    for literal, name, _spec, _conversion in Formatter().parse(template):
        pieces.append(Content(literal))
        if name is not None:
            pieces.append(Content.styled(parts[name], BRIGHT))
    return Content("").join(pieces)


def dim(text: str) -> Content:
    """Text that stays in the background."""
    return Content.styled(text, DIM)


def fitted(text: str, width: int) -> str:
    """Text in exactly so many cells: cut with an ellipsis, or filled with blanks."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(set_cell_size(text, width - 1).rstrip() + "…", width)


def both_ends(left: Content, right: Content, width: int) -> list[Content]:
    """Two texts at the ends of one line; where both do not fit, one below the other."""
    gap = width - left.cell_length - right.cell_length
    if gap < 2 and right.plain:
        return [text.truncate(max(1, width), ellipsis=True) for text in (left, right)]
    return [(left + Content(" " * gap) + right).truncate(max(1, width), ellipsis=True)]
