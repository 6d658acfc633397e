"""The timeline of one ask in the cells of a terminal: a line of days with their signs and words.

Days are in order, further apart with more time between them. If they do not fit side by side, the
line continues below, like a line of music. Nothing is ever written over anything.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from tracker.analysis.asks.timeline import StepKind, Timeline
from tracker.charts.chart_text import format_so_far
from tracker.charts.terminal.canvas import (
    Canvas,
    CanvasLine,
    Role,
    flow_line_parts,
    render_plain_text,
)
from tracker.charts.terminal.text_wrap import cut_text, wrap_text
from tracker.charts.timeline_text import (
    PLAIN_FORMAT,
    STEP_SIGNS,
    TimelineDay,
    TimelineFormat,
    TimelineMark,
    build_timeline_days,
    build_timeline_legend,
    format_timeline_subtitle,
    format_timeline_title,
)
from tracker.i18n import format_month_name
from tracker.months import Month
from tracker.text_width import measure_cells

__all__ = ["render_plain_text", "render_timeline", "render_timeline_legend"]

THIN, THICK, SKIPPED = "─", "━", "·"
DAYS_A_CELL = 5
"""How many days a cell of the line is worth if there is room."""
SHORTEST_GAP, LONGEST_GAP = 4, 30
"""Cells from one day's signs to the next's. What would be longer is cut, with dots."""
LEAD_WIDTH = 3
"""Cells of the line before the first day of each row but the first."""
QUOTE_WIDTH = 30
"""Cells that words are given below their day, where the row has as many."""
MARK_GAP = 2
"""Cells from one sign's words to the next sign."""
SUBTITLE_GAP = 3
"""Cells from the title to what is next to it."""
NARROWEST = 12
"""The least width."""
GIVEN_STEPS = frozenset({StepKind.YES, StepKind.GAVE, StepKind.PAID, StepKind.PAYS})


_SizedMark = tuple[TimelineMark, int]
"""A sign with its words, and how many cells they take."""


@dataclass(frozen=True, slots=True)
class DayColumn:
    """A day on the line: its signs with their words, in rows, and how wide it is."""

    day: TimelineDay
    rows: Sequence[Sequence[_SizedMark]]
    width: int

    @property
    def first_width(self) -> int:
        """The cells that the first row of signs takes."""
        return _measure_marks(self.rows[0])


def render_timeline(
    timeline: Timeline,
    width: int,
    timeline_format: TimelineFormat = PLAIN_FORMAT,
    *,
    is_chosen: bool = False,
    with_group: bool = False,
) -> list[CanvasLine]:
    """Return the title and the line of days, with all quotes if chosen, else what fits one row."""
    parts = render_timeline_rows(
        timeline, width, timeline_format, is_chosen=is_chosen, with_group=with_group
    )
    return [line for part in parts for line in part]


def render_timeline_rows(
    timeline: Timeline,
    width: int,
    timeline_format: TimelineFormat,
    *,
    is_chosen: bool,
    with_group: bool,
) -> list[list[CanvasLine]]:
    """Return the same in parts: the title, then each row of days."""
    width = max(NARROWEST, width)
    parts = [
        [
            _render_title(
                timeline, width, timeline_format, is_chosen=is_chosen, with_group=with_group
            )
        ]
    ]
    columns = [
        _build_day_column(day, width - LEAD_WIDTH)
        for day in build_timeline_days(timeline, timeline_format)
    ]
    rows = _wrap_days(columns, width)
    for index, row in enumerate(rows):
        is_last = index == len(rows) - 1
        tail = LEAD_WIDTH if not is_last else _measure_tail() if timeline.has_running_payment else 0
        drawn_row = _TimelineRow(row, width, rows[index - 1][-1] if index else None, tail)
        parts.append(drawn_row.render_lines(is_whole=is_chosen, is_continued=not is_last))
        if is_last and timeline.has_running_payment and not drawn_row.has_tail:
            parts[-1].append([(_format_tail(), Role.AXIS)])
    return parts


def _format_tail() -> str:
    """Return what is at the end of a line whose regular payment still runs."""
    return f"{THICK * LEAD_WIDTH} {format_so_far()}"


def _measure_tail() -> int:
    return measure_cells(_format_tail()) + 1


def render_timeline_legend(step_kinds: Collection[StepKind], width: int) -> list[CanvasLine]:
    """Return the legend: the signs of these kinds of steps, and what each means."""
    parts: list[CanvasLine] = [
        [(STEP_SIGNS[kind], _choose_role(kind)), (f" {text}", Role.LABEL)]
        for kind, text in build_timeline_legend(step_kinds)
    ]
    return flow_line_parts(parts, max(NARROWEST, width))


def _choose_role(kind: StepKind) -> Role:
    return Role.GIVEN if kind in GIVEN_STEPS else Role.MARK


def _render_title(
    timeline: Timeline,
    width: int,
    timeline_format: TimelineFormat,
    *,
    is_chosen: bool,
    with_group: bool,
) -> CanvasLine:
    name, beside = (
        format_timeline_title(timeline, timeline_format),
        format_timeline_subtitle(timeline, with_group=with_group),
    )
    role = Role.CHOSEN if is_chosen else Role.MARK
    room = width - measure_cells(name) - SUBTITLE_GAP
    if room >= NARROWEST:
        return [(name, role), (" " * SUBTITLE_GAP + cut_text(beside, room), Role.LABEL)]
    return [(cut_text(name, width), role)]


def _build_day_column(day: TimelineDay, room: int) -> DayColumn:
    rows: list[list[_SizedMark]] = []
    used = widest = 0
    for mark in day.marks:
        size = _measure_sign(mark.kind) + 1 + measure_cells(mark.text)
        if rows and used + MARK_GAP + size <= room:
            rows[-1].append((mark, size))
            used += MARK_GAP + size
        else:
            rows.append([(mark, size)])
            used = size
        widest = max(widest, used)
    quotes_width = min(measure_cells(day.quotes), QUOTE_WIDTH)
    return DayColumn(day, rows, min(room, max(widest, measure_cells(day.day_text), quotes_width)))


@cache
def _measure_sign(kind: StepKind) -> int:
    return measure_cells(STEP_SIGNS[kind])


def _measure_marks(row: Sequence[_SizedMark]) -> int:
    """The cells that signs side by side take with their words."""
    return sum(size for _mark, size in row) + MARK_GAP * (len(row) - 1)


def _wrap_days(columns: Sequence[DayColumn], width: int) -> list[list[DayColumn]]:
    """Days side by side as many as fit, the others below."""
    rows: list[list[DayColumn]] = []
    used = 0
    for column in columns:
        if rows and used + SHORTEST_GAP + column.width <= width - LEAD_WIDTH:
            rows[-1].append(column)
            used += SHORTEST_GAP + column.width
        else:
            used = column.width + (LEAD_WIDTH if rows else 0)
            rows.append([column])
    return rows


class _TimelineRow:
    """One row of days: first the place of each, then all of it on a canvas."""

    def __init__(
        self, columns: Sequence[DayColumn], width: int, previous: DayColumn | None, tail_width: int
    ) -> None:
        """Give each day its place. Free cells go where more time passed.

        `tail_width` is how many cells are kept free at the end.
        """
        self.columns, self.width = columns, width
        self.previous, self.tail_width = previous, tail_width
        widest_gaps = [_measure_gap(before, after) for before, after in pairwise(columns)]
        start = LEAD_WIDTH if previous else 0
        end = width - tail_width
        spare = (
            end - start - sum(column.width for column in columns) - SHORTEST_GAP * len(widest_gaps)
        )
        extra_gaps = [gap - SHORTEST_GAP for gap in widest_gaps]
        total = sum(extra_gaps)
        if 0 < total > spare:
            extra_gaps = [extra * max(0, spare) // total for extra in extra_gaps]
        self.gaps = [SHORTEST_GAP + extra for extra in extra_gaps]
        self.starts = [start]
        for column, gap in zip(columns, self.gaps, strict=False):
            self.starts.append(self.starts[-1] + column.width + gap)

    @property
    def has_tail(self) -> bool:
        """Whether there is room for what comes at the end."""
        return self._find_signs_end() + self.tail_width <= self.width

    def _find_signs_end(self) -> int:
        return self.starts[len(self.columns) - 1] + self.columns[-1].first_width

    def render_lines(self, *, is_whole: bool, is_continued: bool) -> list[CanvasLine]:
        """Draw it. `is_continued` says that the line continues in the row below."""
        below = 1 + max(len(column.rows) for column in self.columns)
        quote_lines = {
            index: wrap_text(column.day.quotes, room)
            for index, column in enumerate(self.columns)
            if column.day.quotes and (room := self._measure_room(index))
        }
        if not is_whole:
            quote_lines = {
                index: [cut_text(self.columns[index].day.quotes, self._measure_room(index))]
                for index in quote_lines
            }
        height = below + max(map(len, quote_lines.values()), default=0)
        canvas = Canvas(self.width, height)
        for index, column in enumerate(self.columns):
            self._draw_day(canvas, self.starts[index], column)
            for y, text in enumerate(quote_lines.get(index, ())):
                role = Role.MARK if is_whole else Role.LABEL
                canvas.write(self.starts[index], below + y, text, role)
        for index in range(len(self.gaps)):
            self._draw_gap(canvas, index)
        self._draw_ends(canvas, is_continued=is_continued)
        return canvas.render_lines()

    def _measure_room(self, index: int) -> int:
        """How far the words of a day may run: to the next day on which something was said."""
        indexes_after = range(index + 1, len(self.columns))
        end = next(
            (
                self.starts[index_after] - MARK_GAP
                for index_after in indexes_after
                if self.columns[index_after].day.quotes
            ),
            0,
        )
        return (end or self.width) - self.starts[index]

    def _draw_day(self, canvas: Canvas, x: int, column: DayColumn) -> None:
        canvas.write(x, 0, column.day.day_text, Role.LABEL)
        for y, row in enumerate(column.rows, start=1):
            sign_x = x
            for mark, size in row:
                sign, room = STEP_SIGNS[mark.kind], self.width - sign_x
                canvas.write(sign_x, y, sign, _choose_role(mark.kind))
                text_x = sign_x + _measure_sign(mark.kind) + 1
                canvas.write(text_x, y, cut_text(mark.text, room - 2), Role.MARK)
                sign_x += size + MARK_GAP

    def _draw_gap(self, canvas: Canvas, index: int) -> None:
        """Draw the line from a day to the next, and the months in between where there is room."""
        before, after = self.columns[index], self.columns[index + 1]
        start = self.starts[index] + before.first_width + 1
        end = self.starts[index + 1] - 1
        line = (THICK if before.day.is_paying else THIN) * (end - start)
        days = (after.day.day - before.day.day).days
        if end - start < min(LONGEST_GAP, days // DAYS_A_CELL) or days > LONGEST_GAP * DAYS_A_CELL:
            middle = (end - start) // 2
            line = line[: middle - 1] + SKIPPED * 3 + line[middle + 2 :]
        canvas.write(start, 1, line, Role.AXIS)
        month, last = Month.from_date(before.day.day).add_months(1), Month.from_date(after.day.day)
        while month < last:
            x = start + (month.first_day - before.day.day).days * (end - start) // days
            name = format_month_name(month.first_day)
            if canvas.has_room(x, 0, name):
                canvas.write(x, 0, name, Role.AXIS)
            month = month.add_months(1)

    def _draw_ends(self, canvas: Canvas, *, is_continued: bool) -> None:
        """Show that the line comes from the row above, and that it continues."""
        if self.previous:
            line = THICK if self.previous.day.is_paying else THIN
            canvas.write(0, 1, line * (LEAD_WIDTH - 1), Role.AXIS)
        x = self._find_signs_end() + 1
        if is_continued:
            line = THICK if self.columns[-1].day.is_paying else THIN
            canvas.write(x, 1, line * min(LEAD_WIDTH - 1, self.width - x), Role.AXIS)
        elif self.tail_width and self.has_tail:
            canvas.write(x, 1, _format_tail(), Role.AXIS)


def _measure_gap(before: DayColumn, after: DayColumn) -> int:
    days = (after.day.day - before.day.day).days
    return min(LONGEST_GAP, SHORTEST_GAP + days // DAYS_A_CELL)
