"""Chart: the arrow keys walk the months, and the figures beside them are the month's own."""

from collections.abc import Callable
from pathlib import Path

from tests.app.screens import shown
from tracker.app.tracker_app import TrackerApp

Opened = Callable[[Path], TrackerApp]


async def test_the_arrow_keys_walk_the_months(story_path: Path, opened: Opened) -> None:
    app = opened(story_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("g", "c")
        await pilot.pause()
        assert "What all groups asked for" in shown(app)
        assert "September 2025 to November 2026" in shown(app)
        panel = shown(app)
        assert "November 2026\n" in panel
        await pilot.press("right")
        assert "November 2026\n" in shown(app)
        await pilot.press("left")
        await pilot.pause()
        assert "October 2026" in shown(app)
        await pilot.press("home")
        await pilot.pause()
        text = shown(app)
        assert "September 2025\n" in text
        await pilot.press("left", "end", "left", "left", "left", "left", "left")
        await pilot.pause()
        assert "June 2026" in shown(app)
        for part in ("asked", "given", "for dues", "for event", "for merch", "left", "my line"):
            assert part in shown(app)


async def test_the_chosen_month_stays_when_one_comes_back(story_path: Path, opened: Opened) -> None:
    app = opened(story_path)
    async with app.run_test() as pilot:
        await pilot.press("f3", "left", "left", "f1", "f3")
        await pilot.pause()
        assert "September 2026" in shown(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "This month" in shown(app)


async def test_an_empty_book_has_a_chart_too(empty_path: Path, opened: Opened) -> None:
    app = opened(empty_path)
    async with app.run_test() as pilot:
        await pilot.press("f3", "left", "home", "right", "end")
        await pilot.pause()
        assert "nothing to draw" in shown(app)
