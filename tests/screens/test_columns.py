"""Wide screens: what a screen is for, and beside it what belongs to it, on one grid."""

from collections.abc import Callable, Sequence
from pathlib import Path
from shutil import copy

import pytest
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input

from benchmarks.books import TODAY as MIXED_TODAY
from tests.book.reads import count_reads
from tests.factories import PASSPHRASE, TODAY, make_book, make_book_in_memory
from tests.pilot_actions import is_on, open_app, read_screen
from tests.screens.test_hidden_amounts import find_amounts
from tests.walks import follow, wait_until_settled
from tracker.analysis.monthly.table import MonthlyTable
from tracker.analysis.patterns.all_patterns import find_patterns
from tracker.app.tracker_app import TrackerApp
from tracker.app.viewer_app import ViewerApp
from tracker.book.open_book import open_book
from tracker.clock import FixedClock
from tracker.i18n import HIDDEN_NUMBER
from tracker.sample import STORY_GROUP, STORY_TODAY, load_story_entries
from tracker.screens.before_you_answer.before_you_answer_screen import BeforeYouAnswerScreen
from tracker.screens.chart.chart_screen import ChartScreen
from tracker.screens.how_often.how_often import (
    HowOftenScreen,
    build_entry_marks,
    select_first_entries,
)
from tracker.screens.share import side_preview
from tracker.screens.start.unlock import UnlockScreen
from tracker.widgets.earlier_asks import EarlierAskList
from tracker.widgets.side_entries import MAX_ENTRIES

BookPath = Callable[[str], Path]
WIDE, WIDER, NARROW = (120, 40), (160, 45), (100, 40)
PAIRS: dict[str, tuple[Sequence[str], str, str]] = {
    "this month": (["f1"], "YearBarsView", "RecentEntries"),
    "entries": (["f2"], "EntryTableView", "EntryDetail"),
    "chart": (["f3"], "ShareChartView", "SideEntries"),
    "how often": (["f4"], "SentenceList", "SideEntries"),
    "details of a month": (["f1", "c"], "SectionList", "EntryDetail"),
    "before you answer": (["b", "24/month dues "], "YesPanel", "EarlierAskList"),
    "show someone": (["x"], "ShareForm", "SidePreview"),
}
"""How each pair is reached from This month, and its two widgets."""
EVERY_PAIR = pytest.mark.parametrize("name", PAIRS)


async def go_to(pilot: Pilot[None], name: str) -> tuple[Widget, Widget]:
    """Open the screen of a pair, and return its two widgets."""
    keys, main, side = PAIRS[name]
    await wait_until_settled(pilot)
    await follow(pilot, keys)
    await wait_until_settled(pilot)
    screen = pilot.app.screen
    return screen.query_one(main), screen.query_one(side)


def is_side_by_side(main: Widget, side: Widget) -> bool:
    """Whether the second one is shown on the right of the first one, at the same height."""
    if not (side.region.area and main.region.area):
        return False
    above, below = max(main.region.y, side.region.y), min(main.region.bottom, side.region.bottom)
    return side.region.x >= main.region.right and above < below


def read_region(app: TrackerApp, widget: Widget) -> str:
    """Return what stands on the screen where a widget is."""
    region = widget.region
    lines = read_screen(app).splitlines()[region.y : region.bottom]
    return "\n".join(line[region.x : region.right] for line in lines).strip()


@EVERY_PAIR
@pytest.mark.parametrize("size", [WIDE, WIDER])
async def test_from_110_columns_on_each_pair_is_side_by_side_on_one_grid(
    book_path: BookPath, name: str, size: tuple[int, int]
) -> None:
    app = open_app(book_path("story"))
    async with app.run_test(size=size) as pilot:
        main, side = await go_to(pilot, name)
        assert is_side_by_side(main, side)
        assert read_region(app, side)
        # The margin at both ends, and the same columns on every screen.
        content = size[0] - 4
        assert side.region.x == 2 + (content - 4) * 3 // 5 + 4
        assert side.region.right == size[0] - 2
        assert not any(each.focusable for each in side.walk_children(Widget, with_self=True))


@EVERY_PAIR
async def test_at_100_columns_nothing_is_beside_anything(book_path: BookPath, name: str) -> None:
    app = open_app(book_path("story"))
    async with app.run_test(size=NARROW) as pilot:
        assert not is_side_by_side(*await go_to(pilot, name))


@EVERY_PAIR
async def test_a_window_can_grow_and_shrink_while_a_screen_is_open(
    book_path: BookPath, name: str
) -> None:
    app = open_app(book_path("story"))
    async with app.run_test(size=(80, 24)) as pilot:
        main, side = await go_to(pilot, name)
        before = read_screen(app)
        await pilot.resize_terminal(*WIDER)
        await wait_until_settled(pilot)
        assert is_side_by_side(main, side)
        wide = read_region(app, side)
        assert wide
        await pilot.resize_terminal(80, 24)
        await wait_until_settled(pilot)
        assert read_screen(app) == before
        await pilot.resize_terminal(*WIDER)
        await wait_until_settled(pilot)
        assert read_region(app, side) == wide


@EVERY_PAIR
async def test_hidden_amounts_are_hidden_beside_it_at_once(book_path: BookPath, name: str) -> None:
    app = open_app(book_path("story"))
    async with app.run_test(size=WIDER) as pilot:
        _main, side = await go_to(pilot, name)
        if name in ("entries", "how often"):
            await follow(pilot, ["down"])
            await wait_until_settled(pilot)
        assert find_amounts(read_region(app, side))
        await pilot.press("ctrl+n")
        await wait_until_settled(pilot)
        hidden = read_region(app, side)
        assert HIDDEN_NUMBER in hidden
        assert not find_amounts(hidden)


async def test_the_side_column_follows_when_the_cursor_rests(book_path: BookPath) -> None:
    app = open_app(book_path("story"))
    async with app.run_test(size=WIDER) as pilot:
        _chart, side = await go_to(pilot, "chart")
        assert "10 Nov" in read_region(app, side)
        await follow(pilot, ["left"])
        await wait_until_settled(pilot)
        october = read_region(app, side)
        assert "13 Oct" in october
        assert "Nov" not in october
        await follow(pilot, ["y"])
        await wait_until_settled(pilot)
        assert "Jan" in read_region(app, side) or "and more" in read_region(app, side)
        _sentences, side = await go_to(pilot, "how often")
        screen = app.screen
        assert isinstance(screen, HowOftenScreen)
        await follow(pilot, ["down"])
        await wait_until_settled(pilot)
        second = screen._patterns[1]
        first_of_them = app.current_book.find_entries(second.all_entries)[0]
        assert str(first_of_them.entry.day.day) in read_region(app, side).splitlines()[1]


async def test_marks_say_what_each_entry_is_to_the_sentence(book_path: BookPath) -> None:
    app = open_app(book_path("story"))
    async with app.run_test(size=WIDER) as pilot:
        _sentences, side = await go_to(pilot, "how often")
        texts = []
        for _sentence in range(8):
            texts.append(read_region(app, side))
            await follow(pilot, ["down"])
            await wait_until_settled(pilot)
        assert any("✓ counted" in text for text in texts)
        assert any("→ afterwards" in text for text in texts)


@pytest.mark.parametrize("count", [3_600, 12_000, pytest.param(100_000, marks=pytest.mark.long)])
async def test_only_what_the_side_column_shows_is_read_and_only_where_it_is(
    make_mixed_book: Callable[[int], Path], tmp_path: Path, count: int
) -> None:
    path = Path(copy(make_mixed_book(count), tmp_path / "book.db"))
    app = TrackerApp(path, FixedClock(MIXED_TODAY))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_until_settled(pilot)
        for key, steps in (("f3", ["left", "home", "end"]), ("f4", ["end", "home", "down"])):
            await follow(pilot, [key])
            await wait_until_settled(pilot)
            await pilot.resize_terminal(80, 24)
            with count_reads(app.current_book) as reads:
                await follow(pilot, steps)
                await wait_until_settled(pilot)
            assert reads.entries == reads.rows == 0
            await pilot.resize_terminal(*WIDER)
            await wait_until_settled(pilot)
            with count_reads(app.current_book) as reads:
                await follow(pilot, steps)
                await wait_until_settled(pilot)
            assert 0 < reads.entries <= MAX_ENTRIES, key
            assert reads.rows <= 10 * MAX_ENTRIES


async def test_an_empty_notebook_has_no_side_column(tmp_path: Path) -> None:
    make_book(tmp_path / "book.db")
    app = open_app(tmp_path / "book.db")
    async with app.run_test(size=WIDER) as pilot:
        for name in ("this month", "entries", "chart", "how often"):
            _main, side = await go_to(pilot, name)
            assert not read_region(app, side), name


async def test_a_copy_to_look_at_has_the_same_columns() -> None:
    book = make_book_in_memory(STORY_GROUP)
    book.log(load_story_entries(), STORY_TODAY)
    book.make_read_only()
    app = ViewerApp(book, FixedClock(STORY_TODAY), "Copy to look at", "")
    async with app.run_test(size=WIDER, notifications=True) as pilot:
        for name in ("this month", "entries", "chart", "how often"):
            main, side = await go_to(pilot, name)
            assert is_side_by_side(main, side), name
            assert read_region(app, side), name


async def test_the_months_of_many_years_have_the_whole_width(book_path: BookPath) -> None:
    app = open_app(book_path("ten years"))
    async with app.run_test(size=WIDER) as pilot:
        chart, side = await go_to(pilot, "chart")
        assert isinstance(app.screen, ChartScreen)
        assert not is_side_by_side(chart, side)
        assert side.region.y >= chart.region.bottom
        assert is_side_by_side(app.screen.query_one("FigureList"), side)
        assert "and more" in read_region(app, side)


async def test_earlier_asks_and_suggestions_take_turns_beside_the_line(book_path: BookPath) -> None:
    app = open_app(book_path("story"))
    async with app.run_test(size=WIDE) as pilot:
        await follow(pilot, ["b"])
        await wait_until_settled(pilot)
        screen = app.screen
        assert isinstance(screen, BeforeYouAnswerScreen)
        picks, earlier = screen.query_one("#picks"), screen.query_one(EarlierAskList)
        assert is_side_by_side(screen.line, picks)
        left = picks.region.x
        await follow(pilot, ["24/month dues "])
        await wait_until_settled(pilot)
        assert not picks.display
        assert earlier.region.x == left
        # No amount is cut.
        assert "said yes to 12.00" in " ".join(read_region(app, earlier).split())


async def test_the_preview_beside_the_form_follows_what_is_ticked(book_path: BookPath) -> None:
    app = open_app(book_path("story"))
    async with app.run_test(size=WIDER) as pilot:
        _form, side = await go_to(pilot, "show someone")
        friend = read_region(app, side)
        assert "What “circle” asked me for" in friend
        await follow(pilot, ["tab", "left"])
        await wait_until_settled(pilot)
        assert read_region(app, side) != friend
        screen = app.screen
        screen.query_one("#for").focus()
        screen.query_one("#from", Input).value = "never"
        await wait_until_settled(pilot)
        assert "isn’t a month Tracker knows" in " ".join(read_region(app, side).split())


async def test_a_summary_of_many_entries_waits_for_enter(
    book_path: BookPath, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(side_preview, "MAX_ENTRIES", 10)
    app = open_app(book_path("story"))
    async with app.run_test(size=WIDER) as pilot:
        _form, side = await go_to(pilot, "show someone")
        assert read_region(app, side) == "Press enter to see the preview."


async def test_locking_while_a_side_column_waits_breaks_nothing(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    make_book(path, "2026-11-10 ask 20 dues no", passphrase=PASSPHRASE)
    for keys in (("x",), ("f4", "down", "f3", "left")):
        app = open_app(path, PASSPHRASE)
        async with app.run_test(size=WIDER) as pilot:
            await wait_until_settled(pilot)
            await pilot.press(*keys, "ctrl+l")
            await pilot.pause(2 * side_preview.REST_SECONDS)
            assert is_on(app, UnlockScreen)
            assert len(app.screen_stack) == 1


def test_the_first_entries_of_a_pattern_are_those_of_the_whole(story_path: Path) -> None:
    with open_book(story_path) as book:
        facts = book.ask_queries.load_pattern_facts(TODAY)
        patterns = find_patterns(facts, MonthlyTable(book.load_monthly_facts(TODAY)))
    assert any(len(pattern.all_entries) > 5 for pattern in patterns)
    for pattern in patterns:
        first = select_first_entries(pattern, 5)
        numbers = pattern.all_entries[:5]
        assert first.all_entries[:5] == numbers
        whole, few = build_entry_marks(pattern), build_entry_marks(first)
        assert [few.get(number) for number in numbers] == [whole.get(number) for number in numbers]
