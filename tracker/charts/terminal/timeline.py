"""The life of one ask in the cells of a terminal: a line of days, each with its signs and words.

Days stand in their order, further apart the more time lies between; where they do not fit side by
side the line goes on below, like a line of music. Nothing is ever written over anything.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tracker.analysis.asks.timeline import StepKind, Timeline
from tracker.charts.chart_text import so_far
from tracker.charts.terminal.canvas import Canvas, Line, Role, cell_width, flowed, plain
from tracker.charts.terminal.text_wrap import cut, wrapped
from tracker.charts.timeline_text import (
    AS_IT_IS,
    SIGNS,
    Mark,
    Stop,
    Telling,
    aside,
    legend,
    stops,
    title,
)
from tracker.i18n import format_month_name
from tracker.months import Month

__all__ = ["drawn", "explained", "plain"]

THIN, THICK, SKIPPED = "─", "━", "·"
DAYS_A_CELL = 5
"""How many days a cell of the line stands for where there is room."""
SHORTEST, LONGEST = 4, 30
"""Cells from one day's signs to the next's; what would be longer is cut, and dots say so."""
LEAD = 3
"""Cells of the line before the first day of each row but the first."""
SAID = 30
"""Cells that words are given below their day, where the row has as many."""
BETWEEN = 2
"""Cells from one sign's words to the next sign."""
ASIDE = 3
"""Cells from the title to what stands beside it."""
NARROWEST = 12
"""Below this width only the words are told."""
BRIGHT = frozenset({StepKind.YES, StepKind.GAVE, StepKind.PAID, StepKind.PAYS})


@dataclass(frozen=True, slots=True)
class Block:
    """A day as it stands on the line: its signs with their words, in rows, and how wide it is."""

    stop: Stop
    rows: tuple[tuple[Mark, ...], ...]
    width: int


def drawn(
    life: Timeline,
    width: int,
    telling: Telling = AS_IT_IS,
    *,
    is_chosen: bool = False,
    with_group: bool = False,
) -> list[Line]:
    """The title, then the line of days; all words of the chosen one, of others what fits a row."""
    parts = in_rows(life, width, telling, is_chosen=is_chosen, with_group=with_group)
    return [line for part in parts for line in part]


def in_rows(
    life: Timeline, width: int, telling: Telling, *, is_chosen: bool, with_group: bool
) -> list[list[Line]]:
    """The same, the title and each row of days for itself."""
    width = max(NARROWEST, width)
    parts = [[_title(life, width, telling, is_chosen=is_chosen, with_group=with_group)]]
    blocks = [_block(stop, width - LEAD) for stop in stops(life, telling)]
    rows = _rows(blocks, width)
    for index, row in enumerate(rows):
        is_last = index == len(rows) - 1
        tail = LEAD if not is_last else _tail_width() if life.has_running_payment else 0
        drawn_row = _Row(row, width, rows[index - 1][-1] if index else None, tail)
        parts.append(drawn_row.lines(whole=is_chosen, goes_on=not is_last))
        if is_last and life.has_running_payment and not drawn_row.has_tail:
            parts[-1].append([(_tail(), Role.AXIS)])
    return parts


def _tail() -> str:
    """What stands at the end of a line whose standing payment still runs."""
    return f"{THICK * LEAD} {so_far()}"


def _tail_width() -> int:
    return cell_width(_tail()) + 1


def explained(lives: Iterable[Timeline], width: int) -> list[Line]:
    """The legend: each sign that stands in these lives, and what it means."""
    lines: list[Line] = []
    for what, text in legend(lives):
        part: Line = [(SIGNS[what], _role(what)), (f" {text}", Role.LABEL)]
        lines = flowed(lines, part, max(NARROWEST, width))
    return lines


def _role(what: StepKind) -> Role:
    return Role.GIVEN if what in BRIGHT else Role.MARK


def _title(
    life: Timeline, width: int, telling: Telling, *, is_chosen: bool, with_group: bool
) -> Line:
    name, beside = title(life, telling), aside(life, with_group=with_group)
    role = Role.CHOSEN if is_chosen else Role.MARK
    room = width - cell_width(name) - ASIDE
    if room >= NARROWEST:
        return [(name, role), (" " * ASIDE + cut(beside, room), Role.LABEL)]
    return [(cut(name, width), role)]


def _block(stop: Stop, room: int) -> Block:
    rows: list[tuple[Mark, ...]] = []
    used = 0
    for mark in stop.marks:
        size = _size(mark)
        if rows and used + BETWEEN + size <= room:
            rows[-1] = (*rows[-1], mark)
            used += BETWEEN + size
        else:
            rows.append((mark,))
            used = size
    widest = max(sum(map(_size, row)) + BETWEEN * (len(row) - 1) for row in rows)
    said = min(cell_width(stop.said), SAID)
    return Block(stop, tuple(rows), min(room, max(widest, cell_width(stop.dated), said)))


def _size(mark: Mark) -> int:
    return cell_width(SIGNS[mark.what]) + 1 + cell_width(mark.text)


def _rows(blocks: Sequence[Block], width: int) -> list[list[Block]]:
    """Days side by side as many as fit, the others below."""
    rows: list[list[Block]] = []
    used = 0
    for block in blocks:
        if rows and used + SHORTEST + block.width <= width - LEAD:
            rows[-1].append(block)
            used += SHORTEST + block.width
        else:
            used = block.width + (LEAD if rows else 0)
            rows.append([block])
    return rows


class _Row:
    """One row of days: first where each stands, then all of it on a canvas."""

    def __init__(
        self, blocks: Sequence[Block], width: int, before: Block | None, tail: int
    ) -> None:
        """Give each day its place; what is left over goes where more time lies between.

        `tail` is how many cells are to stay free at the end.
        """
        self.blocks, self.width, self.before, self.tail = blocks, width, before, tail
        wanted = [_gap(one, other) for one, other in pairwise(blocks)]
        start = LEAD if before else 0
        end = width - tail
        spare = end - start - sum(each.width for each in blocks) - SHORTEST * len(wanted)
        more = [each - SHORTEST for each in wanted]
        total = sum(more)
        if 0 < total > spare:
            more = [each * max(0, spare) // total for each in more]
        self.gaps = [SHORTEST + each for each in more]
        self.starts = [start]
        for block, gap in zip(blocks, self.gaps, strict=False):
            self.starts.append(self.starts[-1] + block.width + gap)

    @property
    def has_tail(self) -> bool:
        """Whether there is room for what is to stand at the end."""
        return self._signs_end() + self.tail <= self.width

    def _signs_end(self) -> int:
        return self.starts[len(self.blocks) - 1] + _first_row(self.blocks[-1])

    def lines(self, *, whole: bool, goes_on: bool) -> list[Line]:
        """Draw it; `goes_on` says that the line goes on in the row below."""
        below = 1 + max(len(block.rows) for block in self.blocks)
        said = {
            index: wrapped(block.stop.said, room)
            for index, block in enumerate(self.blocks)
            if block.stop.said and (room := self._room(index))
        }
        if not whole:
            said = {index: [cut(self.blocks[index].stop.said, self._room(index))] for index in said}
        height = below + max(map(len, said.values()), default=0)
        canvas = Canvas(self.width, height)
        for index, block in enumerate(self.blocks):
            self._draw_block(canvas, self.starts[index], block)
            for y, text in enumerate(said.get(index, ())):
                role = Role.MARK if whole else Role.LABEL
                canvas.put(self.starts[index], below + y, text, role)
        for index in range(len(self.gaps)):
            self._draw_gap(canvas, index)
        self._draw_ends(canvas, goes_on=goes_on)
        return canvas.lines()

    def _room(self, index: int) -> int:
        """How far the words of a day may run: to the next day on which something was said."""
        later = range(index + 1, len(self.blocks))
        end = next(
            (self.starts[each] - BETWEEN for each in later if self.blocks[each].stop.said), 0
        )
        return (end or self.width) - self.starts[index]

    def _draw_block(self, canvas: Canvas, x: int, block: Block) -> None:
        canvas.put(x, 0, block.stop.dated, Role.LABEL)
        for y, row in enumerate(block.rows, start=1):
            at = x
            for mark in row:
                sign, room = SIGNS[mark.what], self.width - at
                canvas.put(at, y, sign, _role(mark.what))
                canvas.put(at + cell_width(sign) + 1, y, cut(mark.text, room - 2), Role.MARK)
                at += _size(mark) + BETWEEN

    def _draw_gap(self, canvas: Canvas, index: int) -> None:
        """Draw the line from a day to the next, and the months in between where there is room."""
        one, other = self.blocks[index], self.blocks[index + 1]
        start = self.starts[index] + _first_row(one) + 1
        end = self.starts[index + 1] - 1
        line = (THICK if one.stop.is_paying else THIN) * (end - start)
        days = (other.stop.day - one.stop.day).days
        if end - start < min(LONGEST, days // DAYS_A_CELL) or days > LONGEST * DAYS_A_CELL:
            middle = (end - start) // 2
            line = line[: middle - 1] + SKIPPED * 3 + line[middle + 2 :]
        canvas.put(start, 1, line, Role.AXIS)
        month, last = Month.from_date(one.stop.day).add_months(1), Month.from_date(other.stop.day)
        while month < last:
            x = start + (month.first_day - one.stop.day).days * (end - start) // days
            name = format_month_name(month.first_day)
            if canvas.fits(x, 0, name):
                canvas.put(x, 0, name, Role.AXIS)
            month = month.add_months(1)

    def _draw_ends(self, canvas: Canvas, *, goes_on: bool) -> None:
        """Show that the line comes from the row above, and that it goes on."""
        if self.before:
            line = THICK if self.before.stop.is_paying else THIN
            canvas.put(0, 1, line * (LEAD - 1), Role.AXIS)
        x = self._signs_end() + 1
        if goes_on:
            line = THICK if self.blocks[-1].stop.is_paying else THIN
            canvas.put(x, 1, line * min(LEAD - 1, self.width - x), Role.AXIS)
        elif self.tail and self.has_tail:
            canvas.put(x, 1, _tail(), Role.AXIS)


def _first_row(block: Block) -> int:
    """The cells that the first row of a day's signs takes."""
    row = block.rows[0]
    return sum(map(_size, row)) + BETWEEN * (len(row) - 1)


def _gap(one: Block, other: Block) -> int:
    days = (other.stop.day - one.stop.day).days
    return min(LONGEST, SHORTEST + days // DAYS_A_CELL)
