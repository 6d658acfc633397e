"""The widget that draws the monthly chart in terminal cells."""

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tracker.charts.series import Series
from tracker.charts.terminal.monthly_chart import render_monthly_chart, select_visible_months
from tracker.months import Month
from tracker.widgets.chart_lines import render_lines


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
