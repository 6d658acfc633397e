"""A walker who knows nothing presses, types, pastes, clicks and resizes at random.

Whatever it does, the app never stops, and taking back every change brings back every entry.
"""

import random
import string
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest
from textual import events
from textual.geometry import Size
from textual.keys import KEY_TO_UNICODE_NAME, key_to_character

from tests.factories import PASSPHRASE, TODAY
from tests.key_rows import collect_key_rows
from tests.pilot_actions import open_app
from tests.strategies import EXAMPLES, NAUGHTY
from tracker.app.tracker_app import TrackerApp
from tracker.book.database.connection import transaction
from tracker.book.open_book import open_book
from tracker.entries.types import StoredEntry

SEEDS = range(EXAMPLES)
ACTIONS = 120 if EXAMPLES > 1 else 60
"""What a walk does before it leaves."""
SIZES = ("20x5", "40x12", "60x20", "80x24", "120x40", "200x60")
GOING_ABOUT = (
    *("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "tab", "shift+tab"),
    *("enter", "enter", "enter", "escape", "escape", "space", "backspace", "delete", "ctrl+c"),
    *("ctrl+u", "ctrl+w", "ctrl+a", "ctrl+e", "ctrl+k", "ctrl+x", "ctrl+v"),
)
KEYS = {key_to_character(key): key for key in KEY_TO_UNICODE_NAME}
"""The keys of letters that have a name of their own, like `space`."""
LEAVING = ("ctrl+q", "ctrl+d")
LINES = (
    '30/month dues no #in_public "the work comes first" // cried',
    "15 merch no no gave 15 #buy_pressed",
    "yesterday 10-50 donation pledged 20/month",
    "meeting 2h #long_day",
    "paid 12.50 event by cash",
    "answered gave 5 for last",
    "withdrew for last",
    "income 0/month",
    "limit 2%",
    "goal 9000000 +office met",
    "paid 9999999.99 other @!\"Grüße 多\" '\u202eevil'",
    "meeting 1h\n15 merch gave 15\nyesterday 30/month dues no",
    "meeting 1h\nnothing of this is a line\n",
    "ask no #in_public",
    "entry 12",
    "2026-09",
    PASSPHRASE,
)
HOSTILE = (
    *NAUGHTY,
    "[bold]not bold[/] [@click=app.quit]leave[/] [/] [",
    "{0} %s %(x)s \\ \\n $accent",
    "\x1b[31m\x07\x00 \x7f\x9b",
    "’“„«»…—\u200b\u200d\ufeff\u2028",
    "e\u0301\u0301\u0301 \U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f1e9\U0001f1ea 多言語",
    "#" * 300,
    "12.50 dues " * 2000,
    "30 dues no\n" * 500,
    '"' * 77,
)


class Action(NamedTuple):
    """One thing that is done to the app; points are in thousandths of the window."""

    what: str
    text: str = ""
    x: int = 0
    y: int = 0


WAIT = Action("wait")


OFTEN = {"bound": 25, "keys": 35, "note": 6, "paste": 10, "type": 10, "click": 12, "size": 2}
"""What is done how often; `bound`: a key that does something on the screen in front."""
MOUSE: dict[str, tuple[type[events.MouseEvent], ...]] = {
    "click": (events.MouseMove, events.MouseDown, events.MouseUp),
    "up": (events.MouseScrollUp,),
    "down": (events.MouseScrollDown,),
}


def choose_actions(rng: random.Random, count: int) -> Iterator[Action]:
    """Yield so many actions, now and then a moment's wait between them."""
    keys = sorted({key for row in collect_key_rows() for key in row.keys} - set(LEAVING))
    home = ("escape escape escape f2", "escape escape escape f1")
    texts: dict[str, Sequence[str]] = {
        "keys": (*keys, *GOING_ABOUT, *GOING_ABOUT, *home, *home, *home, rng.choice(LEAVING)),
        "note": LINES,
        "paste": LINES + HOSTILE,
        "type": (*string.printable[:94], *(text[:30] for text in LINES + HOSTILE)),
        "click": ("click", "click", "click", "up", "down"),
        "size": SIZES,
    }
    for what in rng.choices(list(OFTEN), list(OFTEN.values()), k=count):
        yield Action(
            what, rng.choice(texts.get(what, ("",))), rng.randrange(1000), rng.randrange(1000)
        )
        if rng.randrange(3) == 0:
            yield WAIT


def build_events(action: Action, app: TrackerApp) -> Iterator[events.Event]:
    """What a terminal would send."""
    match action.what:
        case "bound":
            bound = sorted(app.screen.active_bindings.keys() - set(LEAVING))
            yield build_key(bound[action.x * len(bound) // 1000])
        case "keys":
            yield from map(build_key, action.text.split())
        case "note":
            yield from (build_key("a"), events.Paste(action.text), build_key("enter"))
        case "paste":
            yield events.Paste(action.text)
        case "type":
            for letter in action.text:
                yield events.Key(KEYS.get(letter, letter), letter)
        case "click":
            point = action.x * app.size.width // 1000, action.y * app.size.height // 1000
            for event in MOUSE[action.text]:
                yield event(None, *point, 0, 0, 1, False, False, False, *point)
        case "size":
            width, _by, height = action.text.partition("x")
            yield events.Resize(Size(int(width), int(height)), Size(int(width), int(height)))


def build_key(key: str) -> events.Key:
    """A key by its name."""
    return events.Key(key, key_to_character(key))


async def wander(app: TrackerApp, actions: Iterator[Action]) -> None:
    """Do what is to be done, for as long as the app is there; in the end leave it."""
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        for action in actions:
            for event in build_events(action, app):
                app.post_message(event)
            if action == WAIT:
                await pilot.pause()
            if not app.is_running:
                return
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert not app.is_running


async def run_actions(path: Path, actions: Sequence[Action], passphrase: str | None = None) -> None:
    """Do all of it in the app, which is opened again whenever it was left on the way."""
    left = iter(actions)
    while True:
        app = open_app(path, passphrase)
        await wander(app, left)
        assert app.return_code == 0
        if next(left, None) is None:
            return


def load_untouched_entries(path: Path, passphrase: str | None = None) -> dict[int, StoredEntry]:
    """The entries that nothing was done to, by their numbers."""
    with open_book(path, passphrase) as book:
        return {
            item.number: item
            for item in book.load_entries()
            if len(book.load_history(item.number)) == 1
        }


def undo_everything(path: Path, passphrase: str | None = None) -> list[StoredEntry]:
    """The entries of a book after every change is taken back."""
    with open_book(path, passphrase) as book:
        while book.find_newest_change()[0]:
            book.undo(TODAY)
        return drop_private_notes(book.load_entries())


def drop_private_notes(items: Iterable[StoredEntry]) -> list[StoredEntry]:
    """Entries without what the book keeps no history of: once the app is left, it is gone."""
    return [replace(item, entry=replace(item.entry, private_note=None)) for item in items]


@pytest.fixture
def story_without_undo(book_path: Callable[[str], Path]) -> Path:
    """The sample story, which cannot be taken back: what can be is what the walker did."""
    path = book_path("story")
    with open_book(path) as book, transaction(book._connection):
        book._connection.execute("UPDATE changes SET undone_day = day")
    return path


@pytest.mark.slow
@pytest.mark.usefixtures("stay_here", "every_paint")
@pytest.mark.parametrize("seed", SEEDS)
async def test_nothing_is_lost_whatever_is_pressed(seed: int, story_without_undo: Path) -> None:
    before = load_untouched_entries(story_without_undo)
    await run_actions(story_without_undo, list(choose_actions(random.Random(seed), ACTIONS)))
    after = load_untouched_entries(story_without_undo)
    assert all(after[number] == item for number, item in before.items() if number in after)
    assert undo_everything(story_without_undo) == drop_private_notes(before.values())
