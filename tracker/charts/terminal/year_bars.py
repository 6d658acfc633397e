"""A small year of bars in the cells of a terminal, with its words beside it.

The bars stand on the initials of the months, so zero is the base; my line runs at its own height in
each month in which it is known. The words take the columns that the bars leave.
"""

from tracker.charts import chart_text
from tracker.charts.chart_text import Sign
from tracker.charts.series import WHOLE, Series, View
from tracker.charts.terminal.canvas import Canvas, Line, Role, cell_width
from tracker.charts.terminal.grid import SMALLEST, Scale, Slots
from tracker.charts.terminal.plot import SIGNS, Plot
from tracker.charts.value_format import Measure
from tracker.i18n import HIDDEN_NUMBER, _, format_month_initial, ngettext

YEAR = 12
WIDEST = 4
"""The widest a month is drawn here."""


def bars(series: Series, width: int, height: int, *, hidden: bool = False) -> list[Line]:
    """Only what was given, on a scale of its own; nothing where the room is too small.

    With `hidden` no number is shown.
    """
    shown = series.among(max(0, len(series.points) - YEAR), YEAR)
    count = len(shown.points)
    if not count or width // count < SMALLEST or height < 2:
        return []
    said = _words(shown, hidden, height)
    pitch = _pitch(width, count, max(cell_width(text) for text, _as in said) + 1)
    firm = [value for point in shown.points for value in (point.given, point.line) if value]
    most = max(firm, default=1)
    scale = Scale(min(most, WHOLE) if series.view.in_percent else most, height - 1)
    canvas, slots = Canvas(width, height), Slots(0, pitch)
    plot = Plot(canvas, slots, scale, height - 2)
    for index, point in enumerate(shown.points):
        letter = format_month_initial(point.month.first_day)
        canvas.put(slots.centred(index, letter), height - 1, letter, Role.LABEL)
        plot.draw_line(index, point)
        plot.draw_given(index, point)
    x = slots.start(count) + 1
    for y, (text, role) in enumerate(said):
        if x + cell_width(text) <= width:
            canvas.put(x, y, text, role)
    return canvas.lines()


def _pitch(width: int, count: int, beside: int) -> int:
    """How wide a month is: as wide as leaves room for the words, where any width does."""
    for pitch in range(WIDEST, SMALLEST - 1, -1):
        if pitch * count + beside <= width:
            return pitch
    return min(WIDEST, width // count)


def _words(shown: Series, hidden: bool, height: int) -> Line:
    """What the bars are in so many lines, the most needed first."""
    months = len(shown.points)
    last = ngettext("last month", "last {count} months", months).format(count=months)
    said = [_("part of income given,") if shown.view is View.INCOME else _("given,"), last]
    if given := [point.given for point in shown.points if point.given]:
        value = HIDDEN_NUMBER if hidden else Measure(shown).exact(max(given))
        said.append(_("most {value}").format(value=value))
    keys = [
        (f"{SIGNS[sign][0]} {text}", Role.LABEL) for sign, text in chart_text.marks(shown.points)
    ]
    if any(point.line for point in shown.points):
        sign, role = SIGNS[Sign.LINE]
        keys.append((f"{sign} {chart_text.my_line()}", role))
    if len(said) + len(keys) > height:
        said[1:] = [", ".join(said[1:])]
    return [*((text, Role.LABEL) for text in said), *keys][:height]
