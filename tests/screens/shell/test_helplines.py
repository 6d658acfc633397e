"""People to talk to from within the app: two keys away, and kept nowhere."""

import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.pilot_actions import is_on, open_app, read_file, read_screen, read_words
from tracker.screens.shell import helplines
from tracker.screens.shell.helplines import HelplinesDialog
from tracker.screens.this_month.this_month_screen import ThisMonthScreen


class ModuleRecordingReads(ModuleType):
    """Stands for the helplines' module and keeps which names are imported from it."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.names: list[str] = []

    def __getattr__(self, name: str) -> object:
        self.names.append(name)
        return getattr(helplines, name)


async def test_they_are_one_key_away_and_that_is_kept_nowhere(story_path: Path) -> None:
    before = read_file(story_path)
    app = open_app(story_path)
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("h")
        await pilot.pause()
        assert is_on(app, HelplinesDialog)
        told = read_screen(app)
        assert 0 < told.index("\n       United Kingdom") < told.index("Germany"), "one's own first"
        assert "Samaritans: 116 123" in read_screen(app)
        danger = told.index("In danger now?")
        assert told.index("People to talk to") < danger < told.index("The year says")
        await pilot.press("escape")
        await pilot.pause()
        assert is_on(app, ThisMonthScreen)
        assert len(app.screen_stack) == 1
    assert read_file(story_path) == before


@pytest.mark.parametrize("offers", ["question_mark", "ctrl+p"])
async def test_they_are_read_from_the_disk_where_they_are_offered_not_where_they_are_wanted(
    story_path: Path, monkeypatch: pytest.MonkeyPatch, offers: str
) -> None:
    app = open_app(story_path)
    module = ModuleRecordingReads(helplines.__name__)
    async with app.run_test() as pilot:
        monkeypatch.setitem(sys.modules, helplines.__name__, module)
        await pilot.press(offers)
        await pilot.pause()
        assert "HelplinesDialog" in module.names


async def test_the_palette_finds_them_and_typing_does_not_hide_them(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("a", "f10", "h")
        await pilot.pause()
        assert is_on(app, HelplinesDialog)
        await pilot.press("escape", "escape")
        commands = [command.title for command in app.get_system_commands(app.screen)]
        assert "People to talk to" in commands


async def test_the_go_to_menu_names_them_and_opens_them(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("g")
        await pilot.pause()
        assert "h People to talk to h" in read_words(app)
        await pilot.press("h")
        await pilot.pause()
        assert is_on(app, HelplinesDialog)
        await pilot.press("escape")
        await pilot.pause()
        assert is_on(app, ThisMonthScreen)
