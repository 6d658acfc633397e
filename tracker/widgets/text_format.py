"""Text as it is shown: never read as markup, numbers bright in a sentence, cut to its room."""

import re
from string import Formatter

from rich.cells import cell_len, set_cell_size
from textual.content import Content

DIM_STYLE = "$dim"
LIMIT_STYLE = "$my-line"


BRIGHT_STYLE = "bold $foreground"
NUMBER_PATTERN = re.compile(r"\d(?:[\d.,:'’\N{NO-BREAK SPACE}]*\d)?")


def format_content(template: str, **parts: str) -> Content:
    """A sentence whose parts stand out; neither it nor a part is ever read as markup."""
    pieces: list[Content] = []
    for literal, name, _spec, _conversion in Formatter().parse(template):
        pieces.append(Content(literal))
        if name is not None:
            pieces.append(Content.styled(parts[name], BRIGHT_STYLE))
    return Content("").join(pieces)


def style_dim(text: str) -> Content:
    """Text that stays in the background."""
    return Content.styled(text, DIM_STYLE)


def fit_text(text: str, width: int) -> str:
    """Text in exactly so many cells: cut with an ellipsis, or filled with blanks."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(
        _drop_cut_number(text, set_cell_size(text, width - 1)).rstrip() + "…", width
    )


def cut_at_part(text: str, width: int) -> str:
    """Text in at most so many cells: cut behind a comma, else behind a word, never in a number.

    Half a part may say the opposite of the whole: “no was accepted”.
    """
    if cell_len(text) <= width:
        return text
    room = width - 2
    head = set_cell_size(text, max(0, room))
    at = head.rfind(", ") + 1
    if 2 * at >= room > 0:
        return f"{head[:at]} …"
    at = head.rfind(" ")
    return f"{head[:at]} …" if 2 * at >= room > 0 else fit_text(text, width).rstrip()


def _drop_cut_number(text: str, head: str) -> str:
    """The beginning of a text without the number that is cut in two at its end."""
    for found in NUMBER_PATTERN.finditer(text):
        if found.start() < len(head) < found.end():
            return text[: found.start()]
    return head


def layout_both_ends(left: Content, right: Content, width: int) -> list[Content]:
    """Two texts at the ends of one line; where both do not fit, one below the other."""
    gap = width - left.cell_length - right.cell_length
    if gap < 2 and right.plain:
        return [text.truncate(max(1, width), ellipsis=True) for text in (left, right)]
    return [(left + Content(" " * gap) + right).truncate(max(1, width), ellipsis=True)]
