"""The grid of a chart in cells: one scale for bars, asks, the limit and ticks."""

import re
from datetime import date

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.charts.examples import (
    TODAY,
    build_equal_months,
    build_hard_series,
    build_month_row,
)
from tests.charts.strategies import SOME, series
from tests.charts.terminal.test_monthly_chart import column, is_table, of_role, plot_of, text
from tests.strategies import EXAMPLES
from tracker.charts.chart_text import build_legend
from tracker.charts.series import ChartView, Series, build_income_series, build_series
from tracker.charts.terminal.monthly_chart import Role, find_smallest_width, render_monthly_chart
from tracker.charts.terminal.plot import KIND_FILLS
from tracker.entries.types import Kind, Limit

SMALL_CENTS = st.integers(0, 200_00)
MY_LINES = st.integers(1, 200_00)


def amounts(gifts: list[int], line: int, view: ChartView = ChartView.AMOUNTS) -> Series:
    limit = Limit(day=date(2025, 1, 1), amount=line)
    first = TODAY.add_months(1 - len(gifts))
    rows = [
        build_month_row(first.add_months(index), given=cents, limit=limit, kinds={Kind.DUES: cents})
        for index, cents in enumerate(gifts)
    ]
    return build_series(view, rows, TODAY)


@SOME
@given(
    st.lists(SMALL_CENTS, min_size=1, max_size=12),
    MY_LINES,
    st.integers(60, 120),
    st.integers(8, 40),
)
def test_a_bar_is_as_high_as_its_value_also_where_my_line_runs(
    gifts: list[int], line: int, width: int, height: int
) -> None:
    for view, step in ((ChartView.AMOUNTS, 1), (ChartView.KINDS, 8)):
        shown = amounts(gifts, line, view)
        # By kind few rows are no drawing but a table.
        rows = height if view is ChartView.AMOUNTS else height + 16
        top, plot = shown.axis.top, plot_of(render_monthly_chart(shown, width, rows))
        heights = []
        for x in range(width):
            signs = column(plot, x, Role.GIVEN)
            assert "".join(signs).rstrip().count(" ") == 0
            full = [8 if sign in KIND_FILLS.values() else " ▁▂▃▄▅▆▇█".index(sign) for sign in signs]
            heights.append(sum(full))
        runs = [size for size, before in zip(heights, [0, *heights], strict=False) if not before]
        rounded = [(16 * len(plot) * cents + top) // (2 * top) for cents in gifts if cents]
        assert [size for size in runs if size] == [
            max(step, (max(1, eighths) + step // 2) // step * step) for eighths in rounded
        ]


@SOME
@given(st.lists(SMALL_CENTS, min_size=1, max_size=12), MY_LINES, st.integers(8, 40))
def test_my_line_runs_in_the_row_that_its_value_falls_in(
    gifts: list[int], line: int, height: int
) -> None:
    shown = amounts(gifts, line)
    plot = plot_of(render_monthly_chart(shown, 80, height))
    rows = {y for y, cells in enumerate(plot) if any(role is Role.LIMIT for _, role in cells)}
    (y,) = rows
    assert y * shown.axis.top < len(plot) * line <= (y + 1) * shown.axis.top


@SOME
@given(SMALL_CENTS, SMALL_CENTS, st.integers(8, 40))
def test_what_was_asked_reaches_from_low_to_high_and_no_half_row_further(
    low: int, more: int, height: int
) -> None:
    high = low + more + 1
    rows = [build_month_row(TODAY, asked=(low, high), given=200_00)]
    shown = build_series(ChartView.ASKED_GIVEN, rows, TODAY)
    top, plot = shown.axis.top, plot_of(render_monthly_chart(shown, 60, height))
    xs = {x for cells in plot for x, (_sign, role) in enumerate(cells) if role is Role.ASKED}
    (x,) = xs
    signs = "".join(f"{'▖▌'.count(sign)}{'▘▌'.count(sign)}" for sign in column(plot, x, Role.ASKED))
    assert all(sign in "▖▘▌ " for sign in column(plot, x, Role.ASKED))
    first, last = signs.index("1"), signs.rindex("1") + 1
    assert "0" not in signs[first:last]
    halves = 2 * len(plot)
    within = halves * low // top, max(1, -(-halves * high // top))
    if within[1] - within[0] <= 1:
        assert (first // 2, last - first) == (min(within[0], within[1] - 1) // 2, 2)
        return
    assert first * top <= halves * low
    assert last * top >= halves * high
    assert last == 1 or (last - 1) * top < halves * high
    assert last - first == 1 or (first + 1) * top > halves * low


@SOME
@given(
    series(least=1),
    st.integers(20, 200),
    st.integers(5, 40),
    st.lists(st.integers(0, 200), min_size=2, max_size=3),
)
def test_the_scale_never_moves_while_one_walks(
    any_series: Series, width: int, height: int, walked: list[int]
) -> None:
    def axis(index: int) -> list[str]:
        month = any_series.points[index % len(any_series.points)].month
        drawn = render_monthly_chart(any_series, width, height, chosen=month)
        if is_table(drawn):
            # Its rows stay.
            labels = [line.partition(" ")[0] for line in text(drawn).splitlines()]
            return labels[: max(map(labels.index, {"given", "the"} & set(labels)), default=0)]
        lines = [text([line]) for line in drawn][: len(plot_of(drawn)) + 2]
        return [
            line.split("│")[0].split("▔")[0] if "▔" in line or "│" in line else "" for line in lines
        ]

    first, *others = walked
    assert all(axis(each) == axis(first) for each in others)


@SOME
@given(series(least=1), st.integers(40, 200), st.integers(5, 60), st.booleans())
def test_no_sign_is_drawn_that_the_legend_does_not_explain(
    any_series: Series, width: int, height: int, hidden: bool
) -> None:
    drawn = render_monthly_chart(any_series, width, height, hidden=hidden)
    # A table has words, and no sign.
    assume(any_series.view is not ChartView.KINDS or not is_table(drawn))
    base = next(y for y, line in enumerate(drawn) if "▔▔" in of_role([line], Role.AXIS))
    above, key = drawn[:base], text(drawn[base:])
    asked = set(of_role(above, Role.ASKED)) - {" ", "▖", "▘"}
    meanings = {"▴": "▴ low end of what was asked"}
    assert all(meanings.get(sign, f"{sign} asked") in " ".join(key.split()) for sign in asked)
    assert not of_role(above, Role.LIMIT) or "my limit" in key
    assert "?" not in of_role(above, Role.MARK) or "? asked" in key
    assert "↑" not in of_role(above, Role.MARK) or "↑ " in key
    assert "+" not in of_role(above, Role.MARK) or "+ " in key
    observed = of_role(drawn[base + 1 : base + 2], Role.MARK)
    told = {"•": r"• (I )?saw", "°": r"° (I )?heard"}
    assert all(re.search(told[sign], key) for sign in observed if sign in told)
    if height >= 40:
        assert all(sign in key for sign in set(of_role(above, Role.MARK)) & set("◆◇▼▽"))


def test_at_60_columns_the_legend_of_the_hardest_year_is_whole() -> None:
    for view in ChartView:
        drawn = text(render_monthly_chart(build_hard_series(view), 58, 14))
        items = build_legend(build_hard_series(view), build_hard_series(view).axis.top)
        told = " ".join(drawn.split())
        assert all(
            " ".join(item.text.split()) in told
            for item in items
            # In a table a month without anything is empty, and no sign has to say so.
            if item.text != "Nov: so far" and (view is not ChartView.KINDS or item.sign in Kind)
        )


def test_numbers_stand_over_their_own_month_and_never_over_the_axis() -> None:
    asks = [(500_00, 500_00), (30_00, 30_00), (30_00, 30_00), (400_00, 600_00), (30_00, 30_00)]
    rows = [
        build_month_row(TODAY.add_months(index - 4), asked=asked, given=30_00)
        for index, asked in enumerate(asks)
    ]
    for width in range(24, 80):
        drawn = render_monthly_chart(build_income_series(rows, TODAY), width, 16)
        above, names = (
            text(drawn).splitlines()[0],
            text(drawn).splitlines()[len(plot_of(drawn)) + 2],
        )
        left = text(drawn).splitlines()[1].index("│")
        starts = [found.start() for found in re.finditer("[A-Z]", names)]
        for number, index in (("53 %", 0), ("63 %", 3)):
            if number in above:
                x = above.index(number) - 1
                assert x > left
                middle = x + (len(number) + 1) / 2
                pitch = starts[1] - starts[0]
                assert abs(middle - starts[index] - 1) <= max(pitch, 4)
                nearest = min(range(5), key=lambda each: abs(starts[each] + 1 - middle))
                assert nearest == index


def test_where_most_asks_go_on_above_it_is_said_once() -> None:
    rows = [
        build_month_row(TODAY.add_months(index - 23), asked=(40_00, 900_00), given=30_00)
        for index in range(24)
    ]
    for hidden in (False, True):
        drawn = text(render_monthly_chart(build_income_series(rows, TODAY), 80, 24, hidden=hidden))
        assert "▌" not in drawn
        assert "▴ low end of what was asked" in drawn
        assert drawn.splitlines()[0].split() == ["↑"] * 24
        assert "asked for more in most months" in drawn
        assert ("up to 94.7 %" in drawn) != hidden


def test_a_wider_window_never_shows_fewer_months() -> None:
    ten_years = build_equal_months(120)
    counts = []
    for width in range(20, 200, 1 if EXAMPLES > 1 else 3):
        found = re.search(r"last (\d+) of 120", text(render_monthly_chart(ten_years, width, 24)))
        assert found is not None
        counts.append(int(found[1]))
    assert counts == sorted(counts)
    assert find_smallest_width(ten_years) == 6 + 3 * 120 - 1
