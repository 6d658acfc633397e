"""The widget that draws the bars of a year. The first screen needs no other chart."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tracker.charts.series import Series
from tracker.charts.terminal.year_bars import render_year_bars
from tracker.widgets.chart_lines import render_lines


class YearBarsView(Widget):
    """Small bars of what was given in a year, over the initials of the months."""

    series: reactive[Series] = reactive(Series(()))
    hides_amounts: reactive[bool] = reactive(True)
    """Whether dots replace its one number. True until a screen says otherwise."""

    def render(self) -> Content:
        """Return the drawing in the size of the widget."""
        width, height = self.content_size
        return render_lines(render_year_bars(self.series, width, height, hidden=self.hides_amounts))
