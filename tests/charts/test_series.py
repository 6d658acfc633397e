"""The values of charts: what is drawn of each month, and how high the axis goes."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.charts.examples import (
    TODAY,
    TWO_PERCENT,
    build_hard_rows,
    build_hard_series,
    build_month_row,
    build_year_series,
)
from tests.charts.strategies import SOME, series
from tracker.charts.series import (
    ASK_HEADROOM,
    NEAR_PERCENT,
    WHOLE_INCOME,
    ChartView,
    Series,
    UnknownReason,
    build_axis,
    build_income_series,
    build_series,
)
from tracker.entries.types import Kind, Limit
from tracker.months import Month

OCTOBER = Month(2025, 10)


def test_a_month_is_drawn_with_the_shares_of_its_row() -> None:
    (point,) = build_income_series(
        [build_month_row(OCTOBER, 950_00, (95_00, 495_00), 35_00)], TODAY
    ).points
    assert (point.given, point.band, point.limit) == (368, (1000, 5211), 200)
    assert not point.is_unfinished
    assert point.unknown_reason is None


def test_an_amount_as_my_line_becomes_a_share_of_the_months_income() -> None:
    limit = Limit(day=date(2025, 9, 1), amount=19_00)
    lines = [
        build_income_series([build_month_row(OCTOBER, income, limit=limit)], TODAY).points[0].limit
        for income in (950_00, 380_00, 0, None)
    ]
    assert lines == [200, 500, None, None]


@pytest.mark.parametrize(
    ("income", "unknown"), [(None, UnknownReason.INCOME_UNKNOWN), (0, UnknownReason.NO_INCOME)]
)
def test_a_month_without_income_has_no_share_but_keeps_gift_and_percent_line(
    income: int | None, unknown: UnknownReason
) -> None:
    (point,) = build_income_series(
        [build_month_row(OCTOBER, income, (5_00, 9_00), 3_00)], TODAY
    ).points
    assert (point.given, point.band, point.limit) == (None, None, 200)
    assert (point.given_cents, point.unknown_reason) == (3_00, unknown)


def test_after_needs_a_share_is_of_what_needs_leave() -> None:
    (point,) = build_series(
        ChartView.AFTER_NEEDS,
        [build_month_row(OCTOBER, 950_00, (30_00, 75_00), 15_00, needs=800_00)],
        TODAY,
    ).points
    assert (point.given, point.band) == (10_00, (20_00, 50_00))
    assert point.limit == 12_67  # 2 % of 950.00 are 19.00 of the 150.00 left


@pytest.mark.parametrize(
    ("income", "needs", "unknown"),
    [
        (None, 800_00, UnknownReason.INCOME_UNKNOWN),
        (950_00, None, UnknownReason.LIVING_COSTS_UNKNOWN),
        (800_00, 800_00, UnknownReason.NOTHING_LEFT),
        (0, 800_00, UnknownReason.NOTHING_LEFT),
        (0, None, UnknownReason.NOTHING_LEFT),
        (801_00, 800_00, None),
    ],
)
def test_after_needs_it_is_known_why_there_is_no_share(
    income: int | None, needs: int | None, unknown: UnknownReason | None
) -> None:
    rows = [build_month_row(OCTOBER, income, (9_00, 9_00), 5_00, needs=needs)]
    (point,) = build_series(ChartView.AFTER_NEEDS, rows, TODAY).points
    assert point.unknown_reason is unknown
    assert (point.given is None) == (point.band is None) == (unknown is not None)
    assert point.given_cents == 5_00


@pytest.mark.parametrize("view", [ChartView.AMOUNTS, ChartView.ASKED_GIVEN, ChartView.KINDS])
def test_amounts_are_known_in_every_month(view: ChartView) -> None:
    points = build_hard_series(view).points
    assert [point.given for point in points] == [row.given for row in build_hard_rows()]
    assert {point.unknown_reason for point in points} == {None}


@pytest.mark.parametrize(
    ("limit", "income", "line"),
    [
        (TWO_PERCENT, 950_00, 19_00),
        (TWO_PERCENT, 950_49, 19_00),
        (TWO_PERCENT, None, None),
        (TWO_PERCENT, 0, None),
        (Limit(day=date(2025, 9, 1), amount=12_50), None, 12_50),
        (None, 950_00, None),
    ],
)
def test_my_line_is_an_amount_among_amounts(
    limit: Limit | None, income: int | None, line: int | None
) -> None:
    (point,) = build_series(
        ChartView.AMOUNTS, [build_month_row(OCTOBER, income, limit=limit)], TODAY
    ).points
    assert point.limit == line


@given(st.integers(1, 2000_00), st.integers(0, 100_00), st.integers(0, 3000_00))
def test_what_is_above_my_line_exactly_is_above_it_among_amounts(
    income: int, percent: int, cents: int
) -> None:
    limit = Limit(day=date(2025, 9, 1), percent=percent)
    (point,) = build_series(
        ChartView.AMOUNTS, [build_month_row(OCTOBER, income, (0, 0), cents, limit)], TODAY
    ).points
    assert point.limit is not None
    assert (cents > point.limit) == (cents * 10_000 > percent * income)


def test_what_each_view_shows_beside_what_was_given() -> None:
    huge = {view: build_hard_series(view).points[3] for view in ChartView}
    asked = {view for view, point in huge.items() if point.band or point.asked_open}
    assert asked == {ChartView.INCOME, ChartView.AFTER_NEEDS, ChartView.ASKED_GIVEN}
    assert huge[ChartView.ASKED_GIVEN].band == (50_00, 495_00)
    lines = {view for view, point in huge.items() if point.limit is not None}
    assert lines == {ChartView.INCOME, ChartView.AFTER_NEEDS, ChartView.AMOUNTS}
    assert {view for view, point in huge.items() if point.given_by_kind} == {ChartView.KINDS}
    assert dict(huge[ChartView.KINDS].given_by_kind) == {Kind.DUES: 30_00, Kind.EVENT: 20_00}


def test_only_todays_month_is_so_far() -> None:
    assert [point.month for point in build_year_series().points if point.is_unfinished] == [TODAY]


def test_no_line_where_none_is_set_and_a_line_of_nothing_is_a_line() -> None:
    nothing = Limit(day=date(2025, 9, 1), amount=0)
    rows = [
        build_month_row(OCTOBER, limit=None),
        build_month_row(OCTOBER.add_months(1), limit=nothing),
    ]
    assert [point.limit for point in build_income_series(rows, TODAY).points] == [None, 0]


def test_rows_with_a_gap_or_of_two_groups_are_no_series() -> None:
    first, second = build_month_row(OCTOBER), build_month_row(OCTOBER.add_months(1))
    for wrong in (
        [first, build_month_row(OCTOBER.add_months(2))],
        [first, first],
        [first, replace(second, group="circle")],
    ):
        with pytest.raises(ValueError, match="one group, month after month"):
            build_income_series(wrong, TODAY)


def test_a_huge_ask_does_not_make_the_gift_a_sliver() -> None:
    huge = build_income_series([build_month_row(OCTOBER, 950_00, (50_00, 450_00), 35_00)], TODAY)
    assert huge.highest_asked == 47_37
    assert huge.axis.ticks == (0, 4_00, 8_00)
    assert huge.points[0].find_value_above(huge.axis.top) == 47_37


def test_one_high_ask_among_many_does_not_stretch_the_axis() -> None:
    asks = [30_00, 30_00, 500_00, 30_00, 60_00]
    rows = [
        build_month_row(OCTOBER.add_months(index), 1000_00, (cents, cents), 80_00)
        for index, cents in enumerate(asks)
    ]
    shown = build_income_series(rows, TODAY)
    assert shown.axis.top == 8_00
    assert [bool(point.find_value_above(8_00)) for point in shown.points] == [
        False,
        False,
        True,
    ] + 2 * [False]


def test_an_ask_that_leaves_the_gift_readable_is_drawn_whole() -> None:
    modest = build_income_series([build_month_row(OCTOBER, 1000_00, (50_00, 70_00), 35_00)], TODAY)
    assert modest.axis.top == 8_00
    assert modest.points[0].find_value_above(modest.axis.top) == 0


@pytest.mark.parametrize(
    ("asked", "given", "top", "without"),
    [
        ([49_00], 20_00, 6_00, 4_00),
        ([50_00, 49_00], 20_00, 6_00, 4_00),
        ([70_00, 69_00], 20_00, 4_00, 4_00),
        ([49_00, 500_00], 20_00, 6_00, 4_00),
    ],
    ids=["little above", "a quarter above", "too far above", "a huge one goes on above"],
)
def test_an_ask_a_little_above_the_axis_makes_it_longer(
    asked: list[int], given: int, top: int, without: int
) -> None:
    rows = [
        build_month_row(OCTOBER.add_months(index), 1000_00, (cents, cents), given, limit=None)
        for index, cents in enumerate(asked)
    ]
    shown = build_income_series(rows, TODAY)
    assert shown.axis.top == top
    assert build_axis(ASK_HEADROOM * given // 10).top == without
    beyond = [bool(point.find_value_above(top)) for point in shown.points]
    assert beyond == [cents // 10 > top for cents in asked]


def test_an_axis_of_amounts_reaches_an_ask_a_little_above_it() -> None:
    rows = [build_month_row(OCTOBER, 950_00, (49_00, 49_00), 20_00, limit=None)]
    assert build_series(ChartView.ASKED_GIVEN, rows, TODAY).axis.top == 60_00


def test_an_ask_for_more_than_all_is_cut_where_all_of_it_ends() -> None:
    rows = [build_month_row(OCTOBER, 100_00, (120_00, 120_00), 50_00, limit=None)]
    shown = build_income_series(rows, TODAY)
    assert shown.axis.top == WHOLE_INCOME
    assert shown.points[0].find_value_above(WHOLE_INCOME) == 120_00


def test_an_ask_alone_is_drawn_whole() -> None:
    alone = build_income_series(
        [build_month_row(OCTOBER, 950_00, (50_00, 450_00), limit=None)], TODAY
    )
    assert alone.axis.top == 60_00


def test_nothing_is_drawn_above_all_of_the_income() -> None:
    lost = build_income_series([build_month_row(OCTOBER, 10_00, given=50_00)], TODAY)
    assert lost.axis.top == WHOLE_INCOME
    assert lost.points[0].find_value_above(WHOLE_INCOME) == 500_00


@pytest.mark.parametrize(
    ("share", "ticks"),
    [
        (0, (0, 100, 200)),
        (1, (0, 5, 10)),
        (30, (0, 10, 20, 30)),
        (368, (0, 200, 400)),
        (801, (0, 500, 1000)),
        (1104, (0, 400, 800, 1200)),
        (8000, (0, 4000, 8000)),
        (8001, (0, 5000, 10000)),
        (1_234_567_89, (0, 500_000_00, 1_000_000_00, 1_500_000_00)),
    ],
)
def test_ticks_are_round_and_close(share: int, ticks: tuple[int, ...]) -> None:
    assert build_axis(share).ticks == ticks


@given(st.integers(0, 200_00) | st.integers(0, 10**13))
def test_any_axis_has_three_or_four_even_ticks_and_reaches_its_value(value: int) -> None:
    axis = build_axis(value)
    assert len(axis.ticks) in (3, 4)
    assert axis.ticks[0] == 0
    assert axis.ticks[-1] == axis.top
    assert (
        len({after - before for before, after in zip(axis.ticks, axis.ticks[1:], strict=False)})
        == 1
    )
    assert value <= axis.top
    assert axis.top <= max(2 * value, 200)


@SOME
@given(series(least=1))
def test_gifts_and_my_line_are_whole_and_keep_their_part_of_the_height(any_series: Series) -> None:
    top = any_series.axis.top
    firm = [value for point in any_series.points for value in (point.given, point.limit) if value]
    whole = WHOLE_INCOME if any_series.view.is_percent else max(firm, default=0)
    assert all(min(value, whole) <= top for value in firm)
    if firm:
        assert top <= build_axis(build_axis(ASK_HEADROOM * max(firm)).top * NEAR_PERCENT // 100).top
