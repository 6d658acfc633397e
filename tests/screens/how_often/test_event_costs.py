"""What each event cost: the list, an event's page, and another event for an old entry."""

import re
from pathlib import Path

import pytest
from textual.widgets import Input

from tests.factories import fail_with, list_book_lines, make_book, read_book_lines
from tests.pilot_actions import (
    is_on,
    open_app,
    read_notices,
    read_screen,
    read_words,
    type_in,
)
from tracker.app.viewer_app import ViewerApp
from tracker.book.database.errors import FileAccessError
from tracker.book.event_queries import EventQueries
from tracker.book.open_book import open_book
from tracker.clock import FixedClock
from tracker.sample import STORY_TODAY
from tracker.screens.entries.entries_screen import EntriesScreen
from tracker.screens.how_often.event_costs import EventCostsScreen, EventScreen
from tracker.screens.how_often.how_often import HowOftenScreen
from tracker.screens.log.change_event import EventDialog
from tracker.screens.log.edit_entry import EditEntryScreen
from tracker.screens.shell.input_dialogs import ChoiceDialog
from tracker.widgets.entry_table import EntryTableView

LINES = (
    "2026-06-01 paid 20 event +!seminar @!circle",
    "2026-06-12 event 15-17h +seminar",
    "2026-06-12 cost 41 train +seminar",
    "2026-06-13 cost about 36 drinks +seminar",
    "2026-06-13 seen 50-450 donation +seminar +!campaign:office",
    "2026-10-03 cost 12 food +!picnic @!choir",
    "2026-11-03 paid 5 merch by cash // mine",
    "2026-11-04 ask 30/month dues no",
    "2026-11-05 answered no for 8",
    "2026-11-06 income 900",
)
SIZES = ((60, 20), (80, 24), (120, 40))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_book(tmp_path / "book.db", *LINES, group="circle")


@pytest.mark.parametrize("size", SIZES)
async def test_the_list_has_a_row_for_each_event_and_enter_opens_its_page(
    path: Path, size: tuple[int, int]
) -> None:
    app = open_app(path)
    async with app.run_test(size=size) as pilot:
        await pilot.press("f4", "e")
        await pilot.pause()
        assert is_on(app, EventCostsScreen)
        words = read_words(app)
        assert words.index("picnic · 3 Oct 2026 · choir") < words.index("seminar")
        assert "paid 20.00 · costs 77.00 (36.00 of it estimated) · 15 to 17 h" in words
        await pilot.press("down", "enter")
        await pilot.pause()
        assert is_on(app, EventScreen)
        words = read_words(app)
        for figure in ("Paid to the group 20.00", "train 41.00", "Time 15 to 17 h"):
            assert figure in words
        assert "97.00 (36.00 of it estimated)" in words
        assert "circle · 12 Jun 2026 · 5 entries" in words
        await pilot.press("escape")
        await pilot.pause()
        assert is_on(app, EventCostsScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert is_on(app, HowOftenScreen)


async def test_the_palette_and_help_name_both_keys(path: Path) -> None:
    app = open_app(path)
    async with app.run_test(size=(60, 20)) as pilot:
        for key, name in (("f4", "What each event cost"), ("f2", "Change event or campaign")):
            await pilot.press(key)
            await pilot.pause()
            assert name in [binding.description for _key, binding in app.list_bindings(app.screen)]


async def test_months_and_group_of_how_often_narrow_the_list(path: Path) -> None:
    app = open_app(path)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("f4", "w", "w", "e")
        await pilot.pause()
        assert "picnic" in read_screen(app)
        assert "seminar" not in read_screen(app)
        await pilot.press("escape", "w", "r")
        await type_in(pilot, "2026-11")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("e")
        await pilot.pause()
        assert "No events in these months." in read_words(app)


async def test_a_book_without_events_says_how_to_add_one(empty_path: Path, tmp_path: Path) -> None:
    app = open_app(make_book(tmp_path / "none.db", "paid 20 event"))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("f4", "e")
        await pilot.pause()
        words = read_words(app)
        assert "“paid 20 event +!weekend”" in words
        assert "press + in Entries" in words
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("f4", "e")
        await pilot.pause()
        assert is_on(app, HowOftenScreen), "there is nothing to see yet"


@pytest.mark.parametrize("size", SIZES)
async def test_hidden_amounts_are_dots_on_both_pages(path: Path, size: tuple[int, int]) -> None:
    app = open_app(path)
    async with app.run_test(size=size) as pilot:
        await pilot.press("f4", "ctrl+n", "e")
        await pilot.pause()
        assert "paid ••• · costs •••" in read_words(app)
        assert not re.search(r"\d\.\d\d", read_screen(app))
        await pilot.press("down", "enter")
        await pilot.pause()
        assert "Paid to the group •••" in read_words(app)
        assert not re.search(r"\d\.\d\d", read_screen(app))
        await pilot.press("ctrl+n")
        await pilot.pause()
        assert "Paid to the group 20.00" in read_words(app)


async def test_the_smallest_window_still_lists_the_entries(path: Path) -> None:
    app = open_app(path)
    async with app.run_test(size=(30, 8)) as pilot:
        await pilot.press("f4", "e", "down", "enter")
        await pilot.pause()
        assert is_on(app, EventScreen)
        assert "paid" in read_screen(app)
        await pilot.press("plus")
        await pilot.pause()
        assert is_on(app, EventDialog)


async def test_a_file_that_cannot_be_read_is_said(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_app(path)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("f4")
        monkeypatch.setattr(
            EventQueries, "load_facts", fail_with(FileAccessError("The stick is gone."))
        )
        await pilot.press("e")
        await pilot.pause()
        assert "The stick is gone." in read_notices(app)


async def test_one_key_gives_an_old_entry_an_event_and_undo_takes_it_back(path: Path) -> None:
    app = open_app(path)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("f2")
        await pilot.pause()
        app.screen.query_one(EntryTableView).select_entry(7)
        await pilot.press("plus")
        await pilot.pause()
        assert is_on(app, EventDialog)
        assert "paid 5.00, merch" in read_words(app)
        await type_in(pilot, "sem")
        assert "+seminar" in read_screen(app)
        await pilot.press("tab", "enter")
        await pilot.pause()
        assert is_on(app, EntriesScreen)
        assert "Saved. Press u to undo." in read_notices(app)
        changed = "2026-11-03 paid 5 merch @choir +seminar by cash // mine"
        assert sorted(list_book_lines(app.current_book)[6].split()) == sorted(changed.split())
        assert len(app.current_book.load_history(7)) == 2
        await pilot.press("u")
        await pilot.pause()
        assert "seminar" not in list_book_lines(app.current_book)[6]
        await pilot.press("ctrl+y")
        await pilot.pause()
        assert "+seminar" in list_book_lines(app.current_book)[6]


async def test_on_the_page_of_an_event_its_sums_follow_at_once(path: Path) -> None:
    app = open_app(path)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("f4", "e", "down", "enter", "down", "down", "plus")
        await pilot.pause()
        assert app.screen.query_one(Input).value == "+seminar"
        await pilot.press("ctrl+u", "enter")
        await pilot.pause()
        assert is_on(app, EventScreen)
        assert "36.00 (estimated): drinks" in read_words(app)
        assert "4 entries" in read_words(app)
        await pilot.press("u")
        await pilot.pause()
        assert "train 41.00" in read_words(app)
        await pilot.press("ctrl+y")
        await pilot.pause()
        assert "4 entries" in read_words(app)
        await pilot.press("enter")
        await pilot.pause()
        assert is_on(app, EditEntryScreen)


async def test_of_a_new_name_the_app_asks_what_it_is(path: Path) -> None:
    app = open_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f2")
        await pilot.pause()
        app.screen.query_one(EntryTableView).select_entry(7)
        await pilot.press("plus")
        await type_in(pilot, "roof\n")
        await pilot.pause()
        assert is_on(app, ChoiceDialog)
        assert "“roof” is new. What is it?" in read_words(app)
        await pilot.press("escape")
        await pilot.pause()
        assert is_on(app, EventDialog), "esc goes back to what was typed"
        assert app.screen.query_one(Input).value == "roof"
        await pilot.press("enter", "down", "enter")
        await pilot.pause()
        assert "+roof" in list_book_lines(app.current_book)[6]
        assert app.current_book.load_parse_context().campaigns.keys() == {"office", "roof"}


async def test_of_a_name_with_a_slip_the_one_that_was_meant_is_offered(path: Path) -> None:
    app = open_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f2")
        await pilot.pause()
        app.screen.query_one(EntryTableView).select_entry(8)
        await pilot.press("plus")
        await type_in(pilot, "seminr\n")
        await pilot.pause()
        assert "I meant +seminar" in read_words(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "+seminar" in list_book_lines(app.current_book)[7]


async def test_esc_and_the_same_names_change_nothing(path: Path) -> None:
    app = open_app(path)
    before = read_book_lines(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f2")
        await pilot.pause()
        newest = app.current_book.find_newest_change()
        for keys in (("plus", "x", "escape"), ("plus", "enter")):
            app.screen.query_one(EntryTableView).select_entry(7)
            await pilot.press(*keys)
            await pilot.pause()
            assert is_on(app, EntriesScreen)
        assert app.current_book.find_newest_change() == newest
    assert read_book_lines(path) == before


@pytest.mark.parametrize(
    ("number", "sentence"),
    [(9, "the ask, entry 8."), (10, "This type of entry has no event and no campaign.")],
)
async def test_an_entry_that_can_have_none_says_what_to_do(
    path: Path, number: int, sentence: str
) -> None:
    app = open_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f2")
        await pilot.pause()
        app.screen.query_one(EntryTableView).select_entry(number)
        await pilot.press("plus")
        await pilot.pause()
        assert is_on(app, EntriesScreen)
        assert sentence in read_notices(app)


async def test_what_cannot_be_read_is_said_in_the_dialog(path: Path) -> None:
    app = open_app(path)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("f2")
        await pilot.pause()
        app.screen.query_one(EntryTableView).select_entry(7)
        await pilot.press("plus")
        await type_in(pilot, "+summer camp\n")
        await pilot.pause()
        assert "Put one with a space in quotes" in read_words(app)


async def test_a_copy_shows_the_events_and_changes_nothing(path: Path) -> None:
    with open_book(path) as book:
        book.make_read_only()
        app = ViewerApp(book, FixedClock(STORY_TODAY), "copy")
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.press("f4", "e", "down", "enter")
            await pilot.pause()
            assert is_on(app, EventScreen)
            assert "Paid to the group 20.00" in read_words(app)
            assert "Change event or campaign" not in read_screen(app)
            await pilot.press("plus", "enter", "u")
            await pilot.pause()
            assert is_on(app, EventScreen)
