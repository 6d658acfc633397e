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
from tracker.widgets.chart_views import coloured
from tracker.widgets.recent_entries import veil
from tracker.widgets.text_format import dim

MARK = Content.styled("› ", "bold $accent")
INDENT = Content("  ")
GAP = 1
"""Empty lines between two lives."""
FAR = 999_999
WITH_SIGNS = 6
"""Lines from which on it is said that there is more: above, below the title that stays; below."""
SIGNS = 3
"""Lines of a tall life that are not its rest: the title, and what says that there is more."""

LEAST = 3
"""Lines of a life below which it is left to the next screen."""


def telling(numbers: NumberFormat) -> TimelineFormat:
    """How amounts and words are told; while amounts are hidden, no words show a figure either."""
    return TimelineFormat(numbers.format_amount, veil if numbers.is_hidden else str)


def lines_for_lives(height: int) -> int:
    """The lines for the lives; the last one says whether there are more."""
    return height - 1 if height >= WITH_SIGNS else height


def more_of_it(arrow: str) -> Content:
    """Says that a tall life has more lines above or below."""
    return INDENT + dim(f"{arrow} {_('more of this ask')}")


class LifeLegend(Widget):
    """What the signs mean that stand in the lives."""

    DEFAULT_CSS = """
    LifeLegend { height: auto; }
    """

    lives: reactive[tuple[Timeline, ...]] = reactive((), layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as it takes."""
        return len(render_timeline_legend(self.lives, width))

    def render(self) -> Content:
        """Each sign with its meaning."""
        return coloured(render_timeline_legend(self.lives, self.content_size.width))


class LifeList(Widget, can_focus=True):
    """Drawn from the first life that is seen on, so that thousands cost no more than a few."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home,ctrl+home", f"move(-{FAR})", show=False),
        Binding("end,ctrl+end", f"move({FAR})", show=False),
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
        self.lives: tuple[Timeline, ...] = ()
        self._telling = TimelineFormat()
        self._with_group = False
        self._top = 0
        """The first life that is seen."""
        self._skipped = 0
        """Lines of it above the screen; only of one that is taller than the screen."""

    @property
    def chosen(self) -> Timeline | None:
        """The life at the cursor."""
        return self.lives[self.cursor] if self.cursor < len(self.lives) else None

    def put(self, lives: Sequence[Timeline], numbers: NumberFormat) -> None:
        """Show these; the cursor stays on its place, as far as there is one."""
        self.lives = tuple(lives)
        self._telling = telling(numbers)
        self._with_group = has_several_groups(lives)
        self.set_reactive(LifeList.cursor, max(0, min(self.cursor, len(self.lives) - 1)))
        self._keep_in_view()
        self.refresh()
        self.post_message(self.Chosen(self.cursor))

    def render(self) -> Content:
        """As many lives as there is room for."""
        width, height = self.content_size
        if width < 1 or height < 1:
            return Content("")
        lines = [line for _place, line in self._seen(width, height)]
        return Content("\n").join(lines)

    def _seen(self, width: int, height: int) -> list[tuple[int, Content]]:
        """The lines on the screen, each with the place of its life."""
        seen: list[tuple[int, Content]] = []
        skipped, has_signs = self._skipped, height >= WITH_SIGNS
        room = lines_for_lives(height)
        for place in range(self._top, len(self.lives)):
            told = self._told(place, width)
            if skipped and has_signs:
                # Which ask it is stays seen while the rest of a tall one is read.
                told[skipped : skipped + 2] = [told[0], more_of_it("↑")]
            seen += [(place, line) for line in told[skipped:]]
            skipped = 0
            if len(seen) > room + GAP:
                break
        if has_signs and (below := self._below(seen, room)):
            begun = [line for line, (place, _text) in enumerate(seen[:room]) if place == below[0]]
            # An ask and its day alone tell nothing of it.
            is_told = len(begun) >= LEAST or below[0] == self.cursor
            seen[room if is_told or not begun else begun[0] :] = [below]
        return [(place, line.truncate(width)) for place, line in seen[:height]]

    def _below(self, seen: Sequence[tuple[int, Content]], room: int) -> tuple[int, Content] | None:
        """What says, and where, that there is more below so many lines."""
        last = len(self.lives) - 1
        place, _line = seen[min(room, len(seen)) - 1] if seen else (last, INDENT)
        is_cut = any(line.plain for at, line in seen[room:] if at == place)
        if is_cut and place == self.cursor:
            return place, more_of_it("↓")
        count = last - place + is_cut
        if not count:
            return None
        told = ngettext("↓ {count} more ask", "↓ {count} more asks", count).format(count=count)
        return min(last, place + (not is_cut)), INDENT + dim(told)

    def _told(self, place: int, width: int) -> list[Content]:
        """The lines of one life, the mark before its title where it is chosen."""
        lines = self._drawn(place, width)
        mark = MARK if place == self.cursor else INDENT
        title, *rest = (coloured([line]) for line in lines)
        return [mark + title, *(INDENT + line for line in rest), *([Content("")] * GAP)]

    def _drawn(self, place: int, width: int) -> list[CanvasLine]:
        return [line for part in self._in_rows(place, width) for line in part]

    def _in_rows(self, place: int, width: int) -> list[list[CanvasLine]]:
        return render_timeline_rows(
            self.lives[place],
            width - INDENT.cell_length,
            self._telling,
            is_chosen=place == self.cursor,
            with_group=self._with_group,
        )

    def _height(self, place: int) -> int:
        return len(self._drawn(place, self.content_size.width))

    def watch_cursor(self) -> None:
        """Bring the chosen life into view and tell which it is."""
        self._keep_in_view()
        self.post_message(self.Chosen(self.cursor))

    def on_resize(self) -> None:
        """Keep the chosen life in view."""
        self._keep_in_view()
        self.refresh()

    def _keep_in_view(self) -> None:
        """Begin so far above the chosen life that all of it is seen, or at its title."""
        self._skipped = 0
        room = lines_for_lives(self.content_size.height)
        if not self.lives or room < 1:
            return
        self._top = min(self._top, self.cursor)
        first, used = self.cursor, self._height(self.cursor)
        while first > self._top:
            used += self._height(first - 1) + GAP
            if used > room:
                break
            first -= 1
        self._top = first

    def action_move(self, lives: int) -> None:
        """Choose the life so many on; first let the rest of a tall one be read."""
        if lives in (-1, 1) and self._scrolled(lives):
            return
        self.choose(self.cursor + lives, at_end=lives == -1)

    def _scrolled(self, screens: int) -> bool:
        """Whether a life taller than the screen could be moved up or down by so many screens."""
        if self._top != self.cursor or not self.lives:
            return False
        room = lines_for_lives(self.content_size.height)
        most = self._height(self.cursor) - room
        if most <= 0:
            return False
        wanted = self._skipped + screens * max(1, room - SIGNS)
        skipped = self._whole_row_near(wanted, most)
        if skipped == self._skipped:
            return False
        self._skipped = skipped
        self.refresh()
        return True

    def _whole_row_near(self, wanted: int, most: int) -> int:
        """The lines to leave out so that no row of days begins without its dates."""
        parts = self._in_rows(self.cursor, self.content_size.width)
        begins = accumulate(len(part) for part in parts[:-1])
        rows = [begin - 2 for begin in begins if begin > 2]
        wanted = max(0, min(wanted, min((row for row in rows if row >= most), default=most)))
        if wanted > self._skipped:
            return max((row for row in rows if self._skipped < row <= wanted), default=wanted)
        between = [row for row in rows if wanted <= row < self._skipped]
        return min(between, default=wanted) if wanted else 0

    def action_page(self, pages: int) -> None:
        """Choose the first life that is not seen whole, or go back as many as fill the screen."""
        room = lines_for_lives(self.content_size.height)
        if not self.lives or room < 1 or self._scrolled(pages):
            return
        place = self._top
        if pages > 0:
            while place < len(self.lives) and (room := room - self._height(place) - GAP) >= -GAP:
                place += 1
            place = max(place, self.cursor + 1)
            if place < len(self.lives):
                self._top = place
        else:
            place = max(0, place - 1)
            room -= self._height(place)
            while place and (room := room - self._height(place - 1) - GAP) >= 0:
                place -= 1
        self.choose(place, at_end=pages < 0)

    def choose(self, place: int, *, at_end: bool = False) -> None:
        """Choose the life at a place; one taller than the screen is shown from its end if asked."""
        before = self.cursor
        self.cursor = max(0, min(place, len(self.lives) - 1))
        if at_end and self.cursor != before:
            self._scrolled(FAR)

    def on_click(self, event: events.Click) -> None:
        """Choose the life under the mouse; a second click opens it."""
        offset = event.get_content_offset(self)
        seen = self._seen(*self.content_size)
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
