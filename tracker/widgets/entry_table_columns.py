"""The columns of the table of entries: their texts, and how wide each is."""

from collections.abc import Sequence
from typing import NamedTuple

from tracker.widgets.recent_entries import GAP


class EntryCells(NamedTuple):
    """The texts of a row, in the order of the columns."""

    number: str
    mark: str
    day: str
    what: str
    kind: str
    amount: str
    answers: str
    rest: str
    group: str


NUMBER, MARK, DAY, WHAT, KIND, AMOUNT, ANSWERS, REST, GROUP = range(9)
COLUMN_PRIORITY = (NUMBER, MARK, DAY, WHAT, AMOUNT, ANSWERS, KIND, GROUP, REST)
"""The columns, most important first, for when not all fit."""
MAX_WIDTHS = (8, 14, 14, 16, 14, 28, 28, 80, 18)
"""The greatest width of each column, in cells."""
MIN_WIDTHS = (1, 1, 4, 4, 99, 6, 4, 8, 99)
"""Cells below which a column is left out, unless it gets all it wants."""
SHORT_ANSWERS = 12
"""Cells of the answers, beyond which the kind gets its cells first."""


def fit_columns(wanted_widths: Sequence[int], room: int) -> tuple[int, ...]:
    """Return how many cells each column gets. 0 leaves it out."""
    widths = [0] * len(wanted_widths)
    kind_width = len(GAP) + min(wanted_widths[KIND], MAX_WIDTHS[KIND]) if wanted_widths[KIND] else 0
    for column in COLUMN_PRIORITY:
        gap = len(GAP) if any(widths) else 0
        wanted = min(wanted_widths[column], MAX_WIDTHS[column])
        width = min(wanted, room - gap)
        if column == ANSWERS:
            # One long answer is cut, so the kind stays in every row.
            width = min(width, max(SHORT_ANSWERS, room - gap - kind_width))
        if width > 0 and (width == wanted or width >= MIN_WIDTHS[column]):
            widths[column] = width
            room -= gap + width
    return tuple(widths)
