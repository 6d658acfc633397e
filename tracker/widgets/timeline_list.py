"""The list of ask timelines, each as a line of days. One of them is chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.reactive import reactive

from tracker.analysis.asks.timeline import StepKind, Timeline
from tracker.charts.terminal.canvas import CanvasLine
from tracker.charts.terminal.timeline import render_timeline_legend, render_timeline_rows
from tracker.charts.timeline_text import TimelineFormat
from tracker.i18n import NumberFormat, _label, _label_plural
from tracker.widgets.chart_lines import render_lines
from tracker.widgets.line_widget import LineWidget
from tracker.widgets.selectable_list import FAR, MARK, MARKED, UNMARKED, SelectableList
from tracker.widgets.text_format import style_dim

GAP = 1
"""Empty lines between two timelines."""
MIN_HEIGHT_WITH_SIGNS = 6
"""Lines from which on signs say that there is more above or below."""
SIGN_LINES = 3
"""Lines of a tall timeline for its title and the signs that there is more."""

MIN_LINES = 3
"""Lines of a timeline below which it is left to the next screen."""


def build_value_format(numbers: NumberFormat) -> TimelineFormat:
    """Return how to format amounts and words. Hidden amounts also hide figures in words."""
    return TimelineFormat(numbers.format_amount, numbers.mask_numbers)


def count_timeline_lines(height: int) -> int:
    """Return the lines for the timelines. The last one may be the sign for more."""
    return height - 1 if height >= MIN_HEIGHT_WITH_SIGNS else height


def render_more_sign(arrow: str) -> Content:
    """Return the sign that a tall timeline has more lines above or below."""
    return UNMARKED + style_dim(_label("{arrow} more of this ask").format(arrow=arrow))


class TimelineLegend(LineWidget):
    """The legend of the signs in the timelines."""

    step_kinds: reactive[frozenset[StepKind]] = reactive(frozenset(), layout=True)

    def layout_lines(self, width: int) -> Sequence[Content]:
        """Return each sign with its meaning."""
        return [render_lines([line]) for line in render_timeline_legend(self.step_kinds, width)]


class TimelineList(SelectableList):
    """A list of timelines. Only visible ones are drawn, so thousands are fast."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("home", f"move(-{FAR})", show=False),
        Binding("end", f"move({FAR})", show=False),
    ]

    @dataclass
    class Chosen(Message):
        """Another timeline is chosen."""

        place: int

    @dataclass
    class Opened(Message):
        """A timeline was clicked twice."""

        place: int

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.timelines: Sequence[Timeline] = ()
        self._value_format = TimelineFormat()
        self._names_groups = False
        self._first_visible = 0
        """The index of the first visible timeline."""
        self._skipped_lines = 0
        """Lines of it above the screen, if it is taller than the screen."""

    @property
    def chosen_timeline(self) -> Timeline | None:
        """The timeline at the cursor."""
        return self.timelines[self.cursor] if self.cursor < len(self.timelines) else None

    def set_timelines(
        self, timelines: Sequence[Timeline], numbers: NumberFormat, *, names_groups: bool
    ) -> None:
        """Show these timelines. The cursor keeps its index, if there is one.

        Only those that are visible are read of the sequence.
        """
        self.timelines = timelines
        self.row_count = len(self.timelines)
        self._value_format = build_value_format(numbers)
        self._names_groups = names_groups
        self.set_reactive(TimelineList.cursor, self.clamp_row(self.cursor))
        self._scroll_to_chosen()
        self.refresh()
        self.post_message(self.Chosen(self.cursor))

    def render(self) -> Content:
        """Return as many timelines as fit."""
        width, height = self.content_size
        if width < 1 or height < 1:
            return Content("")
        lines = [line for _place, line in self._layout_visible(width, height)]
        return Content("\n").join(lines)

    def _layout_visible(self, width: int, height: int) -> list[tuple[int, Content]]:
        """Return the visible lines, each with the index of its timeline."""
        has_signs, room = height >= MIN_HEIGHT_WITH_SIGNS, count_timeline_lines(height)
        visible = self._list_from_first(width, room, has_signs=has_signs)
        if has_signs and (below := self._render_more_below(visible, room)):
            place = below[0]
            started = [line for line, (at, _text) in enumerate(visible[:room]) if at == place]
            sign_line = room
            # A title and a day alone are not worth showing.
            if started and len(started) < MIN_LINES and place != self.cursor:
                sign_line = started[0]
            visible[sign_line:] = [below]
        return [(place, line.truncate(width)) for place, line in visible[:height]]

    def _list_from_first(
        self, width: int, room: int, *, has_signs: bool
    ) -> list[tuple[int, Content]]:
        """Return the lines from the first visible one on, at least as many as there is room for."""
        listed: list[tuple[int, Content]] = []
        skipped = self._skipped_lines
        for place in range(self._first_visible, len(self.timelines)):
            lines = self._render_timeline(place, width)
            if skipped and has_signs:
                # The title stays visible while the rest of a tall timeline is read.
                lines[skipped : skipped + 2] = [lines[0], render_more_sign("↑")]
            listed += [(place, line) for line in lines[skipped:]]
            skipped = 0
            if len(listed) > room + GAP:
                break
        return listed

    def _render_more_below(
        self, visible: Sequence[tuple[int, Content]], room: int
    ) -> tuple[int, Content] | None:
        """Return the sign that there is more below, and the index of its timeline."""
        last = len(self.timelines) - 1
        place, _line = visible[min(room, len(visible)) - 1] if visible else (last, UNMARKED)
        is_cut = any(line.plain for at, line in visible[room:] if at == place)
        if is_cut and place == self.cursor:
            return place, render_more_sign("↓")
        count = last - place + is_cut
        if not count:
            return None
        text = _label_plural("↓ {count} more ask", "↓ {count} more asks", count).format(count=count)
        return min(last, place + (not is_cut)), UNMARKED + style_dim(text)

    def _render_timeline(self, place: int, width: int) -> list[Content]:
        """Return the lines of a timeline, its title marked if it is chosen."""
        lines = self._draw_timeline(place, width)
        mark = MARKED if place == self.cursor else UNMARKED
        title, *rest = (render_lines([line]) for line in lines)
        return [mark + title, *(UNMARKED + line for line in rest), *([Content("")] * GAP)]

    def _draw_timeline(self, place: int, width: int) -> list[CanvasLine]:
        return [line for part in self._split_rows(place, width) for line in part]

    def _split_rows(self, place: int, width: int) -> list[list[CanvasLine]]:
        return render_timeline_rows(
            self.timelines[place],
            width - len(MARK),
            self._value_format,
            is_chosen=place == self.cursor,
            with_group=self._names_groups,
        )

    def _measure_height(self, place: int) -> int:
        return len(self._draw_timeline(place, self.content_size.width))

    def watch_cursor(self) -> None:
        """Scroll to the chosen timeline and post which it is."""
        self._scroll_to_chosen()
        self.post_message(self.Chosen(self.cursor))

    def on_resize(self) -> None:
        """Keep the chosen timeline visible."""
        self._scroll_to_chosen()
        self.refresh()

    def _scroll_to_chosen(self) -> None:
        """Scroll so the whole chosen timeline is visible, or from its title on."""
        self._skipped_lines = 0
        room = count_timeline_lines(self.content_size.height)
        if not self.timelines or room < 1:
            return
        self._first_visible = min(self._first_visible, self.cursor)
        first, used = self.cursor, self._measure_height(self.cursor)
        while first > self._first_visible:
            used += self._measure_height(first - 1) + GAP
            if used > room:
                break
            first -= 1
        self._first_visible = first

    def action_move(self, steps: int) -> None:
        """Choose the timeline that many steps on. First scroll through a tall one."""
        if steps in (-1, 1) and self._scroll_tall_timeline(steps):
            return
        self.choose_timeline(self.cursor + steps, at_end=steps == -1)

    def _scroll_tall_timeline(self, screens: int) -> bool:
        """Scroll a timeline taller than the screen. Return whether it moved."""
        if self._first_visible != self.cursor or not self.timelines:
            return False
        room = count_timeline_lines(self.content_size.height)
        most = self._measure_height(self.cursor) - room
        if most <= 0:
            return False
        first_line = self._skipped_lines + screens * max(1, room - SIGN_LINES)
        skipped = self._find_row_start(first_line, most)
        if skipped == self._skipped_lines:
            return False
        self._skipped_lines = skipped
        self.refresh()
        return True

    def _find_row_start(self, first_line: int, most: int) -> int:
        """Return the lines to skip so no row of days begins without its dates."""
        parts = self._split_rows(self.cursor, self.content_size.width)
        begins = accumulate(len(part) for part in parts[:-1])
        rows = [begin - 2 for begin in begins if begin > 2]
        last_line = min((row for row in rows if row >= most), default=most)
        wanted = max(0, min(first_line, last_line))
        if not wanted:
            return 0
        if wanted > self._skipped_lines:
            between = [row for row in rows if self._skipped_lines < row <= wanted]
            return max(between, default=wanted)
        between = [row for row in rows if wanted <= row < self._skipped_lines]
        return min(between, default=wanted)

    def action_page(self, pages: int) -> None:
        """Go on to the first timeline that is not fully visible, or one screen back."""
        room = count_timeline_lines(self.content_size.height)
        if not self.timelines or room < 1 or self._scroll_tall_timeline(pages):
            return
        if pages > 0:
            place = max(self._find_first_cut(room), self.cursor + 1)
            if place < len(self.timelines):
                self._first_visible = place
        else:
            place = self._find_page_before(room)
        self.choose_timeline(place, at_end=pages < 0)

    def _find_first_cut(self, room: int) -> int:
        """Return the index of the first timeline that is not fully visible."""
        for place in range(self._first_visible, len(self.timelines)):
            room -= self._measure_height(place) + GAP
            if room < -GAP:
                return place
        return len(self.timelines)

    def _find_page_before(self, room: int) -> int:
        """Return the index of the first timeline of the screen before."""
        place = max(0, self._first_visible - 1)
        room -= self._measure_height(place)
        while place:
            room -= self._measure_height(place - 1) + GAP
            if room < 0:
                break
            place -= 1
        return place

    def choose_timeline(self, place: int, *, at_end: bool = False) -> None:
        """Choose a timeline. With `at_end` one taller than the screen is shown from its end."""
        before = self.cursor
        self.cursor = self.clamp_row(place)
        if at_end and self.cursor != before:
            self._scroll_tall_timeline(FAR)

    def find_row(self, at: Offset) -> int | None:
        """Return the index of the timeline at a place."""
        visible = self._layout_visible(*self.content_size)
        return visible[at.y][0] if at.y < len(visible) else None

    def open_row(self, row: int) -> None:
        """Post that a timeline is to be opened."""
        self.post_message(self.Opened(row))

    def on_mouse_scroll_down(self) -> None:
        """Go to the next timeline."""
        self.action_move(1)

    def on_mouse_scroll_up(self) -> None:
        """Go to the previous timeline."""
        self.action_move(-1)
