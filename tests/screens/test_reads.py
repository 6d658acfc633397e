"""What screens read of the notebook and mount: the same for an empty one and for ten years.

Statements, rows and widgets are counted, so a busy machine lets none of these fail.
"""

import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from benchmarks.books import TODAY
from tests.book.statement_counter import StatementCounter, count_statements
from tests.pilot_actions import is_on, type_in
from tracker.app.tracker_app import TrackerApp
from tracker.clock import FixedClock
from tracker.months import Month
from tracker.screens.log.add_entry import AddEntryScreen
from tracker.screens.this_month.this_month_screen import MONTHS_SHOWN, ThisMonthScreen

MAIN_SCREENS = {"this month": "f1", "entries": "f2", "chart": "f3", "settings": "f5"}
"""Main screens that read a month, or sums of months, and their keys."""
ON_THIS_MONTH = {"go to": "g", "help": "question_mark", "commands": "ctrl+p", "add": "a"}
"""What opens on top of This month, and its keys."""
SIZES = (0, 3_600, pytest.param(100_000, marks=pytest.mark.long))
"""Entries of the notebooks: none, ten real years, and more than anybody will have."""
MONTHS = 120
"""Months over which the entries of a mixed notebook are spread."""
STATEMENTS, ROWS = 28, 60
"""How many statements and rows a screen reads at most beside its sums and a month's entries."""


class CountedApp:
    """The app on a mixed notebook, whose statements and rows are counted for each key."""

    def __init__(self, app: TrackerApp, pilot: Pilot[None], counter: StatementCounter) -> None:
        """Count what this app reads."""
        self.app = app
        self.pilot = pilot
        self._counter = counter

    async def press(self, *keys: str) -> tuple[int, int]:
        """Press keys. Return how many statements ran, and how many rows were read."""
        self._counter.reset()
        await self.pilot.press(*keys)
        await self.pilot.pause()
        return self.read_counts()

    def read_counts(self) -> tuple[int, int]:
        """Return the counts since the keys that were pressed last."""
        return len(self._counter.statements), self._counter.rows

    def count_sums(self, since: Month | None) -> tuple[int, int]:
        """Return what the sums of months cost by themselves. They are the book's own matter."""
        self._counter.reset()
        self.app.current_book.load_monthly_facts(TODAY, since=since)
        return self.read_counts()

    def count_widgets(self) -> int:
        """Return how many widgets the screen in front has."""
        return len(list(self.app.screen.walk_children()))


@asynccontextmanager
async def open_counted(path: Path, counter: StatementCounter) -> AsyncIterator[CountedApp]:
    """Open the app on a copy of a notebook, and count."""
    app = TrackerApp(path, FixedClock(TODAY))
    async with app.run_test() as pilot:
        yield CountedApp(app, pilot, counter)


@pytest.fixture
def counter(monkeypatch: pytest.MonkeyPatch) -> StatementCounter:
    """Return what counts the statements of the test's notebook."""
    return count_statements(monkeypatch)


@pytest.fixture
def copy_mixed_book(
    make_mixed_book: Callable[[int], Path], tmp_path: Path
) -> Callable[[int], Path]:
    """Return what copies a mixed notebook of so many entries."""
    return lambda count: Path(shutil.copy(make_mixed_book(count), tmp_path))


@pytest.mark.parametrize("count", SIZES)
async def test_a_screen_that_is_shown_again_reads_nothing(
    copy_mixed_book: Callable[[int], Path], counter: StatementCounter, count: int
) -> None:
    async with open_counted(copy_mixed_book(count), counter) as counted:
        for key in MAIN_SCREENS.values():
            await counted.press(key)
        for name, key in MAIN_SCREENS.items():
            statements, rows = await counted.press(key)
            # The footer asks if there is something to redo, as the help and the palette do.
            assert statements <= 2, name
            assert rows == 0, name
        await counted.press("f1")
        for name, key in ON_THIS_MONTH.items():
            await counted.press(key)
            assert not is_on(counted.app, ThisMonthScreen), name
            statements, rows = await counted.press("escape")
            assert is_on(counted.app, ThisMonthScreen), name
            assert statements <= 2, name
            assert rows == 0, name


YEAR_START = Month.from_date(TODAY).add_months(1 - MONTHS_SHOWN)
THIS_MONTH = Month.from_date(TODAY)


@pytest.mark.parametrize("count", SIZES)
@pytest.mark.parametrize(
    ("key", "since", "reads_sums"),
    [("f1", YEAR_START, True), ("f3", None, True), ("f5", THIS_MONTH, True), ("f2", None, False)],
)
async def test_a_screen_reads_its_sums_and_at_most_two_months_of_entries(
    copy_mixed_book: Callable[[int], Path],
    counter: StatementCounter,
    count: int,
    key: str,
    since: Month | None,
    *,
    reads_sums: bool,
) -> None:
    async with open_counted(copy_mixed_book(count), counter) as counted:
        book = counted.app.current_book
        sums = counted.count_sums(since) if reads_sums else (0, 0)
        await counted.press("f4")
        book.settings.set("something", "else")
        statements, rows = await counted.press(key)
        assert statements - sums[0] in range(1, STATEMENTS + 1)
        assert rows - sums[1] <= ROWS + 2 * (count // MONTHS)


@pytest.mark.parametrize("count", SIZES)
async def test_a_save_reads_no_entry_and_no_sum(
    copy_mixed_book: Callable[[int], Path], counter: StatementCounter, count: int
) -> None:
    async with open_counted(copy_mixed_book(count), counter) as counted:
        await counted.press("a")
        assert is_on(counted.app, AddEntryScreen)
        await type_in(counted.pilot, "ask 20 dues no")
        statements, rows = await counted.press("enter")
        assert any(sql.startswith("INSERT INTO entries") for sql in counter.statements)
        assert not [sql for sql in counter.statements if "FROM entries e LEFT JOIN" in sql]
        assert statements <= 40
        assert rows <= ROWS


@pytest.mark.parametrize("count", SIZES)
async def test_another_month_of_the_chart_and_of_the_details_reads_nothing(
    copy_mixed_book: Callable[[int], Path], counter: StatementCounter, count: int
) -> None:
    async with open_counted(copy_mixed_book(count), counter) as counted:
        await counted.press("f3")
        for _details in range(2):
            for key in ("left", "left", "right"):
                statements, rows = await counted.press(key)
                assert statements <= 2
                assert rows <= ROWS + 2 * (count // MONTHS)
            await counted.press("enter")


async def test_a_screen_has_as_many_widgets_for_ten_years_as_for_nothing(
    copy_mixed_book: Callable[[int], Path], counter: StatementCounter
) -> None:
    widgets: list[list[int]] = []
    for count in (0, 3_600):
        async with open_counted(copy_mixed_book(count), counter) as counted:
            widgets.append([])
            for key in (*MAIN_SCREENS.values(), "f1"):
                await counted.press(key)
                widgets[-1].append(counted.count_widgets())
            for key in ON_THIS_MONTH.values():
                await counted.press(key)
                widgets[-1].append(counted.count_widgets())
                await counted.press("escape")
    # Help names some keys only where there are entries.
    assert all(many <= few + 3 for few, many in zip(*widgets, strict=True)), widgets
    assert max(widgets[1]) < 60
