"""Walks through the app: what is pressed from one screen to the next.

The screen images, the snapshots and the search for visible amounts all use these walks.
"""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence

from textual.events import Key, Paste
from textual.keys import key_to_character
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import OptionList

from tests.idle_wait import wait_for_workers
from tests.late_painting import look_for_changes
from tracker.app.key_registry import list_named_keys
from tracker.app.screen_registry import SCREENS
from tracker.app.tracker_app import TrackerApp
from tracker.sample import STORY_LINE
from tracker.screens.settings.rows import SettingAction, format_row_id

Stops = Mapping[str, Sequence[str]]
"""The stops of a walk, and what is pressed from the one before; a step with a space is pasted."""

FOLDER = "/home/somebody/for a friend"
AT_REST = ""
"""A step that waits for what the keys before it set off: escape stops what is being read."""
ROW = "row:"
"""Before the id of a row: a step that puts the cursor on it, wherever it is in the list."""


def open_setting(action: SettingAction) -> tuple[str, str]:
    """Return the steps that press enter on a row of Settings, once that screen is shown."""
    return f"{ROW}{format_row_id(action)}", "enter"


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
    "before lacking": ["ctrl+u", "30/month "],
}
CARD: Stops = {
    "card": ["b", "15 merch", "f8"],
    "card changed": ["down", "down", "enter", "down", "enter"],
    "card line": ["home", "enter", "ctrl+u", "no thank you"],
    "card number": ["enter", "end", "enter"],
    "save card": ["escape", "s", "/tmp/for me/page.png", "enter"],
    "short account": ["escape", "escape", "escape", "ctrl+p", *"forum", AT_REST, "enter"],
}
WET = "\n".join(("meeting 2h #!wet_shoes", *9 * ("meeting 2h #wet_shoes",)))
TAGS: Stops = {
    "tags": ["a", WET, "enter", "ctrl+g"],
    "tag renamed": [f"{ROW}wet_shoes", "n", "ctrl+u", "wet feet"],
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
    "settings with a last day": ["escape", "f5", "enter", "tab", "2026-11-12 ", "enter"],
    "two groups of which one was left": ["f4", "c"],
    "closing page": ["l"],
}
LEAVING: Stops = {
    "leaving found": [
        *("a", "2026-11-01 paid 10/month dues @circle by debit", "enter", "escape"),
        *("ctrl+p", *"leave", AT_REST),
    ],
    "leaving which group": ["enter", AT_REST],
    "leaving": ["enter"],
    "leaving further": ["end"],
    "leaving day": ["d"],
    "leaving day saved": ["down", "enter", "home"],
    "leaving has ended": ["s"],
    "leaving ended": ["enter"],
    "leaving totals": ["t"],
}
ANSWER = """They showed me a list on paper. 340.00 for the room, 26 for tea.

“Ask Mira if you want to see the receipts,” he said."""
QUESTIONS: Stops = {
    "questions": ["f5", *open_setting(SettingAction.QUESTIONS)],
    "answer": ["enter", ANSWER],
    "answer saved": ["ctrl+s"],
    "entries to link": ["e", "space", "up", "space"],
    "question with entries": ["escape", "down"],
    "question in other words": ["down", "w"],
    "answer or question to delete": ["escape", "home", "d"],
    "question with a draft": [
        *("escape", "end", "enter", "“Read what you like,” but then", "escape", "escape"),
    ],
    "group to ask": ["c"],
    "two groups with words": ["escape", "escape", "f4", "c"],
    "two groups with words further": ["pagedown"],
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
    "show a counsellor further": [
        *("tab", "space", "tab", "left", AT_REST, "so that you know", *["shift+tab"] * 8)
    ],
    "preview of tables": ["enter"],
    "typing a password": ["escape", "tab", "tab", "tab", "right", "enter"],
    "preview with a password": ["sesame seeds", "tab", "sesame seeds", "enter"],
    "what was shown": ["escape", "f6"],
}
SETTINGS: Stops = {
    "setting a group": ["f5", "enter"],
    "setting the keys": ["escape", *open_setting(SettingAction.KEYS)],
    "setting the theme": ["escape", "escape", "f5", *open_setting(SettingAction.THEME)],
    "palette": ["escape", "ctrl+p"],
    "go": ["escape", "g"],
    "setting when a group meets": ["escape", "f5", "home", "down", "enter"],
    "my line": ["escape", *open_setting(SettingAction.LIMIT_HISTORY)],
    "letter": ["escape", *open_setting(SettingAction.LETTER), LETTER],
    "letter as it is read": ["ctrl+s", "enter", "enter"],
    "ways to a passphrase": ["escape", *open_setting(SettingAction.ENCRYPTION)],
    "setting a passphrase": ["enter", "long soup", "enter", "long soup", "enter"],
    "copies": ["escape", *open_setting(SettingAction.BACKUPS)],
    "what was looked at": ["escape", *open_setting(SettingAction.CHECK)],
    "setting the computer": ["escape", *open_setting(SettingAction.COMPUTER)],
    "setting the last opening": ["escape", *open_setting(SettingAction.LAST_OPENED)],
}
TOUR: Stops = {
    "people": ["question_mark", "h"],
    "tour 2": ["escape", "question_mark", "t", "enter"],
    "tour 3": ["enter"],
    "tour 4": ["enter"],
}
HELP: Stops = {
    "help pages": ["question_mark", "p"],
    "help page": [f"{ROW}figures", "enter"],
    "help page further": ["pagedown", "pagedown"],
    "help page with a link": ["home", "tab"],
}
DIALOGS: Mapping[str, Stops] = {
    "after": AFTER,
    "entries": ENTRIES,
    "chart": CHART,
    "life": LIFE,
    "before": BEFORE,
    "card": CARD,
    "pledges": PLEDGES,
    "two": TWO,
    "leaving": LEAVING,
    "questions": QUESTIONS,
    "events": EVENTS,
    "show": SHOW,
    "tags": TAGS,
    "settings": SETTINGS,
    "tour": TOUR,
    "help": HELP,
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
    "young": {
        "young book": [],
        "first week go": ["g"],
        "first week how often": ["escape", "f4"],
        "first week unfolded": ["enter"],
        "first week chart": ["f3"],
        "first week tags": ["f1", "a", "30/month dues no", "enter", "shift+tab"],
        "first week more tags": ["m"],
        "first week entries": ["escape", "escape", "f2"],
    },
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
        if step.startswith(ROW):
            await wait_until_settled(pilot)
            rows = pilot.app.screen.query_one(OptionList)
            rows.highlighted = rows.get_option_index(step.removeprefix(ROW))
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
