"""Actions of a person in the app: opening it, reading the screen, typing."""

from pathlib import Path, PurePath
from typing import Any

from textual.app import App
from textual.events import Key, Paste
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import Screen

import tracker.app
import tracker.screens
from tests.factories import TODAY
from tests.late_painting import paint_changes
from tracker.app.tracker_app import TrackerApp
from tracker.clock import FixedClock
from tracker.widgets.entry_input import EntryInput

STYLE_SHEETS: list[str | PurePath] = [
    Path(tracker.app.__file__).with_name("tracker_app.tcss"),
    Path(tracker.screens.__file__).with_name("screens.tcss"),
]
"""How all widgets and screens look, for an app that shows one of them alone."""


def open_app(path: Path, passphrase: str | None = None) -> TrackerApp:
    """Return the app on a book, on the day on which the sample story stops."""
    return TrackerApp(path, FixedClock(TODAY), passphrase)


def read_screen(app: App[None]) -> str:
    """Return the whole screen as plain text, line by line."""
    width, height = app.size
    paint_changes(app)
    lines = app.screen._compositor.render_strips()
    text = ["".join(segment.text for segment in strip) for strip in lines]
    assert len(text) == height
    assert all(len(line) <= width for line in text)
    return "\n".join(line.replace("\N{NO-BREAK SPACE}", " ").rstrip() for line in text)


def read_words(app: App[None]) -> str:
    """Return the screen's text without its line breaks and the cursor of a list."""
    return " ".join(read_screen(app).replace("▌", " ").split())


def read_entry_line(app: App[None]) -> str:
    """Return what stands in the entry line."""
    return app.screen.query_one(EntryInput).value


def read_notices(app: App[None]) -> str:
    """Return the notices that are shown."""
    return " ".join(notice.message for notice in app._notifications)


def read_file(path: Path) -> bytes:
    """Return what is in a file, also in the midst of a coroutine."""
    return path.read_bytes()


def is_on(app: App[None], screen: type[Screen[Any]]) -> bool:
    """Whether this is the screen in front."""
    return isinstance(app.screen, screen)


async def type_in(pilot: Pilot[None], text: str) -> None:
    """Press a key for each letter, as fast as they come, until all of them are acted on."""
    app = pilot.app
    if not isinstance(app, TrackerApp):
        await pilot.press(*(KEYS.get(letter, letter) for letter in text))
    else:
        for letter in text:
            key = KEYS.get(letter) or _character_to_key(letter)
            app.post_message(Key(key, letter if letter.isprintable() else None))
        await pilot.pause()
        while app.input_queue.current_input is not None:
            await pilot.pause()
    await pilot.pause()


KEYS = {" ": "space", "\n": "enter"}


async def paste_in(pilot: Pilot[None], text: str) -> None:
    """Paste a text where the cursor is, then wait until the screen has settled."""
    pilot.app.post_message(Paste(text))
    await pilot.pause()
    await pilot.pause()
