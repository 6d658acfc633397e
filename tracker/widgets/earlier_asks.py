"""A list of earlier asks: day, group, amount, answers and what followed."""

from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content
from textual.reactive import reactive

from tracker.text_width import measure_cells
from tracker.widgets.line_widget import LineWidget
from tracker.widgets.text_format import fit_text, style_dim, wrap_beside

GAP = "  "
BETWEEN = " · "
MAX_WIDTH = 24
NARROW_BELOW = 96
"""Cells below which the group has no column and follows the answers."""


class EarlierAskRow(NamedTuple):
    """An ask in columns. `followups` is what came after the answers."""

    day: str
    group: str
    amount: str
    answers: str
    followups: str


class EarlierAskList(LineWidget):
    """A title and each ask, with what followed beside or below it, empty without a title."""

    title: reactive[str] = reactive("", layout=True)
    rows: reactive[tuple[EarlierAskRow, ...]] = reactive((), layout=True)

    def layout_lines(self, width: int) -> Sequence[Content]:
        """Return the title and the rows."""
        if not self.title:
            return ()
        head = Content.styled(self.title, "bold").truncate(max(1, width), ellipsis=True)
        return [head, *render_earlier_asks(self.rows, width)]


def render_earlier_asks(rows: Sequence[EarlierAskRow], width: int) -> list[Content]:
    """Return the rows as lines. What followed is after the answers, or below if it is long."""
    columns = list(zip(*(row[:3] for row in rows), strict=True))
    widths = [min(max(map(measure_cells, column)), MAX_WIDTH) for column in columns]
    is_narrow = width < NARROW_BELOW
    if is_narrow and widths:
        widths[1] = 0
    return [
        line.truncate(max(1, width), ellipsis=True)
        for row in rows
        for line in _render_row(row, widths, width, is_narrow=is_narrow)
    ]


def _render_row(
    row: EarlierAskRow, widths: Sequence[int], width: int, *, is_narrow: bool
) -> list[Content]:
    day, group, amount = (
        fit_text(text, size) + GAP if size else ""
        for text, size in zip(row[:3], widths, strict=True)
    )
    head = style_dim(day) + style_dim(group) + Content(amount)
    lines, below = [head + row.answers], row.followups
    if is_narrow:
        lines = wrap_beside(head, Content(row.answers), width)
    if is_narrow and row.group:
        with_group = lines[-1] + style_dim((BETWEEN if row.answers else "") + row.group)
        if with_group.cell_length <= width:
            lines[-1] = with_group
        else:
            below = BETWEEN.join(filter(None, (row.group, below)))
    if not below:
        return lines
    beside = lines[-1] + style_dim((BETWEEN if row.answers or is_narrow else "") + below)
    if beside.cell_length <= width:
        return [*lines[:-1], beside]
    return [*lines, *wrap_beside(Content(" " * measure_cells(day)), style_dim(below), width)]
