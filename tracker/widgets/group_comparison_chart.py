"""The chart of two groups after the same number of meetings or weeks."""

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from tracker.analysis.groups.group_comparison import GroupComparison
from tracker.charts.terminal.group_comparison import render_group_comparison
from tracker.i18n import NumberFormat
from tracker.widgets.chart_views import render_lines

MAX_WIDTH = 110


class GroupComparisonChart(Widget):
    """A row for each age; empty without a comparison."""

    comparison: reactive[GroupComparison | None] = reactive(None, layout=True)
    numbers: reactive[NumberFormat] = reactive(NumberFormat(), layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return a line for the names and one for each age."""
        return len(self.comparison.ages) + 1 if self.comparison else 0

    def render(self) -> Content:
        """Return both groups side by side."""
        width = min(MAX_WIDTH, self.content_size.width)
        if self.comparison is None or width < 1:
            return Content("")
        return render_lines(render_group_comparison(self.comparison, width, self.numbers))
