"""Entries asks about labels that say how often, and one key changes such an entry."""

from pathlib import Path

from textual.pilot import Pilot

from tests.factories import LAST_MONTH, list_book_lines, make_book
from tests.pilot_actions import open_app, read_screen, read_words
from tracker.app.tracker_app import TrackerApp
from tracker.screens.entries.repeat_prompt import KEPT_LABELS_SETTING, RepeatPrompt

LINES = (
    "2026-03-02 income 950 'monthly'",
    "2026-04-05 paid 32 dues 'monthly'",
    "2026-05-01 need transport 49/month 'monthly ticket'",
    "2026-11-03 need rent 300 'flat / month'",
    "2026-11-04 income 80 'sold my bike'",
)


def lines(app: TrackerApp) -> list[str]:
    return [line.split(" ", 1)[1] for line in list_book_lines(app.current_book)]


async def wait_until_settled(pilot: Pilot[None]) -> None:
    """Wait until the book has been looked through."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def test_each_entry_is_asked_about_until_none_is_left(tmp_path: Path) -> None:
    app = open_app(make_book(tmp_path / "book.db", *LINES))
    async with app.run_test(size=(110, 30)) as pilot:
        await pilot.press("f2")
        await wait_until_settled(pilot)
        assert "Entry 4, 3 Nov 2026" in read_words(app)
        assert "The label says \u201c/ month\u201d. Does it repeat?" in read_words(app)
        await pilot.press("tab", "enter")
        await wait_until_settled(pilot)
        assert "need rent 300/month flat" in lines(app)
        assert "Entry 2, 5 Apr 2026" in read_words(app)
        assert "yes, every month" in read_words(app)
        await pilot.press("tab", "right", "enter")
        await wait_until_settled(pilot)
        assert app.current_book.settings.get(KEPT_LABELS_SETTING) == "2"
        assert "Entry 1, 2 Mar 2026" in read_words(app)
        await pilot.press("tab", "enter")
        await wait_until_settled(pilot)
        assert lines(app)[0] == "income 950/month"
        assert lines(app)[1] == "paid 32 dues 'monthly'"
        assert not app.screen.query_one(RepeatPrompt).display
        await pilot.press("u")
        await wait_until_settled(pilot)
        assert lines(app)[0] == "income 950 'monthly'"
        assert "Entry 1, 2 Mar 2026" in read_words(app)


async def test_one_key_changes_the_entry_at_the_cursor(tmp_path: Path) -> None:
    app = open_app(make_book(tmp_path / "book.db", *LINES, first_saved=LAST_MONTH))
    async with app.run_test(size=(110, 30)) as pilot:
        await pilot.press("f2")
        await wait_until_settled(pilot)
        assert "Make it repeat" not in read_screen(app), "the bike is chosen"
        before = lines(app)
        await pilot.press("r")
        await wait_until_settled(pilot)
        assert lines(app) == before
        await pilot.press("down")
        await wait_until_settled(pilot)
        assert "Make it repeat" in read_screen(app)
        await pilot.press("r")
        await wait_until_settled(pilot)
        assert "need rent 300/month flat" in lines(app)
        assert "Make it repeat" not in read_screen(app)
        await pilot.press("u")
        await wait_until_settled(pilot)
        assert lines(app) == before


async def test_hidden_amounts_stay_hidden_in_the_question(tmp_path: Path) -> None:
    path = make_book(tmp_path / "book.db", "2026-11-03 income 950 'every 3 months'")
    app = open_app(path)
    async with app.run_test(size=(110, 30)) as pilot:
        await pilot.press("ctrl+n", "f2")
        await wait_until_settled(pilot)
        assert "Does it repeat?" in read_words(app)
        assert "950" not in read_screen(app)
        await pilot.press("ctrl+n")
        await wait_until_settled(pilot)
        assert "950.00" in read_words(app)


async def test_no_label_that_is_one_is_asked_about(tmp_path: Path) -> None:
    app = open_app(make_book(tmp_path / "book.db", LINES[2], LINES[4]))
    async with app.run_test(size=(110, 30)) as pilot:
        await pilot.press("f2")
        await wait_until_settled(pilot)
        assert "Does it repeat?" not in read_screen(app)
