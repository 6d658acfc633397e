"""The monthly chart in cells: every sign is explained, and nothing overlaps at any size."""

import subprocess
import sys
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.charts.examples import (
    TODAY,
    build_equal_months,
    build_hard_series,
    build_month_row,
    build_year_series,
)
from tests.charts.strategies import SOME, series
from tracker.charts.series import ChartView, Series, build_income_series
from tracker.charts.terminal.monthly_chart import (
    CanvasLine,
    Role,
    render_monthly_chart,
    render_plain_text,
)
from tracker.charts.terminal.plot import KIND_FILLS
from tracker.charts.terminal.year_bars import render_year_bars
from tracker.entries.types import Limit
from tracker.months import Month
from tracker.text_width import measure_cells

YEAR_60_BY_18 = """\
                          ?                      ↑52 %
10 %▔│                ▌   ▌                       ▌
     │                ▌   ▌
     │                ▌   ▌               ▖   ▖
     │                ▌   ▌        ██  ▂▂ ▌   ▌
 5 %▔│                ▌   ▘▆▆      ██  ██ ▌   ▌▆▆
     │        ▪   ▪▄▄ ▘    ██     ▪██ ▪██ ▘   ▘██  ██
     │─  ──  ──  ──██──▂▂──██──  ──██──██──  ──██──██─
     │     ◇   ▇▇  ██  ██  ██  ◆   ██  ██      ██  ██
 0 %▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔
      Dec Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov so far
           2026
█ given   ▌ asked, low to high   ▪ asked, one amount
─ ─ my limit: 2 %   ◇ income not known
◆ 30.00 EUR given (income not known)
? asked, no amount named   ↑ asked for more, up to 52.1 %
no bar: nothing given"""

BARS_66_BY_5 = """\
                     ██ ▃▃           share of income given
               ██    ██ ██    ██ ▃▃  last 12 months, highest 6.3 %
  ▁  ▁  ▁██▁  ▁██▁  ▁██▁██▁  ▁██▁██▁ ◇ income not known
   ◇  ▅▅ ██ ██ ██ ◆  ██ ██    ██ ██  ◆ given (income not known)
D  J  F  M  A  M  J  J  A  S  O  N   ─ ─ my limit"""


def text(drawn: list[CanvasLine]) -> str:
    """The lines with ordinary spaces, so that a test can be read."""
    return render_plain_text(drawn).replace("\N{NO-BREAK SPACE}", " ")


DRAWN = (Role.GIVEN, Role.MARK)
Cell = tuple[str, Role]


def is_table(drawn: list[CanvasLine]) -> bool:
    """Whether no base is drawn, for what is by kind in few rows."""
    return not any("▔▔" in part for line in drawn for part, role in line if role is Role.AXIS)


def in_roles(drawn: list[CanvasLine], roles: tuple[Role, ...]) -> str:
    """All that is drawn in some roles."""
    return "".join(part for line in drawn for part, role in line if role in roles)


def plot_of(drawn: list[CanvasLine]) -> list[list[Cell]]:
    """The cells above the base, row by row, the lowest first, without the row of arrows."""
    rows: list[list[Cell]] = []
    for line in drawn:
        axis = "".join(part for part, role in line if role is Role.AXIS)
        if "▔▔" in axis:
            return rows[::-1]
        if "│" in axis:
            rows.append([(sign, role) for part, role in line for sign in part])
    raise AssertionError("no base is drawn")


def column(plot: list[list[Cell]], x: int, role: Role) -> list[str]:
    """The signs of a role in one column, the lowest first."""
    return [row[x][0] if x < len(row) and row[x][1] is role else " " for row in plot]


def of_role(drawn: list[CanvasLine], role: Role) -> str:
    return "".join(part for line in drawn for part, its_role in line if its_role is role)


def test_a_year_in_words_and_shapes() -> None:
    assert text(render_monthly_chart(build_year_series(), 60, 18)) == YEAR_60_BY_18


def test_a_small_year_of_bars() -> None:
    assert text(render_year_bars(build_year_series(), 66, 5)) == BARS_66_BY_5


def test_an_ask_without_an_amount_stands_above_the_scale_in_every_size() -> None:
    for width, height in ((60, 18), (58, 10), (76, 14), (190, 40)):
        drawn = render_monthly_chart(build_year_series(), width, height)
        assert "?" in of_role(drawn[:1], Role.MARK)
        assert not any("?" in sign for cells in plot_of(drawn) for sign, _role in cells)


def test_my_line_keeps_clear_of_the_base() -> None:
    limit = Limit(day=date(2025, 1, 1), percent=10)
    rows = [
        build_month_row(TODAY.add_months(-1), given=90_00, limit=limit),
        build_month_row(TODAY, given=9_00, limit=limit),
    ]
    (lowest, *_above) = plot_of(render_monthly_chart(build_income_series(rows, TODAY), 60, 18))
    assert {sign for sign, role in lowest if role is Role.LIMIT} == {"─"}


def test_an_empty_book_is_one_sentence_at_any_width() -> None:
    assert (
        text(render_monthly_chart(Series(()), 80, 20))
        == "There are no entries up to today, so there’s nothing to draw."
    )
    assert max(map(len, text(render_monthly_chart(Series(()), 20, 5)).splitlines())) <= 20
    assert render_year_bars(Series(()), 80, 3) == []


def test_each_shape_has_its_role() -> None:
    drawn = render_monthly_chart(build_year_series(), 60, 18)
    assert set(of_role(drawn, Role.GIVEN)) <= set(" ▁▂▃▄▅▆▇█")
    assert set(of_role(drawn, Role.ASKED)) <= set(" ▖▘▌▪")
    assert set(of_role(drawn, Role.LIMIT)) <= set("▁─▔ ")
    assert set(of_role(drawn, Role.AXIS)) <= set("│▔ %0123456789\N{NO-BREAK SPACE}")


def test_the_last_months_are_shown_where_not_all_fit_and_it_says_so() -> None:
    drawn = text(render_monthly_chart(build_equal_months(120), 80, 20))
    assert "last 25 of 120 months" in drawn
    assert drawn.count("2026") == 1
    assert "2016" not in drawn


def test_a_chosen_month_is_brought_into_sight_and_marked_without_colour() -> None:
    drawn = render_monthly_chart(build_equal_months(120), 80, 20, chosen=Month(2018, 3))
    assert "2018" in text(drawn)
    assert "25 of 120 months, to " in text(drawn)
    assert of_role(drawn, Role.CHOSEN) == "▔▔▔›M"


def test_all_months_are_shown_where_they_fit() -> None:
    assert "of 14 months" not in text(render_monthly_chart(build_equal_months(14), 80, 20))


def test_names_give_way_to_initials() -> None:
    assert "Oct Nov" in text(render_monthly_chart(build_year_series(), 60, 18))
    assert "O  N" in text(render_monthly_chart(build_year_series(), 44, 18))


def test_a_month_that_is_over_is_not_so_far() -> None:
    assert "so far" in text(render_monthly_chart(build_equal_months(12), 60, 18))
    assert "N so far" in text(render_monthly_chart(build_equal_months(12), 48, 18))
    assert "Nov: so far" in text(render_monthly_chart(build_equal_months(12), 43, 18))
    assert "so far" not in text(
        render_monthly_chart(build_equal_months(12, last=TODAY.add_months(-1)), 60, 18)
    )


def test_no_share_is_drawn_without_an_income() -> None:
    rows = [
        build_month_row(TODAY.add_months(-1), None, (9_00, 9_00), 5_00),
        build_month_row(TODAY, 0, (9_00, 9_00)),
    ]
    drawn = render_monthly_chart(build_income_series(rows, TODAY), 60, 18)
    assert of_role(drawn, Role.GIVEN) == of_role(drawn, Role.ASKED) == ""
    assert "◆ 5.00 EUR given (income not known)" in text(drawn)
    assert "◇ no income\n" in text(drawn)


def test_more_than_all_of_the_income_is_said() -> None:
    drawn = text(
        render_monthly_chart(
            build_income_series([build_month_row(TODAY, 10_00, given=50_00)], TODAY), 60, 18
        )
    )
    assert "↑500 %" in drawn
    assert "gave more than all of my income, up to 500.0 %" in drawn
    assert "100 %▔│" in drawn


def test_a_line_beyond_the_top_is_named_and_not_drawn() -> None:
    limit = Limit(day=date(2025, 1, 1), amount=30_00)
    drawn = render_monthly_chart(
        build_income_series([build_month_row(TODAY, 10_00, limit=limit)], TODAY), 60, 18
    )
    assert of_role(drawn, Role.LIMIT) == "─ ─"
    assert "my limit: 300 %" in text(drawn)


def test_a_gift_too_small_for_a_share_is_seen_on_a_line_of_nothing() -> None:
    limit = Limit(day=date(2025, 1, 1), amount=0)
    tiny = build_income_series([build_month_row(TODAY, 90_000_00, given=1, limit=limit)], TODAY)
    assert tiny.points[0].given == tiny.points[0].limit == 0
    assert "▁" in of_role(render_monthly_chart(tiny, 60, 18), Role.GIVEN)


@pytest.mark.parametrize(("width", "height"), [(20, 5), (60, 12), (80, 24), (200, 40)])
def test_the_axis_is_readable_at_every_size(width: int, height: int) -> None:
    drawn = text(render_monthly_chart(build_year_series(), width, height))
    assert " 0 %▔▔" in drawn
    assert "10 %▔│" in drawn
    amounts = text(render_monthly_chart(build_hard_series(ChartView.AMOUNTS), width, height))
    assert " 0 EUR▔▔" in amounts
    assert "60 EUR▔│" in amounts


def test_drawing_in_cells_loads_neither_matplotlib_nor_a_terminal_library() -> None:
    code = (
        "import sys, tracker.charts.terminal.monthly_chart\n"
        "print(sorted({'matplotlib', 'numpy', 'textual', 'rich'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


@SOME
@given(
    series(),
    st.integers(20, 200),
    st.integers(5, 40),
    st.booleans(),
    st.none() | st.integers(0, 150),
)
def test_any_months_fit_any_size(
    any_series: Series, width: int, height: int, hidden: bool, chosen: int | None
) -> None:
    month = None
    if any_series.points and chosen is not None:
        month = any_series.points[0].month.add_months(chosen)
    for drawn in (
        render_monthly_chart(any_series, width, height, chosen=month, hidden=hidden),
        render_year_bars(any_series, width, height),
    ):
        assert len(drawn) <= height
        for line in drawn:
            assert measure_cells(render_plain_text([line])) <= width
            assert all(part and isinstance(role, Role) for part, role in line)
            assert not any(unicodedata.category(sign) == "Cc" for sign in render_plain_text([line]))


@SOME
@given(series(least=1), st.integers(20, 200), st.integers(5, 40), st.integers(0, 200))
def test_a_chosen_month_is_always_in_sight(
    any_series: Series, width: int, height: int, index: int
) -> None:
    month = any_series.points[index % len(any_series.points)].month
    assert "›" in of_role(
        render_monthly_chart(any_series, width, height, chosen=month), Role.CHOSEN
    )


@SOME
@given(series(least=1), st.integers(20, 200), st.integers(5, 40))
def test_a_gift_in_the_last_month_never_vanishes(
    any_series: Series, width: int, height: int
) -> None:
    last = any_series.select_months(len(any_series.points) - 1, 1)
    given_cents = last.points[0].given_cents
    drawn = render_monthly_chart(last, width, height)
    if is_table(drawn):
        assert bool(given_cents) == any(map(str.isdigit, in_roles(drawn, DRAWN)))
        return
    signs = {sign for row in plot_of(drawn) for sign, role in row if role in DRAWN}
    assert bool(given_cents) == bool(signs & {*"▁▂▃▄▅▆▇█◆▼", *KIND_FILLS.values()})


def test_months_of_a_wide_script_stay_in_their_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    from tracker.i18n import clear_locale_cache

    monkeypatch.setenv("LC_ALL", "ja_JP.UTF-8")
    clear_locale_cache()
    for width in (20, 40, 60, 100):
        drawn = render_monthly_chart(build_year_series(), width, 18)
        assert max(measure_cells(render_plain_text([line])) for line in drawn) <= width
    assert "11月" in text(drawn)


@pytest.mark.parametrize("width", range(50, 80))
def test_so_far_is_whole_or_not_there(width: int) -> None:
    drawn = text(render_monthly_chart(build_equal_months(15), width, 30))
    assert "so far" in drawn
    assert not any(line.endswith((" s", " so", "so f", "so fa")) for line in drawn.splitlines())
