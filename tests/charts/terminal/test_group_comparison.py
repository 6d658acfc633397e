"""Two groups side by side in the terminal: rows in order, no line too wide, amounts hidden."""

import pytest

from tests.analysis.groups.two_groups import compare_groups_of
from tracker.charts.terminal.canvas import render_plain_text
from tracker.charts.terminal.group_comparison import render_group_comparison
from tracker.i18n import NumberFormat
from tracker.text_width import measure_cells


def test_the_steps_stand_side_by_side() -> None:
    drawn = render_plain_text(
        render_group_comparison(compare_groups_of(), 90, NumberFormat())
    ).splitlines()
    assert drawn[0].split() == ["after", "circle", "tea", "table"]
    assert drawn[3].split()[:6] == ["4", "meetings", "asked", "3", "times", "35.00"]
    assert drawn[3].split()[-3:] == ["asked", "once", "–"]
    bars = [line.count("█") for line in drawn]
    assert bars[1] == 0 < bars[2] < bars[3]


@pytest.mark.parametrize("width", [1, 8, 30, 56, 90, 190])
def test_no_line_is_wider_than_there_is_room(width: int) -> None:
    for line in render_plain_text(
        render_group_comparison(compare_groups_of(), width, NumberFormat())
    ).splitlines():
        assert measure_cells(line) <= width


def test_hidden_amounts_are_dots() -> None:
    drawn = render_plain_text(
        render_group_comparison(compare_groups_of(), 100, NumberFormat(is_hidden=True))
    )
    assert "•••" in drawn
    assert "35.00" not in drawn
