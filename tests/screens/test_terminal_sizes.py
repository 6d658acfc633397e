"""Sizes: nothing breaks in a tiny window, nothing is stretched in a huge one."""

from pathlib import Path

import pytest

from tests.factories import PASSPHRASE, make_book
from tests.pilot_actions import open_app, paste_in, read_screen

pytestmark = pytest.mark.usefixtures("every_paint")


@pytest.mark.parametrize("size", [(20, 5), (1, 1)])
async def test_every_screen_lives_in_every_size(story_path: Path, size: tuple[int, int]) -> None:
    app = open_app(story_path)
    async with app.run_test(size=size) as pilot:
        for key in ("f1", "question_mark", "escape", "g", "escape", "f3", "left", "x", "escape"):
            await pilot.press(key)
        await pilot.press("a")
        await paste_in(pilot, '30 dues #in_public "words" // note')
        await paste_in(pilot, " blah x")
        await pilot.press("enter", "escape")
        assert app.is_running


@pytest.mark.parametrize("size", [(20, 5), (1, 1)])
async def test_the_way_in_lives_in_tiny_windows(tmp_path: Path, size: tuple[int, int]) -> None:
    app = open_app(tmp_path / "new.db")
    async with app.run_test(size=size) as pilot:
        await pilot.press("enter", "a", "enter", "tab", "tab")
        assert app.is_running
    app = open_app(make_book(tmp_path / "locked.db", passphrase=PASSPHRASE))
    async with app.run_test(size=size) as pilot:
        await pilot.press("x", "enter")
        assert app.is_running


async def test_a_window_may_change_its_size_at_any_time(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(120, 40)) as pilot:
        for size in ((80, 24), (20, 5), (60, 20), (200, 60), (3, 2), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert "EUR left until 30 Nov" in read_screen(app)
        assert "Latest entries" in read_screen(app)
        await pilot.press("f3")
        for size in ((80, 24), (20, 5), (200, 60), (3, 2)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert app.is_running


async def test_on_small_screens_the_bars_go_first_then_the_entries(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(60, 20)) as pilot:
        assert "█" not in read_screen(app)
        assert "Latest entries" in read_screen(app)
        assert "my limit 9.00" in read_screen(app)
        await pilot.resize_terminal(60, 10)
        await pilot.pause()
        assert "Latest entries" not in read_screen(app)
        assert "EUR left until 30 Nov" in read_screen(app)


async def test_on_a_wide_screen_the_entries_stand_beside_the_month(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(200, 60)) as pilot:
        body = read_screen(app).splitlines()
        (beside,) = [line for line in body[:8] if "Latest entries" in line]
        assert beside.index("Latest entries") == 106
        await pilot.press("f3")
        await pilot.pause()
        assert max(map(len, read_screen(app).splitlines()[:-1])) <= 174, "nothing is stretched"
