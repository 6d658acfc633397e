"""Walks through the app: what is pressed from one screen to the next.

The pictures for eyes, the drawings that are kept and the looks for amounts all walk the same ways.
"""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence

from textual.events import Key, Paste
from textual.keys import key_to_character
from textual.pilot import Pilot

from tests.app.drawing import drawing
from tracker.app.type_ahead import TypeAheadApp
from tracker.sample import STORY_LINE

Stops = Mapping[str, Sequence[str]]
"""The stops of a walk, and what is pressed from the one before; a step with a space is pasted."""

FOLDER = "/home/somebody/for a friend"
PLACES: Stops = {
    "this month": ["f1"],
    "entries": ["f2"],
    "chart": ["f3"],
    "settings": ["f5"],
    "help": ["f1", "question_mark"],
    "after a meeting": ["escape", "a", STORY_LINE],
    "show someone": ["escape", "x", "shift+tab", "ctrl+u", FOLDER, "tab"],
    "tour": ["escape", "question_mark", "t"],
}
"""Every place, and what helps there."""
AFTER: Stops = {
    "after examples": ["a"],
    "after lacking": ["30/month "],
    "after tags": ["ctrl+u", "30 dues #no"],
    "after refused": ["ctrl+u", "30 blah dues no"],
    "after form": ["ctrl+u", "15 merch no #in_public", "ctrl+o"],
    "after noted": ["escape", "ctrl+u", "15 merch no no gave 15 #buy_pressed", "enter"],
    "after noted list": ["shift+tab"],
    "after meeting": ["escape", "ctrl+t"],
    "after pasted": ["escape", "meeting 2h\n15 merch gave 15\nyesterday 30/month dues no"],
    "taken back": ["escape", "escape", "u"],
}
ENTRIES: Stops = {
    "entry history": ["f2", "h"],
    "entry delete": ["escape", "d"],
    "entry edit": ["escape", "enter"],
    "entry edit form": ["ctrl+o"],
    "entries by amount": ["escape", "escape", "left", "left", "s", "s"],
    "entries found": ["slash", "ask no"],
    "entries not found": ["ctrl+u", 'paid "nobody said this"'],
}
CHART: Stops = {
    "chart walked": ["f3", "left", "left", "left", "left", "left"],
    "chart after needs": ["2"],
    "chart amounts": ["3"],
    "chart asked and given": ["4"],
    "chart by kind": ["5"],
    "save picture": ["s"],
    "month of the chart": ["escape", "enter"],
}
SHOW: Stops = {
    "preview": ["x", "shift+tab", "ctrl+u", FOLDER, "enter"],
    "preview of the picture": ["n"],
    "what was shown": ["escape", "ctrl+o"],
}
SETTINGS: Stops = {
    "setting a group": ["f5", "enter"],
    "setting the keys": ["escape", "end", "enter"],
    "setting the theme": ["escape", "escape", "f5", "end", "up", "up", "enter"],
    "palette": ["escape", "ctrl+p"],
    "go": ["escape", "g"],
}
TOUR: Stops = {
    "tour 2": ["question_mark", "t", "enter"],
    "tour 3": ["enter"],
    "tour 4": ["enter"],
}
DIALOGS: Mapping[str, Stops] = {
    "after": AFTER,
    "entries": ENTRIES,
    "chart": CHART,
    "show": SHOW,
    "settings": SETTINGS,
    "tour": TOUR,
}
"""What opens over each place."""
WAY_IN: Mapping[str, Stops] = {
    "none": {"welcome": [], "new book": ["enter"], "new book refused": ["enter"]},
    "locked": {"unlock": [], "unlock refused": ["no soup", "enter"]},
    "young": {"young book": []},
    "hard": {"month with nothing left": []},
    "broken": {"file that is no book": []},
}
"""What comes first, by the book that is there."""


async def walk(pilot: Pilot[None], stops: Stops) -> AsyncIterator[str]:
    """Go from stop to stop; each is given when nothing moves there any more."""
    for name, steps in stops.items():
        await follow(pilot, steps)
        await settled(pilot)
        yield name


async def follow(pilot: Pilot[None], steps: Iterable[str]) -> None:
    """Press keys as fast as the app takes them; paste what has a space in it."""
    for step in steps:
        typed = Paste(step) if " " in step else Key(step, key_to_character(step))
        pilot.app.post_message(typed)


async def settled(pilot: Pilot[None]) -> None:
    """Wait until every key is acted on and two looks in a row show the same."""
    app = pilot.app
    assert isinstance(app, TypeAheadApp)
    before: str | None = ""
    now: str | None = None
    while now != before or app._on_its_way is not None:
        await pilot.pause()
        if not app.is_running:
            return
        await app.workers.wait_for_complete()
        before, now = now, drawing(app)
