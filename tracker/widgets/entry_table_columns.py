"""The columns of a list of entries: what stands in them, and how wide each is."""

from collections.abc import Sequence
from typing import NamedTuple

from tracker.widgets.recent_entries import GAP


class EntryCells(NamedTuple):
    """The texts of a row, in the order in which they stand."""

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
"""The columns by what a person misses most when there is no room for all."""
MAX_WIDTHS = (8, 14, 14, 16, 14, 28, 28, 80, 18)
"""Cells beyond which a column is not wider, however long its texts are."""
MIN_WIDTHS = (1, 1, 4, 4, 99, 6, 4, 8, 99)
"""Cells below which a column is left out, if it does not get all that it wants."""
SHORT_ANSWERS = 12
"""Cells of the answers beyond which what was asked for comes first."""


def fit_columns(wanted_widths: Sequence[int], room: int) -> tuple[int, ...]:
    """How many cells each column gets of those it wants; 0 leaves it out."""
    given = [0] * len(wanted_widths)
    kept = len(GAP) + min(wanted_widths[KIND], MAX_WIDTHS[KIND]) if wanted_widths[KIND] else 0
    for column in COLUMN_PRIORITY:
        gap = len(GAP) if any(given) else 0
        wants = min(wanted_widths[column], MAX_WIDTHS[column])
        gets = min(wants, room - gap)
        if column == ANSWERS:
            # One long answer takes from no row what was asked for: it is cut.
            gets = min(gets, max(SHORT_ANSWERS, room - gap - kept))
        if gets > 0 and (gets == wants or gets >= MIN_WIDTHS[column]):
            given[column] = gets
            room -= gap + gets
    return tuple(given)
