"""The totals of the time with a group: up to the last day with it, or to today."""

from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.factories import fail_with, log_lines, make_book
from tests.pilot_actions import is_on, open_app, read_screen, read_words
from tracker.app.tracker_app import TrackerApp
from tracker.book.ask_queries import AskQueries
from tracker.book.book import Book
from tracker.book.database.errors import FileAccessError
from tracker.screens.how_often.after_leaving import GroupClosingScreen


async def open_closing(pilot: Pilot[None], left_on: date | None) -> Book:
    """Open the totals of the circle, with this last day."""
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
    lines = (
        "2026-08-01 paid 30/month dues by debit",
        "2026-08-02 ask 12/month other yes",
        "2026-08-03 meeting 2h",
    )
    return make_book(tmp_path / "standing.db", *lines, group="circle")


async def test_the_totals_end_with_the_last_day_and_what_came_after_is_counted_apart(
    story_path: Path,
) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(100, 30)) as pilot:
        await open_closing(pilot, date(2026, 7, 16))
        text = read_words(app)
        assert "This covers your time with circle from 4 Sept 2025 to 16 Jul 2026." in text
        assert (
            "You were with them 39 times: 32 meetings, 2 events, 3 one-to-ones, 2 stalls. That was"
            " 107 to 111 h in total."
        ) in text
        assert "They helped you 4 times." in text
        assert "You were asked for money 17 times. You said no to 8 of these asks." in text
        assert (
            "You gave 245.50 (19.00 of it estimated), without one payment whose amount you don’t"
            " know. Of that, you got back 22.00. The group gave you 20.00."
        ) in text
        assert "After that day, not counted above: you were asked 3 times." in text
        assert text.index("They helped") < text.index("You gave")


async def test_without_a_last_day_they_go_up_to_today(regular_payment_path: Path) -> None:
    app = open_app(regular_payment_path)
    async with app.run_test() as pilot:
        await open_closing(pilot, None)
        assert "from 1 Aug 2026 to 12 Nov 2026." in read_words(app)
        assert "You gave 120.00." in read_words(app)
        await pilot.press("escape")
        await pilot.pause()
        assert not is_on(app, GroupClosingScreen)


async def test_a_book_that_cannot_be_read_says_why(
    regular_payment_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_app(regular_payment_path)
    async with app.run_test() as pilot:
        await pilot.pause()
        monkeypatch.setattr(
            AskQueries,
            "load_pattern_facts_in_steps",
            fail_with(FileAccessError("The file is gone.")),
        )
        await open_closing(pilot, None)
        assert "The file is gone." in read_screen(app)


async def test_hidden_amounts_are_dots(regular_payment_path: Path) -> None:
    app = open_app(regular_payment_path)
    async with app.run_test() as pilot:
        book = await open_closing(pilot, date(2026, 10, 5))
        log_lines(book, "2026-11-02 paid 7.50 merch")
        await pilot.press("ctrl+n")
        for size in ((200, 60), (80, 24), (60, 20)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            text = read_words(app)
            assert "You gave •••" in text
            assert not [amount for amount in ("30.00", "90.00", "7.50", "37.50") if amount in text]
