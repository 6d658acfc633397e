"""Drawings for a page that is set elsewhere: without title and source, their texts still texts.

Each is as wide as the page's text and as much of a margin on both sides. Importing this imports
matplotlib.
"""

from tracker.analysis.asks.timeline import Timeline
from tracker.charts.image.legend import LINE_HEIGHT, MARGIN, draw_legend, items_of
from tracker.charts.image.matplotlib_page import Form, Page
from tracker.charts.image.monthly_chart import Plot
from tracker.charts.image.timeline import Lane, draw_months
from tracker.charts.image.timeline_layout import Axis, whole
from tracker.charts.series import Series

SCALE = 1.15
"""How many times as large it is drawn as it is set: a picture's letters are wider than a text's."""
TEXT_WIDTH = SCALE * 170 / 25.4
"""An A4 sheet within margins of 20 mm, in inches."""
WIDTH = TEXT_WIDTH + 2 * MARGIN
NAMES, REMARKS = 0.45, 0.2
"""What months and years take below the months, and a remark that has no room beside them."""
NEAR_A_YEAR = 1.0
"""How near to a year's beginning a remark on a month runs into the year."""
BEYOND, CLEAR = 0.45, 0.2
"""What months take that go on above the top with their numbers, and what stays free else."""
LIFE_HEIGHT, LIFE_LINE, LIFE_LOW = 0.86, 0.62, 0.44


def chart(series: Series, plot_height: float) -> str:
    """A series as SVG, its months drawn so high, with its legend above; it has a month at least."""
    items = items_of(series)
    lines = LINE_HEIGHT * _legend_lines(series)
    above = BEYOND if any(point.beyond(series.axis.top) for point in series.points) else CLEAR
    below = NAMES + (REMARKS if _has_remark(series) else 0)
    page = Page(Form.PDF, lines + above + plot_height + below, WIDTH)
    draw_legend(page, items, page.height - LINE_HEIGHT / 2)
    Plot(page, series, bottom=below, top=below + plot_height).draw()
    return page.svg()


def life(told: Timeline) -> str:
    """The days of one ask as SVG, to scale: its line with its signs."""
    page = Page(Form.PDF, LIFE_HEIGHT, WIDTH)
    part = whole(told, with_group=False)
    around = Axis.around(part.days, page.width)
    axis = Axis(around.first, around.last, MARGIN, page.width - MARGIN)
    draw_months(page, axis, LIFE_HEIGHT, LIFE_LOW)
    Lane(page, axis, part, LIFE_HEIGHT, LIFE_LINE).draw_days()
    return page.svg()


def _legend_lines(series: Series) -> int:
    """How many lines a legend takes: it is drawn once where nobody looks."""
    page = Page(Form.PDF, 1, WIDTH)
    end = draw_legend(page, items_of(series), 0)
    return 1 + round(-end / LINE_HEIGHT)


def _has_remark(series: Series) -> bool:
    last = series.points[-1]
    months = min(last.month.number, len(series.points))
    return last.so_far and (months - 1) * TEXT_WIDTH / len(series.points) < NEAR_A_YEAR
