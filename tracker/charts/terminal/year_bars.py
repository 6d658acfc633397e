"""A small year of bars in the cells of a terminal, with its words next to it.

The bars are right above the initials of the months, so zero is the base. The limit is drawn at its
height in each month in which it is known. The captions take the columns that the bars leave.
"""

from tracker.charts import chart_text
from tracker.charts.chart_text import LegendSign
from tracker.charts.series import WHOLE_INCOME, ChartView, Series
from tracker.charts.terminal.canvas import Canvas, CanvasLine, Role
from tracker.charts.terminal.grid import NARROWEST_BAR_MONTH, MonthSlots, Scale
from tracker.charts.terminal.plot import LEGEND_SEGMENTS, CellPlot
from tracker.charts.value_format import ValueFormat
from tracker.i18n import HIDDEN_NUMBER, _label, _label_plural, format_month_initial
from tracker.text_width import measure_cells

MONTHS_IN_YEAR = 12
WIDEST = 4
"""The widest a month is drawn here."""


def render_year_bars(
    series: Series, width: int, height: int, *, hidden: bool = False
) -> list[CanvasLine]:
    """Return bars of what was given, on a scale of their own, or nothing if there is no room.

    With `hidden` no number is shown.
    """
    visible = series.select_months(max(0, len(series.points) - MONTHS_IN_YEAR), MONTHS_IN_YEAR)
    count = len(visible.points)
    if not count or width // count < NARROWEST_BAR_MONTH or height < 2:
        return []
    captions = _build_captions(visible, hidden, height)
    pitch = _choose_month_width(
        width, count, max(measure_cells(text) for text, _as in captions) + 1
    )
    firm_values = [
        value for point in visible.points for value in (point.given, point.limit) if value
    ]
    most = max(firm_values, default=1)
    scale = Scale(min(most, WHOLE_INCOME) if series.view.is_percent else most, height - 1)
    canvas, slots = Canvas(width, height), MonthSlots(0, pitch)
    plot = CellPlot(canvas, slots, scale, height - 2)
    for index, point in enumerate(visible.points):
        letter = format_month_initial(point.month.first_day)
        canvas.write(slots.find_text_start(index, letter), height - 1, letter, Role.LABEL)
        plot.draw_limit(index, point)
        plot.draw_given(index, point)
    x = slots.find_start(count) + 1
    for y, (text, role) in enumerate(captions):
        if x + measure_cells(text) <= width:
            canvas.write(x, y, text, role)
    return canvas.render_lines()


def _choose_month_width(width: int, count: int, beside: int) -> int:
    """Return how wide a month is: as wide as leaves room for the words, if any width does."""
    for pitch in range(WIDEST, NARROWEST_BAR_MONTH - 1, -1):
        if pitch * count + beside <= width:
            return pitch
    return min(WIDEST, width // count)


def _build_captions(series: Series, hidden: bool, height: int) -> CanvasLine:
    """Return what the bars are in so many lines, the most needed first."""
    months = len(series.points)
    last = _label_plural("last month", "last {count} months", months).format(count=months)
    captions = [
        _label("share of income given")
        if series.view is ChartView.INCOME
        else _label("given", "legend"),
        last,
    ]
    if given := [point.given for point in series.points if point.given]:
        value = HIDDEN_NUMBER if hidden else ValueFormat(series).format_exact(max(given))
        captions.append(_label("highest {value}").format(value=value))
    keys = [
        (f"{LEGEND_SEGMENTS[sign][0]} {text}", Role.LABEL)
        for sign, text in chart_text.describe_marks(series.points)
    ]
    if any(point.limit for point in series.points):
        sign, role = LEGEND_SEGMENTS[LegendSign.LIMIT]
        keys.append((f"{sign} {chart_text.format_my_limit()}", role))
    if len(captions) + len(keys) > height:
        captions[1:] = [", ".join(captions[1:])]
    return [*((text, Role.LABEL) for text in captions), *keys][:height]
