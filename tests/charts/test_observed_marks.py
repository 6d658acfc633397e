"""What was seen and heard, and payments of unknown amount: marks without a height."""

from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import pytest
from PIL import Image

from tests.charts.examples import TODAY, build_month_row, build_watched_rows
from tests.charts.terminal.test_monthly_chart import text
from tracker.charts import chart_text
from tracker.charts.chart_text import LegendSign, build_legend
from tracker.charts.image.legend import build_image_legend
from tracker.charts.image.monthly_chart import ImageFormat, draw_monthly_chart
from tracker.charts.series import ChartView, Series, build_series
from tracker.charts.terminal.monthly_chart import render_monthly_chart

WATCHED_60_BY_18 = """\
                                 ?
4 %▔│
    │    ▪
    │
2 %▔│▔  ▔▔  ▔▔  ▔▔  ▔▔+ ▔▔  ▔▔  ▔▔  ▔▔  ▔▔  ▔▔  ▔▔  ▔▔  ▔▔
    │                 ▇▇
    │ ◆       +       ██          +
0 %▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔
      •   •°           °                          •
     Oct Nov Dec Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov
      2025        2026                                so far
█ given   ▪ asked   ─ ─ my limit: 2 %
◆ 20.00 EUR given (income not known)
? asked, no amount named
+ a payment whose amount I don’t know
• I saw others being asked, or giving   ° I heard of it
no bar: nothing given"""


def build_watched(view: ChartView = ChartView.INCOME) -> Series:
    return build_series(view, build_watched_rows(), TODAY)


def find_marks_row(series: Series, width: int, height: int) -> str:
    """The row below the base."""
    lines = text(render_monthly_chart(series, width, height)).splitlines()
    return next(after for line, after in pairwise(lines) if "▔▔▔▔" in line)


def test_what_was_seen_and_heard_has_a_row_of_marks() -> None:
    assert text(render_monthly_chart(build_watched(), 60, 18)) == WATCHED_60_BY_18


@pytest.mark.parametrize("view", [view for view in ChartView if view is not ChartView.KINDS])
@pytest.mark.parametrize("width", [58, 76, 118, 158])
def test_marks_are_in_every_view_but_kinds_and_in_every_width(view: ChartView, width: int) -> None:
    series = build_watched(view)
    for height in (14, 20, 40):
        assert find_marks_row(series, width, height).replace(" ", "") == "••°°•"


def test_by_kind_there_are_no_marks() -> None:
    drawn = text(render_monthly_chart(build_watched(ChartView.KINDS), 60, 30))
    assert not set("•°") & set(drawn)


def test_how_often_and_how_much_changes_no_drawing() -> None:
    rows = build_watched_rows()
    often = [replace(row, seen=row.seen * 7, heard=row.heard * 9) for row in rows]
    for view in ChartView:
        few, many = (build_series(view, each, TODAY) for each in (rows, often))
        assert render_monthly_chart(few, 80, 24) == render_monthly_chart(many, 80, 24)
        images = [draw_monthly_chart(each, ImageFormat.PNG) for each in (few, many)]
        assert images[0] == images[1]


def test_a_payment_of_unknown_amount_is_not_nothing_given() -> None:
    lone = build_series(ChartView.AMOUNTS, [build_month_row(TODAY, given_open=1)], TODAY)
    drawn = text(render_monthly_chart(lone, 60, 18))
    assert "nothing given" not in drawn
    assert "+ a payment whose amount I don’t know" in drawn
    assert "+" in drawn.split("▔▔▔▔")[0]
    for view in ChartView:
        series = build_series(view, [build_month_row(TODAY, given_open=1)], TODAY)
        signs = {item.sign for item in build_legend(series, series.axis.top)}
        assert LegendSign.GIVEN_OPEN in signs
        assert LegendSign.NO_BAR not in signs


def test_the_sign_of_a_payment_is_right_above_its_bar() -> None:
    rows = [build_month_row(TODAY, given=30_00, given_open=1, asked_open=1)]
    for height in (8, 12, 20, 40):
        drawn = text(
            render_monthly_chart(build_series(ChartView.INCOME, rows, TODAY), 60, height)
        ).splitlines()
        above = next(index for index, line in enumerate(drawn) if "+" in line)
        x = drawn[above].index("+")
        assert drawn[above + 1][x] in "▁▂▃▄▅▆▇█"


def test_images_explain_and_draw_the_marks() -> None:
    told = {item.sign: item.text for item in build_image_legend(build_watched())}
    assert told[LegendSign.SEEN] == "I saw others being asked, or giving"
    assert told[LegendSign.HEARD] == "I heard of it"
    assert told[LegendSign.GIVEN_OPEN] == "a payment whose amount I don’t know"
    plain = [replace(row, seen=0, heard=0, given_open=0) for row in build_watched_rows()]
    images = [
        Image.open(BytesIO(draw_monthly_chart(each, ImageFormat.PNG)))
        for each in (build_watched(), build_series(ChartView.INCOME, plain, TODAY))
    ]
    assert images[0].tobytes() != images[1].tobytes()
    alone = build_series(ChartView.INCOME, [build_month_row(TODAY, heard=1)], TODAY)
    assert "I heard of others being asked, or giving" in {
        item.text for item in build_image_legend(alone)
    }


def test_a_reader_who_sees_nothing_is_told_of_the_marks_by_month() -> None:
    assert chart_text.describe_observations(build_watched()) == (
        "In 3 months I saw money asked of others, or given by them."
        " In 2 months someone told me of it."
    )
    alone = build_series(ChartView.INCOME, [build_month_row(TODAY, heard=4)], TODAY)
    assert "of others" in chart_text.describe_observations(alone)
    assert chart_text.describe_observations(Series(())) == ""


@pytest.mark.parametrize("view", [ChartView.INCOME, ChartView.AMOUNTS])
def test_what_was_given_can_be_drawn_without_anything_else(view: ChartView) -> None:
    series = build_watched(view).keep_given()
    drawing = text(render_monthly_chart(series, 60, 18))
    for sign in ("▪", "▌", "?", "•", "°", "↑", "asked", "heard"):
        assert sign not in drawing, sign
    assert "█ given" in drawing
    assert "my limit" in drawing
    signs = {item.sign for item in (*build_legend(series, series.axis.top),)}
    assert not signs & {LegendSign.ASKED, LegendSign.OPEN, LegendSign.SEEN, LegendSign.HEARD}
    given = [point.given for point in build_watched(view).points]
    assert [point.given for point in series.points] == given
    assert "asked" not in chart_text.describe_chart(["circle"], view, is_given_only=True)
    assert "sked" not in chart_text.format_chart_title(["circle"], view, is_given_only=True)
