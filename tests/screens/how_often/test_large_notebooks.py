"""What the screens of patterns read, make and mount, counted in small and in large notebooks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.pilot_actions import is_on, open_app
from tracker.app.tracker_app import TrackerApp
from tracker.book.database.connection import Connection, Cursor
from tracker.book.open_book import open_book
from tracker.entries.types import StoredEntry
from tracker.screens.how_often import how_often
from tracker.screens.how_often.compare_groups import CompareGroupsScreen
from tracker.screens.how_often.fundraising_goals import FundraisingGoalsScreen
from tracker.screens.how_often.how_often import HowOftenScreen
from tracker.screens.shell import step_runner
from tracker.screens.shell.input_dialogs import TextInputDialog
from tracker.steps import LARGE, Steps, take_step
from tracker.widgets.selectable_list import MARK
from tracker.widgets.sentence_list import SentenceList

SMALL, ABOVE_LARGE, LARGEST = 3_600, LARGE + 2_000, 100_000
MAX_ENTRY_OBJECTS = 10
"""Three entries of these notebooks repeat, and those are read as entries."""


@dataclass
class Counts:
    """What was counted since the last `clear`."""

    statements: list[str] = field(default_factory=list)
    rows: int = 0
    entry_objects: int = 0
    steps: int = 0

    def clear(self) -> None:
        """Count from the beginning."""
        self.statements.clear()
        self.rows = self.entry_objects = self.steps = 0


class CountedCursor:
    """A cursor that counts the rows that are taken from it."""

    def __init__(self, cursor: Cursor, counts: Counts) -> None:
        self._cursor, self._counts = cursor, counts

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cursor, name)

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        for row in self._cursor:
            self._counts.rows += 1
            yield row

    def fetchone(self) -> tuple[Any, ...] | None:
        """Return the next row."""
        return next(iter(self), None)

    def fetchall(self) -> list[tuple[Any, ...]]:
        """Return all rows that are left."""
        return list(self)


@pytest.fixture
def counts(monkeypatch: pytest.MonkeyPatch) -> Counts:
    """What the book is asked from now on, and the entries that are made."""
    counts = Counts()
    begin, make_entry = Connection.__init__, StoredEntry.__init__

    def begin_counting(connection: Connection, raw: Any) -> None:
        begin(connection, raw)

        def execute(sql: str, values: Any = ()) -> Any:
            counts.statements.append(sql)
            return CountedCursor(raw.execute(sql, values), counts)

        connection.execute = execute

    def make_counted(item: StoredEntry, *values: Any, **fields: Any) -> None:
        counts.entry_objects += 1
        make_entry(item, *values, **fields)

    def take_counted(steps: Steps[None]) -> None:
        counts.steps += 1
        take_step(steps)

    monkeypatch.setattr(Connection, "__init__", begin_counting)
    monkeypatch.setattr(StoredEntry, "__init__", make_counted)
    monkeypatch.setattr(step_runner, "take_step", take_counted)
    return counts


@pytest.fixture
def open_mixed(
    tmp_path: Path, make_mixed_book: Callable[[int], Path]
) -> Callable[[int], TrackerApp]:
    """Return a function that opens the app on a copy of such a notebook."""
    return lambda count: open_app(Path(copy(make_mixed_book(count), tmp_path / f"{count}.db")))


def read_sentences(app: TrackerApp) -> list[str]:
    """Return the sentences of How often, also those below the end of the screen."""
    options = app.screen.query_one(SentenceList).options
    return [" ".join(str(option.prompt).strip(MARK).split()) for option in options]


async def press_and_wait(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, and wait until all that follows is done."""
    await pilot.press(*keys)
    await pilot.pause()


@dataclass(frozen=True)
class Visit:
    """What opening How often took, without what the footer asks about redo when it is drawn."""

    statements: tuple[str, ...]
    rows: int
    entry_objects: int
    steps: int
    widgets: int
    sentences: int


async def visit_how_often(app: TrackerApp, counts: Counts) -> tuple[Visit, Visit]:
    """Open How often, leave it and open it again. Return both visits."""
    async with app.run_test(size=(80, 24)) as pilot:
        visits = []
        for _each in range(2):
            counts.clear()
            await press_and_wait(pilot, "f4")
            assert is_on(app, HowOftenScreen)
            visits.append(
                Visit(
                    tuple(sql for sql in counts.statements if "FROM redo" not in sql),
                    counts.rows,
                    counts.entry_objects,
                    counts.steps,
                    len(app.screen.query("*")),
                    app.screen.query_one(SentenceList).option_count,
                )
            )
            await press_and_wait(pilot, "f1")
        return visits[0], visits[1]


LARGE_COUNTS = pytest.mark.parametrize(
    "count", [ABOVE_LARGE, pytest.param(LARGEST, marks=pytest.mark.long)]
)


@LARGE_COUNTS
async def test_a_large_notebook_takes_no_more_statements_entries_or_widgets(
    counts: Counts, open_mixed: Callable[[int], TrackerApp], count: int
) -> None:
    empty, _again = await visit_how_often(open_mixed(0), counts)
    small, small_again = await visit_how_often(open_mixed(SMALL), counts)
    large, large_again = await visit_how_often(open_mixed(count), counts)
    assert not empty.sentences
    assert min(large.sentences, small.sentences) > 10
    assert large.statements == small.statements
    # An empty notebook has no goal, so it is not asked for the tags of one.
    assert len(empty.statements) == len(small.statements) - 1
    assert max(large.entry_objects, small.entry_objects) <= MAX_ENTRY_OBJECTS
    assert large.widgets == small.widgets == empty.widgets
    assert large_again.statements == small_again.statements == ()
    assert (small.steps, small_again.steps, large_again.steps) == (1, 0, 0)
    assert large.steps > 10


@LARGE_COUNTS
async def test_each_entry_answer_and_tag_is_read_once_and_not_again_before_a_change(
    counts: Counts, open_mixed: Callable[[int], TrackerApp], count: int
) -> None:
    few_rows = 1_500  # Ten years of sums by month.
    small, small_again = await visit_how_often(open_mixed(SMALL), counts)
    large, large_again = await visit_how_often(open_mixed(count), counts)
    # An ask has a tag and mostly an answer. Meetings and payments have neither.
    assert small.rows <= 2 * SMALL + few_rows
    assert large.rows <= 2 * count + few_rows
    assert max(small_again.rows, large_again.rows) <= few_rows
    assert large_again.entry_objects <= MAX_ENTRY_OBJECTS


async def test_after_a_change_all_is_counted_again(
    counts: Counts, open_mixed: Callable[[int], TrackerApp]
) -> None:
    app = open_mixed(ABOVE_LARGE)
    async with app.run_test(size=(80, 40)) as pilot:
        await press_and_wait(pilot, "f4")
        before = read_sentences(app)
        await press_and_wait(pilot, "f1", "f4")
        assert read_sentences(app) == before
        await press_and_wait(pilot, "f1", "a")
        await pilot.press(*"meeting 3h", "enter")
        await press_and_wait(pilot, "escape", "f4")
        assert len(set(read_sentences(app)) - set(before)) >= 2


@LARGE_COUNTS
async def test_with_one_group_nothing_is_counted_for_two(
    counts: Counts, open_mixed: Callable[[int], TrackerApp], count: int
) -> None:
    app = open_mixed(count)
    async with app.run_test(size=(80, 24)) as pilot:
        await press_and_wait(pilot, "f4")
        counts.clear()
        await press_and_wait(pilot, "c")
        assert is_on(app, CompareGroupsScreen)
        assert counts.rows <= MAX_ENTRY_OBJECTS
        assert not counts.entry_objects


@LARGE_COUNTS
async def test_goals_read_only_what_is_for_a_campaign(
    counts: Counts,
    open_mixed: Callable[[int], TrackerApp],
    make_mixed_book: Callable[[int], Path],
    count: int,
) -> None:
    with open_book(make_mixed_book(count)) as book:
        named = [
            item
            for item in book.load_entries()
            if getattr(item.entry, "campaign", None) is not None
        ]
    app = open_mixed(count)
    async with app.run_test(size=(80, 24)) as pilot:
        await press_and_wait(pilot, "f4")
        counts.clear()
        await press_and_wait(pilot, "t")
        assert is_on(app, FundraisingGoalsScreen)
        assert 0 < counts.entry_objects <= len(named)


async def test_keys_work_before_a_large_notebook_is_counted(
    open_mixed: Callable[[int], TrackerApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    def never_end(_facts: object, *_choice: object) -> Steps[None]:
        while True:
            yield

    monkeypatch.setattr(how_often, "find_patterns_in_steps", never_end)
    app = open_mixed(ABOVE_LARGE)
    async with app.run_test(size=(80, 24)) as pilot:
        app.simulate_key("f4")
        while not (is_on(app, HowOftenScreen) and app.screen.query(SentenceList)):
            await pilot.pause(0)
        assert not read_sentences(app)
        app.simulate_key("r")
        while not is_on(app, TextInputDialog):
            await pilot.pause(0)
