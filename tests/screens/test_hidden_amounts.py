"""Hidden amounts: after one key no amount of the book stands on any screen, nor any share."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Digits, Static

from tests.factories import TODAY
from tests.pilot_actions import is_on, open_app, read_notices, read_screen
from tests.strategies import pick_every
from tests.walks import DIALOGS, PLACES, Stops, follow, wait_until_settled, walk
from tracker.app.tracker_app import TrackerApp
from tracker.book.open_book import open_book
from tracker.entries.types import Payment
from tracker.i18n import HIDDEN_NUMBER
from tracker.screens.entries import filter_bar
from tracker.screens.share.export_preview import ExportPreviewScreen
from tracker.screens.shell.help_pages import HelpPageScreen
from tracker.screens.start.tour import TourDialog

BookPath = Callable[[str], Path]
SIZE = (120, 40)
AMOUNT = re.compile(r"\d[.,]\d\d(?!\d)|\d\s?%")
"""An amount with its cents, or a share."""
EXAMPLES = (
    *("● 12.50", "○ 12.50", "● 12,50", "○ 12,50"),
    "a decimal point: 12.50",
    "of 25 %.",
    "A newer one of 0.00 only ends it.",
)
"""Amounts that are nobody's: they say how amounts are written."""
OF_NOBODY = (TourDialog, HelpPageScreen)
"""What shows the sample story or examples, whose amounts are nobody's."""
WALKS = {"places": PLACES, **{name: DIALOGS[name] for name in DIALOGS if name != "tour"}}


def find_amounts(text: str) -> list[str]:
    """The lines in which an amount or a share stands."""
    for example in EXAMPLES:
        text = text.replace(example, "")
    return [line.strip() for line in text.splitlines() if AMOUNT.search(line)]


@pytest.fixture
def path(book_path: BookPath, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample story, in which the newest entry was changed once."""
    monkeypatch.setattr(filter_bar, "SEARCH_DELAY", 0.001)
    path = book_path("story")
    with open_book(path) as book:
        newest = book.load_latest(1, TODAY)[0]
        assert isinstance(newest.entry, Payment)
        book.edit(newest.number, [replace(newest.entry, amount=12345)], TODAY)
    return path


def find_visible_amounts(app: TrackerApp) -> list[str]:
    """The amounts on the screen that nobody types just now."""
    return find_amounts(read_screen(app))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("when", "name"),
    [
        *(("before", name) for name in pick_every(2, WALKS)),
        *(("there", name) for name in pick_every(len(WALKS), WALKS)),
    ],
)
async def test_no_amount_is_seen_anywhere(when: str, name: str, path: Path) -> None:
    app = open_app(path)
    seen: dict[str, list[str]] = {}
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        if when == "before":
            await pilot.press("ctrl+n")
        app.clear_notifications()
        async for stop in walk(pilot, WALKS[name]):
            if isinstance(app.screen, OF_NOBODY):
                continue
            if when == "there":
                await pilot.press("ctrl+n")
                await wait_until_settled(pilot)
            assert all(digits.value == HIDDEN_NUMBER for digits in app.screen.query(Digits))
            if found := find_visible_amounts(app):
                seen[stop] = found
            if when == "there":
                await pilot.press("ctrl+n")
                await wait_until_settled(pilot)
    assert seen == {}


@pytest.mark.slow
@pytest.mark.parametrize("name", pick_every(3, WALKS))
async def test_no_amount_of_any_type_is_seen(name: str, book_path: BookPath) -> None:
    app = open_app(book_path("every type"))
    seen: dict[str, list[str]] = {}
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await pilot.press("ctrl+n")
        async for stop in walk(pilot, WALKS[name]):
            if not isinstance(app.screen, OF_NOBODY) and (found := find_visible_amounts(app)):
                seen[stop] = found
    assert seen == {}


async def test_no_amount_is_seen_in_all_of_a_preview(path: Path) -> None:
    app = open_app(path)
    async with app.run_test(size=(200, 60)) as pilot:
        await follow(pilot, ["ctrl+n", "x", "right", "enter"])
        await wait_until_settled(pilot)
        assert is_on(app, ExportPreviewScreen)
        text = str(app.screen.query_one("#text", Static).content)
        assert text.count("\n") > 300
        assert find_amounts(text) == []


NOTICES: Stops = {
    "deleted": ["f2", "down", "d", "enter"],
    "it is back": ["u"],
    "as it was": ["u"],
    "all of the story": ["u"],
    "line": ["f1", "a", "paid 77.70 event", "enter", "ctrl+z"],
}


async def test_no_notice_names_an_amount(path: Path) -> None:
    app = open_app(path)
    said: dict[str, str] = {}
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("ctrl+n")
        async for stop in walk(pilot, NOTICES):
            said[stop] = read_notices(app)
            app.clear_notifications()
    assert f"Restored: paid {HIDDEN_NUMBER}" in said["it is back"]
    assert f"Changed back: paid {HIDDEN_NUMBER}" in said["as it was"]
    assert all(said[stop] for stop in NOTICES if stop != "line")
    assert [find_amounts(notice) for notice in said.values() if find_amounts(notice)] == []


async def test_the_key_shows_them_again(path: Path) -> None:
    app = open_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_until_settled(pilot)
        before = read_screen(app)
        assert len(find_amounts(before)) > 5
        await pilot.press("ctrl+n")
        await wait_until_settled(pilot)
        assert find_amounts(read_screen(app)) == []
        await pilot.press("ctrl+n")
        await wait_until_settled(pilot)
        assert read_screen(app) == before
