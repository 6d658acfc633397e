"""The tables of the results, and the page that is kept."""

import re

from benchmarks.figures import BARE, Figure
from benchmarks.goals import BARE_SECONDS, GOALS, Goal, judge
from benchmarks.results import (
    CHART_FILE,
    RESULTS,
    format_ratio,
    format_value,
    render_figures,
    render_goals,
    render_table,
)

GOAL = Goal("save to painted", "50 ms", 0.05 / BARE_SECONDS, BARE)
FIGURES = [
    Figure("save to painted", 1_000, 0.05, {BARE: 0.208}),
    Figure("save to painted", 100_000, 2.08, {BARE: 0.208, "Bagels": 4.16}),
]


def test_the_columns_of_a_table_are_straight() -> None:
    assert render_table(["what", "x"], [["a", "long"], ["more to say", ""]]) == (
        "| what        | x    |\n"
        "| ----------- | ---- |\n"
        "| a           | long |\n"
        "| more to say |      |\n"
    )


def test_a_goal_has_each_size_and_its_verdict() -> None:
    head, _line, row = render_goals([judge(GOAL, FIGURES)]).splitlines()
    assert split_row(head) == ["what", "goal", "1,000", "100,000", "met"]
    assert split_row(row) == [
        "save to painted",
        "50 ms",
        "50 ms 0.24x",
        "2080 ms 10x",
        "not met: 41.60x",
    ]


def test_a_goal_without_figures_is_there_and_not_measured() -> None:
    table = render_goals([judge(GOAL, FIGURES), judge(GOALS[-1], [])])
    assert split_row(table.splitlines()[-1])[-1] == "not measured"


def test_a_peer_that_was_not_measured_has_a_dash() -> None:
    _head, _line, small, large = render_figures(FIGURES).splitlines()
    assert split_row(small)[-2:] == ["0.24x", "–"]
    assert split_row(large)[-2:] == ["10x", "0.50x"]


def test_measures_with_the_same_peers_share_a_table_in_which_each_is_in_one_place() -> None:
    figures = [
        Figure("log", 10, 2.0, {BARE: 1.0}),
        Figure("typing", 10, 0.2, {"Input": 0.1}),
        Figure("chart", 10, 3.0, {BARE: 1.0}),
        Figure("log", 1, 1.0, {BARE: 1.0}),
    ]
    bare, other = render_figures(figures).split("\n\n")
    assert [split_row(row)[:2] for row in bare.splitlines()[2:]] == [
        ["log", "1"],
        ["log", "10"],
        ["chart", "10"],
    ]
    assert split_row(other.splitlines()[0]) == ["what", "entries", "took", "Input"]


def test_values_and_ratios_say_what_matters() -> None:
    assert format_value(Figure("memory", None, 340e6, is_size=True)) == "340 MB"
    assert format_value(Figure("import", 1, 12.4)) == "12 s"
    assert [format_ratio(ratio) for ratio in (0.014, 1.5, 46.2)] == ["0.014x", "1.50x", "46x"]


def test_the_page_that_is_kept_has_every_goal_and_its_picture() -> None:
    page = RESULTS.read_text("utf-8")
    rows = [split_row(line) for line in page.splitlines() if line.startswith("|")]
    judged = [row for row in rows if row[0] != "what" and re.match("met|not m", row[-1])]
    kept = {(row[0], row[1]) for row in judged}
    assert kept == {(goal.measure, goal.words) for goal in GOALS}
    assert f"({CHART_FILE})" in page
    assert RESULTS.with_name(CHART_FILE).is_file()


def split_row(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]
