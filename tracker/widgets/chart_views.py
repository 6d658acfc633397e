"""Drawings in terminal cells: the chart's lines in the colours of the theme."""

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tracker.charts.series import Series
from tracker.charts.terminal.monthly_chart import (
    CanvasLine,
    Role,
    render_monthly_chart,
    select_visible_months,
)
from tracker.charts.terminal.year_bars import render_year_bars
from tracker.months import Month

ROLE_STYLES = {
    Role.GIVEN: "$accent",
    Role.ASKED: "$asked",
    Role.LIMIT: "$my-line",
    Role.AXIS: "$dim",
    Role.LABEL: "$dim",
    Role.MARK: "$foreground",
    Role.CHOSEN: "bold $foreground",
}
"""How each part of a drawing looks; what it means is said by its shape."""


def render_lines(lines: Sequence[CanvasLine]) -> Content:
    """The lines of a drawing in the colours of the theme."""
    drawn = [
        Content.assemble(*((text, ROLE_STYLES[role]) for text, role in line)) for line in lines
    ]
    return Content("\n").join(drawn)


class YearBarsView(Widget):
    """A small year of what was given, over the initials of the months, with words beside it."""

    series: reactive[Series] = reactive(Series(()))
    hides_amounts: reactive[bool] = reactive(True)
    """Whether its one number is dots: so until a screen says that it may be seen."""

    def render(self) -> Content:
        """As large as the room that it has."""
        width, height = self.content_size
        return render_lines(render_year_bars(self.series, width, height, hidden=self.hides_amounts))


class ShareChartView(Widget):
    """The months of any view over time, with one month chosen; amounts can be hidden."""

    series: reactive[Series] = reactive(Series(()))
    chosen: reactive[Month | None] = reactive(None)
    hides_amounts: reactive[bool] = reactive(False)

    class RoomChanged(Message):
        """Other months may be in view now."""

    def on_resize(self, event: events.Resize) -> None:
        """Tell that there is more room, or less."""
        self.post_message(self.RoomChanged())

    @property
    def visible_series(self) -> Series:
        """The months that there is room for, around the chosen one."""
        width, height = self.content_size
        if width < 1 or height < 1:
            return self.series
        return select_visible_months(
            self.series, width, height, chosen=self.chosen, hidden=self.hides_amounts
        )

    def render(self) -> Content:
        """As large as the room that it has."""
        width, height = self.content_size
        if width < 1 or height < 1:
            return Content("")
        drawn = render_monthly_chart(
            self.series, width, height, chosen=self.chosen, hidden=self.hides_amounts
        )
        return render_lines(drawn)
