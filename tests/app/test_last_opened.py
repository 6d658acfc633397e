"""When it was last opened: one value, saved with the next change, and nothing by reading."""

import os
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.factories import DAY_BEFORE, PASSPHRASE, log_lines, make_book
from tests.pilot_actions import is_on, paste_in, read_file, read_notices, read_screen, read_words
from tracker.app.tracker_app import TrackerApp
from tracker.book.open_book import open_book
from tracker.clock import FixedClock
from tracker.entries.types import Entry, Note
from tracker.screens.start.unlock import UnlockScreen
from tracker.screens.this_month.this_month_screen import ThisMonthScreen

FIRST, SECOND, THIRD = date(2026, 11, 12), date(2026, 11, 19), date(2026, 11, 26)
EVENING = time(21, 14)


def open_on(path: Path, day: date, passphrase: str | None = None) -> TrackerApp:
    """Return the app on a book, on the evening of a day."""
    return TrackerApp(path, FixedClock(day, EVENING), passphrase)


def read_saved(path: Path, passphrase: str | None = None) -> str:
    """Return what the file has as the last opening."""
    with open_book(path, passphrase) as book:
        return book.settings.get("last_opened")


def read_date(path: Path) -> int:
    """Return when a file was changed last."""
    return path.stat().st_mtime_ns


def list_files(folder: Path) -> list[Path]:
    """Return what is in a folder."""
    return sorted(folder.iterdir())


def fail_after_one() -> Iterator[Entry]:
    """Yield an entry, then fail."""
    yield Note(day=FIRST, own_words="soup")
    raise EOFError


async def choose_use(pilot: Pilot[None], steps: int) -> None:
    """Choose in Settings what is done with the last opening, so many steps down."""
    await pilot.press("f5", "end")
    await pilot.pause()
    app = pilot.app
    while "› Last opened" not in read_screen(app):
        await pilot.press("up")
    await pilot.press("enter")
    await pilot.pause()
    await pilot.press("home", *["down"] * steps, "enter")
    await pilot.pause()


async def look_around(pilot: Pilot[None]) -> None:
    """Look at each main screen, at an entry, at the line, and go back."""
    await pilot.press("f2", "enter", "escape", "f3", "f4", "f5", "f1", "a", "escape", "b", "escape")
    await pilot.press("x", "escape", "question_mark", "escape")
    await pilot.pause()


async def test_reading_leaves_the_file_as_it_was(locked_path: Path) -> None:
    os.utime(locked_path, (1_000_000_000, 1_000_000_000))
    before, mtime = read_file(locked_path), read_date(locked_path)
    files = list_files(locked_path.parent)
    app = open_on(locked_path, FIRST)
    async with app.run_test() as pilot:
        assert is_on(app, UnlockScreen)
        for words in ("not this", PASSPHRASE):
            await paste_in(pilot, words)
            await pilot.press("enter")
            await pilot.pause()
        assert is_on(app, ThisMonthScreen)
        await look_around(pilot)
        await pilot.press("ctrl+l")
        await pilot.pause()
        await paste_in(pilot, PASSPHRASE)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("ctrl+q")
    assert read_file(locked_path) == before
    assert read_date(locked_path) == mtime
    assert list_files(locked_path.parent) == files


async def test_the_next_change_saves_it_and_the_one_after_shows_it(tmp_path: Path) -> None:
    path = make_book(tmp_path / "book.db", "meeting 2h")
    app = open_on(path, FIRST)
    async with app.run_test() as pilot:
        log_lines(app.current_book, "2026-11-12 paid 5 dues")
        await pilot.press("f5", "end")
        await pilot.pause()
        assert "Last opened not known yet" in read_words(app)
    assert read_saved(path) == "2026-11-12 21:14"
    app = open_on(path, SECOND)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "12 Nov 2026, 21:14" not in read_words(app), "This month shows it where it is ticked"
        await pilot.press("f5", "end")
        await pilot.pause()
        log_lines(app.current_book, "2026-11-19 paid 5 dues", today=SECOND)
        await pilot.press("f1", "f5")
        await pilot.pause()
        assert "Last opened 12 Nov 2026, 21:14" in read_words(app), "the one before this one"
    assert read_saved(path) == "2026-11-19 21:14"


async def test_undo_leaves_it_and_it_is_in_no_history(tmp_path: Path) -> None:
    path = make_book(tmp_path / "book.db", "meeting 2h")
    app = open_on(path, SECOND)
    async with app.run_test() as pilot:
        before = app.current_book.make_witness()
        log_lines(app.current_book, "2026-11-12 paid 5 dues")
        await pilot.press("u")
        await pilot.pause()
        assert len(list(app.current_book.load_entries())) == 1
        assert app.current_book.settings.get("last_opened") == "2026-11-19 21:14"
        assert app.current_book.make_witness() == before
        assert not any("21:14" in str(each) for each in app.current_book.load_history(1))


async def test_a_change_that_fails_saves_no_opening(tmp_path: Path) -> None:
    path = make_book(tmp_path / "book.db", "meeting 2h")
    app = open_on(path, FIRST)
    async with app.run_test():
        book = app.current_book
        book.settings.set("never made", None)
        with pytest.raises(EOFError):
            book.log_stream(fail_after_one(), FIRST)
        assert book.settings.load_all() == {}
        book.settings.set("theme", "tracker-light")
        assert book.settings.get("last_opened") == "2026-11-12 21:14"


async def test_this_month_shows_it_where_it_is_ticked(tmp_path: Path) -> None:
    path = make_book(tmp_path / "book.db", "meeting 2h", saved_on=DAY_BEFORE)
    app = open_on(path, FIRST)
    async with app.run_test(size=(80, 24)) as pilot:
        await choose_use(pilot, 1)
        await pilot.press("f1")
        await pilot.pause()
        assert "Last opened" not in read_words(app), "no opening was saved before"
    app = open_on(path, SECOND)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        assert "Last opened and changed: 12 Nov 2026, 21:14" in read_words(app)
        await choose_use(pilot, 0)
        await pilot.press("f1")
        await pilot.pause()
        assert "Last opened" not in read_words(app)


async def test_each_opening_is_saved_only_where_that_is_ticked(tmp_path: Path) -> None:
    path = make_book(tmp_path / "book.db", "meeting 2h")
    app = open_on(path, FIRST)
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.press("f5", "end")
        while "› Last opened" not in read_screen(app):
            await pilot.press("up")
        await pilot.press("enter")
        await pilot.pause()
        assert "the date of the file stays the same" in read_words(app)
        assert "that date changes each time, and others can see it" in read_words(app)
        await pilot.press("end", "enter")
        await pilot.pause()
    app = open_on(path, SECOND)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "Last opened: 12 Nov 2026, 21:14" in read_words(app)
    assert read_saved(path) == "2026-11-19 21:14", "by opening alone"
    app = open_on(path, THIRD)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "Last opened: 19 Nov 2026, 21:14" in read_words(app)


@pytest.mark.parametrize("value", ["", "soon", "2026-11-31 21:14", "2026-11-12", "12 Nov 25:00"])
async def test_a_value_that_no_version_wrote_is_not_known(tmp_path: Path, value: str) -> None:
    path = make_book(tmp_path / "book.db", "meeting 2h")
    with open_book(path) as book:
        book.settings.set_all({"last_opened": value, "last_opened.use": "month"})
    app = open_on(path, SECOND)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "Last opened" not in read_words(app)
        await pilot.press("f5", "end")
        await pilot.pause()
        assert "Last opened not known yet" in read_words(app)


@pytest.mark.parametrize(
    ("tries", "sentence"),
    [
        (0, ""),
        (1, "1 wrong passphrase was typed in this window."),
        (3, "3 wrong passphrases were typed in this window."),
    ],
)
async def test_wrong_passphrases_are_told_in_a_window_that_stayed_locked(
    locked_path: Path, tries: int, sentence: str
) -> None:
    app = open_on(locked_path, FIRST)
    files = list_files(locked_path.parent)
    async with app.run_test() as pilot:
        await try_passphrases(pilot, 2)
        assert is_on(app, ThisMonthScreen)
        assert "wrong" not in read_notices(app), "the window was not open before"
        await pilot.press("ctrl+l")
        await pilot.pause()
        await try_passphrases(pilot, tries)
        assert is_on(app, ThisMonthScreen)
        assert read_notices(app) == sentence
        app.clear_notifications()
        await pilot.press("ctrl+l")
        await pilot.pause()
        await try_passphrases(pilot, 0)
        assert read_notices(app) == "", "they are told once"
    assert list_files(locked_path.parent) == files


async def try_passphrases(pilot: Pilot[None], wrong: int) -> None:
    """Type so many wrong passphrases, an empty one, and the right one."""
    for words in (*["not this"] * wrong, "   ", PASSPHRASE):
        await pilot.press("ctrl+u")
        await paste_in(pilot, words)
        await pilot.press("enter")
        await pilot.pause()
