"""Esc goes back to where one came from, on every screen, and never back and forth."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import OptionList

from tests.factories import list_draft_texts, log_lines
from tests.pilot_actions import is_on, open_app, paste_in, read_screen, type_in
from tests.strategies import pick_every
from tests.walks import FOLDER, follow, wait_until_settled
from tracker.book.book import Book
from tracker.book.database.errors import FileAccessError
from tracker.book.stores.drafts import DraftStore
from tracker.screens.chart.chart_screen import ChartScreen
from tracker.screens.entries.entries_screen import EntriesScreen
from tracker.screens.entries.month_details import MonthDetailsScreen
from tracker.screens.log.add_entry import AddEntryScreen
from tracker.screens.log.edit_entry import EditEntryScreen
from tracker.screens.log.entry_form import EntryForm
from tracker.screens.shell.input_dialogs import ChoiceDialog
from tracker.screens.this_month.this_month_screen import ThisMonthScreen
from tracker.widgets.entry_input import EntryInput

FULL = "The disk is full, so nothing was saved."
MAX_STEPS = 8
"""Presses of esc after which one is surely back at the first place."""

WAYS = {
    "this month": ("", "f2", "f3", "f4", "f5", "a", "b", "x", "g", "question_mark", "ctrl+p"),
    "entries": ("f2", "slash", "v", "d", "plus", "enter", "a", "x", "question_mark", "g"),
    "entry": ("f2 enter", "ctrl+o"),
    "history": ("f2 h", "e"),
    "chart": ("f3", "enter", "s", "a", "b", "g"),
    "month of the chart": ("f3 enter", "enter"),
    "how often": ("f4", "enter", "l", "p", "c", "t", "e", "r"),
    "asks": ("f4 l", "enter", "s"),
    "pledges": ("f4 p", "enter", "p", "l"),
    "pledge taken back": ("f4 p end", "w"),
    "two groups": ("f4 c", "c", "r"),
    "after a meeting": ("a", "ctrl+o", "ctrl+t", "ctrl+g", "f10"),
    "tags": ("a ctrl+g", "enter"),
    "own tag": ("a ctrl+g home", "n", "d", "m"),
    "before you answer": ("b", "ctrl+o", "f10"),
    "show someone": (f"x shift+tab ctrl+u {FOLDER.replace(' ', '_')}", "enter", "f6"),
    "preview": (f"x shift+tab ctrl+u {FOLDER.replace(' ', '_')} enter", "t"),
    "keys": ("f5 end", "enter"),
    "key": ("f5 end enter", "enter"),
}
"""What is pressed to be somewhere, and there the keys that lead further."""


async def press(pilot: Pilot[None], keys: str) -> None:
    """Press keys; the underscores of a pasted text stand for blanks."""
    steps = [key.replace("_", " ") if "/" in key else key for key in keys.split()]
    await follow(pilot, steps)
    await wait_until_settled(pilot)


async def go_home(pilot: Pilot[None]) -> None:
    """Press esc until This month is in front; nothing is in front twice on the way."""
    seen: list[Screen[object]] = []
    app = pilot.app
    while not is_on(app, ThisMonthScreen) or len(app.screen_stack) > 1:
        before = (app.screen, app.focused)
        await press(pilot, "escape")
        if app.screen is before[0]:
            assert app.focused is not before[1], f"esc does nothing on {app.screen}"
            continue
        assert app.screen not in seen, f"esc comes back to {app.screen}"
        seen.append(before[0])
        assert len(seen) <= MAX_STEPS


@pytest.fixture
def path(story_path: Path) -> Path:
    """The story, with a second group and a tag of one’s own that is used most."""
    from tracker.book.open_book import open_book

    with open_book(story_path) as book:
        log_lines(
            book,
            "meeting 2h @!choir #!wet",
            *24 * ("meeting 1h #wet",),
            "ask 5 dues pledged 5 @choir",
            "meeting 1h @choir",
        )
    return story_path


def list_keys_by_place() -> Iterator[tuple[str, str, str]]:
    """Yield each place, the way to it, and a key that leads further."""
    for place, (way, *keys) in WAYS.items():
        for key in pick_every(12, keys):
            yield place, way, key


@pytest.mark.slow
@pytest.mark.usefixtures("stay_here")
@pytest.mark.long
async def test_esc_goes_back_to_where_one_came_from(path: Path) -> None:
    app = open_app(path)
    async with app.run_test(size=(80, 30)) as pilot:
        for place, way, key in list_keys_by_place():
            await press(pilot, way)
            stack = [type(screen) for screen in app.screen_stack]
            here = (app.screen, app.focused)
            await press(pilot, key)
            assert (app.screen, app.focused) != here, f"{key} leads nowhere on {place}"
            await press(pilot, "escape")
            now = [type(screen) for screen in app.screen_stack]
            assert now == stack, f"{place}: esc after {key} leads to {app.screen}"
            await go_home(pilot)


@pytest.mark.slow
@pytest.mark.long
async def test_esc_goes_back_to_settings_from_each_of_its_lines(path: Path) -> None:
    app = open_app(path)
    async with app.run_test(size=(80, 40)) as pilot:
        await press(pilot, "f5")
        place, lines = app.screen, app.screen.query_one(OptionList)
        enabled = ((at, line) for at, line in enumerate(lines.options) if not line.disabled)
        for index, line in pick_every(3, enabled):
            lines.highlighted = index
            await press(pilot, "enter")
            if app.screen is not place:
                await press(pilot, "escape")
            assert app.screen is place, line.id
        await go_home(pilot)


async def test_from_what_counts_in_a_month_esc_goes_back_to_where_it_was_opened(path: Path) -> None:
    app = open_app(path)
    async with app.run_test() as pilot:
        await press(pilot, "f3 left left enter")
        assert is_on(app, MonthDetailsScreen)
        month = read_screen(app).splitlines()[1]
        await press(pilot, "enter escape escape")
        assert is_on(app, ChartScreen)
        await press(pilot, "enter")
        assert read_screen(app).splitlines()[1] == month, "the month is still chosen"
        for way, place in (("escape f1 c", ThisMonthScreen), ("f2 c", EntriesScreen)):
            await press(pilot, way)
            assert is_on(app, MonthDetailsScreen)
            await press(pilot, "escape")
            assert is_on(app, place)


def raise_full(*_arguments: object) -> None:
    raise FileAccessError(FULL)


@pytest.mark.slow
@pytest.mark.parametrize("keys", pick_every(2, ["a", "b", "f2 enter", "f5"]))
@pytest.mark.long
async def test_where_the_book_refuses_esc_asks_and_a_second_one_leaves(
    path: Path, monkeypatch: pytest.MonkeyPatch, keys: str
) -> None:
    app = open_app(path)
    async with app.run_test(size=(80, 30)) as pilot:
        await press(pilot, keys)
        if keys == "f5":
            lines = app.screen.query_one(OptionList)
            found = (at for at, line in enumerate(lines.options) if "income" in str(line.id))
            lines.highlighted = next(found)
            await press(pilot, "enter")
        before = app.screen_stack[-2]
        await type_in(pilot, " 20 x")
        text = app.screen.query_one(EntryInput).value
        screen = app.screen
        monkeypatch.setattr(DraftStore, "save", raise_full)
        await press(pilot, "escape escape" if keys == "f2 enter" else "escape")
        assert is_on(app, ChoiceDialog)
        assert FULL in read_screen(app)
        assert "If you close now, it isn’t saved." in read_screen(app)
        await press(pilot, "down enter")
        assert app.screen is screen
        assert screen.query_one(EntryInput).value == text, "back to typing"
        await press(pilot, "escape escape" if keys == "f2 enter" else "escape")
        await press(pilot, "escape")
        assert app.screen is before
        assert app.clipboard == text, "it can be pasted again"
        await press(pilot, "a")
        await press(pilot, "ctrl+u ctrl+v")
        assert app.screen.query_one(EntryInput).value == text


async def test_once_the_book_can_be_written_trying_again_keeps_the_text(path: Path) -> None:
    app = open_app(path)
    async with app.run_test() as pilot:
        await press(pilot, "a")
        await type_in(pilot, "20 x")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(DraftStore, "save", raise_full)
            await press(pilot, "escape")
        await press(pilot, "enter")
        assert is_on(app, ThisMonthScreen)
        assert list_draft_texts(app.current_book) == ["20 x"]


@pytest.mark.parametrize(
    ("ways", "is_back", "kept"),
    [
        ("escape", True, ["{line} x"]),
        ("enter", True, ["{line} x"]),
        ("down enter", True, []),
        ("end enter", False, []),
    ],
)
async def test_a_change_that_is_not_saved_is_asked_about_once(
    path: Path, ways: str, is_back: bool, kept: list[str]
) -> None:
    app = open_app(path)
    async with app.run_test() as pilot:
        await press(pilot, "f2 enter")
        line = app.screen.query_one(EntryInput).value
        entries = list(app.current_book.load_entries())
        await type_in(pilot, " x")
        await press(pilot, "escape")
        assert "isn’t saved" in read_screen(app)
        await press(pilot, ways)
        assert is_on(app, EntriesScreen if is_back else EditEntryScreen)
        assert list_draft_texts(app.current_book) == [text.format(line=line) for text in kept]
        assert list(app.current_book.load_entries()) == entries


@pytest.mark.parametrize("accepts", [True, False])
async def test_a_meeting_that_cannot_be_saved_is_not_lost(
    empty_path: Path, monkeypatch: pytest.MonkeyPatch, accepts: bool
) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await press(pilot, "a ctrl+t")
        assert is_on(app, EntryForm)
        app.screen.query_one("#words").focus()
        await paste_in(pilot, "we sang")
        with monkeypatch.context() as patch:
            patch.setattr(Book, "log", raise_full)
            patch.setattr(DraftStore, "save", raise_full)
            await press(pilot, "enter" if accepts else "escape")
            assert is_on(app, ChoiceDialog)
            await press(pilot, "down enter")
            assert is_on(app, EntryForm), "back to typing"
            await press(pilot, "escape escape")
            assert is_on(app, AddEntryScreen)
            assert app.clipboard == 'meeting "we sang"'
        await press(pilot, "ctrl+t")
        app.screen.query_one("#words").focus()
        await paste_in(pilot, "we sang")
        await press(pilot, "ctrl+q")
    from tracker.book.open_book import open_book

    with open_book(empty_path) as book:
        assert list_draft_texts(book) == ['meeting "we sang"']
        assert book.is_empty()
