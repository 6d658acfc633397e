"""Lives of asks one below the other, each as its line of days; one of them is chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tracker.analysis.asks.timeline import Timeline
from tracker.charts.terminal.canvas import CanvasLine
from tracker.charts.terminal.timeline import render_timeline_legend, render_timeline_rows
from tracker.charts.timeline_text import TimelineFormat, has_several_groups
from tracker.i18n import NumberFormat, _, ngettext
from tracker.widgets.chart_views import render_lines
from tracker.widgets.recent_entries import mask_numbers
from tracker.widgets.text_format import style_dim

MARK = Content.styled("› ", "bold $accent")
INDENT = Content("  ")
GAP = 1
"""Empty lines between two lives."""
FAR_DOWN = 999_999
MIN_HEIGHT_WITH_SIGNS = 6
"""Lines from which on it is said that there is more: above, below the title that stays; below."""
SIGN_LINES = 3
"""Lines of a tall life that are not its rest: the title, and what says that there is more."""

MIN_LINES = 3
"""Lines of a life below which it is left to the next screen."""


def build_value_format(numbers: NumberFormat) -> TimelineFormat:
    """How amounts and words are told; while amounts are hidden, no words show a figure either."""
    return TimelineFormat(numbers.format_amount, mask_numbers if numbers.is_hidden else str)


def count_timeline_lines(height: int) -> int:
    """The lines for the lives; the last one says whether there are more."""
    return height - 1 if height >= MIN_HEIGHT_WITH_SIGNS else height


def render_more_sign(arrow: str) -> Content:
    """Says that a tall life has more lines above or below."""
    return INDENT + style_dim(f"{arrow} {_('more of this ask')}")


class TimelineLegend(Widget):
    """What the signs mean that stand in the lives."""

    DEFAULT_CSS = """
    TimelineLegend { height: auto; }
    """

    timelines: reactive[tuple[Timeline, ...]] = reactive((), layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as it takes."""
        return len(render_timeline_legend(self.timelines, width))

    def render(self) -> Content:
        """Each sign with its meaning."""
        return render_lines(render_timeline_legend(self.timelines, self.content_size.width))


class TimelineList(Widget, can_focus=True):
    """Drawn from the first life that is seen on, so that thousands cost no more than a few."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home,ctrl+home", f"move(-{FAR_DOWN})", show=False),
        Binding("end,ctrl+end", f"move({FAR_DOWN})", show=False),
    ]

    cursor: reactive[int] = reactive(0)
    """The life that is chosen."""

    @dataclass
    class Chosen(Message):
        """Another life is chosen."""

        place: int

    @dataclass
    class Opened(Message):
        """A life was clicked twice."""

        place: int

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.timelines: tuple[Timeline, ...] = ()
        self._value_format = TimelineFormat()
        self._names_groups = False
        self._first_visible = 0
        """The first life that is seen."""
        self._skipped_lines = 0
        """Lines of it above the screen; only of one that is taller than the screen."""

    @property
    def chosen(self) -> Timeline | None:
        """The life at the cursor."""
        return self.timelines[self.cursor] if self.cursor < len(self.timelines) else None

    def set_timelines(self, lives: Sequence[Timeline], numbers: NumberFormat) -> None:
        """Show these; the cursor stays on its place, as far as there is one."""
        self.timelines = tuple(lives)
        self._value_format = build_value_format(numbers)
        self._names_groups = has_several_groups(lives)
        self.set_reactive(TimelineList.cursor, max(0, min(self.cursor, len(self.timelines) - 1)))
        self._scroll_to_chosen()
        self.refresh()
        self.post_message(self.Chosen(self.cursor))

    def render(self) -> Content:
        """As many lives as there is room for."""
        width, height = self.content_size
        if width < 1 or height < 1:
            return Content("")
        lines = [line for _place, line in self._layout_visible(width, height)]
        return Content("\n").join(lines)

    def _layout_visible(self, width: int, height: int) -> list[tuple[int, Content]]:
        """The lines on the screen, each with the place of its life."""
        seen: list[tuple[int, Content]] = []
        skipped, has_signs = self._skipped_lines, height >= MIN_HEIGHT_WITH_SIGNS
        room = count_timeline_lines(height)
        for place in range(self._first_visible, len(self.timelines)):
            told = self._render_timeline(place, width)
            if skipped and has_signs:
                # Which ask it is stays seen while the rest of a tall one is read.
                told[skipped : skipped + 2] = [told[0], render_more_sign("↑")]
            seen += [(place, line) for line in told[skipped:]]
            skipped = 0
            if len(seen) > room + GAP:
                break
        if has_signs and (below := self._render_more_below(seen, room)):
            begun = [line for line, (place, _text) in enumerate(seen[:room]) if place == below[0]]
            # An ask and its day alone tell nothing of it.
            is_told = len(begun) >= MIN_LINES or below[0] == self.cursor
            seen[room if is_told or not begun else begun[0] :] = [below]
        return [(place, line.truncate(width)) for place, line in seen[:height]]

    def _render_more_below(
        self, seen: Sequence[tuple[int, Content]], room: int
    ) -> tuple[int, Content] | None:
        """What says, and where, that there is more below so many lines."""
        last = len(self.timelines) - 1
        place, _line = seen[min(room, len(seen)) - 1] if seen else (last, INDENT)
        is_cut = any(line.plain for at, line in seen[room:] if at == place)
        if is_cut and place == self.cursor:
            return place, render_more_sign("↓")
        count = last - place + is_cut
        if not count:
            return None
        told = ngettext("↓ {count} more ask", "↓ {count} more asks", count).format(count=count)
        return min(last, place + (not is_cut)), INDENT + style_dim(told)

    def _render_timeline(self, place: int, width: int) -> list[Content]:
        """The lines of one life, the mark before its title where it is chosen."""
        lines = self._draw_timeline(place, width)
        mark = MARK if place == self.cursor else INDENT
        title, *rest = (render_lines([line]) for line in lines)
        return [mark + title, *(INDENT + line for line in rest), *([Content("")] * GAP)]

    def _draw_timeline(self, place: int, width: int) -> list[CanvasLine]:
        return [line for part in self._split_rows(place, width) for line in part]

    def _split_rows(self, place: int, width: int) -> list[list[CanvasLine]]:
        return render_timeline_rows(
            self.timelines[place],
            width - INDENT.cell_length,
            self._value_format,
            is_chosen=place == self.cursor,
            with_group=self._names_groups,
        )

    def _measure_height(self, place: int) -> int:
        return len(self._draw_timeline(place, self.content_size.width))

    def watch_cursor(self) -> None:
        """Bring the chosen life into view and tell which it is."""
        self._scroll_to_chosen()
        self.post_message(self.Chosen(self.cursor))

    def on_resize(self) -> None:
        """Keep the chosen life in view."""
        self._scroll_to_chosen()
        self.refresh()

    def _scroll_to_chosen(self) -> None:
        """Begin so far above the chosen life that all of it is seen, or at its title."""
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

    def action_move(self, lives: int) -> None:
        """Choose the life so many on; first let the rest of a tall one be read."""
        if lives in (-1, 1) and self._scroll_tall_timeline(lives):
            return
        self.choose_timeline(self.cursor + lives, at_end=lives == -1)

    def _scroll_tall_timeline(self, screens: int) -> bool:
        """Whether a life taller than the screen could be moved up or down by so many screens."""
        if self._first_visible != self.cursor or not self.timelines:
            return False
        room = count_timeline_lines(self.content_size.height)
        most = self._measure_height(self.cursor) - room
        if most <= 0:
            return False
        wanted = self._skipped_lines + screens * max(1, room - SIGN_LINES)
        skipped = self._find_row_start(wanted, most)
        if skipped == self._skipped_lines:
            return False
        self._skipped_lines = skipped
        self.refresh()
        return True

    def _find_row_start(self, wanted: int, most: int) -> int:
        """The lines to leave out so that no row of days begins without its dates."""
        parts = self._split_rows(self.cursor, self.content_size.width)
        begins = accumulate(len(part) for part in parts[:-1])
        rows = [begin - 2 for begin in begins if begin > 2]
        wanted = max(0, min(wanted, min((row for row in rows if row >= most), default=most)))
        if wanted > self._skipped_lines:
            return max((row for row in rows if self._skipped_lines < row <= wanted), default=wanted)
        between = [row for row in rows if wanted <= row < self._skipped_lines]
        return min(between, default=wanted) if wanted else 0

    def action_page(self, pages: int) -> None:
        """Choose the first life that is not seen whole, or go back as many as fill the screen."""
        room = count_timeline_lines(self.content_size.height)
        if not self.timelines or room < 1 or self._scroll_tall_timeline(pages):
            return
        place = self._first_visible
        if pages > 0:
            while (
                place < len(self.timelines)
                and (room := room - self._measure_height(place) - GAP) >= -GAP
            ):
                place += 1
            place = max(place, self.cursor + 1)
            if place < len(self.timelines):
                self._first_visible = place
        else:
            place = max(0, place - 1)
            room -= self._measure_height(place)
            while place and (room := room - self._measure_height(place - 1) - GAP) >= 0:
                place -= 1
        self.choose_timeline(place, at_end=pages < 0)

    def choose_timeline(self, place: int, *, at_end: bool = False) -> None:
        """Choose the life at a place; one taller than the screen is shown from its end if asked."""
        before = self.cursor
        self.cursor = max(0, min(place, len(self.timelines) - 1))
        if at_end and self.cursor != before:
            self._scroll_tall_timeline(FAR_DOWN)

    def on_click(self, event: events.Click) -> None:
        """Choose the life under the mouse; a second click opens it."""
        offset = event.get_content_offset(self)
        seen = self._layout_visible(*self.content_size)
        if offset is None or offset.y >= len(seen):
            return
        place = seen[offset.y][0]
        self.cursor = place
        if event.chain > 1:
            self.post_message(self.Opened(place))

    def on_mouse_scroll_down(self) -> None:
        """Go on to the next life."""
        self.action_move(1)

    def on_mouse_scroll_up(self) -> None:
        """Go back to the life before."""
        self.action_move(-1)
