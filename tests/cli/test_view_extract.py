"""A copy from which entries were left out: `tracker view` tells nothing that rests on these."""

import json
from pathlib import Path

import pytest

from tests.command_line import Tracker

LINES = """2025-09-01 income 950/month
2025-09-01 need food 260/month
2025-09-01 need rent 380/month
2025-09-01 limit 10%
2025-09-03 paid 30/month dues
2025-10-03 income 100
2025-11-05 paid 20 donation
2025-11-06 paid 200 donation @!Lantern
"""
DAY = ("--today", "2025-11-29")
LEFT = "after living costs"
SOME_MONTHS = "This copy may not have all months."
UNKNOWN = "This copy doesn’t include enough to show what’s left."


@pytest.fixture
def tracker(tracker: Tracker) -> Tracker:
    made = tracker("new", "--currency", "EUR", "--group", "circle", "--no-passphrase")
    assert made.code == 0
    assert tracker("log", stdin=LINES.encode()).code == 0
    return tracker


def view(tracker: Tracker, *options: str, what: str = "out") -> str:
    assert tracker(*DAY, "export", *options, "--to", "out").code == 0
    result = tracker(*DAY, "view", what)
    assert result.code == 0, result.err
    return result.out


def test_all_of_a_book_tells_the_same_as_the_book(tracker: Tracker) -> None:
    own = tracker(*DAY).out
    assert LEFT in own
    assert view(tracker) == own


def test_a_copy_looked_at_later_tells_of_its_last_month(tracker: Tracker) -> None:
    assert tracker("new", "--currency", "EUR", "--no-passphrase", book="later.db").code == 0
    lines = b"2025-09-01 income 950/month\n2025-11-05 paid 20 donation\n"
    assert tracker(*DAY, "log", stdin=lines, book="later.db").code == 0
    assert tracker(*DAY, "export", "--to", "out", book="later.db").code == 0
    then, later = (tracker("--today", day, "view", "out").out for day in (DAY[1], "2027-02-03"))
    assert then.startswith("November 2025\n")
    assert "You were asked for 0.00 and gave 20.00." in then
    assert later == then


@pytest.mark.parametrize("what", ["out", "out/entries.csv"])
def test_without_a_group_it_tells_neither_what_is_left_nor_the_line(
    tracker: Tracker, what: str
) -> None:
    told = view(tracker, "--group", "circle", what=what)
    assert LEFT not in told
    assert "Your limit" not in told
    assert UNKNOWN in told
    assert "You gave 5.3\N{NO-BREAK SPACE}% of this month’s income" in told
    package = json.loads((tracker.folder / "out" / "datapackage.json").read_text())
    assert package["tracker"]["extract"] == ["groups"]


@pytest.mark.parametrize("options", [("--from", "2025-10"), ("--until", "2025-10")])
@pytest.mark.parametrize("inside", [(), ("--attach-tables",)])
def test_of_some_months_it_shows_the_entries_and_no_figure(
    tracker: Tracker, options: tuple[str, ...], inside: tuple[str, ...]
) -> None:
    what = "out/report.pdf" if inside else "out"
    told = view(tracker, *options, *inside, what=what)
    assert told.startswith(SOME_MONTHS)
    assert "2025-10-03  income" in told
    for figure in (LEFT, "of this month’s income", "asked for"):
        assert figure not in told


def test_a_table_that_lies_alone_may_lack_anything(tracker: Tracker) -> None:
    view(tracker)
    table = Path(tracker.folder / "out" / "entries.csv")
    (tracker.folder / "table.csv").write_bytes(table.read_bytes())
    assert tracker(*DAY, "view", "table.csv").out.startswith(SOME_MONTHS)


def test_a_book_that_begins_with_the_first_month_is_whole(tracker: Tracker) -> None:
    assert LEFT in view(tracker, "--from", "2025-09", "--until", "2025-11")


def test_without_rent_a_reader_is_not_asked_to_add_it(tracker: Tracker) -> None:
    assert tracker("log", stdin=b"2025-11-01 need rent 0/month\n").code == 0
    assert tracker("erase", "3", "--yes").code == 0
    assert tracker("erase", "9", "--yes").code == 0
    own, told = tracker(*DAY).out, view(tracker)
    assert "need rent 380/month" in own
    assert "need rent" not in told
    assert UNKNOWN in told
