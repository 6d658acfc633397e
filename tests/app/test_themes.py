"""Colours: enough contrast, two that everybody tells apart, and no red."""

from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from textual.color import Color
from textual.theme import Theme

from tests.app.screens import shown
from tracker.app.themes import OURS
from tracker.app.tracker_app import TrackerApp

Opened = Callable[[Path], TrackerApp]

TEXTS = ("foreground", "dim", "accent", "my-line", "footer-key-foreground")
GROUNDS = ("background", "surface")
OTHERS = ("asked", "input-selection-background")


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of WCAG 2."""
    light, dark = sorted(map(luminance, (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: Color) -> float:
    parts = [part / 255 for part in colour.rgb]
    red, green, blue = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_contrast_is_computed_as_the_standard_does() -> None:
    assert round(contrast(Color.parse("#ffffff"), Color.parse("#000000")), 2) == 21
    assert round(contrast(Color.parse("#777777"), Color.parse("#ffffff")), 2) == 4.48


def colours(theme: Theme) -> dict[str, Color]:
    made = theme.to_color_system().generate() | theme.variables
    return {name: Color.parse(made[name]) for name in (*TEXTS, *GROUNDS, *OTHERS)}


@pytest.mark.parametrize("theme", OURS, ids=lambda theme: theme.name)
def test_every_text_stands_out_from_its_ground(theme: Theme) -> None:
    made = colours(theme)
    for text, ground in product(TEXTS, GROUNDS):
        found = contrast(made[text], made[ground])
        assert found >= 4.5, (text, ground, found)
    assert contrast(made["asked"], made["background"]) >= 3
    assert contrast(made["foreground"], made["input-selection-background"]) >= 4.5


@pytest.mark.parametrize("theme", OURS, ids=lambda theme: theme.name)
def test_nothing_is_red_and_my_line_is_the_orange_beside_the_blue(theme: Theme) -> None:
    made = colours(theme)
    for name, colour in made.items():
        assert not (colour.r > 1.8 * colour.g and colour.r > 1.8 * colour.b), name
    assert made["accent"].b > made["accent"].r
    assert made["my-line"].r > made["my-line"].b


@pytest.mark.parametrize("theme", ["tracker-light", "ansi-dark", "ansi-light", "tracker-dark"])
async def test_a_theme_can_be_changed_for_the_session(
    story_path: Path, opened: Opened, theme: str
) -> None:
    app = opened(story_path)
    async with app.run_test() as pilot:
        for key in ("f3", "a"):
            app.theme = theme
            await pilot.press(key)
            await pilot.pause()
        assert "After a meeting" in shown(app)
        assert set(app.available_themes) == {
            "tracker-dark",
            "tracker-light",
            "ansi-dark",
            "ansi-light",
        }


async def test_without_colour_the_screen_says_the_same(
    story_path: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(story_path)
    async with app.run_test():
        coloured = shown(app)
    monkeypatch.setenv("NO_COLOR", "1")
    app = opened(story_path)
    async with app.run_test():
        assert shown(app) == coloured
        strips = app.screen._compositor.render_strips()
        for segment in (segment for strip in strips for segment in strip):
            style = segment.style
            if style and style.color and style.color.triplet:
                red, green, blue = style.color.triplet
                assert red == green == blue
