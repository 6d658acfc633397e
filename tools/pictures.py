"""Draws the pictures of README and docs from the sample story: `make pictures`."""

import asyncio
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
SIZE = (80, 24)
FOLDER = "/home/somebody/for a friend"
SCREENS: dict[str, list[str]] = {
    "this-month": [],
    "after-a-meeting": ["a"],
    "entries": ["f2", "left", "left", "left", "down", "down"],
    "chart": ["f3"],
    "settings": ["f5"],
    "show-someone": ["x", "shift+tab", "ctrl+u", *FOLDER.replace(" ", "_")],
}
"""Each picture, and the keys that lead to it."""


def drawn() -> dict[str, str]:
    """Every picture by its name, as SVG; the same on every machine."""
    os.environ["LC_ALL"] = "en_GB.UTF-8"
    with TemporaryDirectory() as folder:
        return asyncio.run(_drawn(Path(folder) / "story.db"))


async def _drawn(book: Path) -> dict[str, str]:
    from textual.events import Paste

    from tracker.app.tracker_app import TrackerApp
    from tracker.clock import FixedClock
    from tracker.sample import STORY_LINE, STORY_TODAY

    pasted = {"after-a-meeting": STORY_LINE, "show-someone": FOLDER}
    _make_story(book)
    pictures = {}
    for name, keys in SCREENS.items():
        app = TrackerApp(book, FixedClock(STORY_TODAY))
        async with app.run_test(size=SIZE) as pilot:
            await pilot.press(*keys)
            if name in pasted:
                app.post_message(Paste(pasted[name]))
            await pilot.pause()
            await pilot.pause()
            pictures[name] = app.export_screenshot(title="Tracker")
    return pictures
