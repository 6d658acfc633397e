"""The stylesheet: each rule is parsed once, and means the same without the blanks."""

from pathlib import Path

from textual.css.stylesheet import Stylesheet

from tests.pilot_actions import STYLE_SHEETS, open_app
from tracker.app.base_app import BaseApp
from tracker.app.cached_stylesheet import CachedStylesheet
from tracker.app.tracker_app import TrackerApp


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


async def test_this_month_looks_the_same_whether_another_screen_was_opened(
    story_path: Path,
) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(120, 40)) as pilot:
        first = read_styles(app)
        count = len(app.stylesheet.rules)
        await pilot.press("f2", "f1")
        await pilot.pause()
        assert len(app.stylesheet.rules) > count + 200
        assert read_styles(app) == first


def read_styles(app: TrackerApp) -> list[tuple[str, str]]:
    """Return each widget of the screen in front with the style it comes out with."""
    nodes = app.screen.walk_children(with_self=True)
    return [(repr(node), node.styles.base.css) for node in nodes]
