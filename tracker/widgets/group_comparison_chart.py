"""The chart of two groups after the same number of meetings or weeks."""

from collections.abc import Sequence

from textual.content import Content
from textual.reactive import reactive

from tracker.analysis.groups.group_comparison import GroupComparison
from tracker.charts.terminal.group_comparison import render_group_comparison
from tracker.i18n import NumberFormat
from tracker.widgets.chart_lines import render_lines
from tracker.widgets.line_widget import LineWidget

MAX_WIDTH = 110


class GroupComparisonChart(LineWidget):
    """A row for each age, empty without a comparison."""

    comparison: reactive[GroupComparison | None] = reactive(None, layout=True)
    numbers: reactive[NumberFormat] = reactive(NumberFormat(), layout=True)

    def layout_lines(self, width: int) -> Sequence[Content]:
        """Return both groups side by side: a line for the names and one for each age."""
        if self.comparison is None or width < 1:
            return ()
        lines = render_group_comparison(self.comparison, min(MAX_WIDTH, width), self.numbers)
        return [render_lines([line]) for line in lines]
