"""A campaign's fundraising goals drawn as steps in the terminal."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.patterns.campaigns import OFFICE, find_campaigns_of
from tests.charts.strategies import SOME
from tests.strategies import number_entries
from tracker.analysis.patterns.fundraising_goals import find_campaigns
from tracker.charts.terminal.canvas import render_plain_text
from tracker.charts.terminal.goals import REACHED_SIGN, render_goal_steps
from tracker.entries.types import Goal
from tracker.i18n import NumberFormat
from tracker.text_width import measure_cells


@pytest.mark.parametrize("width", [56, 80, 190])
def test_the_line_goes_up_where_the_target_was_raised(width: int) -> None:
    (campaign,) = find_campaigns_of(OFFICE)
    above, below, days, year = render_plain_text(
        render_goal_steps(campaign, width, NumberFormat())
    ).splitlines()
    assert above.startswith("28,000.00 ┤")
    assert below.startswith("20,000.00 ┤───")
    assert above.index("┌") == below.index("┘") == days.index("Nov 27")
    assert below.index(REACHED_SIGN) == days.index("Nov 15")
    assert days.index("Oct 30") == year.index("2025")
    assert len(above) <= 100


def test_a_day_with_two_targets_keeps_their_order() -> None:
    (campaign,) = find_campaigns_of(OFFICE.replace("11-27", "11-15"))
    above, below, *_days = render_plain_text(
        render_goal_steps(campaign, 56, NumberFormat())
    ).splitlines()
    assert below.index(REACHED_SIGN) < below.index("┘") == above.index("┌")


def test_a_range_is_drawn_at_both_ends_and_nowhere_between() -> None:
    (campaign,) = find_campaigns_of(
        "2025-10-30 goal about 30 +a met\n2025-11-15 goal 40-42 +a\n2025-11-27 goal 41 +a met"
    )
    drawn = render_plain_text(render_goal_steps(campaign, 56, NumberFormat())).splitlines()
    highest, middle, lowest, before, days, _year = drawn
    assert highest.startswith("      42.00 ┤")
    assert middle.startswith("      41.00 ┤")
    assert lowest.startswith("      40.00 ┤")
    assert before.startswith("about 30.00 ┤◆─")
    raised, settled = days.index("Nov 15"), days.index("Nov 27")
    assert [line[raised] for line in drawn[:4]] == ["┌", "│", "├", "┘"]
    assert [line[settled] for line in drawn[:3]] == ["┐", "├", "┘"]
    assert middle[raised + 1 : settled].strip() == ""
    assert middle[settled + 1] == REACHED_SIGN


def test_hidden_amounts_are_dots() -> None:
    (campaign,) = find_campaigns_of(OFFICE)
    drawn = render_plain_text(render_goal_steps(campaign, 56, NumberFormat(is_hidden=True)))
    assert "•••" in drawn
    assert not [text for text in (".00", "40", "28", "80") if text in drawn]


NAMED_GOALS = st.lists(
    st.tuples(
        st.integers(0, 900),
        st.tuples(st.integers(1, 999_999_999), st.integers(0, 1) | st.integers(0, 999_999)),
        st.booleans(),
    ),
    min_size=1,
    max_size=12,
)


@SOME
@given(NAMED_GOALS, st.integers(1, 200))
def test_it_is_never_wider_than_there_is_room(
    named: list[tuple[int, tuple[int, int], bool]], width: int
) -> None:
    first = date(2025, 1, 1)
    goals = [
        Goal(day=first + timedelta(days=day), low=low, high=low + more, campaign="a", met=met)
        for day, (low, more), met in named
    ]
    (campaign,) = find_campaigns(number_entries(goals))
    lines = render_plain_text(render_goal_steps(campaign, width, NumberFormat())).splitlines()
    assert all(measure_cells(line) <= width for line in lines)
    if width >= 56 and len({day for day, _amount, _met in named}) == len(named) <= 3:
        assert sum(line.count(REACHED_SIGN) for line in lines) == sum(
            met * (1 + bool(more)) for _day, (_low, more), met in named
        )
