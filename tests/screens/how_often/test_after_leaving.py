"""After leaving a group: its totals, and nothing is saved without a yes."""

from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.factories import TODAY, fail_with, log_lines, make_book
from tests.pilot_actions import is_on, open_app, read_screen, read_words
from tracker.app.tracker_app import TrackerApp
from tracker.book.book import Book
from tracker.book.database.errors import FileAccessError
from tracker.entries.types import Payment, Withdrawal
from tracker.screens.how_often.after_leaving import GroupClosingScreen
from tracker.screens.settings.settings_screen import SettingsScreen

STANDING = (
    "2026-08-01 paid 30/month dues by debit",
    "2026-08-02 ask 12/month other yes",
    "2026-08-03 meeting 2h",
)


async def set_leaving_day(pilot: Pilot[None], day: str) -> None:
    """Save a leaving day of the first group in Settings."""
    await pilot.press("f5", "enter")
    await pilot.pause()
    pilot.app.screen.query_one("#text-1", Input).value = day
    await pilot.press("enter")
    await pilot.pause()


async def open_closing(pilot: Pilot[None], left_on: date | None) -> Book:
    """Open the closing screen of the circle, left on a day."""
    app = pilot.app
    assert isinstance(app, TrackerApp)
    await pilot.pause()
    app.current_book.groups.set_left_on(1, left_on)
    app.push_screen(GroupClosingScreen(app.app_context, "circle"))
    await pilot.pause()
    return app.current_book


@pytest.fixture
def regular_payment_path(tmp_path: Path) -> Path:
    """A book with a regular payment and a yes that have not ended."""
    return make_book(tmp_path / "standing.db", *STANDING, group="circle")


async def test_it_is_shown_when_a_leaving_day_was_saved(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test() as pilot:
        await set_leaving_day(pilot, "2026-07-16")
        assert is_on(app, GroupClosingScreen)
        text = read_screen(app)
        assert "This covers your time with circle from 4 Sept 2025 to 16 Jul 2026." in text
        assert "You were at 39 meetings, 107 to 111 h in total." in text
        assert "You were asked for money 17 times. You said no to 8 of these asks." in text
        assert (
            "You gave 245.50 (19.00 of it estimated), without one payment whose amount you don’t"
            " know. Of that, you got back 22.00. The group gave you 20.00."
        ) in read_words(app)
        assert "After that day, not counted above: you were asked 3 times." in text
        assert "still running" not in text
        await pilot.press("escape")
        await pilot.pause()
        assert is_on(app, SettingsScreen)
        assert "last day 16 Jul 2026" in read_screen(app)


async def test_the_same_day_again_or_none_shows_nothing(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test() as pilot:
        await set_leaving_day(pilot, "2026-07-16")
        await pilot.press("escape")
        await pilot.pause()
        for day in ("2026-07-16", ""):
            await set_leaving_day(pilot, day)
            assert is_on(app, SettingsScreen)


async def test_a_yes_notes_that_it_stopped_on_that_day(regular_payment_path: Path) -> None:
    app = open_app(regular_payment_path)
    async with app.run_test() as pilot:
        book = await open_closing(pilot, date(2026, 10, 5))
        first = book.find_entry(1)
        assert (
            "These are still running in your notebook: a payment of 30.00 a month (dues)"
            in read_screen(app)
        )
        assert "yes, on 5 Oct" in read_screen(app)
        await pilot.press("tab", "enter")
        await pilot.pause()
        said = read_words(app)
        assert "Ended on 5 Oct 2026: a payment of 30.00 a month (dues)" in said
        assert "To undo it, press u in Entries." in said
        assert "end when you left" not in read_screen(app)
        entries = [item.entry for item in book.load_entries()]
        paid, withdrew = entries[0], entries[-1]
        assert isinstance(paid, Payment)
        assert isinstance(withdrew, Withdrawal)
        assert (paid.amount, paid.until, withdrew.day) == (
            3000,
            date(2026, 10, 5),
            date(2026, 10, 5),
        )
        assert book.find_newest_change()[1] == 2
        await pilot.press("escape")
        await open_closing(pilot, date(2026, 10, 5))
        assert "end when you left" not in read_screen(app)
        await pilot.press("escape", "f2", "u")
        await pilot.pause()
        assert len(list(book.load_entries())) == len(STANDING)
        assert book.find_entry(1) == first


async def test_anything_else_notes_nothing(regular_payment_path: Path) -> None:
    app = open_app(regular_payment_path)
    async with app.run_test() as pilot:
        for keys in (("tab", "right", "enter"), ("tab", "escape"), ()):
            book = await open_closing(pilot, TODAY)
            assert "Did they all end when you left?" in read_words(app)
            await pilot.press(*keys)
            await pilot.pause()
            assert is_on(app, GroupClosingScreen)
            assert len(list(book.load_entries())) == len(STANDING)
            await pilot.press("escape")
            await pilot.pause()
            assert not is_on(app, GroupClosingScreen)
        await open_closing(pilot, TODAY)
        assert "Did they all end when you left?" in read_words(app)


async def test_the_question_acts_only_when_it_has_the_focus(regular_payment_path: Path) -> None:
    app = open_app(regular_payment_path)
    async with app.run_test() as pilot:
        book = await open_closing(pilot, TODAY)
        await pilot.press("enter", "space", "right", "enter")
        assert len(list(book.load_entries())) == len(STANDING)


async def test_a_book_that_cannot_be_written_says_why_and_asks_again(
    regular_payment_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_app(regular_payment_path)
    async with app.run_test() as pilot:
        await open_closing(pilot, TODAY)

        monkeypatch.setattr(
            Book,
            "edit_entries",
            fail_with(FileAccessError("The disk is full, so nothing was saved.")),
        )
        await pilot.press("tab", "enter")
        await pilot.pause()
        assert "The disk is full" in read_screen(app)
        assert "Did they all end when you left?" in read_words(app)


async def test_without_a_leaving_day_it_says_where_one_is_noted(regular_payment_path: Path) -> None:
    app = open_app(regular_payment_path)
    async with app.run_test() as pilot:
        await open_closing(pilot, None)
        assert "You haven’t entered your last day with this group." in read_screen(app)


async def test_hidden_amounts_are_dots(regular_payment_path: Path) -> None:
    app = open_app(regular_payment_path)
    async with app.run_test() as pilot:
        book = await open_closing(pilot, TODAY)
        log_lines(book, "2026-11-02 paid 7.50 merch")
        await pilot.press("ctrl+n")
        for size in ((200, 60), (80, 24), (60, 20)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            text = read_screen(app)
            assert "a payment of ••• a month" in read_words(app)
            assert "30.00" not in text
            assert "12.00" not in text
