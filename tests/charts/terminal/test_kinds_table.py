"""What was given by kind, in blocks or as a table: no kind of any month vanishes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.charts.examples import (
    TODAY,
    build_hard_series,
    build_month_row,
)
from tests.charts.strategies import CENTS, SOME
from tests.charts.terminal.test_monthly_chart import column, plot_of, text
from tracker.charts.series import ChartView, build_series
from tracker.charts.terminal.canvas import CanvasLine, Role
from tracker.charts.terminal.monthly_chart import render_monthly_chart, select_visible_months
from tracker.charts.terminal.plot import KIND_FILLS
from tracker.entries.entry_description import KIND_LABELS
from tracker.entries.types import Kind
from tracker.i18n import _label

AS_A_TABLE = """\
            2026
EUR          Apr   May   Jun   Jul   Aug   Sep   Oct   Nov
donation            10     2
dues                       2    30    30          30
merch                      2                            15
event                      2    20                20
literature                 2
other                      2                      10
given               10    12    50    30          60    15
Nov: so far"""
AS_BLOCKS = """\
60 EUR▔│                                     ···
       │                                     ···
       │                                     ···
       │                                     ···
       │                   ▚▚▚               ▚▚▚
       │                   ▚▚▚               ▚▚▚
       │                   ▚▚▚               ▚▚▚
       │                   ▚▚▚               ▚▚▚
       │                   ▚▚▚               ▚▚▚
40 EUR▔│                   ▚▚▚               ▚▚▚
       │                   ▚▚▚               ▚▚▚
       │                   ▚▚▚               ▚▚▚
       │                   ▚▚▚               ▚▚▚
       │                   ░░░   ░░░         ░░░
       │                   ░░░   ░░░         ░░░
       │                   ░░░   ░░░         ░░░
       │                   ░░░   ░░░         ░░░
       │                   ░░░   ░░░         ░░░
20 EUR▔│                   ░░░   ░░░         ░░░
       │                   ░░░   ░░░         ░░░
       │                   ░░░   ░░░         ░░░   ▌▌▌
       │             ···   ░░░   ░░░         ░░░   ▌▌▌
       │       ███   ≡≡≡   ░░░   ░░░         ░░░   ▌▌▌
       │       ███   ▚▚▚   ░░░   ░░░         ░░░   ▌▌▌
       │       ███   ▌▌▌   ░░░   ░░░         ░░░   ▌▌▌
       │       ███   ░░░   ░░░   ░░░         ░░░   ▌▌▌
       │       ███   ███   ░░░   ░░░         ░░░   ▌▌▌
 0 EUR▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔
         Apr   May   Jun   Jul   Aug   Sep   Oct   Nov
         2026                                    so far
██ donation   ░░ dues   ▌▌ merch   ▚▚ event   ≡≡ literature
·· other   no bar: nothing given   rounded to whole rows"""
GIVEN = st.lists(st.dictionaries(st.sampled_from(Kind), CENTS, max_size=4), min_size=1, max_size=40)
NARROW = 30
"""From so many columns on the widest amount has its own."""


def test_a_month_whose_kinds_have_no_room_makes_a_table() -> None:
    assert text(render_monthly_chart(build_hard_series(ChartView.KINDS), 60, 18)) == AS_A_TABLE


def test_where_all_kinds_have_room_they_stand_upon_one_another() -> None:
    assert text(render_monthly_chart(build_hard_series(ChartView.KINDS), 60, 34)) == AS_BLOCKS


def test_where_lines_are_few_the_smaller_kinds_stand_together() -> None:
    drawn = text(render_monthly_chart(build_hard_series(ChartView.KINDS), 60, 5)).splitlines()
    assert drawn[-1].split() == ["the", "rest", "6", "20", "30"]


@pytest.mark.parametrize("width", [14, 20, 23, 40])
def test_where_there_is_no_room_labels_are_cut_and_no_amount_is(width: int) -> None:
    kinds = {Kind.EVENT: 1, Kind.LITERATURE: 999_999_999}
    rows = [build_month_row(TODAY, given=sum(kinds.values()), kinds=kinds)]
    drawn = text(
        render_monthly_chart(build_series(ChartView.KINDS, rows, TODAY), width, 5, chosen=TODAY)
    )
    for told in ("›", "0.01", "9,999,999.99", "10,000,000.00"):
        assert told in drawn
    assert ("literature" in drawn) is (width >= 24)


@pytest.mark.parametrize("size", [(60, 12), (60, 40)])
def test_what_is_hidden_has_no_figure_and_still_its_kinds(size: tuple[int, int]) -> None:
    drawn = text(
        render_monthly_chart(build_hard_series(ChartView.KINDS), *size, hidden=True)
    ).replace("2026", "")
    assert not any(map(str.isdigit, drawn))
    assert "literature" in drawn


@given(GIVEN, st.integers(NARROW, 200), st.integers(9, 60), st.booleans())
@SOME
def test_no_kind_of_any_month_vanishes(
    months: list[dict[Kind, int]], width: int, height: int, hidden: bool
) -> None:
    first = TODAY.add_months(1 - len(months))
    rows = [
        build_month_row(first.add_months(index), given=sum(kinds.values()), kinds=kinds)
        for index, kinds in enumerate(months)
    ]
    series = build_series(ChartView.KINDS, rows, TODAY)
    drawn = render_monthly_chart(series, width, height, hidden=hidden)
    shown = select_visible_months(series, width, height, hidden=hidden)
    given = [
        {kind for kind, _cents in point.given_by_kind}
        for point in shown.points
        if point.given_by_kind
    ]
    if "▔▔" in text(drawn):
        assert kinds_of_bars(drawn, width) == given
    else:
        lines = text(drawn).splitlines()
        for kind in set().union(*given):
            line = next(line for line in lines if line.startswith(_label(KIND_LABELS[kind.value])))
            assert len(line.split()) - 1 == sum(kind in kinds for kinds in given)


def kinds_of_bars(drawn: list[CanvasLine], width: int) -> list[set[Kind]]:
    """The kinds of each bar, from left to right."""
    plot, kinds = plot_of(drawn), {fill: kind for kind, fill in KIND_FILLS.items()}
    bars: list[set[Kind]] = []
    before: set[Kind] = set()
    for x in range(width):
        now = {kinds[sign] for sign in column(plot, x, Role.GIVEN) if sign in kinds}
        if now and not before:
            bars.append(now)
        before = now
    return bars
