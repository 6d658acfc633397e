"""Every screen that shows entries, with an entry of each type and with what is not known."""

from collections.abc import Callable
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.books import EVERY_TYPE
from tests.factories import TODAY
from tests.pilot_actions import open_app, read_entry_line, read_notices, read_words
from tests.walks import follow, wait_until_settled
from tracker.app.tracker_app import TrackerApp
from tracker.book.open_book import open_book
from tracker.entries.types import LaterAnswer, Observation
from tracker.screens.log.edit_entry import EditEntryScreen
from tracker.screens.shell.app_context import AppContext

BookPath = Callable[[str], Path]
FIGURES = {
    "f1": ("The sum is without 2 payments whose amount you don’t know.", "20.75 given"),
    "f3": ("given 20.75 (2.2 %), without 2 payments whose amount you don’t know", "my limit"),
}
ENTRIES = (
    ("I wrote", "I would rather give 12.50 elsewhere"),
    ("no after all dues",),
    ("answered dues no answer",),
    ("I heard of dues amount not known",),
    ("I heard of donation 45.50",),
    ("I saw donation 50.50 to 450.50",),
    ("cost me 41.50",),
    ("refund event amount not known",),
    ("paid merch amount not known",),
    ("asked donation 40.00 no answer",),
)
DETAILS = {
    "24": ("my words I would rather give 12.50 elsewhere", "only for me really"),
    "20": ("said “he gave 12.50”", "you noticed a child or teenager", "also office"),
    "18": ("cost me 41.50", "also train, seminar, by card", "how you know estimated"),
    "10": (
        "meeting 2 h 20 min",
        "my words as a guest; tea cost 12.50",
        "money didn’t come up",
    ),
}


@pytest.fixture
def path(book_path: BookPath) -> Path:
    """A book with every type."""
    return book_path("every type")


@pytest.mark.parametrize("key", FIGURES)
async def test_a_sum_says_what_is_missing_from_it(key: str, path: Path) -> None:
    app = open_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(key)
        await wait_until_settled(pilot)
        for text in FIGURES[key]:
            assert text in read_words(app)


async def test_the_list_shows_each_type_and_the_details_what_it_says(path: Path) -> None:
    app = open_app(path)
    shown: dict[str, str] = {}
    async with app.run_test(size=(80, 50)) as pilot:
        await pilot.press("f2")
        await wait_until_settled(pilot)
        text = read_words(app)
        for number in range(24, 9, -1):
            shown[str(number)] = read_words(app)
            await pilot.press("down")
            await wait_until_settled(pilot)
    for part in chain.from_iterable(ENTRIES):
        assert part in text
    for entry, parts in DETAILS.items():
        for part in parts:
            assert part in shown[entry].partition(f"Entry {entry}: ")[2]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("seen", "I saw donation"),
        ("+seminar", "cost me 41.50"),
        ("+office minor", "No entries found."),
        ("+office #minor_involved", "I heard of donation 45.50"),
        ('"elsewhere"', "I wrote I would rather"),
        ("silent dues", "answered dues no answer"),
        ("paid ?", "paid merch amount not known"),
        ("goal 27000", "their goal"),
        ("#no_money", "meeting 2 h 20 min"),
        ("income ", "income 55.50"),
    ],
)
async def test_each_is_found_by_its_words(line: str, found: str, path: Path) -> None:
    app = open_app(path)
    async with app.run_test(size=(100, 40)) as pilot:
        await follow(pilot, ["f2", "slash", f"{line} ", "enter"])
        await wait_until_settled(pilot)
        assert found in read_words(app)


async def answer_silently(pilot: Pilot[None]) -> None:
    """Choose in Before you answer that no answer is given."""
    await follow(pilot, ["b", "40 merch", "enter"])
    await wait_until_settled(pilot)
    assert "I won’t answer" in read_words(pilot.app)
    await pilot.press("up", "up", "up", "enter")
    await wait_until_settled(pilot)


async def test_no_answer_is_an_answer(path: Path) -> None:
    app = open_app(path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await answer_silently(pilot)
        assert "Saved: asked 40.00, merch, no answer" in read_notices(app)
    with open_book(path) as book:
        entry = book.load_latest(1, TODAY)[0].entry
    assert [answer.word for answer in getattr(entry, "answers", ())] == ["silent"]


async def test_a_tag_on_a_key_goes_on_what_was_seen(path: Path) -> None:
    app = open_app(path)
    async with app.run_test(size=(80, 30)) as pilot:
        await follow(pilot, ["a", "seen 5 donation", "enter", "shift+tab"])
        await wait_until_settled(pilot)
        assert "What did you notice?" in read_words(app)
        await pilot.press("1")
        await wait_until_settled(pilot)
        assert "I saw 5.00, donation, others could hear" in read_words(app)
    with open_book(path) as book:
        entry = book.load_latest(1, TODAY)[0].entry
    assert isinstance(entry, Observation)
    assert entry.circumstances == ("in_public",)


async def type_line(pilot: Pilot[None], line: str) -> str:
    """Type a line in Add an entry; return what the screen says of it."""
    await follow(pilot, ["end", "ctrl+u", f"{line} "])
    await wait_until_settled(pilot)
    return read_words(pilot.app)


@pytest.mark.parametrize(
    ("line", "reading"),
    [
        ("wrote: I liked it", "I wrote I liked it day 12 Nov"),
        ("meeting: as a guest", "meeting as a guest group circle"),
        ("meeting 2h: as a guest", "meeting 2 h my words as a guest"),
        ("seen 5-50 donation: a hat", "I saw 5.00 to 50.00, donation my words a hat"),
        ("cost ? 'train'", "cost me amount not known also train"),
    ],
)
async def test_the_line_says_how_it_is_understood(line: str, reading: str, path: Path) -> None:
    app = open_app(path)
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.press("a")
        assert reading in await type_line(pilot, line)
        assert read_entry_line(app).startswith(line)


EDITED_PER_TEST = 8


async def save_in_form(pilot: Pilot[None], context: AppContext, number: int, note: str) -> None:
    """Open an entry for editing, then its form, and save it with another private note."""
    item = context.book.find_entry(number)
    assert item is not None
    pilot.app.push_screen(EditEntryScreen(context, item))
    await wait_until_settled(pilot)
    await pilot.press("ctrl+o")
    await wait_until_settled(pilot)
    pilot.app.screen.query_one("#private_note", Input).value = note
    await pilot.press("enter")
    await wait_until_settled(pilot)


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, len(EVERY_TYPE), EDITED_PER_TEST))
async def test_an_entry_saved_in_the_form_is_the_same(first: int, path: Path) -> None:
    with open_book(path) as book:
        before = list(book.load_entries())
    app = open_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        context = app.app_context
        for item in before[first : first + EDITED_PER_TEST]:
            await save_in_form(pilot, context, item.number, "another")
            changed = context.book.find_entry(item.number)
            assert changed is not None
            assert changed.entry == replace(item.entry, private_note="another")
            await save_in_form(pilot, context, item.number, item.entry.private_note or "")
    with open_book(path) as book:
        assert list(book.load_entries()) == before


async def answer_twelve(app: TrackerApp, pilot: Pilot[None]) -> None:
    """Save a later answer to entry 12 by the form, as words of its field."""
    await follow(pilot, ["a", "answered for 12 no", "ctrl+o"])
    await wait_until_settled(pilot)
    field = app.screen.query_one("#answers")
    field.focus()
    await pilot.press("end", "ctrl+u", *"silent", "enter")
    await wait_until_settled(pilot)


async def test_a_later_answer_may_be_none(path: Path) -> None:
    app = open_app(path)
    async with app.run_test(size=(80, 30)) as pilot:
        await answer_twelve(app, pilot)
    with open_book(path) as book:
        entry = book.load_latest(1, TODAY)[0].entry
    assert isinstance(entry, LaterAnswer)
    assert [answer.word for answer in entry.answers] == ["silent"]
