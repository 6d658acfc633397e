"""Keys: esc only goes back, ctrl+q always leaves, help and palette know what there is."""

from pathlib import Path
from typing import Any

import pytest
from textual.command import CommandPalette
from textual.screen import Screen

from tests.pilot_actions import is_on, open_app, read_screen
from tests.strategies import pick_every
from tracker.screens.chart.chart_screen import ChartScreen
from tracker.screens.entries.entries_screen import EntriesScreen
from tracker.screens.how_often.how_often import HowOftenScreen
from tracker.screens.log.add_entry import AddEntryScreen
from tracker.screens.settings.settings_screen import SettingsScreen
from tracker.screens.share.show_someone import ShowSomeoneScreen
from tracker.screens.shell.goto_menu import GotoMenu
from tracker.screens.shell.help import HelpDialog
from tracker.screens.this_month.this_month_screen import ThisMonthScreen

IN_PLACES = ("Add an entry", "Before you answer", "Show someone")

WAYS: list[tuple[str, type[Screen[Any]]]] = [
    ("f1", ThisMonthScreen),
    ("f2", EntriesScreen),
    ("f3", ChartScreen),
    ("f5", SettingsScreen),
    ("a", AddEntryScreen),
    ("x", ShowSomeoneScreen),
    ("g", GotoMenu),
    ("question_mark", HelpDialog),
    ("ctrl+p", CommandPalette),
]


@pytest.mark.slow
@pytest.mark.parametrize(("key", "screen"), pick_every(4, WAYS))
@pytest.mark.long
async def test_ctrl_q_leaves_at_once_from_anywhere(
    story_path: Path, key: str, screen: type[Screen[object]]
) -> None:
    app = open_app(story_path)
    async with app.run_test() as pilot:
        await pilot.press(key)
        await pilot.pause()
        assert is_on(app, screen)
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert not app.is_running
    assert app.return_code == 0


async def test_esc_goes_back_to_this_month_and_no_further(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test() as pilot:
        for key, screen in WAYS:
            await pilot.press(key)
            await pilot.pause()
            assert is_on(app, screen)
            await pilot.press("escape", "escape", "escape")
            await pilot.pause()
            assert is_on(app, ThisMonthScreen)
            assert len(app.screen_stack) == 1
            assert app.is_running


async def test_keys_that_mean_nothing_do_nothing(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test() as pilot:
        before = read_screen(app)
        await pilot.press("q", "z", "f6", "f9", "enter", "1", "up", "ctrl+s")
        await pilot.pause()
        assert is_on(app, ThisMonthScreen)
        assert read_screen(app) == before


async def test_the_letters_after_g(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test() as pilot:
        await pilot.press("g")
        assert "esc  Back" in read_screen(app)
        await pilot.press("z", "c")
        await pilot.pause()
        assert is_on(app, ChartScreen)
        await pilot.press("g", "m")
        await pilot.pause()
        assert is_on(app, ThisMonthScreen)


async def test_help_lists_the_keys_of_the_screen_below(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(80, 26)) as pilot:
        await pilot.press("f3", "question_mark")
        await pilot.pause()
        text = read_screen(app)
        assert "what you were asked for and what you gave" in text, (
            "what the place is for comes first"
        )
        for part in ("Choose", "Add an entry", "Go to", "ctrl+q"):
            assert part in text, "what is needed first comes first"
        await pilot.press("end")
        await pilot.pause()
        text = read_screen(app)
        for part in ("Months or years", "Save image", "Show someone", "F1", "Commands"):
            assert part in text


async def test_the_palette_does_what_keys_do_and_takes_no_pictures(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(80, 40)) as pilot:
        names = [command.title for command in app.get_system_commands(app.screen)]
        assert "Add an entry" in names
        assert "Undo" in names
        assert "Theme" in names
        assert not [name for name in names if "screenshot" in name.casefold()]
        await pilot.press("ctrl+p", *"add an", "enter")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert is_on(app, AddEntryScreen)


async def test_ctrl_c_says_how_to_leave(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("ctrl+c")
        await pilot.pause()
        await pilot.pause()
        assert app.is_running
        assert "Press ctrl+q to quit." in read_screen(app)


async def test_the_mouse_does_it_too(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(offset=(5, 22))
        await pilot.pause()
        assert is_on(app, AddEntryScreen)


@pytest.mark.parametrize("width", [60, 80])
async def test_the_footer_never_loses_the_way_on_and_says_that_there_is_more(
    story_path: Path, width: int
) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(width, 20)) as pilot:
        for key, place in (("f2", EntriesScreen), ("f3", ChartScreen), ("f4", HowOftenScreen)):
            await pilot.press(key)
            await pilot.pause()
            assert is_on(app, place)
            first, last = read_screen(app).splitlines()[-2:]
            short = last.replace("Hide amounts", "Hide")
            assert short.endswith("ctrl+n Hide  g Go to  esc Back  ? Help")
            footer = f"{first} {last}"
            actions = [name for _key, name in app.list_named_keys(app.screen)]
            is_whole = all(name in footer for name in actions if name in IN_PLACES)
            assert is_whole != ("…" in footer)
            if not is_whole:
                at = 0 if "…" in first else 1
                await pilot.click(offset=((first, last)[at].index("…"), 18 + at))
                await pilot.pause()
                assert is_on(app, HelpDialog)
                await pilot.press("escape")


async def test_a_screen_where_letters_are_typed_offers_help_with_what_has_no_room(
    story_path: Path,
) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("a")
        await pilot.pause()
        footer = " ".join(read_screen(app).splitlines()[-2:])
        assert "ctrl+z Undo" in footer
        assert footer.endswith("…  ctrl+n Hide  esc Back  F10 Help")
