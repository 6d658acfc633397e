"""The tour: four steps on a story of its own, left at any of them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.app.screens import is_on, shown
from tests.app.walking import follow, settled
from tracker.app.tracker_app import TrackerApp
from tracker.screens.this_month import ThisMonth
from tracker.screens.tour import STEPS, Tour

Opened = Callable[[Path], TrackerApp]


@pytest.mark.parametrize("steps", range(len(STEPS)))
async def test_esc_leaves_it_at_every_step(empty_path: Path, opened: Opened, steps: int) -> None:
    app = opened(empty_path)
    async with app.run_test() as pilot:
        await follow(pilot, ["question_mark", "t", *["enter"] * steps])
        await settled(pilot)
        assert is_on(app, Tour)
        assert f"The sample story · {steps + 1} of 4" in shown(app)
        assert ("enter Go on" if steps < len(STEPS) - 1 else "enter Done") in shown(app)
        await follow(pilot, ["escape"])
        await settled(pilot)
        assert is_on(app, ThisMonth)
        assert len(app.screen_stack) == 1
        assert "Nothing is noted yet." in shown(app)


async def test_its_last_step_ends_where_it_began(empty_path: Path, opened: Opened) -> None:
    app = opened(empty_path)
    async with app.run_test() as pilot:
        await follow(pilot, ["question_mark", "t", *["enter"] * len(STEPS)])
        await settled(pilot)
        assert is_on(app, ThisMonth)
        assert len(app.screen_stack) == 1
        assert app.open_book.is_empty()
