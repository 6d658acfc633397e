"""The drawings in a summary: SVG without title and source, with their texts as text.

Each is as wide as the summary's text and has a margin on both sides.
"""

from tracker.analysis.asks.timeline import Timeline
from tracker.charts.image.legend import LINE_HEIGHT, MARGIN, build_image_legend, draw_legend
from tracker.charts.image.monthly_chart import ImagePlot, measure_observed_height
from tracker.charts.image.page import ImageFormat, ImagePage
from tracker.charts.image.svg import render_svg
from tracker.charts.image.timeline import TimelineLane, draw_months
from tracker.charts.image.timeline_layout import TimelineAxis, build_timeline_part
from tracker.charts.series import Series

SCALE = 1.15
"""How many times as large it is drawn as it is set: a picture's letters are wider than a text's."""
TEXT_WIDTH = SCALE * 170 / 25.4
"""An A4 sheet within margins of 20 mm, in inches."""
WIDTH = TEXT_WIDTH + 2 * MARGIN
NAMES_HEIGHT, REMARK_HEIGHT = 0.45, 0.2
"""The height of months and years, and of a remark that has no room next to them."""
NEAR_A_YEAR = 1.0
"""How near to the start of a year a remark on a month overlaps the year."""
BEYOND_HEIGHT, CLEARANCE = 0.45, 0.2
"""The height above months that go beyond the top, and the clearance above others."""
TIMELINE_HEIGHT, TIMELINE_LINE, TIMELINE_LOW = 0.86, 0.62, 0.44


def render_chart_svg(series: Series, plot_height: float) -> str:
    """Return a series of one month or more as SVG, with months this high and a legend above."""
    items = build_image_legend(series)
    lines = LINE_HEIGHT * _count_legend_lines(series)
    above = (
        BEYOND_HEIGHT
        if any(point.find_value_above(series.axis.top) for point in series.points)
        else CLEARANCE
    )
    below = (
        NAMES_HEIGHT
        + measure_observed_height(series)
        + (REMARK_HEIGHT if _has_remark(series) else 0)
    )
    page = ImagePage(ImageFormat.PDF, lines + above + plot_height + below, WIDTH)
    draw_legend(page, items, page.height - LINE_HEIGHT / 2)
    ImagePlot(page, series, bottom=below, top=below + plot_height).draw()
    return render_svg(page)


def render_timeline_svg(timeline: Timeline) -> str:
    """Return the days of one ask as SVG, to scale: its line with its signs."""
    page = ImagePage(ImageFormat.PDF, TIMELINE_HEIGHT, WIDTH)
    part = build_timeline_part(timeline, with_group=False)
    around = TimelineAxis.from_days(part.dates, page.width)
    axis = TimelineAxis(around.first, around.last, MARGIN, page.width - MARGIN)
    draw_months(page, axis, TIMELINE_HEIGHT, TIMELINE_LOW)
    TimelineLane(page, axis, part, TIMELINE_HEIGHT, TIMELINE_LINE).draw_days()
    return render_svg(page)


def _count_legend_lines(series: Series) -> int:
    """Return how many lines a legend takes, by drawing it once on another page."""
    page = ImagePage(ImageFormat.PDF, 1, WIDTH)
    end = draw_legend(page, build_image_legend(series), 0)
    return 1 + round(-end / LINE_HEIGHT)


def _has_remark(series: Series) -> bool:
    last = series.points[-1]
    months = min(last.month.number, len(series.points))
    return last.is_unfinished and (months - 1) * TEXT_WIDTH / len(series.points) < NEAR_A_YEAR
