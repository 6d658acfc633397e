"""What screens with long lists read, build and mount, counted in small and in large notebooks."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from benchmarks.books import TODAY
from tests.book.reads import Reads, count_reads
from tests.pilot_actions import is_on, type_in
from tracker.app.tracker_app import TrackerApp
from tracker.book.book import Book
from tracker.book.database.row_mapping import BATCH_SIZE, PAGE_SIZE
from tracker.book.open_book import open_book
from tracker.clock import FixedClock
from tracker.entries.entry_filter import EntryFilter
from tracker.entries.types import Kind
from tracker.screens.before_you_answer.before_you_answer_screen import BeforeYouAnswerScreen
from tracker.screens.before_you_answer.earlier_asks_text import MAX_LISTED
from tracker.screens.entries import filter_bar
from tracker.screens.entries.entries_screen import EntriesScreen
from tracker.screens.entries.search import LARGEST_WINDOW
from tracker.screens.how_often.ask_timeline import AskTimelineScreen
from tracker.screens.how_often.event_costs import EventCostsScreen
from tracker.screens.how_often.pledges import PledgesScreen
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.entry_list_screen import EntryListScreen
from tracker.widgets.filter_input import FilterInput

SMALL, LARGE, LARGEST = 3_600, 12_000, 100_000
LARGE_COUNTS = pytest.mark.parametrize(
    "count", [LARGE, pytest.param(LARGEST, marks=pytest.mark.long)]
)
FEW_ROWS = 400
"""Rows that a screen may read besides those that it names: what a page shows and belongs to it."""
PAGES = 2
"""Pages by which one visit may differ from another."""
STATEMENTS_A_PAGE = 4
"""Groups, entries, their answers and their tags."""


@dataclass(frozen=True)
class Visit:
    """What opening a screen took."""

    reads: Reads
    widgets: int


@pytest.fixture
def open_mixed(
    tmp_path: Path, make_mixed_book: Callable[[int], Path]
) -> Callable[[int], TrackerApp]:
    """Return a function that opens the app on a copy of such a notebook."""

    def open_copy(count: int) -> TrackerApp:
        path = Path(copy(make_mixed_book(count), tmp_path / f"{count}.db"))
        return TrackerApp(path, FixedClock(TODAY))

    return open_copy


async def visit(app: TrackerApp, build: Callable[[AppContext], Screen[Any]], *keys: str) -> Visit:
    """Open a screen, press keys, and count what that took."""
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        with count_reads(app.app_context.book) as reads:
            app.push_screen(build(app.app_context))
            await pilot.pause()
            await pilot.press(*keys)
            await pilot.pause()
        return Visit(reads, len(app.screen.query("*")))


def list_asks(book: Book) -> list[int]:
    """The numbers of all asks."""
    return [number for kind in Kind for number in book.earlier_asks.list_numbers(TODAY, kind)]


@LARGE_COUNTS
async def test_timelines_read_numbers_and_days_and_build_those_that_are_shown(
    open_mixed: Callable[[int], TrackerApp], make_mixed_book: Callable[[int], Path], count: int
) -> None:
    empty = await visit(open_mixed(0), AskTimelineScreen)
    small = await visit(open_mixed(SMALL), AskTimelineScreen, "pagedown", "end")
    large = await visit(open_mixed(count), AskTimelineScreen, "pagedown", "end")
    with open_book(make_mixed_book(count)) as book:
        asks = len(list_asks(book))
    # An ask is read once, a repeat twice: as an ask, and as what is linked to another.
    assert asks < large.reads.rows < 1.2 * asks + FEW_ROWS
    assert large.reads.entries <= small.reads.entries + 50 < 300
    assert large.reads.statements <= small.reads.statements + PAGES * STATEMENTS_A_PAGE
    assert large.widgets == small.widgets == empty.widgets
    assert not empty.reads.entries


@LARGE_COUNTS
async def test_pledges_build_the_asks_that_are_listed(
    open_mixed: Callable[[int], TrackerApp], count: int
) -> None:
    empty = await visit(open_mixed(0), PledgesScreen)
    small = await visit(open_mixed(SMALL), PledgesScreen)
    large = await visit(open_mixed(count), PledgesScreen)
    assert large.reads.entries == small.reads.entries == 100
    assert large.reads.statements <= small.reads.statements + PAGES
    assert large.widgets == small.widgets == empty.widgets
    # Half of the asks can have a yes or belong to one, with two answers of three; all payments.
    assert large.reads.rows < count


@LARGE_COUNTS
async def test_events_read_only_what_has_one(
    open_mixed: Callable[[int], TrackerApp], make_mixed_book: Callable[[int], Path], count: int
) -> None:
    empty = await visit(open_mixed(0), EventCostsScreen)
    large = await visit(open_mixed(count), EventCostsScreen)
    with open_book(make_mixed_book(count)) as book:
        ((named,),) = book._connection.execute(
            "SELECT count(*) FROM entries WHERE event IS NOT NULL"
        ).fetchall()
    assert large.reads.rows <= empty.reads.rows + named + 1
    assert large.reads.statements <= empty.reads.statements + PAGES
    assert large.widgets == empty.widgets
    assert not large.reads.entries


@LARGE_COUNTS
async def test_earlier_asks_are_read_once_for_each_kind_that_is_typed(
    open_mixed: Callable[[int], TrackerApp], count: int
) -> None:
    for size in (0, SMALL, count):
        app = open_mixed(size)
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.pause()
            context = app.app_context
            screen = BeforeYouAnswerScreen(context)
            with count_reads(context.book) as reads:
                context.book.earlier_asks.load_unanswered(TODAY, 5)
                context.book.earlier_asks.load_newest_of_each(TODAY, 5)
            assert reads.rows <= 50
            assert reads.entries <= 10
            app.push_screen(screen)
            await pilot.pause()
            with count_reads(context.book) as reads:
                await type_in(pilot, "30 dues")
            # The newest ones with what is linked to them: 15 of 100 repeat another.
            assert reads.entries <= 2 * MAX_LISTED
            assert reads.rows <= 4 * MAX_LISTED + FEW_ROWS
            with count_reads(context.book) as reads:
                await type_in(pilot, " pledged 20")
            assert not reads.entries


@LARGE_COUNTS
async def test_a_search_builds_what_matches_and_no_more_than_is_shown(
    open_mixed: Callable[[int], TrackerApp], count: int
) -> None:
    for size in (0, SMALL, count):
        app = open_mixed(size)
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.press("f2")
            assert is_on(app, EntriesScreen)
            nothing = await count_search(app, pilot, '"zzzqq"')
            assert not nothing.entries
            # Each part of the search is searched for by itself, to say which matches nothing.
            windows = 10 + size // LARGEST_WINDOW
            assert nothing.statements <= 2 * 2 * windows + FEW_ROWS // 10
            some = await count_search(app, pilot, "dinner")
            assert some.entries <= 2 * filter_bar.MAX_FOUND


async def count_search(app: TrackerApp, pilot: Pilot[None], text: str) -> Reads:
    """Search for a text, and return what that read."""
    if app.screen.has_class("-empty"):
        return Reads()
    await pilot.press("slash")
    await pilot.pause()
    app.screen.query_one(FilterInput).value = text
    with count_reads(app.app_context.book) as reads:
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
    await pilot.press("escape")
    await pilot.pause()
    return reads


@LARGE_COUNTS
async def test_a_long_list_behind_a_sentence_is_read_by_the_page(
    open_mixed: Callable[[int], TrackerApp], count: int
) -> None:
    visits = {}
    for size in (0, SMALL, count):

        def build_list(context: AppContext) -> Screen[Any]:
            return EntryListScreen(context, list_asks(context.book), lambda _numbers: "Asked.")

        visits[size] = await visit(open_mixed(size), build_list, "pagedown", "ctrl+end")
    assert visits[count].widgets == visits[SMALL].widgets == visits[0].widgets
    for size in (SMALL, count):
        assert 0 < visits[size].reads.entries <= 3 * PAGE_SIZE
        most = (1 + PAGES) * STATEMENTS_A_PAGE
        assert visits[size].reads.statements <= visits[0].reads.statements + most


@LARGE_COUNTS
def test_commands_read_what_they_print(make_mixed_book: Callable[[int], Path], count: int) -> None:
    with open_book(make_mixed_book(count)) as book:
        asks = len(list_asks(book))
        with count_reads(book) as reads:
            timelines = book.timeline_queries.load_timelines(TODAY)
            first = timelines[0]
        assert first.ask_count
        assert reads.entries < FEW_ROWS
        with count_reads(book) as reads:
            timelines.read_all()
        assert asks <= reads.rows <= 3 * asks, "with their answers and tags"
        assert reads.statements <= STATEMENTS_A_PAGE * (1 + asks // BATCH_SIZE)
        assert not reads.entries
        with count_reads(book) as reads:
            assert next(iter(timelines)) == first
        assert reads.statements == reads.rows == 0, "the book may be closed"
        with count_reads(book) as reads:
            assert not list(book.search.find_entries(EntryFilter(texts=["zzzqq"])))
        assert reads.rows <= 1, "the groups"
