"""What a first week shows: three screens, few keys and tags, and nothing that counts up to more.

A typical week is typed on seven days, each with the clock a day further. All keys work throughout.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.command import CommandPalette
from textual.pilot import Pilot

from tests.factories import PASSPHRASE, TODAY, make_book
from tests.pilot_actions import is_on, read_notices, read_screen, read_words, type_in
from tracker.app.tracker_app import TrackerApp
from tracker.clock import FixedClock
from tracker.entries.tags import FIRST_TAGS, TAG_VOCABULARY
from tracker.screens.chart.chart_screen import ChartScreen
from tracker.screens.how_often.how_often import HowOftenScreen
from tracker.screens.log.add_entry import AddEntryScreen
from tracker.screens.share.show_someone import ShowSomeoneScreen
from tracker.widgets.footer import Footer
from tracker.widgets.hotkey_options import HotkeyOptions

FIRST_DAY = date(2026, 11, 2)
WEEK: Mapping[int, Sequence[str]] = {
    0: (
        "I went to see what they do",
        "meeting 2h #no_money",
        "30 a month for dues, no",
        "seen donation",
    ),
    1: (),
    2: ("they were kind about it, and there was soup",),
    3: ("paid 20 ticket",),
    4: ("need food 260/month",),
    5: ("meeting 2h #help_received", "paid 3.50 literature"),
    6: ("I keep thinking of the bus home",),
}
"""What is typed on each day of a typical first week."""
MOST_KEYS, MOST_KEYS_IN_A_FOOTER, MOST_TAGS = 12, 5, 6


@asynccontextmanager
async def open_on(path: Path, day: date, *, locks: bool = True) -> AsyncIterator[Pilot[None]]:
    """Open the app on a day, in a terminal of the usual size."""
    app = TrackerApp(path, FixedClock(day), PASSPHRASE if locks else None)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        yield pilot


def read_footer(pilot: Pilot[None]) -> dict[str, str]:
    """Return the keys in the last lines of the screen, and what each of them does."""
    keys = pilot.app.screen.query_one(Footer).keys
    text = read_words(pilot.app)
    for key in keys:
        assert f"{key.key} {key.description}" in text
    return {key.key: key.description for key in keys}


async def press_and_read(pilot: Pilot[None], *keys: str) -> dict[str, str]:
    """Press keys and return what the last lines then show."""
    await pilot.press(*keys)
    await pilot.pause()
    return read_footer(pilot)


async def walk_a_day(pilot: Pilot[None], lines: Sequence[str]) -> AsyncIterator[dict[str, str]]:
    """Go through the three screens as on a day of the week, and yield each footer."""
    yield read_footer(pilot)
    yield await press_and_read(pilot, "tab")
    yield await press_and_read(pilot, "escape", "f2")
    yield await press_and_read(pilot, "down", "slash")
    yield await press_and_read(pilot, "escape", "escape", "a")
    for line in lines:
        await type_in(pilot, line)
        yield read_footer(pilot)
        yield await press_and_read(pilot, "enter")
        if not is_on(pilot.app, AddEntryScreen) or pilot.app.screen.focused is None:
            raise AssertionError("the line is gone")
    yield await press_and_read(pilot, "escape", "shift+tab")
    if is_on(pilot.app, AddEntryScreen):
        assert count_tags(pilot) <= MOST_TAGS
        yield await press_and_read(pilot, "escape", "escape")


def count_tags(pilot: Pilot[None]) -> int:
    """Return how many tags are offered."""
    return sum(bool(option.name) for option in pilot.app.screen.query_one(HotkeyOptions).options)


async def test_a_first_week_shows_three_screens_and_a_dozen_keys(tmp_path: Path) -> None:
    path = make_book(tmp_path / "book.db", group="circle", passphrase=PASSPHRASE)
    keys: set[str] = set()
    menus: set[str] = set()
    for number, lines in WEEK.items():
        async with open_on(path, FIRST_DAY + timedelta(days=number)) as pilot:
            async for footer in walk_a_day(pilot, lines):
                assert len(footer) <= MOST_KEYS_IN_A_FOOTER, footer
                assert footer["ctrl+l"] == "Lock"
                keys |= {*footer}
            await pilot.press("f1", "g")
            await pilot.pause()
            menus.add(read_menu(pilot))
            assert not read_notices(pilot.app)
    assert len(keys) <= MOST_KEYS, keys
    assert len(menus) == 1, "nothing counts up to anything"
    (menu,) = menus
    assert "c Chart: after two months with something asked, seen or given" in menu
    assert "o How often: after three things asked, seen or heard" in menu
    assert "F3" not in menu
    assert "F4" not in menu


def read_menu(pilot: Pilot[None]) -> str:
    """Return the menu of screens as words."""
    widgets = pilot.app.screen.query("#dialog Static")
    return " ".join(" ".join(str(widget.render()) for widget in widgets).split())


async def test_every_key_works_from_the_first_day(tmp_path: Path) -> None:
    path = make_book(tmp_path / "book.db", "30 dues no", group="circle", passphrase=PASSPHRASE)
    async with open_on(path, TODAY) as pilot:
        for letter, screen in (
            ("c", ChartScreen),
            ("o", HowOftenScreen),
            ("x", ShowSomeoneScreen),
            ("a", AddEntryScreen),
        ):
            for keys in (("g", letter), ({"c": "f3", "o": "f4"}.get(letter, letter),)):
                await pilot.press("f1", *keys)
                await pilot.pause()
                assert is_on(pilot.app, screen)
                await pilot.press("escape", "f1")
                await pilot.pause()
        await pilot.press("question_mark")
        await pilot.pause()
        listed = [key.description for key in pilot.app.screen.query_one(Footer).keys]
        assert "People to talk to" in listed
        await pilot.press("escape", "g", "ctrl+p")
        await pilot.pause()
        assert is_on(pilot.app, CommandPalette)
        assert len(pilot.app.screen_stack) == 2, "the menu is closed"


async def test_help_lists_the_keys_of_first_need_first(tmp_path: Path) -> None:
    path = make_book(tmp_path / "book.db", "30 dues no", group="circle", passphrase=PASSPHRASE)
    async with open_on(path, TODAY) as pilot:
        keys = await list_help(pilot)
        assert keys[:5] == ["a", "b", "g", "ctrl+l", "ctrl+n"]
        assert {"x", "F3", "F4", "h", "ctrl+q"} <= {*keys}


async def list_help(pilot: Pilot[None]) -> list[str]:
    """Return the keys that help lists, in their order."""
    from tracker.screens.shell.help import HelpDialog

    await pilot.press("question_mark")
    await pilot.pause()
    assert isinstance(pilot.app.screen, HelpDialog)
    return [key.key for key in pilot.app.screen.keys]


async def test_the_second_week_shows_more_and_says_nothing_of_it(tmp_path: Path) -> None:
    path = make_book(tmp_path / "book.db", "30 dues no", group="circle", passphrase=PASSPHRASE)
    async with open_on(path, TODAY + timedelta(days=6)) as pilot:
        assert "x" not in read_footer(pilot)
    async with open_on(path, TODAY + timedelta(days=7)) as pilot:
        footer = read_footer(pilot)
        assert footer["x"] == "Show someone"
        assert footer["ctrl+l"] == "Lock"
        assert footer["ctrl+n"] == "Hide amounts"
        assert not read_notices(pilot.app)
        await pilot.press("a")
        await type_in(pilot, "20 dues no")
        await pilot.press("enter", "shift+tab")
        await pilot.pause()
        assert count_tags(pilot) == 12


async def test_screens_are_in_the_menu_like_any_other_once_they_have_something_to_say(
    tmp_path: Path,
) -> None:
    path = make_book(tmp_path / "book.db", "30 dues no", "seen donation", "heard donation")
    async with open_on(path, TODAY, locks=False) as pilot:
        await pilot.press("g")
        await pilot.pause()
        assert "How often F4" in read_menu(pilot)
        assert "Chart: after two months" in read_menu(pilot)
    async with open_on(path, TODAY + timedelta(days=30), locks=False) as pilot:
        await pilot.press("a")
        await type_in(pilot, "seen donation")
        await pilot.press("enter", "escape", "escape", "g")
        await pilot.pause()
        assert "Chart F3" in read_menu(pilot)


async def test_what_cannot_lock_has_the_key_that_hides(tmp_path: Path) -> None:
    path = make_book(tmp_path / "book.db", "30 dues no", group="circle")
    async with open_on(path, TODAY, locks=False) as pilot:
        for keys in ((), ("f2",), ("f3",), ("f4",), ("f5",), ("a",)):
            footer = await press_and_read(pilot, *keys)
            assert footer["ctrl+n"] == "Hide amounts"
            assert "ctrl+l" not in footer
            assert len(footer) <= MOST_KEYS_IN_A_FOOTER


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_the_first_day_shows_the_entries_and_nothing_that_is_nothing(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    lines = ("wrote: I liked the soup", "meeting 2h #no_money")
    path = make_book(tmp_path / "book.db", *lines, group="circle")
    app = TrackerApp(path, FixedClock(TODAY))
    async with app.run_test(size=size):
        text = read_screen(app)
        assert "Latest entries" in text
        for nothing in ("0.00", "%", "given", "left", "no asks", "┃", "▁"):
            assert nothing not in text.partition("How much do you spend")[0], nothing
        assert 4 * "\n" not in text.strip().partition("Latest entries")[0], "no rows stay empty"


async def test_six_tags_are_offered_and_the_others_are_one_key_away(tmp_path: Path) -> None:
    path = make_book(tmp_path / "book.db", group="circle")
    neutral = {tag.name for tag in TAG_VOCABULARY if tag.is_neutral}
    assert len(FIRST_TAGS) == MOST_TAGS
    assert len(neutral & {*FIRST_TAGS}) == 3
    async with open_on(path, TODAY, locks=False) as pilot:
        await pilot.press("a")
        await type_in(pilot, "20 dues no #")
        assert "others could hear" in read_words(pilot.app) or "in_public" in read_words(pilot.app)
        await type_in(pilot, "long_day\n")
        await pilot.press("shift+tab")
        await pilot.pause()
        options = pilot.app.screen.query_one(HotkeyOptions).options
        assert [option.name for option in options] == [*FIRST_TAGS, "long_day", ""]
        await pilot.press("6", "9")
        await pilot.pause()
        tags = pilot.app.screen.query_one(HotkeyOptions)
        assert tags.active_names == {"long_day", "help_received", "deadline"}
        await pilot.press("m")
        await pilot.pause()
        options = pilot.app.screen.query_one(HotkeyOptions).options
        assert len(options) == 12
        assert [option.name for option in options[:6]] == [*FIRST_TAGS], "no key changes its tag"
        await pilot.press("1")
        await pilot.pause()
        assert "in_public" in tags.active_names
