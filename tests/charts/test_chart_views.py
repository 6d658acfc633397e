"""The views of a chart: cells and image of each show the same."""

import re
import time
from io import BytesIO
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.charts.examples import (
    TODAY,
    build_hard_series,
    build_month_row,
)
from tests.charts.image.test_monthly_chart import count_of, image, pdf_text
from tests.charts.strategies import SOME, series
from tracker.charts import chart_text
from tracker.charts.image.legend import KIND_STYLES
from tracker.charts.image.monthly_chart import ImageFormat, draw_monthly_chart
from tracker.charts.image.page import ShapeStyle
from tracker.charts.series import ChartView, Series, build_income_series, build_series
from tracker.charts.terminal.canvas import CanvasLine
from tracker.charts.terminal.grid import stack_parts
from tracker.charts.terminal.monthly_chart import render_monthly_chart, render_plain_text
from tracker.charts.terminal.plot import KIND_FILLS
from tracker.charts.terminal.year_bars import render_year_bars
from tracker.entries.types import Kind

DRAWN = {
    ChartView.AFTER_NEEDS: """\
                         ?↑330 %           ↑120 %
100 %▔│                  ▌                  ███
      │                  ▌                  ███
      │                  ▌                 ▪███
 50 %▔│                  ▌                 ▁███▁▁
      │            ▪     ▘███               ███  ▖
      │  ◇     ◆   ▔▄▄▄▔▔▔███▔▔  ▼     ▽    ███  ▘▅▅▅▔▔
  0 %▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔
        Apr   May   Jun   Jul   Aug   Sep   Oct   Nov
        2026                                    so far
█ given, after living costs   ▌ asked, low to high
▪ asked, one amount   ▼ 30.00 EUR given (nothing left)
▽ nothing left   ◇ income not known
◆ 10.00 EUR given (costs not known)
─ ─ my limit: now 12.7 % after living costs
? asked, no amount named
↑ above 100 %: asked up to 330.0 %, given up to 120.0 %""",
    ChartView.AMOUNTS: """\
60 EUR▔│                                     ███
       │                                     ███
       │                   ███               ███
       │                   ███               ███
40 EUR▔│                   ███               ███
       │                   ███               ███
       │                   ███   ███         ███
       │                   ███   ███         ███
20 EUR▔│      ▔   ▔▔▔   ▔▔▔███▔▔ ███        ─███──▔   ▔▔
       │             ▃▃▃   ███  ▔███▔▔       ███   ███
       │       ███   ███   ███   ███         ███   ███
       │       ███   ███   ███   ███         ███   ███
 0 EUR▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔
         Apr   May   Jun   Jul   Aug   Sep   Oct   Nov
         2026                                    so far
█ given   ─ ─ my limit: now 19 EUR   no bar: nothing given""",
    ChartView.ASKED_GIVEN: """\
                          ?↑495
60 EUR▔│                  ▌                  ███
       │                  ▘▄▄▄               ███
       │                   ███               ███
40 EUR▔│                   ███               ███
       │      ▪     ▪      ███  ▪▄▄▄  ▪     ▪███  ▖
       │                   ███   ███         ███  ▌
20 EUR▔│                   ███   ███         ███  ▌▂▂▂
       │       ▄▄▄   ▆▆▆   ███   ███         ███   ███
       │       ███   ███   ███   ███         ███   ███
 0 EUR▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔
         Apr   May   Jun   Jul   Aug   Sep   Oct   Nov
         2026                                    so far
█ given   ▌ asked, low to high   ▪ asked, one amount
? asked, no amount named
↑ asked for more, up to 495.00 EUR   no bar: nothing given""",
}


def text(drawn: list[CanvasLine]) -> str:
    """The lines with ordinary spaces, so that a test can be read."""
    return render_plain_text(drawn).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("view", DRAWN)
def test_each_view_in_words_and_shapes(view: ChartView) -> None:
    assert text(render_monthly_chart(build_hard_series(view), 60, 18)) == DRAWN[view]


@pytest.mark.parametrize("view", ChartView)
def test_the_picture_says_what_the_terminal_says(view: ChartView) -> None:
    shown = build_hard_series(view)
    told = pdf_text(draw_monthly_chart(shown, ImageFormat.PDF, ["circle"]))
    in_cells = text(render_monthly_chart(shown, 96, 30))
    assert chart_text.describe_chart(["circle"], view) in told
    for item in chart_text.build_legend(shown, shown.axis.top):
        meaning = item.text.replace("\N{NO-BREAK SPACE}", " ")
        assert item.sign is chart_text.LegendSign.SO_FAR or (
            meaning in told and meaning in in_cells
        )
    ticks = re.findall(r"([0-9]+ (?:%|EUR))▔[▔│]", in_cells)
    assert len(ticks) in (3, 4)
    # A PDF's text may lose the narrow blank between a lone digit and its unit.
    assert all(tick.replace(" ", "") in told.replace(" ", "") for tick in ticks)


def test_each_view_has_a_title_and_a_short_name_of_its_own() -> None:
    assert [chart_text.format_view_name(view) for view in ChartView] == [
        "share of income",
        "after living costs",
        "amounts",
        "asked and given",
        "by kind",
    ]
    for groups in (["circle"], ["circle", "reading"]):
        for told in (chart_text.format_chart_title, chart_text.describe_chart):
            titles = {told(groups, view) for view in ChartView}
            assert len(titles) == len(ChartView)
            assert not any("{" in title for title in titles)


LONGEST_MONTHS = "September 2025 to September 2026"


@pytest.mark.parametrize("view", ChartView)
@pytest.mark.parametrize("groups", [[], ["W" * 500], ["circle", "reading"]])
def test_title_and_months_stand_side_by_side_in_a_narrow_terminal(
    view: ChartView, groups: list[str]
) -> None:
    assert len(chart_text.format_chart_title(groups, view)) + len("  ") + len(LONGEST_MONTHS) <= 76
    assert ("all groups" in chart_text.format_chart_title(groups, view).lower()) == (
        len(groups) > 1
    )


def test_after_needs_it_says_of_what_the_parts_are() -> None:
    shown = build_hard_series(ChartView.AFTER_NEEDS)
    basis = "given, after living costs"
    assert chart_text.build_legend(shown, shown.axis.top)[0].text == basis
    assert chart_text.build_legend(shown, shown.axis.top, hidden=True)[0].text == basis
    income = build_hard_series(ChartView.INCOME)
    assert chart_text.build_legend(income, income.axis.top)[0].text == "given"


def test_what_goes_on_above_the_top_is_said_in_the_least_rows() -> None:
    shown = build_hard_series(ChartView.AFTER_NEEDS)
    drawn = text(render_monthly_chart(shown, 58, 13))
    assert "?↑330 %" in drawn
    assert "↑ above 100 %: asked up to 330.0 %, given up to 120.0 %" in drawn
    assert "? asked, no amount" in drawn
    drawn = text(render_monthly_chart(shown, 44, 14))
    assert "↑330 %" in drawn
    assert "?" not in drawn


def test_a_month_with_nothing_left_speaks_first_of_what_was_given() -> None:
    rows = [build_month_row(TODAY, 800_00, (30_00, 30_00), 15_00, needs=800_00)]
    drawn = text(render_monthly_chart(build_series(ChartView.AFTER_NEEDS, rows, TODAY), 60, 9))
    assert drawn.partition("▔▔")[0].splitlines()[-2].split() == ["│", "▼"]
    assert "▼ 15.00 EUR given (nothing left)" in drawn


def test_an_ask_wholly_above_the_top_has_its_arrow_there() -> None:
    one = build_income_series([build_month_row(TODAY, 950_00, (500_00, 500_00), 35_00)], TODAY)
    top, *below = text(render_monthly_chart(one, 60, 18)).splitlines()
    assert top.split() == ["↑53", "%"]
    assert not any("▌" in line for line in below if "asked" not in line)
    assert text(render_monthly_chart(one, 60, 18, hidden=True)).splitlines()[0].split() == ["↑"]
    without = image(build_income_series([build_month_row(TODAY, given=35_00)], TODAY))
    assert count_of(ShapeStyle.MARK, image(one)) > count_of(ShapeStyle.MARK, without)
    # A band at the top would be read as the number that stands there.
    assert not count_of(ShapeStyle.ASKED, image(one))


def test_an_ask_without_an_amount_is_seen_on_a_bar_to_the_top() -> None:
    rows = [build_month_row(TODAY, 100_00, given=300_00, asked_open=1)]
    full = build_income_series(rows, TODAY)
    without = build_income_series([build_month_row(TODAY, 100_00, given=300_00)], TODAY)
    assert count_of(ShapeStyle.GIVEN, image(full)) < count_of(ShapeStyle.GIVEN, image(without))


@pytest.mark.parametrize("view", ChartView)
def test_a_small_year_of_bars_shows_its_number_as_dots_when_hidden(view: ChartView) -> None:
    drawn = text(render_year_bars(build_hard_series(view), 66, 5, hidden=True))
    assert "█" in drawn
    assert "highest •••" in drawn
    assert not re.search("[0-9]", drawn.replace("last 8 months", ""))


def test_each_kind_has_its_own_paint_in_the_picture() -> None:
    picture = Image.open(
        BytesIO(draw_monthly_chart(build_hard_series(ChartView.KINDS), ImageFormat.PNG))
    ).convert("RGB")
    assert all(count_of(ink, picture) > 200 for ink in KIND_STYLES.values())


def test_printed_in_grey_kinds_differ_in_lightness_or_pattern() -> None:
    def grey(ink: ShapeStyle) -> float:
        red, green, blue = bytes.fromhex(ink.value.colour[1:])
        return 0.299 * red + 0.587 * green + 0.114 * blue

    looks: dict[str | None, list[float]] = {}
    for ink in KIND_STYLES.values():
        looks.setdefault(ink.value.hatch, []).append(grey(ink))
    for greys in looks.values():
        assert all(more - less > 30 for less, more in pairwise(sorted(greys)))
    assert set(KIND_STYLES) == set(Kind)


@pytest.mark.parametrize("view", DRAWN)
@pytest.mark.parametrize("size", [(34, 18), (60, 18), (96, 30)])
def test_hidden_amounts_leave_no_share_and_no_amount(
    view: ChartView, size: tuple[int, int]
) -> None:
    drawn = text(render_monthly_chart(build_hard_series(view), *size, hidden=True))
    assert ("••• %" if view.is_percent else "••• EUR") in drawn
    assert set(re.findall(r"[0-9]+", drawn)) == {"2026"}


@given(series(least=1), st.integers(20, 200), st.integers(5, 40))
@SOME
def test_hidden_no_number_but_years_and_how_many_months(
    any_series: Series, width: int, height: int
) -> None:
    drawn = text(render_monthly_chart(any_series, width, height, hidden=True))
    years = {str(point.month.year) for point in any_series.points}
    last = re.search(r" (?:months|years)(?:,|$)", drawn, re.MULTILINE)
    counts = set(re.findall(r"[0-9]+", drawn[: last.start()] if last else "")) & set(
        map(str, range(len(any_series.points) + 1))
    )
    assert set(re.findall(r"[0-9]+", drawn)) <= years | counts


@given(
    st.lists(st.integers(1, 10_000_00), min_size=1, max_size=6),
    st.integers(0, 40),
)
def test_kinds_share_all_rows_by_their_size(parts: list[int], rows: int) -> None:
    heights = stack_parts(parts, rows)
    assert sum(heights) == rows
    assert min(heights) >= int(sum(heights) >= len(parts))
    ordered = sorted(zip(parts, heights, strict=True))
    assert all(less[1] <= more[1] + 1 for less, more in pairwise(ordered))


def test_a_kind_too_small_for_a_row_gives_way_to_larger_ones() -> None:
    assert stack_parts([2_00, 9_00, 1_00], 2) == [1, 1, 0]
    assert stack_parts([2_00, 57_00, 1_00], 10) == [1, 8, 1]
    assert stack_parts([4_00], 0) == [0]


def test_each_kind_is_told_apart_without_colour() -> None:
    assert len(set(KIND_FILLS.values())) == len(Kind)


@pytest.mark.parametrize("view", ChartView)
def test_ten_years_are_drawn_before_anyone_waits(view: ChartView) -> None:
    rows = [
        build_month_row(
            TODAY.add_months(index - 119), given=30_00 + index, needs=800_00, asked=(30_00, 90_00)
        )
        for index in range(120)
    ]
    ten_years = build_series(view, rows, TODAY)
    durations = []
    for _time in range(10):
        start = time.process_time()
        render_monthly_chart(ten_years, 96, 30)
        durations.append(time.process_time() - start)
    assert min(durations) < 0.03, "a tenth of a blink, on a machine that does other things as well"
