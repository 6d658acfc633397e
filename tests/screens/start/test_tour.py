"""The tour: four steps on a story of its own, left at any of them."""

from pathlib import Path

import pytest

from tests.pilot_actions import is_on, open_app, read_screen
from tests.walks import follow, wait_until_settled
from tracker.screens.start.tour import STEP_TEXTS, TourDialog
from tracker.screens.this_month.this_month_screen import ThisMonthScreen


@pytest.mark.long
async def test_esc_leaves_it_at_every_step(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        for steps in range(len(STEP_TEXTS)):
            await follow(pilot, ["question_mark", "t", *["enter"] * steps])
            await wait_until_settled(pilot)
            assert is_on(app, TourDialog)
            text = read_screen(app)
            assert f"The sample story · {steps + 1} of 4" in text
            assert ("enter Continue" if steps < len(STEP_TEXTS) - 1 else "enter Done") in text
            await follow(pilot, ["escape"])
            await wait_until_settled(pilot)
            assert is_on(app, ThisMonthScreen)
            assert len(app.screen_stack) == 1
            assert "No entries yet." in read_screen(app)


async def test_its_last_step_ends_where_it_began(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test() as pilot:
        await follow(pilot, ["question_mark", "t", *["enter"] * len(STEP_TEXTS)])
        await wait_until_settled(pilot)
        assert is_on(app, ThisMonthScreen)
        assert len(app.screen_stack) == 1
        assert app.current_book.is_empty()
