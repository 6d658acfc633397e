"""What a person sees and types: text on the screen, keys for a text."""

from typing import Any

from textual.app import App
from textual.events import Paste
from textual.pilot import Pilot
from textual.screen import Screen


def shown(app: App[None]) -> str:
    """The whole screen as plain text, line by line."""
    width, height = app.size
    lines = app.screen._compositor.render_strips()
    text = ["".join(segment.text for segment in strip) for strip in lines]
    assert len(text) == height
    assert all(len(line) <= width for line in text)
    return "\n".join(line.replace("\N{NO-BREAK SPACE}", " ").rstrip() for line in text)


def is_on(app: App[None], screen: type[Screen[Any]]) -> bool:
    """Whether this is the screen in front."""
    return isinstance(app.screen, screen)


async def type_in(pilot: Pilot[None], text: str) -> None:
    """Press a key for each letter, then wait until the screen has settled."""
    await pilot.press(*(KEYS.get(letter, letter) for letter in text))
    await pilot.pause()


KEYS = {" ": "space", "\n": "enter"}


async def paste_in(pilot: Pilot[None], text: str) -> None:
    """Paste a text where the cursor is, then wait until the screen has settled."""
    pilot.app.post_message(Paste(text))
    await pilot.pause()
    await pilot.pause()
