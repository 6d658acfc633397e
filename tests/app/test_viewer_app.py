"""A copy to look at: every place is there, nothing that writes is offered, and nothing is kept."""

import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.factories import GROUP, log_lines, make_book_in_memory
from tests.pilot_actions import is_on, read_screen
from tests.walks import follow, wait_until_settled
from tracker.app import run_viewer
from tracker.app.viewer_app import ViewerApp
from tracker.book.book import Book
from tracker.book.database.errors import ReadOnlyBookError
from tracker.clock import FixedClock
from tracker.i18n import hide_days
from tracker.sample import STORY_CURRENCY, STORY_GROUP, STORY_TODAY, load_story_entries
from tracker.screens.chart.chart_screen import ChartScreen
from tracker.screens.entries.entries_screen import EntriesScreen
from tracker.screens.how_often.compare_groups import CompareGroupsScreen
from tracker.screens.how_often.how_often import HowOftenScreen
from tracker.screens.how_often.pledges import PledgesScreen
from tracker.screens.this_month.this_month_screen import ThisMonthScreen

TITLE = "Copy to look at: for-mira"


@pytest.fixture
def copy() -> Book:
    """The sample story as a copy to look at."""
    book = make_book_in_memory(STORY_GROUP)
    book.log(load_story_entries(), STORY_TODAY)
    book.make_read_only()
    return book


@asynccontextmanager
async def view(book: Book, message: str = "") -> AsyncIterator[tuple[ViewerApp, Pilot[None]]]:
    app = ViewerApp(book, FixedClock(STORY_TODAY), TITLE, message)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await wait_until_settled(pilot)
        yield app, pilot


def entries_of(folder: Path) -> list[Path]:
    return list(folder.iterdir())


WRITING: list[Callable[[Book], object]] = [
    lambda book: book.log(load_story_entries(), STORY_TODAY),
    lambda book: book.undo(STORY_TODAY),
    lambda book: book.redo(STORY_TODAY),
    lambda book: book.delete(1, STORY_TODAY),
    lambda book: book.drafts.save("15 merch", STORY_TODAY),
    lambda book: book.settings.set("theme", "x"),
    lambda book: book.groups.set_alias(1, "readers"),
    lambda book: book.group_questions.save_answer(1, 1, "Yes.", STORY_TODAY),
    lambda book: book.export_log.record(Path("x"), STORY_TODAY),
    lambda book: book.rename_currency("CHF"),
]


@pytest.mark.parametrize("write", WRITING)
def test_whatever_would_write_says_one_kind_sentence(
    copy: Book, write: Callable[[Book], object]
) -> None:
    before = list(copy.load_entries())
    with pytest.raises(
        ReadOnlyBookError,
        match=r"This copy is read-only\. You can look at it, but you can’t change it",
    ):
        write(copy)
    assert list(copy.load_entries()) == before
    assert copy.currency == STORY_CURRENCY


async def test_it_says_what_is_open_and_what_stayed_out(copy: Book) -> None:
    async with view(copy, "1 stays out (line 2).") as (app, pilot):
        text = read_screen(app)
        assert TITLE in text
        assert "This month · November 2026" in text
        assert "1 stays out (line 2)." in text
        assert "?" in text
        for key, place in (("f2", EntriesScreen), ("f3", ChartScreen), ("f4", HowOftenScreen)):
            await follow(pilot, [key])
            await wait_until_settled(pilot)
            assert is_on(app, place)
            assert TITLE in read_screen(app)


async def test_nothing_that_notes_changes_or_shows_is_offered_or_done(copy: Book) -> None:
    before = list(copy.load_entries())
    async with view(copy) as (app, pilot):
        for key in ("a", "b", "x", "u", "f5"):
            await follow(pilot, [key])
            await wait_until_settled(pilot)
            assert is_on(app, ThisMonthScreen)
        for unwanted in ("Add an entry", "Before you answer", "Show someone"):
            assert unwanted not in read_screen(app)
        await follow(pilot, ["f2", "enter", "e", "d", "u"])
        await wait_until_settled(pilot)
        assert is_on(app, EntriesScreen)
        assert not {"Change", "Delete", "Undo"} & set(read_screen(app).splitlines()[-1].split())
        assert "History" in read_screen(app)
        await follow(pilot, ["f3", "s"])
        await wait_until_settled(pilot)
        assert is_on(app, ChartScreen)
        await follow(pilot, ["f4", "p", "enter", "w", "p", "u", "s"])
        await wait_until_settled(pilot)
        assert is_on(app, PledgesScreen)
        assert "Add a payment" not in read_screen(app)
        assert list(copy.load_entries()) == before


async def test_a_copy_without_days_shows_its_entries_with_their_months_and_no_other_place(
    copy: Book,
) -> None:
    app = ViewerApp(copy, FixedClock(STORY_TODAY), TITLE, is_complete=False)
    days = re.compile(
        r"\b\d{1,2} (?:Sep|Oct|Nov)|(?:Sep|Oct|Nov)[a-z]* \d{1,2}\b(?!\d)|days? later"
    )
    with hide_days():
        async with app.run_test(size=(140, 40), notifications=True) as pilot:
            await wait_until_settled(pilot)
            assert is_on(app, EntriesScreen)
            assert TITLE in read_screen(app)
            for key in ("f1", "f3", "f4", "f5", "g", "escape", "left", "down", "slash", "escape"):
                await follow(pilot, [key])
                await wait_until_settled(pilot)
                assert is_on(app, EntriesScreen)
                assert not days.search(read_screen(app))
            assert "Oct" in read_screen(app)
            await follow(pilot, ["v"])
            await wait_until_settled(pilot)
            assert not days.search(read_screen(app))


@pytest.mark.parametrize(
    ("has_days", "lacks_months", "offers_places", "title"),
    [
        (True, False, True, TITLE),
        (False, False, False, f"{TITLE} · months instead of days"),
        (True, True, False, f"{TITLE} · some months only"),
    ],
)
def test_the_title_says_what_a_copy_lacks(
    copy: Book,
    monkeypatch: pytest.MonkeyPatch,
    has_days: bool,
    lacks_months: bool,
    offers_places: bool,
    title: str,
) -> None:
    run: list[ViewerApp] = []
    monkeypatch.setattr("tracker.app._run_until_exit", run.append)
    run_viewer(
        copy, FixedClock(STORY_TODAY), TITLE, "", has_days=has_days, lacks_months=lacks_months
    )
    (app,) = run
    assert app.sub_title == title
    assert ("place" not in app.disabled_actions) is offers_places


async def test_a_copy_without_a_group_tells_neither_what_is_left_nor_the_line() -> None:
    lines = ("income 950/month", "need food 260/month", "need rent 380/month", "limit 2%")
    book = make_book_in_memory(GROUP)
    log_lines(book, *lines, "paid 20 dues")
    book.make_read_only(lacks_groups=True)
    async with view(book) as (app, _pilot):
        assert "EUR given to the group this month" in read_screen(app)
        assert "This copy doesn’t include enough to show what’s left." in read_screen(app)
        assert "my limit 2" not in read_screen(app)


async def test_a_copy_that_is_looked_at_without_a_key_stays_open(copy: Book) -> None:
    async with view(copy) as (app, pilot):
        # What the app does by itself every few seconds.
        app.idle_lock.check_file()
        app.idle_backup.back_up_when_idle()
        assert not await app.idle_lock.lock_if_idle()
        await wait_until_settled(pilot)
        assert is_on(app, ThisMonthScreen)


async def test_settings_are_left_out_of_the_places_and_the_palette(copy: Book) -> None:
    async with view(copy) as (app, pilot):
        await follow(pilot, ["g"])
        await wait_until_settled(pilot)
        assert "Settings" not in read_screen(app)
        await follow(pilot, ["s"])
        await wait_until_settled(pilot)
        assert is_on(app, ThisMonthScreen)
        names = {command.title for command in app.get_system_commands(app.screen)}
        assert {"Entries", "Chart", "Theme", "Hide amounts"} <= names
        assert not {"Settings", "Undo", "Lock", "Add an entry", "Show someone"} & names


async def test_a_copy_has_no_questions_to_a_group(copy: Book) -> None:
    async with view(copy) as (app, pilot):
        await pilot.press("f4", "c")
        await wait_until_settled(pilot)
        assert is_on(app, CompareGroupsScreen)
        await pilot.press("q")
        await wait_until_settled(pilot)
        assert is_on(app, CompareGroupsScreen)
        assert "uestions" not in read_screen(app)
        assert not app.check_action("page", ("questions",))


async def test_amounts_can_be_hidden_and_a_theme_worn_for_the_sitting(copy: Book) -> None:
    async with view(copy) as (app, pilot):
        open_text = read_screen(app)
        await follow(pilot, ["ctrl+n"])
        await wait_until_settled(pilot)
        assert read_screen(app) != open_text
        assert "••" in read_screen(app)
        app.preferences.save("theme", "anything")
        assert copy.settings.load_all() == {}


async def test_no_file_anywhere_is_written(
    copy: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "TMPDIR"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.chdir(tmp_path)
    async with view(copy) as (_app, pilot):
        await follow(pilot, ["f2", "left", "h", "escape", "f3", "2", "s", "f4", "l", "s", "escape"])
        await follow(pilot, ["ctrl+n", "f1", "ctrl+p", "escape", "ctrl+l"])
        await wait_until_settled(pilot)
    assert entries_of(tmp_path) == []


async def test_an_empty_copy_says_so_and_proposes_nothing() -> None:
    book = make_book_in_memory()
    book.make_read_only()
    async with view(book) as (app, pilot):
        assert "No entries yet." in read_screen(app)
        assert "Add an entry" not in read_screen(app)
        await follow(pilot, ["f2"])
        await wait_until_settled(pilot)
        assert "Add an entry" not in read_screen(app)
