"""Input that comes faster than screens change: each waits for what the one before it opened."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.screen import Screen
from textual.widgets import Input, OptionList

from tests.pilot_actions import is_on, open_app, read_entry_line, read_screen
from tests.strategies import pick_every
from tests.walks import follow, wait_until_settled
from tracker.app.tracker_app import TrackerApp
from tracker.book.open_book import open_book
from tracker.screens.entries.entries_screen import EntriesScreen
from tracker.screens.how_often.how_often import HowOftenScreen
from tracker.screens.log.add_entry import AddEntryScreen
from tracker.screens.shell.confirm import ConfirmDialog
from tracker.screens.shell.input_dialogs import TextInputDialog
from tracker.screens.this_month.this_month_screen import ThisMonthScreen

CLICKED: list[tuple[list[str], str, type[Screen[Any]], int]] = [
    ([], "a Add an entry", AddEntryScreen, 2),
    (["ctrl+p"], "Add an entry", AddEntryScreen, 2),
    (["f2"], "d Delete", ConfirmDialog, 2),
    (["f2", "d"], "Delete  ", EntriesScreen, 1),
]
"""Keys, what is clicked then, the screen that follows, and how many lie on one another."""


def click(app: TrackerApp, text: str) -> None:
    """Click on a text as fast as a mouse can, three times over."""
    lines = read_screen(app).splitlines()
    y = next(index for index, line in enumerate(lines) if text in line)
    x = lines[y].index(text)
    for event in (events.MouseDown, events.MouseUp) * 3:
        app.post_message(event(None, x, y, 0, 0, 1, False, False, False, x, y))


@pytest.mark.slow
@pytest.mark.parametrize(("keys", "text", "screen", "depth"), pick_every(3, CLICKED))
async def test_what_is_clicked_thrice_happens_once(
    story_path: Path,
    keys: list[str],
    text: str,
    screen: type[Screen[object]],
    depth: int,
) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await follow(pilot, keys)
        await wait_until_settled(pilot)
        click(app, text)
        await wait_until_settled(pilot)
        assert is_on(app, screen)
        assert len(app.screen_stack) == depth


@pytest.mark.slow
@pytest.mark.parametrize("key", pick_every(2, ("a", "x")))
async def test_a_screen_is_left_once(story_path: Path, key: str) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await follow(pilot, [key])
        await wait_until_settled(pilot)
        click(app, "esc Back")
        await wait_until_settled(pilot)
        assert app.is_running
        assert isinstance(app.screen_stack[0], ThisMonthScreen)


async def test_a_key_behind_a_click_counts_on_the_screen_that_was_clicked_for(
    story_path: Path,
) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_until_settled(pilot)
        click(app, "a Add an entry")
        await follow(pilot, ["3", "0"])
        await wait_until_settled(pilot)
        assert "› 30" in read_screen(app)


async def test_a_second_click_on_back_does_not_press_the_key_below_it(
    story_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # However long a busy machine takes from one click to the next, they are a double click.
    monkeypatch.setattr(TrackerApp, "CLICK_CHAIN_TIME_THRESHOLD", 60)
    app = open_app(story_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f4", "t")
        await wait_until_settled(pilot)
        lines = read_screen(app).splitlines()
        y = next(index for index, line in enumerate(lines) if "esc Back" in line)
        for _press in range(2):
            for event in (events.MouseDown, events.MouseUp):
                app.post_message(event(None, 2, y, 0, 0, 1, False, False, False, 2, y))
            await wait_until_settled(pilot)
            assert is_on(app, HowOftenScreen)
            assert len(app.screen_stack) == 1
            assert read_screen(app).splitlines()[y].startswith("  p What"), "a key lies there now"


async def test_enter_never_overtakes_a_key_that_a_list_is_slow_to_handle(
    story_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def handle_slowly(_list: OptionList) -> None:
        await asyncio.sleep(0.8)

    monkeypatch.setattr(OptionList, "on_key", handle_slowly, raising=False)
    app = open_app(story_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await follow(pilot, ["b", "30 dues"])
        await wait_until_settled(pilot)
        await follow(pilot, ["enter", "up", "enter", "1", "5"])
        await wait_until_settled(pilot)
        assert read_entry_line(app) == "30 dues pledged 15", "the answer above the last one"


async def test_what_is_typed_at_once_goes_to_the_dialogs_that_it_opens(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await follow(pilot, ["f2"])
        await wait_until_settled(pilot)
        count = app.app_context.book.count_changes()
        for key in ("d", "enter", "d", "enter", "f4", "r", "2", "0", "2", "6"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await wait_until_settled(pilot)
        assert app.app_context.book.count_changes() == count + 2
        assert is_on(app, TextInputDialog)
        assert app.screen.query_one("#text-0", Input).value == "2026"


async def test_a_line_typed_right_before_leaving_is_kept_though_its_screen_opens_slowly(
    story_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def mount_slowly(_screen: AddEntryScreen) -> None:
        await asyncio.sleep(0.6)

    monkeypatch.setattr(AddEntryScreen, "on_compose", mount_slowly, raising=False)
    app = open_app(story_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_until_settled(pilot)
        for key in ("a", *"15 merch no"):
            app.post_message(events.Key(key if key != " " else "space", key))
        app.post_message(events.Key("ctrl+q", None))
        await pilot.pause(3)
    with open_book(story_path) as book:
        assert "15 merch no" in [draft.text for draft in book.drafts.load_all()]
