"""Earlier asks, one below the other: when, how much, what was answered and what followed."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from tracker.widgets.text_format import dim, fitted

GAP = "  "
BETWEEN = " · "
WIDEST = 24
NARROW = 96
"""Cells below which the group has no column, and stands behind the answers."""


class EarlierRow(NamedTuple):
    """An ask in columns; `followed` is what came after the answers."""

    day: str
    group: str
    amount: str
    answers: str
    followed: str


class EarlierRows(Widget):
    """A title, then each ask, what followed beside or below it; without any, nothing."""

    DEFAULT_CSS = """
    EarlierRows { height: auto; }
    """

    title: reactive[str] = reactive("", layout=True)
    rows: reactive[tuple[EarlierRow, ...]] = reactive((), layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The title and the rows."""
        return 1 + len(laid_out(self.rows, width)) if self.title else 0

    def render(self) -> Content:
        """The rows in as many cells as there are."""
        if not self.title:
            return Content("")
        width = self.content_size.width
        head = Content.styled(self.title, "bold").truncate(max(1, width), ellipsis=True)
        return Content("\n").join([head, *laid_out(self.rows, width)])


def laid_out(rows: Sequence[EarlierRow], width: int) -> list[Content]:
    """Rows as lines; what followed stands behind the answers, or below them where it is long."""
    columns = list(zip(*(row[:3] for row in rows), strict=True))
    widths = [min(max(map(cell_len, column)), WIDEST) for column in columns]
    is_narrow = width < NARROW
    if is_narrow and widths:
        widths[1] = 0
    return [
        line.truncate(max(1, width), ellipsis=True)
        for row in rows
        for line in _lines(row, widths, width, is_narrow=is_narrow)
    ]


def _lines(row: EarlierRow, widths: Sequence[int], width: int, *, is_narrow: bool) -> list[Content]:
    day, group, amount = (
        fitted(text, size) + GAP if size else "" for text, size in zip(row[:3], widths, strict=True)
    )
    line, below = dim(day) + dim(group) + Content(amount + row.answers), row.followed
    if is_narrow and row.group:
        named = line + dim((BETWEEN if row.answers else "") + row.group)
        if named.cell_length <= width:
            line = named
        else:
            below = BETWEEN.join(filter(None, (row.group, below)))
    if not below:
        return [line]
    beside = line + dim((BETWEEN if row.answers or is_narrow else "") + below)
    if beside.cell_length <= width:
        return [beside]
    blank = Content(" " * cell_len(day))
    parts = dim(below).wrap(max(10, width - cell_len(day)))
    return [line, *(blank + part.rstrip() for part in parts)]
