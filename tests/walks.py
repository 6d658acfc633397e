"""Walks through the app: what is pressed from one screen to the next.

The screen images, the snapshots and the search for visible amounts all use these walks.
"""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence

from textual.events import Key, Paste
from textual.keys import key_to_character
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget

from tests.idle_wait import wait_for_workers
from tests.late_painting import look_for_changes
from tracker.app.key_registry import list_named_keys
from tracker.app.screen_registry import SCREENS
from tracker.app.tracker_app import TrackerApp
from tracker.sample import STORY_LINE

Stops = Mapping[str, Sequence[str]]
"""The stops of a walk, and what is pressed from the one before; a step with a space is pasted."""

FOLDER = "/home/somebody/for a friend"
AT_REST = ""
"""A step that waits for what the keys before it set off: escape stops what is being read."""
LETTER = """You are reading this because somebody asks.

You needed 30.00 for food in March, and you gave it. You were not wrong to be kind.

A true friend waits until Monday. You may say: “I answer in writing.”"""
PLACES: Stops = {
    "this month": ["f1"],
    "entries": ["f2"],
    "chart": ["f3"],
    "how often": ["f4"],
    "settings": ["f5"],
    "help": ["f1", "question_mark"],
    "after a meeting": ["escape", "a", STORY_LINE],
    "show someone": ["escape", "x", "shift+tab", "ctrl+u", FOLDER, "tab"],
    "tour": ["escape", "question_mark", "t"],
    "before you answer": ["escape", "b", "24/month dues"],
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
    "after pasted with drafts": ["d", "meeting 2h\n15 mrch gave 15\nanswered for last no"],
    "taken back": ["d", "escape", "u"],
    "this month words": ["w"],
    "after seen": ["a", "seen 20-200 donation +cellar", "enter"],
}
ENTRIES: Stops = {
    "entry history": ["f2", "v"],
    "entry erase": ["e"],
    "entry delete": ["escape", "escape", "d"],
    "entry edit": ["escape", "enter"],
    "entry edit form": ["ctrl+o"],
    "entry change not saved": ["escape", "x", "escape"],
    "entries by amount": ["escape", "left", "left", "s", "s"],
    "entries found": ["slash", "ask no", "enter"],
    "entries not found": ["slash", "ctrl+u", 'paid "nobody said this"', "enter"],
}
CHART: Stops = {
    "chart walked": ["f3", "left", "left", "left", "left", "left"],
    "chart after needs": ["2"],
    "chart amounts": ["3"],
    "chart asked and given": ["4"],
    "chart by kind": ["5"],
    "save picture": ["s"],
    "chart by year": ["escape", "1", "y"],
    "month of the chart": ["y", "enter"],
}
BEFORE: Stops = {
    "before picks": ["b"],
    "before once": ["20 event"],
    "before answering": ["ctrl+u", "24/month dues #in_public", "enter"],
    "before a smaller amount": ["up", "enter", "1", "5"],
    "before picked": ["end", "ctrl+u", "down", "down", "enter"],
    "before a range": ["ctrl+u", "50-450 donation later"],
    "before a campaign": ["ctrl+u", "20-60 donation +cellar @circle"],
    "before no amount": ["ctrl+u", "? donation // who knows"],
    "before lacking": ["ctrl+u", "30/mo"],
}
WET = "\n".join(("meeting 2h #!wet_shoes", *9 * ("meeting 2h #wet_shoes",)))
TAGS: Stops = {
    "tags": ["a", WET, "enter", "ctrl+g"],
    "tag renamed": ["n", "ctrl+u", "wet feet"],
    "tag merged": ["enter", "m"],
    "tag meant": ["escape", "d", "we stood in the rain for 4.50"],
    "tag of the vocabulary": ["enter", "down", "n"],
    "entries of a tag": ["enter"],
}
PLEDGES: Stops = {
    "pledges": ["f4", "p"],
    "pledge taken back": ["end", "w"],
    "pledge answered": ["escape", "enter"],
    "pledge paid": ["escape", "p"],
    "pledges after a payment": ["1", "5", "enter"],
}
LIFE: Stops = {
    "life of asks": ["f4", "l"],
    "life of asks walked": ["pagedown", "pagedown", "down"],
    "entries of an ask": ["enter"],
    "save the lives": ["escape", "s"],
}
TWO: Stops = {
    "two groups": ["f4", "c"],
    "two groups by weeks": ["w", "s", "pagedown"],
    "targets": ["escape", "t"],
    "closing page": [
        *("escape", "a", "2026-11-01 paid 10/month dues @circle", "enter", "escape"),
        *("f5", "enter", "tab", "2026-11-12 ", "enter"),
    ],
    "closing page answered": ["tab", "enter"],
    "two groups of which one was left": ["escape", "f4", "c"],
}
EVENTS: Stops = {
    "event costs": ["f4", "e"],
    "event": ["enter"],
    "event changed": ["plus", "ctrl+u"],
    "event is new": ["w", "a", "l", "k", "enter"],
}
SHOW: Stops = {
    "preview": ["x", "shift+tab", "ctrl+u", FOLDER, "enter"],
    "preview further": ["pagedown", "pagedown"],
    "picking asks": ["t"],
    "show a counsellor": ["escape", AT_REST, "escape", "tab", "right"],
    "show a counsellor further": ["tab", "left", AT_REST, "so that you know", *["shift+tab"] * 7],
    "preview of tables": ["enter"],
    "typing a password": ["escape", "tab", "tab", "tab", "right", "enter"],
    "preview with a password": ["sesame seeds", "tab", "sesame seeds", "enter"],
    "what was shown": ["escape", "f6"],
}
SETTINGS: Stops = {
    "setting a group": ["f5", "enter"],
    "setting the keys": ["escape", "end", "enter"],
    "setting the theme": ["escape", "escape", "f5", "end", "up", "up", "enter"],
    "palette": ["escape", "ctrl+p"],
    "go": ["escape", "g"],
    "setting when a group meets": ["escape", "f5", "home", "down", "enter"],
    "my line": ["escape", "end", *["up"] * 9, "enter"],
    "letter": ["escape", "end", *["up"] * 8, "enter", LETTER],
    "letter as it is read": ["ctrl+s", "enter", "enter"],
    "ways to a passphrase": ["escape", "end", *["up"] * 5, "enter"],
    "setting a passphrase": ["enter", "long soup", "enter", "long soup", "enter"],
    "copies": ["escape", "end", *["up"] * 4, "enter"],
    "what was looked at": ["escape", "end", *["up"] * 3, "enter"],
}
TOUR: Stops = {
    "people": ["question_mark", "h"],
    "tour 2": ["escape", "question_mark", "t", "enter"],
    "tour 3": ["enter"],
    "tour 4": ["enter"],
}
DIALOGS: Mapping[str, Stops] = {
    "after": AFTER,
    "entries": ENTRIES,
    "chart": CHART,
    "life": LIFE,
    "before": BEFORE,
    "pledges": PLEDGES,
    "two": TWO,
    "events": EVENTS,
    "show": SHOW,
    "tags": TAGS,
    "settings": SETTINGS,
    "tour": TOUR,
}
"""What opens over each place."""
WAY_IN: Mapping[str, Stops] = {
    "none": {
        "welcome": [],
        "computer question": ["enter"],
        "new book": ["enter"],
        "new book refused": ["enter"],
    },
    "locked": {"unlock": [], "unlock refused": ["no soup", "enter"]},
    "young": {"young book": []},
    "hard": {"month with nothing left": []},
    "broken": {"file that is no book": []},
}
"""What comes first, by the book that is there."""


async def walk(pilot: Pilot[None], stops: Stops) -> AsyncIterator[str]:
    """Go from stop to stop; each is yielded when nothing moves there any more."""
    for name, steps in stops.items():
        await follow(pilot, steps)
        await wait_until_settled(pilot)
        assert not unlisted_widgets(pilot.app.screen), f"SCREENS lacks what {name} shows"
        yield name


def unlisted_widgets(screen: Screen[object]) -> set[type[Widget]]:
    """Return the widgets with keys of their own on a screen of ours that SCREENS does not list."""
    if type(screen) not in SCREENS:
        return set()
    shown = {type(widget) for widget in screen.query(Widget) if any(list_named_keys(type(widget)))}
    return shown - set(SCREENS[type(screen)])


async def follow(pilot: Pilot[None], steps: Iterable[str]) -> None:
    """Press keys as fast as the app takes them; paste what has a space in it."""
    for step in steps:
        if step == AT_REST:
            await wait_until_settled(pilot)
            continue
        typed = Paste(step) if " " in step else Key(step, key_to_character(step))
        pilot.app.post_message(typed)


async def wait_until_settled(pilot: Pilot[None]) -> None:
    """Wait until every key is acted on and two screens in a row show the same."""
    app = pilot.app
    assert isinstance(app, TrackerApp)
    before: object = None
    now: object = None
    while now is None or now != before or app.input_queue.current_input is not None:
        await pilot.pause()
        if not app.is_running:
            return
        await wait_for_workers(app)
        before, now = now, look_for_changes(app)
