"""A theme that somebody chose in any version is used, and one that is gone is quietly replaced."""

from pathlib import Path

import pytest

from tests.factories import TODAY
from tests.pilot_actions import is_on, read_notices
from tests.stored.old_notebook import NAMES, copy_notebook, read_settings
from tracker.app.tracker_app import TrackerApp
from tracker.clock import FixedClock
from tracker.screens.this_month.this_month_screen import ThisMonthScreen

AT_FIRST = "tracker-dark"
LIGHT_THEMES = (
    "atom-one-light",
    "catppuccin-latte",
    "rose-pine-dawn",
    "solarized-light",
    "textual-light",
)
"""The themes on a light ground that were offered once."""


async def test_every_theme_that_could_ever_be_chosen_is_worn_or_ours_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    app = TrackerApp(copy_notebook(tmp_path), FixedClock(TODAY))
    async with app.run_test():
        assert app.theme == AT_FIRST
        assert set(app.available_themes) <= set(NAMES["themes"])
        for name in NAMES["themes"]:
            app.current_book.settings.set("theme", name)
            app.preferences.apply()
            ours = "tracker-light" if name in LIGHT_THEMES else AT_FIRST
            assert app.theme == (name if name in app.available_themes else ours)
            assert app.current_book.settings.get("theme") == name
        assert not read_notices(app)


@pytest.mark.parametrize("name", ["tracker-light", "ansi-dark", "nord", "no-more"])
async def test_the_theme_of_an_old_notebook_is_worn_where_it_can_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    # Without colours the terminal's own themes are not offered.
    monkeypatch.setenv("NO_COLOR", "1")
    path = copy_notebook(tmp_path, {"theme": name})
    app = TrackerApp(path, FixedClock(TODAY))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert is_on(app, ThisMonthScreen)
        assert app.theme == (name if name == "tracker-light" else AT_FIRST)
    assert read_settings(path) == {"theme": name}
