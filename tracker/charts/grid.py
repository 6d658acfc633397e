"""Where months and values stand in terminal cells: columns for the months, eighths for heights."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from tracker.charts.canvas import cell_width
from tracker.charts.series import Point, Value

WIDEST = 8
"""The widest a month is drawn, so that few months on a wide screen do not become slabs."""
NARROWEST = 2
"""A bar and the gap beside it, in which the band and my line can be seen."""
EIGHTHS = " ▁▂▃▄▅▆▇█"
DASH, HIGH_DASH = "─", "▔"


@dataclass(frozen=True, slots=True)
class Slots:
    """Where the months stand: from which column, how wide each, and how wide its bar."""

    left: int
    pitch: int

    @classmethod
    def fitted(cls, left: int, room: int, months: int) -> Self:
        """As wide as so many columns allow for so many months, or as narrow as can be read."""
        return cls(left, min(WIDEST, max(NARROWEST, room // months)))

    @property
    def bar(self) -> int:
        """The width of a bar."""
        return (self.pitch + 1) // 2

    def start(self, index: int) -> int:
        """The first column of a month."""
        return self.left + index * self.pitch

    def bar_start(self, index: int) -> int:
        """The first column of a month's bar."""
        return self.start(index) + (self.pitch - self.bar + 1) // 2

    def centred(self, index: int, text: str) -> int:
        """The column from which a text stands in the middle of a month's bar."""
        return self.bar_start(index) + (self.bar - cell_width(text)) // 2


@dataclass(frozen=True, slots=True)
class Scale:
    """How high a value stands in so many rows."""

    top: Value
    rows: int

    def eighths(self, value: Value) -> int:
        """The height of a value in eighths of a row, rounded, cut at the top."""
        return (16 * self.rows * min(value, self.top) + self.top) // (2 * self.top)

    def halves(self, value: Value) -> int:
        """The height of my line in halves of a row; a line above 0 is never drawn at 0."""
        halves = (4 * self.rows * value + self.top) // (2 * self.top)
        return max(1, halves) if value else 0

    def bar(self, point: Point) -> int:
        """The height of a bar in eighths of a row, on the side of my line that the figures say."""
        if point.given is None:
            return 0
        eighths = max(self.eighths(point.given), 1 if point.given_cents else 0)
        if point.line is None or point.line > self.top:
            return eighths
        line = 4 * self.halves(point.line)
        if point.given > point.line:
            eighths = max(eighths, line + 1)
        elif point.given < point.line:
            eighths = min(eighths, max(line - 1, 0))
        else:
            eighths = line or eighths
        return min(eighths, 8 * self.rows)


def dash(halves: int) -> tuple[int, str]:
    """In which row above the base my line runs, and with which sign."""
    return (halves // 2, DASH) if halves % 2 else (halves // 2 - 1, HIGH_DASH)


def stacked(parts: Sequence[Value], scale: Scale) -> list[int]:
    """So many rows for each part, together what their sum rounds to, or one.

    Each part has a row at least; where there are fewer rows than parts, the largest have one.
    """
    total, indices = sum(parts), range(len(parts))
    rows = max((scale.eighths(total) + 4) // 8, 1)
    seen = sorted(indices, key=lambda index: -parts[index])[:rows]
    heights = [max(parts[index] * rows // total, int(index in seen)) for index in indices]
    while sum(heights) > rows:
        heights[heights.index(max(heights))] -= 1
    while sum(heights) < rows:
        short = [parts[index] * rows - heights[index] * total for index in indices]
        heights[short.index(max(short))] += 1
    return heights
