"""Hidden amounts: one key, and no amount of the book stands on any screen, nor a share."""

import re
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widget import Widget

from tests.app.books import TODAY, note
from tests.app.screens import is_on, shown
from tests.app.walking import AFTER, CHART, ENTRIES, PLACES, SETTINGS, SHOW, settled, walk
from tracker.app.tracker_app import TrackerApp
from tracker.book.opening import open_book
from tracker.clock import FixedClock
from tracker.screens import filter_bar
from tracker.screens.preview_bundle import PreviewBundle
from tracker.texts import shown_amount

BookPath = Callable[[str], Path]
AMOUNT = re.compile(r"\d[.,]\d\d(?!\d)|\d\s?%")
"""An amount with its cents, or a share."""
SIZES = ((80, 24), (200, 60))
WALKS = {
    "places": PLACES,
    "after": AFTER,
    "entries": ENTRIES,
    "chart": CHART,
    "show": SHOW,
    "settings": SETTINGS,
}


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def hidden(
    request: pytest.FixtureRequest, book_path: BookPath, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Pilot[None]]:
    """The app on the sample story, amounts hidden, notices shown."""
    monkeypatch.setattr(filter_bar, "PATIENCE", 0.001)
    app = TrackerApp(book_path("story"), FixedClock(TODAY))
    async with app.run_test(size=request.param, notifications=True) as pilot:
        await pilot.press("ctrl+n")
        yield pilot
