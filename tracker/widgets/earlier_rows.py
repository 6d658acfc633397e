"""Earlier asks, one below the other: when, how much, what was answered and what followed."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from tracker.widgets.told import dim, fitted

GAP = "  "
BETWEEN = " · "
WIDEST = 24
NARROW = 96
"""Cells below which the group has no column, and stands before what followed."""


class EarlierRow(NamedTuple):
    """An ask in columns; `followed` is what came after the answers."""

    day: str
    group: str
    amount: str
    answers: str
    followed: str


class EarlierRows(Widget):
    """A title, then a line for each ask; without any, nothing."""

    DEFAULT_CSS = """
    EarlierRows { height: auto; }
    """

    title: reactive[str] = reactive("", layout=True)
    rows: reactive[tuple[EarlierRow, ...]] = reactive((), layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The title and the rows."""
        return 1 + len(self.rows) if self.title else 0

    def render(self) -> Content:
        """The rows in as many cells as there are."""
        if not self.title:
            return Content("")
        width = self.content_size.width
        head = Content.styled(self.title, "bold").truncate(max(1, width), ellipsis=True)
        return Content("\n").join([head, *laid_out(self.rows, width)])


def laid_out(rows: Sequence[EarlierRow], width: int) -> list[Content]:
    """Rows as lines; what was answered and what followed take what the columns leave."""
    if width < NARROW:
        rows = [row._replace(group="", followed=_joined(row.group, row.followed)) for row in rows]
    columns = list(zip(*(row[:3] for row in rows), strict=True))
    widths = [min(max(map(cell_len, column)), WIDEST) for column in columns]
    lines = []
    for row in rows:
        day, group, amount = (
            fitted(text, size) + GAP if size else ""
            for text, size in zip(row[:3], widths, strict=True)
        )
        line = dim(day) + dim(group) + Content(amount + row.answers)
        rest = BETWEEN + row.followed if row.answers and row.followed else row.followed
        lines.append((line + dim(rest)).truncate(max(1, width), ellipsis=True))
    return lines


def _joined(*parts: str) -> str:
    return BETWEEN.join(part for part in parts if part)
