"""Charts by year: what a year is the sum of, its name, and what is not drawn of it."""

from datetime import date

import pytest

from tests.charts.examples import TODAY, build_month_row, build_watched_rows
from tests.charts.terminal.test_monthly_chart import text
from tracker.analysis.monthly.table import MonthRow
from tracker.charts import chart_text
from tracker.charts.chart_text import describe_year_part, format_year_part
from tracker.charts.series import ChartView, MonthPoint, UnknownReason, build_series
from tracker.charts.terminal.monthly_chart import find_smallest_width, render_monthly_chart
from tracker.entries.types import Limit
from tracker.months import Month

ONE, TWO = (Limit(day=date(2025, 1, 1), percent=percent) for percent in (1_00, 2_00))
YEARS_60_BY_18 = """\
                            ?
2 %▔│▔▔▔▔▔▔      ▔▔▔▔▔▔▔▔▔▔▔▔      ▔▔▔▔▔▔
    │     ▪
    │
    │
1 %▔│
    │
    │        +                 +
    │      ▁▁▁▁▁▁            ▄▄▄▄▄▄
0 %▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔
             •°                •°
            2025              2026
          from Oct           so far
█ given   ▪ asked   ─ ─ my limit: 2 %
? asked, no amount named
+ a payment whose amount I don’t know
shares are of the months whose income is known
• I saw others being asked, or giving   ° I heard of it"""


def build_year(rows: list[MonthRow], view: ChartView = ChartView.INCOME) -> MonthPoint:
    (point,) = build_series(view, rows, TODAY, by_year=True).points
    return point


def test_the_share_of_a_year_is_of_the_months_whose_income_is_known() -> None:
    first = Month(2025, 1)
    known = [build_month_row(first.add_months(1), 1000_00, (10_00, 20_00), 30_00)]
    unknown = [build_month_row(first, None, (500_00, 500_00), 90_00)]
    point = build_year(unknown + known)
    assert (point.given, point.band) == (3_00, (1_00, 2_00))
    assert (point.given_cents, point.is_partly_known) == (120_00, True)
    assert not build_year(known).is_partly_known
    nothing_known = build_year(unknown)
    assert nothing_known.unknown_reason is UnknownReason.INCOME_UNKNOWN
    assert nothing_known.given is None
    amounts = build_year(unknown + known, ChartView.ASKED_GIVEN)
    assert (amounts.given, amounts.band) == (120_00, (510_00, 520_00))
    assert not amounts.is_partly_known


def test_a_year_after_living_costs_is_of_the_months_in_which_something_is_left() -> None:
    first = Month(2025, 1)
    point = build_year(
        [
            build_month_row(first, 1000_00, (90_00, 90_00), 50_00),
            build_month_row(first.add_months(1), 1000_00, (20_00, 20_00), 10_00, needs=900_00),
        ],
        ChartView.AFTER_NEEDS,
    )
    assert (point.given, point.band) == (10_00, (20_00, 20_00))
    assert point.is_partly_known


@pytest.mark.parametrize(
    ("limits", "view", "drawn"),
    [
        ([TWO, TWO], ChartView.INCOME, 2_00),
        ([ONE, TWO], ChartView.INCOME, None),
        ([None, TWO], ChartView.INCOME, None),
        ([TWO, TWO], ChartView.AMOUNTS, None),
        ([TWO, TWO], ChartView.AFTER_NEEDS, None),
        ([Limit(day=date(2025, 1, 1), amount=20_00)] * 2, ChartView.INCOME, None),
    ],
)
def test_a_limit_is_drawn_for_a_year_if_it_was_one_percentage_all_year(
    limits: list[Limit | None], view: ChartView, drawn: int | None
) -> None:
    months = [Month(2025, 1), Month(2025, 2)]
    rows = [
        build_month_row(month, limit=limit, needs=500_00)
        for month, limit in zip(months, limits, strict=True)
    ]
    assert build_year(rows, view).limit == drawn


@pytest.mark.parametrize(
    ("first", "last", "part"),
    [
        (Month(2025, 1), Month(2025, 12), ""),
        (Month(2025, 9), Month(2025, 12), "from Sep"),
        (Month(2025, 1), Month(2025, 6), "to Jun"),
        (Month(2025, 3), Month(2025, 6), "Mar to Jun"),
        (Month(2025, 3), Month(2025, 3), "Mar"),
        (Month(2026, 1), TODAY, "so far"),
        (Month(2026, 9), TODAY, "from Sep, so far"),
    ],
)
def test_a_part_of_a_year_is_named(first: Month, last: Month, part: str) -> None:
    months = last.number - first.number + 1
    point = build_year([build_month_row(first.add_months(index)) for index in range(months)])
    assert format_year_part(point) == part
    assert describe_year_part(point) == (f"{first.year} ({part})" if part else f"{first.year}")


def test_years_have_slim_bars_with_their_part_below() -> None:
    series = build_series(ChartView.INCOME, build_watched_rows(), TODAY, by_year=True)
    assert text(render_monthly_chart(series, 60, 18)) == YEARS_60_BY_18


def test_the_chosen_month_chooses_its_year() -> None:
    series = build_series(ChartView.INCOME, build_watched_rows(), TODAY, by_year=True)
    for month, year in ((Month(2025, 11), 2025), (Month(2026, 1), 2026)):
        assert f"›{year}" in text(render_monthly_chart(series, 60, 18, chosen=month))


def test_many_years_are_cut_like_many_months() -> None:
    rows = [build_month_row(TODAY.add_months(index - 359), given=5_00) for index in range(360)]
    series = build_series(ChartView.AMOUNTS, rows, TODAY, by_year=True)
    drawn = text(render_monthly_chart(series, 60, 18))
    assert "last 8 of 31 years" in drawn
    assert "2019  2020  2021  2022  2023  2024  2025  2026" in drawn
    earlier = text(render_monthly_chart(series, 60, 18, chosen=Month(2000, 5)))
    assert "›2000" in earlier
    assert "8 of 31 years, to 2003" in earlier
    assert "last" not in text(render_monthly_chart(series, find_smallest_width(series), 18))


def test_titles_say_year_where_they_would_say_month() -> None:
    for view in ChartView:
        for told in (chart_text.format_chart_title, chart_text.describe_chart):
            assert "month" not in told(["circle"], view, is_yearly=True)
    title = chart_text.format_chart_title(["circle"], ChartView.AMOUNTS, is_yearly=True)
    assert title == "What I gave, year by year"


def test_by_kind_a_year_is_a_column_of_the_table() -> None:
    series = build_series(ChartView.KINDS, build_watched_rows(), TODAY, by_year=True)
    drawn = text(render_monthly_chart(series, 60, 10, chosen=TODAY)).splitlines()
    assert drawn == [
        "EUR         2025   ›2026",
        "donation      20      12",
        "given         20      12",
        "2025 (from Oct), 2026 (so far)",
        "not counting payments whose amount I don’t know",
    ]
