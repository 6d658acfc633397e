"""Walks through the app: what is pressed from one screen to the next, and what is seen there.

Pictures for eyes, pictures to compare with and looks for amounts all walk the same ways.
"""

from collections.abc import AsyncIterator, Iterable, Mapping
from typing import Any

from textual.events import Paste
from textual.pilot import Pilot

from tests.app.drawing import drawing
from tracker.app.type_ahead import TypeAheadApp
from tracker.sample import STORY_LINE

Stops = Mapping[str, str]
"""The stops of a walk in their order, and the keys that lead there from the stop before; what
follows an apostrophe is pasted."""

PLACES: Stops = {
    "this month": "f1",
    "entries": "f2",
    "chart": "f3",
    "settings": "f5",
    "help": "f1 question_mark",
    "after a meeting": f"escape a '{STORY_LINE}",
    "show someone": "escape x",
    "tour": "escape question_mark t",
}
"""Every place, as one comes to it first."""
AFTER: Stops = {
    "after examples": "a",
    "after lacking": "'30/month ",
    "after tags": "ctrl+u '30 dues #no",
    "after refused": "ctrl+u '30 blah dues no",
    "after form": "ctrl+u '15 merch no #in_public ctrl+o",
    "after noted": "escape ctrl+u '15 merch no no gave 15 #buy_pressed enter",
    "after noted list": "shift+tab",
    "after meeting": "escape ctrl+t",
    "after meeting noted": "tab tab '2.5 enter",
    "pasted": "'meeting 2h\n15 merch gave 15\nyesterday 30/month dues no",
}
ENTRIES: Stops = {
    "entry history": "f2 h",
    "entry delete": "escape d",
    "entry edit": "escape enter",
    "entry edit form": "ctrl+o",
    "entries earlier": "escape escape left left left",
    "entries by amount": "s s",
    "entries found": "slash 'ask no merch",
    "entries not found": "ctrl+u 'goal +office by",
}
CHART: Stops = {
    "chart walked": "f3 left left left left left",
    "chart after needs": "2",
    "chart amounts": "3",
    "chart asked and given": "4",
    "chart by kind": "5",
    "save picture": "s",
    "month of the chart": "escape enter",
}
SHOW: Stops = {
    "preview": "x enter",
    "preview of entries": "n n n",
    "what was shown": "escape ctrl+o",
}
SETTINGS: Stops = {
    "setting income": "f5 enter",
    "setting theme": "escape end",
}
OVER: Stops = {
    "go": "g",
    "palette": "escape ctrl+p",
}
TOUR: Stops = {
    "tour 2": "question_mark t enter",
    "tour 3": "enter",
    "tour 4": "enter",
}


def steps(keys: str) -> Iterable[tuple[bool, str]]:
    """What is done in turn: a key, or (True) a paste, which goes up to a key with a name."""
    raise NotImplementedError(keys)
