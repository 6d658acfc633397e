"""The lock: what sets it off, what it takes away, and that it keeps what was begun."""

import gc
import re
from collections.abc import Iterator
from itertools import compress, filterfalse, product
from pathlib import Path
from typing import TypeVar, cast

import pytest
from textual.pilot import Pilot

from tests.factories import GROUP, PASSPHRASE, list_draft_texts, log_lines, make_empty_book
from tests.pilot_actions import is_on, open_app, paste_in, read_screen
from tests.strategies import pick_every
from tests.walks import wait_until_settled
from tracker.app import idle_lock as lock_module
from tracker.app.idle_lock import SLEEP_SECONDS
from tracker.app.tracker_app import TrackerApp
from tracker.book.database.errors import FileAccessError
from tracker.book.open_book import open_book
from tracker.book.stores.auto_lock import DEFAULT_IDLE_MINUTES, IDLE_SETTING
from tracker.book.stores.drafts import DraftStore
from tracker.book.stores.letter import LetterStore
from tracker.screens.log.add_entry import AddEntryScreen
from tracker.screens.log.letter_editor import LetterEditorScreen
from tracker.screens.start.unlock import UnlockScreen
from tracker.screens.this_month.this_month_screen import ThisMonthScreen

DAY = 24 * 60 * 60
PIECES = ("soup", "on", "friday")
"""Of a passphrase that no test ever holds as a whole."""
WHOLE = re.compile(r"soup\son\sfriday")


@pytest.fixture
def times(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The times of two clocks that a test sets: the first stands still in suspend."""
    times = [1000.0, 2_000_000_000.0]
    monkeypatch.setattr(
        lock_module, "CLOCKS", tuple(lambda at=at: times[at] for at in range(len(times)))
    )
    return times


async def advance_clocks(app: TrackerApp, times: list[float], seconds: int, clocks: slice) -> None:
    """Let time pass by some clocks, as it does while the app looks now and then."""
    left = seconds
    while left > 0:
        step = min(left, SLEEP_SECONDS - 1)
        times[clocks] = [time + step for time in times[clocks]]
        left -= step
        await app.idle_lock.lock_if_idle()


async def unlock(app: TrackerApp, pilot: Pilot[None]) -> None:
    assert is_on(app, UnlockScreen)
    await paste_in(pilot, PASSPHRASE)
    await pilot.press("enter")
    await pilot.pause()
    assert is_on(app, ThisMonthScreen)


@pytest.mark.parametrize("place", ["a line", "an answer", "the letter"])
async def test_what_could_not_be_kept_is_said_where_it_locks_and_where_one_leaves(
    locked_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    def fail(*_what: object) -> int:
        raise FileAccessError("The disk is full, so nothing was saved.")

    app = open_app(locked_path, PASSPHRASE)
    async with app.run_test() as pilot:
        if place == "the letter":
            app.push_screen(LetterEditorScreen(app.app_context))
            await pilot.pause()
        else:
            await pilot.press("a" if place == "a line" else "b")
        monkeypatch.setattr(DraftStore, "save", fail)
        monkeypatch.setattr(LetterStore, "save_draft", fail)
        await paste_in(pilot, "15 merch")
        await pilot.press("ctrl+l")
        await pilot.pause()
        assert is_on(app, UnlockScreen)
        (notice,) = app._notifications
        assert "Your unfinished text couldn’t be saved: The disk is full" in notice.message
        await unlock(app, pilot)
        await pilot.press("a")
        await paste_in(pilot, "15 merch")
        app.shutdown.quit_app()
    assert "The disk is full" in app.shutdown.save_error


async def test_an_encrypted_book_locks_by_key_and_keeps_the_line(locked_path: Path) -> None:
    app = open_app(locked_path, PASSPHRASE)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await paste_in(pilot, "15 merch n")
        await pilot.press("ctrl+l")
        await pilot.pause()
        assert is_on(app, UnlockScreen)
        assert "15 merch" not in read_screen(app)
        with open_book(locked_path, PASSPHRASE) as book:
            assert list_draft_texts(book) == ["15 merch n"]
        await pilot.press("f3", "a", "x", "g", "ctrl+n")
        await pilot.pause()
        assert is_on(app, UnlockScreen)
        await pilot.press("ctrl+u")
        await paste_in(pilot, PASSPHRASE)
        await pilot.press("enter")
        await pilot.pause()
        assert is_on(app, ThisMonthScreen)
        await pilot.press("f3", "f1", "ctrl+l")
        await pilot.pause()
        assert is_on(app, UnlockScreen)


async def test_it_locks_when_nobody_is_there_by_either_clock(
    locked_path: Path, times: list[float]
) -> None:
    app = open_app(locked_path, PASSPHRASE)
    async with app.run_test() as pilot:
        for clock in range(len(times)):
            only = slice(clock, clock + 1)
            await advance_clocks(app, times, DEFAULT_IDLE_MINUTES * 60 - 1, only)
            assert is_on(app, ThisMonthScreen)
            await advance_clocks(app, times, 1, only)
            await unlock(app, pilot)


async def test_a_key_begins_the_wait_anew(locked_path: Path, times: list[float]) -> None:
    app = open_app(locked_path, PASSPHRASE)
    async with app.run_test() as pilot:
        for _turn in range(3):
            await advance_clocks(app, times, DEFAULT_IDLE_MINUTES * 60 - 1, slice(None))
            await pilot.press("f1")
        assert is_on(app, ThisMonthScreen)


async def test_it_locks_after_suspend_by_either_clock_also_where_it_never_locks_when_idle(
    locked_path: Path, times: list[float]
) -> None:
    app = open_app(locked_path, PASSPHRASE)
    async with app.run_test() as pilot:
        for clock, minutes in product(range(len(times)), ("10", "0")):
            app.current_book.settings.set(IDLE_SETTING, minutes)
            times[clock] += SLEEP_SECONDS - 1
            await app.idle_lock.lock_if_idle()
            assert is_on(app, ThisMonthScreen)
            times[clock] += SLEEP_SECONDS
            await app.idle_lock.lock_if_idle()
            await unlock(app, pilot)


async def test_the_key_that_wakes_the_machine_only_locks(
    locked_path: Path, times: list[float]
) -> None:
    app = open_app(locked_path, PASSPHRASE)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await paste_in(pilot, "15 merch")
        times[1] += SLEEP_SECONDS
        await pilot.press("x")
        await unlock(app, pilot)
        assert list_draft_texts(app.current_book) == ["15 merch"]


async def test_a_clock_that_is_set_back_neither_locks_nor_keeps_open(
    locked_path: Path, times: list[float]
) -> None:
    app = open_app(locked_path, PASSPHRASE)
    async with app.run_test() as pilot:
        for back in (DAY, 365 * DAY, 1_900_000_000):
            times[1] -= back
            await app.idle_lock.lock_if_idle()
            await pilot.press("f1")
            assert is_on(app, ThisMonthScreen)
            await advance_clocks(app, times, DEFAULT_IDLE_MINUTES * 60, slice(None))
            await unlock(app, pilot)
            await advance_clocks(app, times, DEFAULT_IDLE_MINUTES * 60 - 1, slice(None))
            assert is_on(app, ThisMonthScreen)


async def test_a_book_whose_settings_cannot_be_read_locks_all_the_same(
    locked_path: Path, times: list[float]
) -> None:
    app = open_app(locked_path, PASSPHRASE)
    async with app.run_test() as pilot:
        app.current_book._connection.execute("DROP TABLE settings")
        await advance_clocks(app, times, DEFAULT_IDLE_MINUTES * 60, slice(None))
        await pilot.pause()
        assert is_on(app, UnlockScreen)


async def test_it_locks_also_where_nothing_can_be_kept(locked_path: Path) -> None:
    app = open_app(locked_path, PASSPHRASE)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await paste_in(pilot, "15 merch n")
        app.current_book._connection.execute("PRAGMA query_only = ON")
        await pilot.press("ctrl+l")
        await pilot.pause()
        assert is_on(app, UnlockScreen)


async def test_ctrl_z_locks_before_it_steps_aside(locked_path: Path) -> None:
    app = open_app(locked_path, PASSPHRASE)
    async with app.run_test() as pilot:
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert is_on(app, UnlockScreen)


async def test_ctrl_z_where_one_notes_takes_back_as_before(locked_path: Path) -> None:
    app = open_app(locked_path, PASSPHRASE)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await paste_in(pilot, "15 merch no")
        await pilot.press("enter", "ctrl+z")
        await pilot.pause()
        assert is_on(app, AddEntryScreen)
        assert len(list(app.current_book.load_entries())) == 1


async def test_notices_what_was_copied_and_every_figure_are_gone(locked_path: Path) -> None:
    app = open_app(locked_path, PASSPHRASE)
    async with app.run_test(notifications=True) as pilot:
        titles = app.title, app.sub_title
        await pilot.press("a")
        await paste_in(pilot, "15 merch gave 15")
        await pilot.press("ctrl+a", "shift+home", "ctrl+c", "enter", "escape", "u")
        await pilot.pause()
        assert "15.00" in read_screen(app)
        await pilot.press("ctrl+l")
        await pilot.pause()
        assert not app._notifications
        assert app.clipboard == ""
        assert "15" not in read_screen(app)
        assert (app.title, app.sub_title) == titles


async def test_a_letter_that_was_begun_is_kept_in_the_book(locked_path: Path) -> None:
    letter = "You were not wrong to be kind."
    app = open_app(locked_path, PASSPHRASE)
    async with app.run_test() as pilot:
        app.push_screen(LetterEditorScreen(app.app_context))
        await pilot.pause()
        await paste_in(pilot, letter)
        await pilot.press("ctrl+l")
        await pilot.pause()
        assert letter not in read_screen(app)
    with open_book(locked_path, PASSPHRASE) as book:
        begun = book.letter.load_draft()
        assert begun is not None
        assert begun.text == letter


@pytest.mark.slow
@pytest.mark.parametrize(
    ("line", "opening"),
    pick_every(
        2,
        product(
            ("15 soup yesterday", ""), ("app.after_a_meeting", "app.before_you_answer", "form")
        ),
    ),
)
async def test_a_screen_that_opens_at_that_moment_keeps_nothing_from_being_kept(
    locked_path: Path, opening: str, line: str
) -> None:
    app = open_app(locked_path, PASSPHRASE)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await paste_in(pilot, line)
        await app.run_action(opening, app.screen)
        assert not app.screen.is_mounted
        assert app.session.save_drafts() == ""
        await pilot.pause()
        texts = list_draft_texts(app.current_book)
    assert len(texts) == bool(line)
    assert all(text.startswith("15 soup") for text in texts)


def is_held(text: re.Pattern[str]) -> bool:
    """Return whether any object holds a text in which this is found.

    Millions of them hold one, so all are searched at once.
    """
    return any(map(text.search, read_texts(gc.get_referents(*gc.get_objects()))))


def find_holders(text: re.Pattern[str]) -> list[str]:
    """Return what the objects are that hold a text in which this is found."""
    gc.collect()
    return [
        describe_holder(holder)
        for holder in (gc.get_objects() if is_held(text) else ())
        if any(map(text.search, read_texts(gc.get_referents(holder))))
    ]


def describe_holder(holder: object) -> str:
    """Return what an object is: its type, and the first keys of a dictionary."""
    return repr(list(holder)[:8] if isinstance(holder, dict) else type(holder))


def read_texts(held: list[object]) -> set[str]:
    """Return the texts among objects, also in tuples and lists that Python does not list."""
    texts: set[str] = set()
    while held:
        texts.update(pick_kind(held, str))
        texts.update(each.decode("utf-8", "replace") for each in pick_kind(held, bytes))
        unlisted = [*pick_kind(held, tuple), *pick_kind(held, dict), *pick_kind(held, list)]
        held = gc.get_referents(*filterfalse(gc.is_tracked, unlisted))
    return texts


Kind = TypeVar("Kind")


def pick_kind(held: list[object], kind: type[Kind]) -> Iterator[Kind]:
    """Return those objects that are of a kind; to ask each of a million takes seconds."""
    types = list(map(type, held))
    is_kind = {each: issubclass(each, kind) for each in set(types)}
    return cast(Iterator[Kind], compress(held, map(is_kind.__getitem__, types)))


@pytest.fixture
def without_frozen_objects() -> Iterator[None]:
    """Look at everything that Python keeps, also at what was imported."""
    gc.unfreeze()
    yield
    gc.freeze()


async def type_keys(pilot: Pilot[None], text: str) -> None:
    for letter in text:
        await pilot.press("space" if letter == " " else letter)


@pytest.mark.slow
@pytest.mark.usefixtures("full_lock", "without_frozen_objects")
@pytest.mark.parametrize("way", pick_every(3, ("typed", "made", "given")))
async def test_nothing_holds_the_passphrase_any_more(tmp_path: Path, way: str) -> None:
    path = tmp_path / "book.db"
    if way != "made":
        make_empty_book(path, passphrase=" ".join(PIECES)).close()
    given = " ".join(PIECES) if way == "given" else None
    app = open_app(path, given)
    del given
    async with app.run_test() as pilot:
        if way == "made":
            await pilot.press("enter")
            await type_keys(pilot, " ".join(PIECES))
            await pilot.press("tab")
        if way != "given":
            await type_keys(pilot, " ".join(PIECES))
        for key in ("enter", "enter", "enter", "escape", "f2", "f1"):
            await pilot.press(key)
            await wait_until_settled(pilot)
        assert is_on(app, ThisMonthScreen)
        await pilot.press("ctrl+l")
        await pilot.pause()
        assert is_on(app, UnlockScreen)
        assert find_holders(WHOLE) == []


VISITED: dict[str, tuple[str, ...]] = {
    "a line": ("a", *"15 merch no // soup", "space", *"on", "space", *"friday"),
    "the places": ("f2", "f3", "f4", "f5", "f1"),
    "an entry in full": ("f2", "enter"),
    "the form": ("f2", "e", "f3"),
    "a search": ("f2", "slash", *"soup", "space", *"on", "space", *"friday", "enter"),
    "an answer": ("b", *"15 merch // soup", "space", *"on", "space", *"friday"),
    "undo and redo": ("u", "ctrl+y"),
    "its history": ("f2", "v"),
    "a theme": ("f5", "ctrl+p", *"Theme", "enter", "enter"),
}
"""Keys that bring the words of a note on the screen, or that write them."""


@pytest.mark.slow
@pytest.mark.usefixtures("full_lock", "without_frozen_objects")
@pytest.mark.parametrize(
    ("place", "way", "lock"),
    pick_every(
        len(VISITED) + 1,
        (
            ("an entry in full", "typed", "key"),
            *((place, "given", "key") for place in VISITED),
            ("the form", "typed", "idle"),
            ("the places", "typed", "stopped"),
        ),
    ),
)
@pytest.mark.long
async def test_nothing_holds_what_was_noted_any_more(
    tmp_path: Path, times: list[float], way: str, place: str, lock: str
) -> None:
    path = tmp_path / "book.db"
    with make_empty_book(path, GROUP, PASSPHRASE) as book:
        words = " ".join(PIECES)
        log_lines(
            book,
            f'2026-11-01 ask 30 dues no "{words}" // {words}',
            f"2026-11-02 meeting // {words}",
        )
        del words
    app = open_app(path, PASSPHRASE if way == "given" else None)
    async with app.run_test(size=(120, 40)) as pilot:
        if way == "typed":
            await unlock(app, pilot)
        for key in VISITED[place]:
            await pilot.press("space" if key == " " else "slash" if key == "/" else key)
        await pilot.pause()
        assert is_held(WHOLE)
        if lock == "key":
            await pilot.press("ctrl+l")
        elif lock == "idle":
            times[1] += SLEEP_SECONDS
            await app.idle_lock.lock_if_idle()
        else:
            await app.idle_lock.prepare_suspend()
        await pilot.pause()
        assert is_on(app, UnlockScreen)
        assert find_holders(WHOLE) == []
        await unlock(app, pilot)


async def test_a_plain_book_cannot_be_locked_and_says_so(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        no_times = (0.0,) * len(lock_module.CLOCKS)
        app.idle_lock.last_input_times = app.idle_lock._last_check_times = no_times
        await app.idle_lock.lock_if_idle()
        await pilot.press("ctrl+l")
        await pilot.pause()
        assert is_on(app, ThisMonthScreen)
        assert "no passphrase" in read_screen(app)
