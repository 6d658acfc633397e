"""Whatever is put into a field of the app: it goes on, and paints nothing that a terminal obeys."""

import random
import time
from pathlib import Path

import pytest
from textual.events import Key, Paste
from textual.keys import key_to_character
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input, TextArea

from tests.factories import TODAY, is_whole, make_book
from tests.faults import hostile_text
from tests.faults.tallies import write_tally
from tests.idle_wait import wait_for_workers
from tests.pilot_actions import open_app
from tests.strategies import EXAMPLES
from tests.walks import wait_until_settled
from tracker.book.open_book import open_book
from tracker.screens.start.new_book import NewBookScreen
from tracker.widgets.section_list import SectionList

WAYS = 4 if EXAMPLES > 1 else 2
"""How many fields one test run goes to, one after another."""
AT_ONCE = 8 if EXAMPLES > 1 else 5
"""Inputs to the fields of one screen, as long as it stays in front."""
FIELDS = {
    "entry line": "a",
    "entry form": "a ctrl+o",
    "entry edited": "f2 enter",
    "entry edited as a form": "f2 enter ctrl+o",
    "before you answer": "b",
    "filter bar": "f2 slash",
    "fields of showing": "x",
    "picture": "f3 s",
    "group": "f5 group:",
    "when it meets": "f5 meets:",
    "currency": "f5 currency:",
    "income": "f5 entry:",
    "letter": "f5 letter:",
    "name of a tag": "a ctrl+g home n",
    "meaning of a tag": "a ctrl+g home d",
    "payment of a pledge": "f4 p p",
    "palette": "ctrl+p",
}
"""The keys that lead to a field; with a colon the line of Settings on which enter is pressed."""
DRAWN = (
    hostile_text.make_line,
    hostile_text.make_line,
    hostile_text.make_accepted_text,
    hostile_text.make_text,
)
THEN = (
    "enter",
    "enter",
    "enter",
    "enter",
    "tab",
    "ctrl+s",
    "escape",
    "down enter",
    "shift+tab enter",
)
"""What is pressed when it stands there."""
BACK = ("escape", "escape", "escape", "enter", "escape", "enter", "escape", "escape")
"""Ways out of whatever is in front; a question may want an answer."""
PLACES = ("f1", "f2", "f3", "f4", "f5", "f2 h", "f4 l", "a ctrl+g", "x enter")
"""Where it may come back."""
NAME = "\udcff\x1b[31m\u202e.db"
"""Such a name can a book have, too."""
SITTINGS = EXAMPLES
BEGUN = (
    "2026-09-01 income 950/month",
    '2026-10-02 ask 50-450 donation pledged 50 @!circle #public_pledge "say a number"',
    "2026-10-11 ask 15 merch no gave 15 #!own_tag",
    '2026-11-01 meeting 2h @!"tea table" #own_tag',
)


class Walker:
    """Puts texts into fields, one after another, and looks at what is painted."""

    def __init__(self, pilot: Pilot[None], rng: random.Random) -> None:
        """Walk with these keys, by these chances."""
        self.pilot = pilot
        self.app = pilot.app
        self.rng = rng
        self.told = ""

    async def press(self, keys: str) -> None:
        """Press keys, and look."""
        for key in keys.split():
            self.app.post_message(Key(key, key_to_character(key)))
        await self.pilot.pause()
        await wait_for_workers(self.app)
        await self.pilot.pause()
        self.look()

    def look(self) -> None:
        """What is painted harms nobody."""
        assert self.app.is_running, self.told
        for strip in self.app.screen._compositor.render_strips():
            painted = "".join(segment.text for segment in strip)
            assert "\n" not in hostile_text.check_harmless(painted), self.told

    async def go(self, keys: str) -> None:
        """Go back to the first place, then where the keys lead."""
        for key in BACK:
            if len(self.app.screen_stack) == 1:
                break
            await self.press(key)
        place, _space, line = keys.partition(" ")
        if not line.endswith(":"):
            await self.press(f"f1 {keys}")
            return
        await self.press(place)
        offered = self.app.screen.query_one(SectionList)
        found = (at for at, each in enumerate(offered.options) if (each.id or "").startswith(line))
        offered.highlighted = next(found, 0)
        await self.press("enter")

    async def put(self, way: str) -> int:
        """Put texts into the fields that a way leads to; how many were put there."""
        self.told = way
        await self.go(FIELDS[way])
        screen, count = self.app.screen, 0
        while self.app.screen is screen and count < AT_ONCE:
            fields = [
                each
                for each in screen.query(Widget)
                if isinstance(each, Input | TextArea) and each.focusable
            ]
            if not fields:
                break
            await self.fill(self.rng.choice(fields))
            count += 1
        return count

    async def fill(self, field: Widget) -> None:
        """Put something in the place of what stands in a field, and go on."""
        text = self.rng.choice(DRAWN)(self.rng)
        self.told = f"{self.told.partition(',')[0]}, {field.id}: {text!a}"
        field.focus()
        self.app.post_message(Key("ctrl+u", None))
        self.app.post_message(Paste(text))
        await self.press(self.rng.choice(THEN))

    async def note_an_ask(self) -> None:
        """Add an entry, as can be done whatever was typed before."""
        self.told = "an entry after all that"
        await self.go(FIELDS["entry line"])
        self.app.post_message(Key("ctrl+u", None))
        self.app.post_message(Paste("15 merch no"))
        await self.press("enter")


async def use_app(path: Path, seed: int) -> int:
    """Use the app for a while; how many inputs it got."""
    rng = random.Random(seed)
    app = open_app(path)
    async with app.run_test(size=rng.choice(((80, 24), (120, 40), (60, 20)))) as pilot:
        walker = Walker(pilot, rng)
        ways = ("entry line", *rng.sample(list(FIELDS), k=WAYS - 1))
        count = sum([await walker.put(way) for way in ways])
        for place in rng.sample(PLACES, k=WAYS):
            await walker.go(place)
        await walker.note_an_ask()
    return count


async def begin(path: Path, seed: int) -> int:
    """Make a book, until it is made; how many inputs that took."""
    rng = random.Random(seed)
    app = open_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        walker = Walker(pilot, rng)
        await walker.press("enter")
        count = 0
        while isinstance(app.screen, NewBookScreen) and count < AT_ONCE:
            await walker.fill(rng.choice(list(app.screen.query(Input))))
            for key in ("f9", "left", "enter"):
                await walker.press(key)
            count += 1
        # What the book made anew opens is not to open while the app ends.
        await wait_until_settled(pilot)
    return count


@pytest.mark.slow
@pytest.mark.timeout(120 * EXAMPLES)
@pytest.mark.usefixtures("english", "quick_app", "stay_here")
@pytest.mark.long
async def test_any_text_in_any_field(tmp_path: Path) -> None:
    inputs, noted, begun = 0, 0, time.process_time()
    for seed in range(SITTINGS):
        path = make_book(tmp_path / f"{seed}{NAME}", *BEGUN)
        inputs += await use_app(path, seed)
        with open_book(path) as book:
            assert is_whole(book, TODAY)
            noted += book.load_parse_context().next_number - len(BEGUN) - 2
    seconds = round(time.process_time() - begun)
    write_tally(inputs_to_fields=inputs, more_entries=noted, seconds_of_work=seconds)
    assert noted >= SITTINGS


@pytest.mark.slow
@pytest.mark.timeout(120 * EXAMPLES)
@pytest.mark.usefixtures("english", "quick_app", "stay_here")
@pytest.mark.long
async def test_any_text_in_a_book_to_be_made(tmp_path: Path) -> None:
    paths = [tmp_path / f"{seed}{NAME}" for seed in range(EXAMPLES)]
    inputs = sum([await begin(path, seed) for seed, path in enumerate(paths)])
    write_tally(inputs_to_new_books=inputs, made=sum(path.exists() for path in paths))
    assert inputs
