"""The book in the app: which screen comes first, how a book is made, opened and locked."""

import gc
import os
import subprocess
import sys
from contextlib import closing
from functools import partialmethod
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from tests.factories import PASSPHRASE, TODAY, fail_with, make_book
from tests.pilot_actions import is_on, open_app, paste_in, read_screen, read_words, type_in
from tracker.app import book_session, clear_textual_environment, run_app
from tracker.app.screen_modes import START
from tracker.app.tracker_app import TrackerApp
from tracker.book.database.connection import connect
from tracker.book.database.errors import FileAccessError
from tracker.book.open_book import open_book
from tracker.clock import FixedClock
from tracker.screens.chart.chart_screen import ChartScreen
from tracker.screens.entries.entries_screen import EntriesScreen
from tracker.screens.how_often.how_often import HowOftenScreen
from tracker.screens.log.add_entry import AddEntryScreen
from tracker.screens.settings.settings_screen import SettingsScreen
from tracker.screens.shell.confirm import ConfirmDialog
from tracker.screens.shell.main_screen import MainScreen
from tracker.screens.start.new_book import BOOK_WARNINGS, NewBookScreen
from tracker.screens.start.open_error import OpenErrorScreen
from tracker.screens.start.unlock import UnlockScreen
from tracker.screens.start.welcome import WelcomeScreen
from tracker.screens.this_month.this_month_screen import ThisMonthScreen


async def test_from_nothing_to_the_first_note_in_few_keys(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "book.db"
    app = open_app(path)
    async with app.run_test() as pilot:
        assert is_on(app, WelcomeScreen)
        assert "Write down what happened" in read_screen(app)
        await pilot.press("enter")
        assert "Does anyone else use this computer?" in read_screen(app)
        await pilot.press("enter")
        assert is_on(app, NewBookScreen)
        for limit in (
            "watches you type",
            "can be guessed",
            "Others can see that Tracker is installed",
            "it’s no proof",
            "It’s fine to write nothing",
        ):
            assert limit in read_screen(app)
        await pilot.press("f9")
        await pilot.pause()
        assert is_on(app, ConfirmDialog)
        assert "Tracker can’t lock it" in read_words(app)
        await pilot.press("enter")
        assert is_on(app, NewBookScreen), "enter alone makes none"
        assert not path.exists()
        await pilot.press("f9", "left", "enter")
        await pilot.pause()
        assert is_on(app, AddEntryScreen)
        await type_in(pilot, "15 merch no\n")
        await pilot.press("escape")
        await pilot.pause()
        assert is_on(app, ThisMonthScreen)
        assert "15.00" in read_screen(app)
    with open_book(path) as book:
        assert not book.encrypted
        assert book.currency == "GBP"
        assert [item.number for item in book.load_entries()] == [1]


async def test_a_new_book_is_encrypted_with_the_passphrase(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    app = open_app(path)
    async with app.run_test() as pilot:
        await pilot.press("enter", "enter")
        await paste_in(pilot, PASSPHRASE)
        await pilot.press("enter")
        await paste_in(pilot, PASSPHRASE)
        await pilot.press("tab")
        await paste_in(pilot, 'reading "circle"')
        await pilot.press("tab", "ctrl+u")
        await type_in(pilot, "eur\n")
        assert is_on(app, AddEntryScreen)
        assert PASSPHRASE not in read_screen(app)
    with open_book(path, PASSPHRASE) as book:
        assert book.encrypted
        assert book.currency == "EUR"
        assert book.own_group == 'reading "circle"'


LACKING = {
    "\n": "continue without one",
    "one\ntwo\n": "The two passphrases are different",
    "one\none\nall\n\n": "can’t be used",
    "one\none\n\nXXQ\n": "three letters",
    "one\none\n\nJPY\n": "such as EUR",
    "x'1\nx'1\n\n\n": "can’t start with",
}
"""What may be typed for a new book, and what is said of it."""


async def test_what_a_new_book_still_needs_is_said_and_what_was_typed_stays(tmp_path: Path) -> None:
    app = open_app(tmp_path / "book.db")
    async with app.run_test(size=(80, 30)) as pilot:
        for typed, sentence in LACKING.items():
            await pilot.press("enter", "enter")
            await pilot.pause()
            assert sentence not in read_screen(app)
            await type_in(pilot, typed)
            assert sentence in read_screen(app)
            assert is_on(app, NewBookScreen)
            assert app.session.book is None
            await pilot.press("escape")
            assert is_on(app, WelcomeScreen)
    assert not (tmp_path / "book.db").exists()


async def test_all_that_it_cannot_do_is_read_before_the_first_note_in_a_small_terminal(
    tmp_path: Path,
) -> None:
    app = open_app(tmp_path / "book.db")
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("enter", "enter", "enter")
        await pilot.pause()
        text = " ".join(read_screen(app).replace("·", "").split())
        assert all(limit in text for limit in BOOK_WARNINGS)
        assert "Type a passphrase, or press F9 to continue without one." in text


async def test_a_place_where_no_book_can_be_made_is_said_and_the_form_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        book_session, "create_book", fail_with(FileAccessError("Choose another place."))
    )
    app = open_app(tmp_path / "book.db")
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.press("enter", "enter", "f9", "left", "enter")
        await pilot.pause()
        assert is_on(app, NewBookScreen)
        assert "Choose another place." in read_screen(app)


async def test_a_plain_book_opens_on_this_month(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test():
        assert is_on(app, ThisMonthScreen)


NO_KEYS = {
    "wrong": "doesn’t open the notebook",
    "   ": "at least one character",
    "x'wrong'": "can’t start with x'",
}
"""What opens no notebook, and what is said of it."""


async def test_a_locked_book_asks_until_the_passphrase_is_right(locked_path: Path) -> None:
    app = open_app(locked_path)
    async with app.run_test() as pilot:
        assert is_on(app, UnlockScreen)
        await pilot.press("enter")
        assert is_on(app, UnlockScreen)
        for typed, message in NO_KEYS.items():
            await pilot.press("ctrl+u")
            await paste_in(pilot, typed)
            await pilot.press("enter")
            await pilot.pause()
            assert is_on(app, UnlockScreen)
            assert message in read_screen(app)
            assert "wrong" not in read_screen(app)
            await paste_in(pilot, PASSPHRASE[:3])
            assert message not in read_screen(app)
        await paste_in(pilot, PASSPHRASE[3:])
        await pilot.press("enter")
        await pilot.pause()
        assert is_on(app, ThisMonthScreen)
        assert "20.00" in read_screen(app)


async def test_a_given_passphrase_opens_at_once(tmp_path: Path) -> None:
    path = make_book(tmp_path / "book.db", passphrase=PASSPHRASE)
    app = open_app(path, PASSPHRASE)
    async with app.run_test():
        assert is_on(app, ThisMonthScreen)


PLACE_MESSAGE = "Tracker uses the notebook in this folder: /here/tracker.db"


async def test_which_book_is_used_is_said_once_where_it_is_not_the_default(
    story_path: Path,
) -> None:
    app = open_app(story_path)
    app.session.place_message = PLACE_MESSAGE
    async with app.run_test(notifications=True) as pilot:
        await pilot.pause()
        assert [each.message for each in app._notifications] == [PLACE_MESSAGE]
        app.clear_notifications()
        await pilot.press("f2", "f1")
        assert not app._notifications


async def test_which_book_is_locked_is_said_until_it_is_open(locked_path: Path) -> None:
    app = open_app(locked_path)
    app.session.place_message = PLACE_MESSAGE
    async with app.run_test(notifications=True) as pilot:
        assert is_on(app, UnlockScreen)
        assert PLACE_MESSAGE in read_screen(app)
        await paste_in(pilot, PASSPHRASE)
        await pilot.press("enter")
        await pilot.pause()
        assert is_on(app, ThisMonthScreen)
        assert not app._notifications
        await pilot.press("ctrl+l")
        await pilot.pause()
        assert is_on(app, UnlockScreen)
        assert PLACE_MESSAGE not in read_screen(app)


@pytest.mark.parametrize("key", ["escape", "ctrl+q"])
async def test_a_locked_book_is_left_without_a_word(tmp_path: Path, key: str) -> None:
    app = open_app(make_book(tmp_path / "book.db", passphrase=PASSPHRASE))
    async with app.run_test() as pilot:
        await pilot.press(key)
    assert app.return_code == 0
    assert not app.session.exit_message


@pytest.mark.parametrize("key", ["escape", "enter", "ctrl+q"])
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"SQLite format 3\0 and no more", ""),
        (b"x" * 4000, "isn’t a Tracker notebook"),
    ],
    ids=["empty", "cut short", "something else"],
)
async def test_what_is_no_book_gets_a_sentence_and_exit_code_1(
    tmp_path: Path, content: bytes, sentence: str, key: str
) -> None:
    path = tmp_path / "book.db"
    path.write_bytes(content)
    app = open_app(path)
    async with app.run_test(size=(200, 24)) as pilot:
        assert is_on(app, OpenErrorScreen)
        assert sentence in read_words(app)
        await pilot.press(key)
    assert app.return_code == 1
    assert sentence in app.session.exit_message
    assert path.read_bytes() == content


@pytest.mark.parametrize("passphrase", [None, PASSPHRASE], ids=["plain", "encrypted"])
async def test_a_book_that_another_program_changed_inside_says_so_and_the_way_out(
    tmp_path: Path, passphrase: str | None
) -> None:
    path = make_book(tmp_path / "book.db", "paid 20 event", passphrase=passphrase)
    with closing(connect(path, passphrase)) as connection:
        connection.execute("CREATE TRIGGER t AFTER INSERT ON entries BEGIN SELECT 1; END")
    app = open_app(path)
    async with app.run_test(size=(60, 20)) as pilot:
        if passphrase is not None:
            await paste_in(pilot, passphrase)
            await pilot.press("enter")
            await pilot.pause()
        assert is_on(app, OpenErrorScreen)
        text = "".join(read_screen(app).split())
        assert "isn’tbuiltthewayTrackerbuildsone:thetriggert." in text
        assert f"tracker--book{path}check--repair" in text
        await pilot.press("escape")
    assert app.return_code == 1
    assert f"tracker --book {path} check --repair" in app.session.exit_message


async def test_a_book_that_is_open_elsewhere_stays_closed(story_path: Path) -> None:
    with open_book(story_path):
        app = open_app(story_path)
        async with app.run_test():
            assert "open in another window" in read_screen(app)


def test_the_sentence_is_said_on_standard_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def leave(pilot: Pilot[None]) -> None:
        await pilot.press("ctrl+q")

    monkeypatch.setattr(
        TrackerApp, "run", partialmethod(TrackerApp.run, headless=True, auto_pilot=leave)
    )
    assert run_app(tmp_path, FixedClock(TODAY)) == 1
    assert "is a folder" in capsys.readouterr().err


@pytest.mark.parametrize("passphrase", [PASSPHRASE, "another one"], ids=["right", "wrong"])
def test_a_named_passphrase_opens_the_book_while_the_app_loads(
    locked_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    passphrase: str,
) -> None:
    screens: list[type[Screen[Any]]] = []

    async def look_and_leave(pilot: Pilot[None]) -> None:
        screens.append(type(pilot.app.screen))
        await pilot.press("ctrl+q")

    monkeypatch.setattr(
        TrackerApp, "run", partialmethod(TrackerApp.run, headless=True, auto_pilot=look_and_leave)
    )
    code = run_app(locked_path, FixedClock(TODAY), lambda: passphrase)
    is_right = passphrase == PASSPHRASE
    assert screens == [ThisMonthScreen if is_right else OpenErrorScreen]
    assert code == (0 if is_right else 1)
    assert ("This passphrase doesn’t open" in capsys.readouterr().err) is not is_right


def test_textual_settings_are_forgotten_before_it_is_imported(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    code = (
        "import os, sys, tracker.app; assert 'textual' not in sys.modules;"
        "tracker.app.clear_textual_environment();"
        "assert not [name for name in os.environ if name.startswith('TEXTUAL')]"
    )
    monkeypatch.setenv("TEXTUAL_LOG", "/nowhere/keys.log")
    subprocess.run([sys.executable, "-c", code], check=True)
    clear_textual_environment()


LATE = (
    "csv",
    "matplotlib",
    "numpy",
    "sqlite_utils",
    "tracker.entries.period_words",
    "tracker.entries.phrases",
    "tracker.export",
    "tracker.screens.log.add_entry",
    "tracker.screens.start.welcome",
)
"""Modules that the first screen of an open book has no need of."""
LATE_WHERE_LOCKED = (
    "tracker.book.book",
    "tracker.entries.types",
    "tracker.screens.this_month.this_month_screen",
)
"""Modules that the screen that asks for the passphrase has no need of, but This month has."""


@pytest.mark.parametrize("name", [*LATE, *LATE_WHERE_LOCKED])
def test_each_module_that_comes_late_exists(name: str) -> None:
    assert find_spec(name)


def test_the_first_screen_waits_for_nothing_it_does_not_show(story_path: Path) -> None:
    code = f"""
import asyncio, sys
from datetime import date
from pathlib import Path
from tracker.app import tracker_app
from tracker.clock import FixedClock
# On a busy machine the timer would go off before this looks.
set_timer, tracker_app.TrackerApp.set_timer = tracker_app.TrackerApp.set_timer, lambda *_: None
async def main():
    app = tracker_app.TrackerApp(Path({str(story_path)!r}), FixedClock(date(2026, 11, 12)))
    async with app.run_test() as pilot:
        late = {{*{LATE!r}}}
        assert not late & set(sys.modules), late & set(sys.modules)
        tracker_app.TrackerApp.set_timer = set_timer
        app.set_timer(0.01, app._read_phrases_ahead)
        while "tracker.entries.phrases.rewriting" not in sys.modules:
            await pilot.pause(0.02)
asyncio.run(main())
"""
    subprocess.run([sys.executable, "-c", code], check=True, timeout=30)


def test_the_passphrase_is_asked_for_before_the_book_is_needed(locked_path: Path) -> None:
    code = f"""
import asyncio, sys
from datetime import date
from pathlib import Path
from tracker.app.tracker_app import TrackerApp
from tracker.clock import FixedClock
async def main():
    app = TrackerApp(Path({str(locked_path)!r}), FixedClock(date(2026, 11, 12)))
    async with app.run_test() as pilot:
        late = {{*{LATE_WHERE_LOCKED!r}}}
        assert not late & set(sys.modules), late & set(sys.modules)
        while not late <= set(sys.modules):
            await pilot.pause(0.02)
asyncio.run(main())
"""
    subprocess.run([sys.executable, "-c", code], check=True, timeout=30)


async def test_a_place_that_comes_reads_the_book_once_and_again_after_a_change(
    story_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[type[MainScreen]] = []
    screens = (ThisMonthScreen, EntriesScreen, ChartScreen, HowOftenScreen, SettingsScreen)

    def record(screen: type[MainScreen]) -> None:
        show = screen.show_book

        def record_and_show(place: MainScreen) -> None:
            read.append(screen)
            show(place)

        monkeypatch.setattr(screen, "show_book", record_and_show)

    for screen in screens:
        record(screen)
    app = open_app(story_path)
    async with app.run_test() as pilot:
        await pilot.press("f2", "f3", "f4", "f5")
        assert tuple(read) == screens
        read.clear()
        await pilot.press("f1", "f2", "f3", "f4", "f5")
        assert read == []
        app.current_book.settings.set("something", "else")
        await pilot.press("f1", "f2", "f3", "f4", "f5")
        assert tuple(read) == screens


async def test_nothing_empty_is_painted_between_the_passphrase_and_the_figures(
    locked_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[str] = []
    app = open_app(locked_path)
    paint = Screen._compositor_refresh

    def record_and_paint(screen: Screen[None]) -> None:
        paint(screen)
        if isinstance(screen, ThisMonthScreen) and screen.is_current and not app._batch_count:
            painted.append(read_screen(app))

    async with app.run_test() as pilot:
        while app._screen_stacks.keys() == {START}:
            await pilot.pause(0.02)
        monkeypatch.setattr(Screen, "_compositor_refresh", record_and_paint)
        await paste_in(pilot, PASSPHRASE)
        await pilot.press("enter")
        assert is_on(app, ThisMonthScreen)
    assert painted
    assert all("20.00" in text for text in painted)


def test_garbage_is_looked_for_only_once_the_first_screen_stands(
    story_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_collecting: list[bool] = []
    show = ThisMonthScreen.show_book

    def record_and_show(place: ThisMonthScreen) -> None:
        is_collecting.append(gc.isenabled())
        show(place)

    async def record_and_leave(pilot: Pilot[None]) -> None:
        await pilot.pause()
        is_collecting.append(gc.isenabled())
        await pilot.press("ctrl+q")

    monkeypatch.setattr(ThisMonthScreen, "show_book", record_and_show)
    monkeypatch.setattr(
        TrackerApp, "run", partialmethod(TrackerApp.run, headless=True, auto_pilot=record_and_leave)
    )
    assert run_app(story_path, FixedClock(TODAY)) == 0
    assert is_collecting == [False, True]
    assert gc.isenabled()


def test_the_size_of_another_terminal_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "1")
    monkeypatch.setenv("LINES", "x")
    clear_textual_environment()
    assert not {"COLUMNS", "LINES"} & set(os.environ)
