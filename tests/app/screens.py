"""What a person sees and types: text on the screen, keys for a text."""

from typing import Any

from textual.app import App
from textual.events import Key, Paste
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import Screen

from tracker.app.type_ahead import TypeAheadApp


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
    """Press a key for each letter, as fast as they come, until all of them are acted on."""
    app = pilot.app
    if not isinstance(app, TypeAheadApp):
        await pilot.press(*(KEYS.get(letter, letter) for letter in text))
    else:
        for letter in text:
            key = KEYS.get(letter) or _character_to_key(letter)
            app.post_message(Key(key, letter if letter.isprintable() else None))
        await pilot.pause()
        while app._on_its_way is not None:
            await pilot.pause()
    await pilot.pause()


KEYS = {" ": "space", "\n": "enter"}


async def paste_in(pilot: Pilot[None], text: str) -> None:
    """Paste a text where the cursor is, then wait until the screen has settled."""
    pilot.app.post_message(Paste(text))
    await pilot.pause()
    await pilot.pause()
