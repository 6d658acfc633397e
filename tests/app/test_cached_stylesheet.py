"""The stylesheet: each rule is parsed once, and means the same without the blanks."""

from pathlib import Path

import pytest
from textual.css.stylesheet import Stylesheet

from tests.pilot_actions import STYLE_SHEETS, open_app
from tracker.app.base_app import BaseApp
from tracker.app.cached_stylesheet import CachedStylesheet
from tracker.app.tracker_app import TrackerApp

A_DAY = 24 * 60 * 60


def test_the_rules_are_the_same_as_textuals() -> None:
    sheets = [
        kind(variables=BaseApp().get_css_variables()) for kind in (Stylesheet, CachedStylesheet)
    ]
    for sheet in sheets:
        for path in STYLE_SHEETS:
            sheet.read(path)
    plain, cached = sheets
    assert len(cached.rules) > 100
    assert cached.css == plain.css


def read_own_rules(sheet: Stylesheet) -> set[int]:
    """Return which objects the rules of our own sheet are."""
    return {id(rule) for rule in sheet.rules if not rule.is_default_rules}


async def test_our_rules_are_parsed_again_for_other_colours_only(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test() as pilot:
        await pilot.press("f2", "f1")
        kept = app.stylesheet.rules
        own = read_own_rules(app.stylesheet)
        await pilot.press("f3")
        await pilot.pause()
        assert read_own_rules(app.stylesheet) == own
        app.theme = "tracker-light"
        await pilot.pause()
        assert not read_own_rules(app.stylesheet) & {id(rule) for rule in kept}


@pytest.mark.parametrize("is_ahead", [False, True])
async def test_this_month_looks_the_same_whether_other_rules_were_read(
    story_path: Path, monkeypatch: pytest.MonkeyPatch, is_ahead: bool
) -> None:
    monkeypatch.setattr("tracker.app.tracker_app.READ_AHEAD_SECONDS", 0.001 if is_ahead else A_DAY)
    app = open_app(story_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        first, count = read_styles(app), len(app.stylesheet.rules)
        await pilot.press("f2", "f1")
        await pilot.pause()
        was_read = len(app.stylesheet.rules) < count + 200
        assert was_read is is_ahead
        assert read_styles(app) == first


def read_styles(app: TrackerApp) -> list[tuple[str, str]]:
    """Return each widget of the screen in front with the style it comes out with."""
    nodes = app.screen.walk_children(with_self=True)
    return [(repr(node), node.styles.base.css) for node in nodes]
