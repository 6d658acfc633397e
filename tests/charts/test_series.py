from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.charts.examples import (
    TODAY,
    TWO_PERCENT,
    hard_series,
    hard_year,
    row,
    series,
    year_series,
)
from tracker.charts.series import (
    NEAR,
    ROOM,
    WHOLE,
    Series,
    Unknown,
    View,
    axis_for,
    series_of,
    shares_of_income,
)
from tracker.entries.types import Kind, Limit
from tracker.months import Month

OCTOBER = Month(2025, 10)


def test_a_month_is_drawn_with_the_shares_of_its_row() -> None:
    (point,) = shares_of_income([row(OCTOBER, 950_00, (95_00, 545_00), 35_00)], TODAY).points
    assert (point.given, point.band, point.line) == (368, (1000, 5737), 200)
    assert not point.so_far
    assert point.unknown is None


def test_an_amount_as_my_line_becomes_a_share_of_the_months_income() -> None:
    limit = Limit(day=date(2025, 9, 1), amount=19_00)
    lines = [
        shares_of_income([row(OCTOBER, income, limit=limit)], TODAY).points[0].line
        for income in (950_00, 380_00, 0, None)
    ]
    assert lines == [200, 500, None, None]


@pytest.mark.parametrize(
    ("income", "unknown"), [(None, Unknown.NO_INCOME_NOTED), (0, Unknown.NO_INCOME)]
)
def test_a_month_without_income_has_no_share_but_keeps_gift_and_percent_line(
    income: int | None, unknown: Unknown
) -> None:
    (point,) = shares_of_income([row(OCTOBER, income, (5_00, 9_00), 3_00)], TODAY).points
    assert (point.given, point.band, point.line) == (None, None, 200)
    assert (point.given_cents, point.unknown) == (3_00, unknown)


def test_after_needs_a_share_is_of_what_needs_leave() -> None:
    (point,) = series_of(
        View.AFTER_NEEDS, [row(OCTOBER, 950_00, (30_00, 75_00), 15_00, needs=800_00)], TODAY
    ).points
    assert (point.given, point.band) == (10_00, (20_00, 50_00))
    assert point.line == 12_67  # 2 % of 950.00 are 19.00 of the 150.00 left


@pytest.mark.parametrize(
    ("income", "needs", "unknown"),
    [
        (None, 800_00, Unknown.NO_INCOME_NOTED),
        (950_00, None, Unknown.NO_NEED_NOTED),
        (800_00, 800_00, Unknown.NOTHING_LEFT),
        (0, 800_00, Unknown.NOTHING_LEFT),
        (0, None, Unknown.NOTHING_LEFT),
        (801_00, 800_00, None),
    ],
)
def test_after_needs_it_is_known_why_there_is_no_share(
    income: int | None, needs: int | None, unknown: Unknown | None
) -> None:
    rows = [row(OCTOBER, income, (9_00, 9_00), 5_00, needs=needs)]
    (point,) = series_of(View.AFTER_NEEDS, rows, TODAY).points
    assert point.unknown is unknown
    assert (point.given is None) == (point.band is None) == (unknown is not None)
    assert point.given_cents == 5_00


@pytest.mark.parametrize("view", [View.AMOUNTS, View.ASKED_GIVEN, View.KINDS])
def test_amounts_are_known_in_every_month(view: View) -> None:
    points = hard_series(view).points
    assert [point.given for point in points] == [row.given for row in hard_year()]
    assert {point.unknown for point in points} == {None}


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
    (point,) = series_of(View.AMOUNTS, [row(OCTOBER, income, limit=limit)], TODAY).points
    assert point.line == line


@given(st.integers(1, 2000_00), st.integers(0, 100_00), st.integers(0, 3000_00))
def test_what_is_above_my_line_exactly_is_above_it_among_amounts(
    income: int, percent: int, cents: int
) -> None:
    limit = Limit(day=date(2025, 9, 1), percent=percent)
    (point,) = series_of(View.AMOUNTS, [row(OCTOBER, income, (0, 0), cents, limit)], TODAY).points
    assert point.line is not None
    assert (cents > point.line) == (cents * 10_000 > percent * income)


def test_what_each_view_shows_beside_what_was_given() -> None:
    huge = {view: hard_series(view).points[3] for view in View}
    asked = {view for view, point in huge.items() if point.band or point.asked_open}
    assert asked == {View.INCOME, View.AFTER_NEEDS, View.ASKED_GIVEN}
    assert huge[View.ASKED_GIVEN].band == (50_00, 545_00)
    lines = {view for view, point in huge.items() if point.line is not None}
    assert lines == {View.INCOME, View.AFTER_NEEDS, View.AMOUNTS}
    assert {view for view, point in huge.items() if point.parts} == {View.KINDS}
    assert dict(huge[View.KINDS].parts) == {Kind.DUES: 30_00, Kind.EVENT: 20_00}


def test_only_todays_month_is_so_far() -> None:
    assert [point.month for point in year_series().points if point.so_far] == [TODAY]


def test_no_line_where_none_is_set_and_a_line_of_nothing_is_a_line() -> None:
    nothing = Limit(day=date(2025, 9, 1), amount=0)
    rows = [row(OCTOBER, limit=None), row(OCTOBER.add_months(1), limit=nothing)]
    assert [point.line for point in shares_of_income(rows, TODAY).points] == [None, 0]


def test_rows_with_a_gap_or_of_two_groups_are_no_series() -> None:
    first, second = row(OCTOBER), row(OCTOBER.add_months(1))
    for wrong in (
        [first, row(OCTOBER.add_months(2))],
        [first, first],
        [first, replace(second, group="circle")],
    ):
        with pytest.raises(ValueError, match="one group, month after month"):
            shares_of_income(wrong, TODAY)


def test_a_huge_ask_does_not_make_the_gift_a_sliver() -> None:
    huge = shares_of_income([row(OCTOBER, 950_00, (50_00, 500_00), 35_00)], TODAY)
    assert huge.most_asked == 52_63
    assert huge.axis.ticks == (0, 4_00, 8_00)
    assert huge.points[0].beyond(huge.axis.top) == 52_63


def test_one_high_ask_among_many_does_not_stretch_the_axis() -> None:
    asks = [30_00, 30_00, 500_00, 30_00, 60_00]
    rows = [
        row(OCTOBER.add_months(index), 1000_00, (cents, cents), 80_00)
        for index, cents in enumerate(asks)
    ]
    shown = shares_of_income(rows, TODAY)
    assert shown.axis.top == 8_00
    assert [bool(point.beyond(8_00)) for point in shown.points] == [False, False, True] + 2 * [
        False
    ]


def test_an_ask_that_leaves_the_gift_readable_is_drawn_whole() -> None:
    modest = shares_of_income([row(OCTOBER, 1000_00, (50_00, 70_00), 35_00)], TODAY)
    assert modest.axis.top == 8_00
    assert modest.points[0].beyond(modest.axis.top) == 0


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
        row(OCTOBER.add_months(index), 1000_00, (cents, cents), given, limit=None)
        for index, cents in enumerate(asked)
    ]
    shown = shares_of_income(rows, TODAY)
    assert shown.axis.top == top
    assert axis_for(ROOM * given // 10).top == without
    beyond = [bool(point.beyond(top)) for point in shown.points]
    assert beyond == [cents // 10 > top for cents in asked]


def test_an_axis_of_amounts_reaches_an_ask_a_little_above_it() -> None:
    rows = [row(OCTOBER, 950_00, (49_00, 49_00), 20_00, limit=None)]
    assert series_of(View.ASKED_GIVEN, rows, TODAY).axis.top == 60_00


def test_an_ask_for_more_than_all_is_cut_where_all_of_it_ends() -> None:
    rows = [row(OCTOBER, 100_00, (120_00, 120_00), 50_00, limit=None)]
    shown = shares_of_income(rows, TODAY)
    assert shown.axis.top == WHOLE
    assert shown.points[0].beyond(WHOLE) == 120_00


def test_an_ask_alone_is_drawn_whole() -> None:
    alone = shares_of_income([row(OCTOBER, 950_00, (50_00, 500_00), limit=None)], TODAY)
    assert alone.axis.top == 60_00


def test_nothing_is_drawn_above_all_of_the_income() -> None:
    lost = shares_of_income([row(OCTOBER, 10_00, given=50_00)], TODAY)
    assert lost.axis.top == WHOLE
    assert lost.points[0].beyond(WHOLE) == 500_00


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
    assert axis_for(share).ticks == ticks


@given(st.integers(0, 200_00) | st.integers(0, 10**13))
def test_any_axis_has_three_or_four_even_ticks_and_reaches_its_value(value: int) -> None:
    axis = axis_for(value)
    assert len(axis.ticks) in (3, 4)
    assert axis.ticks[0] == 0
    assert axis.ticks[-1] == axis.top
    assert (
        len({after - before for before, after in zip(axis.ticks, axis.ticks[1:], strict=False)})
        == 1
    )
    assert value <= axis.top
    assert axis.top <= max(2 * value, 200)


@given(series(least=1))
def test_gifts_and_my_line_are_whole_and_keep_their_part_of_the_height(any_series: Series) -> None:
    top = any_series.axis.top
    firm = [value for point in any_series.points for value in (point.given, point.line) if value]
    whole = WHOLE if any_series.view.in_percent else max(firm, default=0)
    assert all(min(value, whole) <= top for value in firm)
    if firm:
        assert top <= axis_for(axis_for(ROOM * max(firm)).top * NEAR // 100).top
