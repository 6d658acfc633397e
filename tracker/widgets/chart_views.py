"""Widgets that draw charts in terminal cells: the monthly chart and the bars of a year."""

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
"""The style of each part of a drawing. Its meaning is also clear without colour."""


def render_lines(lines: Sequence[CanvasLine]) -> Content:
    """Return the lines of a drawing in the colours of the theme."""
    contents = [
        Content.assemble(*((text, ROLE_STYLES[role]) for text, role in line)) for line in lines
    ]
    return Content("\n").join(contents)


class YearBarsView(Widget):
    """Small bars of what was given in a year, over the initials of the months."""

    series: reactive[Series] = reactive(Series(()))
    hides_amounts: reactive[bool] = reactive(True)
    """Whether dots replace its one number. True until a screen says otherwise."""

    def render(self) -> Content:
        """Return the drawing in the size of the widget."""
        width, height = self.content_size
        return render_lines(render_year_bars(self.series, width, height, hidden=self.hides_amounts))


class ShareChartView(Widget):
    """The chart over the months in any view, with one month chosen."""

    series: reactive[Series] = reactive(Series(()))
    chosen_month: reactive[Month | None] = reactive(None)
    hides_amounts: reactive[bool] = reactive(False)

    class RoomChanged(Message):
        """The size changed, so other months may be visible."""

    def on_resize(self, event: events.Resize) -> None:
        """Post that the size changed."""
        self.post_message(self.RoomChanged())

    @property
    def visible_series(self) -> Series:
        """The months that fit, around the chosen one."""
        width, height = self.content_size
        if width < 1 or height < 1:
            return self.series
        return select_visible_months(
            self.series, width, height, chosen=self.chosen_month, hidden=self.hides_amounts
        )

    def render(self) -> Content:
        """Return the drawing in the size of the widget."""
        width, height = self.content_size
        if width < 1 or height < 1:
            return Content("")
        lines = render_monthly_chart(
            self.series, width, height, chosen=self.chosen_month, hidden=self.hides_amounts
        )
        return render_lines(lines)
