"""The places of months, or years, and values in terminal cells: columns and eighths of rows.

Zero is the lower edge of the lowest row, for bars, asks, the limit and ticks alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from tracker.charts.series import ChartValue, ChartView, MonthPoint, Series
from tracker.text_width import measure_cells

WIDEST = 8
"""The widest a month is drawn, to keep the bars of a few months slim on a wide screen."""
NARROWEST = 3
"""What was asked, a bar, and the gap before the next month."""
NARROWEST_YEAR = 6
"""The name of a year, and a gap."""
WIDEST_YEAR, WIDEST_YEAR_BAR = 18, 6
"""The widest a year is drawn: with room below for which part of it there is."""
GAP = 1
"""What may be cut off at the end of the last month."""
NARROWEST_BAR_MONTH = 2
"""A bar and a gap, where nothing else is drawn."""
WIDE_GAP_FROM = 6
"""From this width on a month is followed by a wider gap."""
EIGHTHS = " ▁▂▃▄▅▆▇█"
LOW_DASH, DASH, HIGH_DASH = "▁", "─", "▔"


@dataclass(frozen=True, slots=True)
class MonthSlots:
    """The places of the months: from which column, how wide each is, and what it is made of."""

    left: int
    pitch: int
    has_ask_column: bool = False
    """Whether a column beside each bar is kept for what was asked."""
    is_yearly: bool = False
    """Whether each is a year, with a slim bar in the middle of a wide place."""

    @classmethod
    def from_room(cls, left: int, room: int, series: Series) -> Self:
        """Return slots as wide as so many columns allow, but wide enough to be read."""
        narrowest, widest = (
            (NARROWEST_YEAR, WIDEST_YEAR) if series.is_yearly else (NARROWEST, WIDEST)
        )
        pitch = min(widest, max(narrowest, (room + GAP) // len(series.points)))
        has_asks = series.view not in (ChartView.AMOUNTS, ChartView.KINDS)
        has_asks = has_asks and not series.is_given_only
        return cls(left, pitch, has_asks, series.is_yearly)

    @property
    def bar_width(self) -> int:
        """The width of a bar."""
        if self.is_yearly:
            return min(WIDEST_YEAR_BAR, self.pitch - NARROWEST_YEAR // 2)
        if self.has_ask_column:
            return self.pitch - (2 if self.pitch < WIDE_GAP_FROM else 3)
        return (self.pitch + 1) // 2

    def find_start(self, index: int) -> int:
        """Return the first column of a month."""
        return self.left + index * self.pitch

    def find_ask_column(self, index: int) -> int:
        """Return the column of what was asked, right beside the bar where one is kept for it."""
        return self.find_bar_start(index) - 1 if self.is_yearly else self.find_start(index)

    def find_bar_start(self, index: int) -> int:
        """Return the first column of a month's bar."""
        is_beside_asks = self.has_ask_column and not self.is_yearly
        return self.find_start(index) + (
            1 if is_beside_asks else (self.pitch - self.bar_width) // 2
        )

    def list_free_columns(self, index: int) -> list[int]:
        """Return the columns of a month that no bar ever fills."""
        bar, start = self.find_bar_start(index), self.find_start(index)
        return [*range(start, bar), *range(bar + self.bar_width, start + self.pitch)]

    def find_text_start(self, index: int, text: str) -> int:
        """Return the column from which a text is centred on a month's bar."""
        return self.find_bar_start(index) + (self.bar_width - measure_cells(text)) // 2


@dataclass(frozen=True, slots=True)
class Scale:
    """Return how high a value is in so many rows."""

    top: ChartValue
    rows: int

    def measure_eighths(self, value: ChartValue) -> int:
        """Return the height of a value in eighths of a row, rounded, cut at the top."""
        return (16 * self.rows * min(value, self.top) + self.top) // (2 * self.top)

    def measure_bar(self, point: MonthPoint) -> int:
        """Return the height of a bar in eighths of a row. The smallest gift has one."""
        if point.given is None:
            return 0
        return max(self.measure_eighths(point.given), 1 if point.given_cents else 0)

    def measure_band(self, low: ChartValue, high: ChartValue) -> range:
        """Return the halves of rows that the asked amounts reach into, counted from zero."""
        last = max(1, -(-2 * self.rows * min(high, self.top) // self.top))
        return range(min(2 * self.rows * low // self.top, last - 1), last)

    def place_limit(self, value: ChartValue) -> tuple[int, str]:
        """Return the row of the limit, and the sign that is nearest to its height in that row.

        A value that fills a row belongs to that row, as a bar does that fills it. In the lowest row
        it keeps clear of the base, with which a low dash would be one.
        """
        height = 8 * self.rows * value
        row = max(0, (height - 1) // (8 * self.top))
        within = 4 * (height - 8 * row * self.top)
        if within <= 9 * self.top:
            return row, LOW_DASH if row else DASH
        return row, DASH if within <= 23 * self.top else HIGH_DASH


def round_to_rows(eighths: int) -> int:
    """Return how many whole rows a height is rounded to: at least one for any height."""
    return max((eighths + 4) // 8, 1 if eighths else 0)


def stack_parts(parts: Sequence[ChartValue], rows: int) -> list[int]:
    """Return how many of the rows each part gets by its size.

    Each part has at least one row. If there are fewer rows than parts, the largest have one.
    """
    total, indices = sum(parts), range(len(parts))
    seen = sorted(indices, key=lambda index: -parts[index])[:rows]
    heights = [max(parts[index] * rows // total, int(index in seen)) for index in indices]
    while sum(heights) > rows:
        heights[heights.index(max(heights))] -= 1
    while sum(heights) < rows:
        short = [parts[index] * rows - heights[index] * total for index in indices]
        heights[short.index(max(short))] += 1
    return heights
