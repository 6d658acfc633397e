"""Two groups laid over each other in the cells of a terminal: a row for each age."""

from dataclasses import dataclass

from tracker.analysis.groups.group_comparison import ComparedGroup, GroupAtAge, GroupComparison
from tracker.analysis.groups.group_comparison_sentences import describe_times_asked, format_age
from tracker.charts.terminal.canvas import Canvas, Line, Role, cell_width
from tracker.charts.terminal.grid import EIGHTHS
from tracker.i18n import HIDDEN_NUMBER, NumberFormat, _
from tracker.money import Cents

GAP = 2
WIDEST_BAR = 24
NARROWEST_BAR = 4
"""Cells below which a bar is left out: it would say nothing."""
FULL, HALF = EIGHTHS[8], "▌"


def laid_over(same: GroupComparison, width: int, numbers: NumberFormat) -> list[Line]:
    """How often each group had asked and what it had been given, at each age, side by side.

    Bars say how much was given against the most of both; where it is tight they are left out.
    """
    ages = [format_age(age, same.unit) for age in same.ages]
    left = max(map(cell_width, [*ages, _("after")])) + GAP
    sides = (same.older, same.younger)
    most = max(at.given for side in sides for at in side.steps)
    asked = max(cell_width(describe_times_asked(at)) for side in sides for at in side.steps) + 1
    given = max(cell_width(_given(at, numbers)) for side in sides for at in side.steps)
    bar = min(WIDEST_BAR, (width - left) // 2 - asked - given - 1 - GAP)
    bar = bar if bar >= NARROWEST_BAR and most else 0
    columns = _Columns(asked, given, bar, most)
    canvas = Canvas(width, len(ages) + 1)
    canvas.put(0, 0, _("after"), Role.LABEL)
    for y, text in enumerate(ages, start=1):
        canvas.put(0, y, text, Role.LABEL)
    for index, side in enumerate(sides):
        columns.draw(canvas, left + index * (columns.width + GAP), side, numbers)
    return canvas.lines()


def _given(at: GroupAtAge, numbers: NumberFormat) -> str:
    return numbers.format_amount(at.given) if at.given else "–"


@dataclass(frozen=True, slots=True)
class _Columns:
    """How wide the columns of one group are, and what the longest bar stands for."""

    asked: int
    given: int
    bar: int
    most: Cents

    @property
    def width(self) -> int:
        return self.asked + self.given + (self.bar + 1 if self.bar else 0)

    def draw(self, canvas: Canvas, x: int, side: ComparedGroup, numbers: NumberFormat) -> None:
        """Write a group's name, and a line for each age below it."""
        canvas.put(x, 0, _cut(side.group, self.width), Role.CHOSEN)
        for y, at in enumerate(side.steps, start=1):
            given = _given(at, numbers)
            canvas.put(x, y, describe_times_asked(at), Role.MARK if at.asks else Role.LABEL)
            end = x + self.asked + self.given
            role = Role.MARK if given not in ("–", HIDDEN_NUMBER) else Role.LABEL
            canvas.put(end - cell_width(given), y, given, role)
            if self.bar:
                canvas.put(end + 1, y, self._bar(at.given), Role.GIVEN)

    def _bar(self, cents: Cents) -> str:
        """A bar in halves of a cell; what is given at all has half a cell at least."""
        halves = (4 * self.bar * cents + self.most) // (2 * self.most)
        full, half = divmod(max(halves, 1 if cents else 0), 2)
        return FULL * full + HALF * half


def _cut(text: str, width: int) -> str:
    """A text cut to so many cells, with an ellipsis where it is."""
    if cell_width(text) <= width:
        return text
    while text and cell_width(text) >= width:
        text = text[:-1]
    return f"{text.rstrip()}…"
