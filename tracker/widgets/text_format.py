"""Formatting of texts: bright numbers in a sentence, dim text, cutting to a width."""

from string import Formatter

from rich.cells import set_cell_size
from textual.content import Content

from tracker.i18n import NUMBER_PATTERN
from tracker.text_width import measure_cells

DIM_STYLE = "$dim"
LIMIT_STYLE = "$my-line"
HIDES_AMOUNTS = "-hides-amounts"
"""The class of the app while amounts are hidden, for fields that know nothing of the notebook."""


BRIGHT_STYLE = "bold $foreground"


def format_content(template: str, **parts: str) -> Content:
    """Return a sentence with bright parts. Nothing in it is read as markup."""
    pieces: list[Content] = []
    for literal, name, _spec, _conversion in Formatter().parse(template):
        pieces.append(Content(literal))
        if name is not None:
            pieces.append(Content.styled(parts[name], BRIGHT_STYLE))
    return Content("").join(pieces)


def style_dim(text: str) -> Content:
    """Return dim text."""
    return Content.styled(text, DIM_STYLE)


def fit_text(text: str, width: int) -> str:
    """Return text in exactly that many cells: cut with an ellipsis, or filled with spaces."""
    if width <= 0:
        return ""
    if measure_cells(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(
        _drop_cut_number(text, set_cell_size(text, width - 1)).rstrip() + "…", width
    )


def cut_at_part(text: str, width: int) -> str:
    """Return text in at most that many cells: cut after a comma or a word, not in a number.

    Half a part may say the opposite of the whole: “no was accepted”.
    """
    if measure_cells(text) <= width:
        return text
    room = width - 2
    head = set_cell_size(text, max(0, room))
    at = head.rfind(", ") + 1
    if 2 * at >= room > 0:
        return f"{head[:at]} …"
    at = head.rfind(" ")
    return f"{head[:at]} …" if 2 * at >= room > 0 else fit_text(text, width).rstrip()


def _drop_cut_number(text: str, head: str) -> str:
    """Return the beginning of a text without a number that is cut in two at its end."""
    for match in NUMBER_PATTERN.finditer(text):
        if match.start() < len(head) < match.end():
            return text[: match.start()]
    return head


def layout_both_ends(left: Content, right: Content, width: int) -> list[Content]:
    """Return two texts at the ends of one line, or one below the other if they do not fit."""
    gap = width - left.cell_length - right.cell_length
    if gap < 2 and right.plain:
        return [text.truncate(max(1, width), ellipsis=True) for text in (left, right)]
    return [(left + Content(" " * gap) + right).truncate(max(1, width), ellipsis=True)]


def wrap_beside(head: Content, text: Content, width: int, least: int = 10) -> list[Content]:
    """Return a text beside its head, wrapped under itself in at least that many cells."""
    first, *more = text.wrap(max(least, width - head.cell_length)) or [Content("")]
    blank = Content(" " * head.cell_length)
    return [head + first.rstrip(), *(blank + line.rstrip() for line in more)]
