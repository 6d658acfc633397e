"""Two groups compared at the same age in the cells of a terminal: a row for each age."""

from dataclasses import dataclass

from tracker.analysis.groups.group_comparison import ComparedGroup, GroupAtAge, GroupComparison
from tracker.analysis.groups.group_comparison_sentences import describe_times_asked, format_age
from tracker.charts.terminal.canvas import Canvas, CanvasLine, Role
from tracker.charts.terminal.grid import EIGHTHS
from tracker.charts.terminal.text_wrap import cut_text
from tracker.i18n import HIDDEN_NUMBER, NumberFormat, _label
from tracker.money import Cents
from tracker.text_width import measure_cells

GAP = 2
WIDEST_BAR = 24
NARROWEST_BAR = 4
"""Cells below which a bar is left out: it would say nothing."""
FULL, HALF = EIGHTHS[8], "▌"


def render_group_comparison(
    comparison: GroupComparison, width: int, numbers: NumberFormat
) -> list[CanvasLine]:
    """Return how often each group had asked and what it was given after each meeting or week.

    Bars compare what was given with the most of both groups. They are left out in a small space.
    """
    ages = [format_age(age, comparison.unit) for age in comparison.ages]
    left = max(map(measure_cells, [*ages, _label("after")])) + GAP
    sides = (comparison.older, comparison.younger)
    highest_given = max(step.given for side in sides for step in side.steps)
    asked_width = (
        max(measure_cells(describe_times_asked(step)) for side in sides for step in side.steps) + 1
    )
    given_width = max(
        measure_cells(_format_given(step, numbers)) for side in sides for step in side.steps
    )
    bar_width = min(WIDEST_BAR, (width - left) // 2 - asked_width - given_width - 1 - GAP)
    bar_width = bar_width if bar_width >= NARROWEST_BAR and highest_given else 0
    columns = _GroupColumns(asked_width, given_width, bar_width, highest_given)
    canvas = Canvas(width, len(ages) + 1)
    canvas.write(0, 0, _label("after"), Role.LABEL)
    for y, text in enumerate(ages, start=1):
        canvas.write(0, y, text, Role.LABEL)
    for index, side in enumerate(sides):
        columns.draw(canvas, left + index * (columns.width + GAP), side, numbers)
    return canvas.render_lines()


def _format_given(step: GroupAtAge, numbers: NumberFormat) -> str:
    """Return what was given, and how many payments are of an unknown amount: `20.00 + 1 ×?`."""
    amount = numbers.format_amount(step.given) if step.given else ""
    unknown = f"{step.given_open} ×?" if step.given_open else ""
    return " + ".join(filter(None, (amount, unknown))) or "–"


@dataclass(frozen=True, slots=True)
class _GroupColumns:
    """How wide the columns of one group are, and the amount of the longest bar."""

    asked_width: int
    given_width: int
    bar_width: int
    highest_given: Cents

    @property
    def width(self) -> int:
        return self.asked_width + self.given_width + (self.bar_width + 1 if self.bar_width else 0)

    def draw(self, canvas: Canvas, x: int, side: ComparedGroup, numbers: NumberFormat) -> None:
        """Write a group's name, and a line for each age below it."""
        canvas.write(x, 0, cut_text(side.group, self.width), Role.CHOSEN)
        for y, step in enumerate(side.steps, start=1):
            given_text = _format_given(step, numbers)
            canvas.write(x, y, describe_times_asked(step), Role.MARK if step.asks else Role.LABEL)
            end = x + self.asked_width + self.given_width
            role = Role.MARK if given_text not in ("–", HIDDEN_NUMBER) else Role.LABEL
            canvas.write(end - measure_cells(given_text), y, given_text, role)
            if self.bar_width:
                canvas.write(end + 1, y, self._render_bar(step.given), Role.GIVEN)

    def _render_bar(self, cents: Cents) -> str:
        """Return a bar in halves of a cell. Whatever was given has at least half a cell."""
        halves = (4 * self.bar_width * cents + self.highest_given) // (2 * self.highest_given)
        full, half = divmod(max(halves, 1 if cents else 0), 2)
        return FULL * full + HALF * half
