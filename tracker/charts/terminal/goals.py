"""A campaign's goals as a line of steps in the cells of a terminal.

Each amount has a row of its own under the next higher one: rows say which is higher, not by how
much. A range is drawn at both ends, with nothing between. Days are as far apart as in the
calendar, but never too near to be read.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from tracker.analysis.patterns.fundraising_goals import Campaign, CampaignGoal
from tracker.analysis.patterns.sentence_parts import mark_estimate
from tracker.charts.terminal.canvas import Canvas, CanvasLine, Role
from tracker.i18n import NumberFormat, _label, format_day
from tracker.money import Cents
from tracker.text_width import measure_cells

WIDEST = 84
"""The widest the days are drawn, to keep a few of them near each other."""
TAIL_WIDTH = 6
"""How far the line continues after the last goal."""
GOAL_GAP = 2
"""Cells from one goal to the next of the same day."""
REACHED_SIGN = "◆"
_CORNERS = {
    "left": "─",
    "right": "─",
    "left right": "─",
    "up": "│",
    "down": "│",
    "up down": "│",
    "right down": "┌",
    "left down": "┐",
    "right up": "└",
    "left up": "┘",
    "right up down": "├",
    "left up down": "┤",
    "left right down": "┬",
    "left right up": "┴",
    "left right up down": "┼",
}
"""The sign of a cell, by where lines leave it."""


def render_goal_legend() -> CanvasLine:
    """Return what the mark means."""
    return [(REACHED_SIGN, Role.MARK), (f" {_label('they say it was reached')}", Role.LABEL)]


def render_goal_steps(campaign: Campaign, width: int, numbers: NumberFormat) -> list[CanvasLine]:
    """Return the drawing in at most `width` columns, of the last goals if not all fit."""
    labels = _label_amounts(campaign, numbers)
    left = max(map(measure_cells, labels.values())) + 2
    room = max(1, min(WIDEST, width - left) - TAIL_WIDTH)
    days = _select_last_days(
        [list(row) for _day, row in groupby(campaign.goals, key=lambda target: target.day)], room
    )
    levels = sorted({end for row in days for goal in row for end in _list_ends(goal)}, reverse=True)
    drawing = _GoalSteps(Canvas(width, len(levels) + 2), left, {}, len(levels))
    for y, level in enumerate(levels):
        drawing.rows[level] = y
        drawing.canvas.write(left - 2 - measure_cells(labels[level]), y, labels[level], Role.AXIS)
        drawing.canvas.write(left - 1, y, "┤", Role.AXIS)
    drawing.draw(days, [left + x for x in _place_days(days, room)])
    return drawing.canvas.render_lines()


def _label_amounts(campaign: Campaign, numbers: NumberFormat) -> dict[Cents, str]:
    """Return the text of each amount, marked where each goal with it is an estimate."""
    labels: dict[Cents, str] = {}
    for goal in sorted(campaign.goals, key=lambda goal: not goal.is_estimate):
        for cents in _list_ends(goal):
            amount = numbers.format_amount(cents)
            labels[cents] = mark_estimate(amount) if goal.is_estimate else amount
    return labels


def _list_ends(goal: CampaignGoal) -> tuple[Cents, ...]:
    """Return the amount of a goal, or both ends of its range."""
    return (goal.low,) if goal.low == goal.high else (goal.low, goal.high)


def _measure_day(row: Sequence[CampaignGoal]) -> int:
    """Return the cells of a day: its name, or its goals side by side, and a gap."""
    return max(measure_cells(format_day(row[0].day)), GOAL_GAP * len(row)) + 2


def _select_last_days(days: list[list[CampaignGoal]], room: int) -> list[list[CampaignGoal]]:
    """Return the last days that there is room for, at least one."""
    first = 0
    while first < len(days) - 1 and sum(map(_measure_day, days[first:])) > room:
        first += 1
    return days[first:]


def _place_days(days: Sequence[Sequence[CampaignGoal]], room: int) -> list[int]:
    """The column of each day: by the calendar, moved apart where days are near."""
    first, last = days[0][0].day, days[-1][0].day
    span = max(1, (last - first).days)
    widths = [_measure_day(row) for row in days]
    end = max(0, room - widths[-1])
    places: list[int] = []
    for index, row in enumerate(days):
        place = (row[0].day - first).days * end // span
        places.append(max(place, places[-1] + widths[index - 1]) if places else place)
    for index in reversed(range(len(days))):
        place = places[index + 1] - widths[index] if index + 1 < len(days) else end
        places[index] = max(0, min(places[index], place))
    return places


@dataclass(frozen=True, slots=True)
class _GoalSteps:
    """The line being drawn, from left to right."""

    canvas: Canvas
    left: int
    rows: dict[Cents, int]
    bottom: int

    def draw(self, days: Sequence[Sequence[CampaignGoal]], places: Sequence[int]) -> None:
        """Draw every day at its place, its name below."""
        placed_goals = [
            (place + GOAL_GAP * index, target)
            for row, place in zip(days, places, strict=True)
            for index, target in enumerate(row)
        ]
        ends = [
            *(x for x, _target in placed_goals[1:]),
            placed_goals[-1][0] + GOAL_GAP + TAIL_WIDTH,
        ]
        before: CampaignGoal | None = None
        for (x, target), end in zip(placed_goals, ends, strict=True):
            self._draw_goal(x, end, target, before)
            before = target
        self._draw_days(days, places)

    def _draw_goal(
        self, x: int, end: int, goal: CampaignGoal, previous: CampaignGoal | None
    ) -> None:
        rows = {self.rows[end] for end in _list_ends(goal)}
        before = {self.rows[end] for end in _list_ends(previous)} if previous else set()
        for y in rows:
            self.canvas.write(x, y, "─" * (end - x), Role.ASKED)
        if rows != before and len(rows | before) > 1:
            self._draw_change(x, before, rows)
            x += 1
        if goal.is_reached:
            for y in rows:
                self.canvas.write(x, y, REACHED_SIGN, Role.MARK)

    def _draw_change(self, x: int, before: Set[int], after: Set[int]) -> None:
        """Draw the line from the rows before to the rows after it."""
        top, bottom = min(before | after), max(before | after)
        for y in range(top, bottom + 1):
            sides = {
                "left": y in before,
                "right": y in after,
                "up": y > top,
                "down": y < bottom,
            }
            corner = " ".join(side for side, is_open in sides.items() if is_open)
            self.canvas.write(x, y, _CORNERS[corner], Role.ASKED)

    def _draw_days(self, days: Sequence[Sequence[CampaignGoal]], places: Sequence[int]) -> None:
        year: int | None = None
        for row, place in zip(days, places, strict=True):
            day: date = row[0].day
            self.canvas.write(place, self.bottom, format_day(day), Role.LABEL)
            if day.year != year:
                year = day.year
                self.canvas.write(place, self.bottom + 1, str(year), Role.LABEL)
