"""Colours: enough contrast in our themes, two that everybody tells apart, and nothing red."""

import math
from itertools import product
from pathlib import Path

import pytest
from textual.color import BLACK, WHITE, Color, rgb_to_lab
from textual.theme import Theme
from textual.widgets import OptionList

from tests.pilot_actions import open_app, read_screen
from tracker.app.base_app import BaseApp
from tracker.app.themes import ANSI_THEMES, OWN_THEMES

Matrix = tuple[tuple[float, float, float], ...]

GROUNDS = ("background", "surface")
TEXTS = (
    "foreground",
    "dim",
    "given",
    "my-line",
    "accent",
    "primary",
    "warning",
    "text-success",
    "text-muted",
    "text-disabled",
)
DRAWN = ("given", "asked", "my-line", "border")
FOOTER = ("footer-foreground", "footer-description-foreground", "footer-key-foreground")
MARKED = (
    "block-cursor",
    "block-cursor-blurred",
    "input-cursor",
    "input-selection",
    "screen-selection",
)

SIGHTS: dict[str, Matrix] = {
    "all three": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
}
"""How light reaches the eye, in linear RGB (Machado, Oliveira and Fernandes 2009, severity 1)."""
CLEARLY = 25
"""A distance in Lab ten times as large as one that is just noticed."""


def linear(part: int) -> float:
    share = part / 255
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def channel_of(share: float) -> int:
    share = min(1.0, max(0.0, share))
    curved = share * 12.92 if share <= 0.0031308 else 1.055 * share ** (1 / 2.4) - 0.055
    return round(255 * curved)


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of WCAG 2."""
    light, dark = sorted(map(luminance, (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: Color) -> float:
    red, green, blue = map(linear, colour.rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def see_colour(colour: Color, matrix: Matrix) -> Color:
    """A colour as it looks to somebody with such eyes."""
    red, green, blue = map(linear, colour.rgb)
    mixed = [channel_of(r * red + g * green + b * blue) for r, g, b in matrix]
    return Color(mixed[0], mixed[1], mixed[2])


def distance(one: Color, other: Color) -> float:
    first, second = rgb_to_lab(one), rgb_to_lab(other)
    return math.dist((first.L, first.a, first.b), (second.L, second.a, second.b))


def read_variables(theme: Theme) -> dict[str, str]:
    """Return the colours of a theme, as the app gives them to its style sheet."""
    app = BaseApp()
    app.theme = theme.name
    return app.get_css_variables()


def read_colours(theme: Theme) -> dict[str, Color]:
    """Return the colours that are painted with a theme."""
    names = {*TEXTS, *DRAWN, *FOOTER, *GROUNDS, "footer-background"}
    names |= {f"{name}-{side}" for name in MARKED for side in ("background", "foreground")}
    variables = read_variables(theme)
    return {name: Color.parse(variables[name]) for name in names}


def colour_named(theme: Theme) -> str:
    return theme.name


def test_contrast_is_computed_as_the_standard_does() -> None:
    assert round(contrast(WHITE, BLACK), 2) == 21
    assert round(contrast(Color.parse("#777777"), Color.parse("#ffffff")), 2) == 4.48


@pytest.mark.parametrize("theme", OWN_THEMES, ids=colour_named)
def test_every_text_stands_out_from_its_ground(theme: Theme) -> None:
    painted = read_colours(theme)
    pairs = [*product(TEXTS, GROUNDS), *product(FOOTER, ["footer-background"])]
    pairs += [(f"{name}-foreground", f"{name}-background") for name in MARKED]
    for text, ground in pairs:
        assert painted[text].a == painted[ground].a == 1
        found = contrast(painted[text], painted[ground])
        assert found >= 4.5, (text, ground, found)
        in_grey = contrast(painted[text].monochrome, painted[ground].monochrome)
        assert in_grey >= 4.5, (text, ground, in_grey)


@pytest.mark.parametrize("theme", OWN_THEMES, ids=colour_named)
def test_every_drawing_and_every_marked_place_stands_out_from_its_ground(theme: Theme) -> None:
    painted = read_colours(theme)
    for drawn, ground in product([*DRAWN, "block-cursor-background"], GROUNDS):
        assert contrast(painted[drawn], painted[ground]) >= 3, (drawn, ground)
    for name, ground in product(MARKED, GROUNDS):
        assert contrast(painted[f"{name}-background"], painted[ground]) >= 1.25, (name, ground)


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("theme", OWN_THEMES, ids=colour_named)
def test_what_was_given_and_my_line_differ_for_everybody(theme: Theme, sight: str) -> None:
    painted = read_colours(theme)
    line, given_, asked = (
        see_colour(painted[name], SIGHTS[sight]) for name in ("my-line", "given", "asked")
    )
    assert painted["accent"] == painted["given"]
    assert distance(line, given_) >= CLEARLY
    assert distance(line, asked) >= CLEARLY
    assert distance(given_, asked) >= CLEARLY / 2


@pytest.mark.parametrize("theme", OWN_THEMES, ids=colour_named)
def test_nothing_is_red_and_my_line_is_the_orange_beside_the_blue(theme: Theme) -> None:
    painted = read_colours(theme)
    for name, colour in painted.items():
        assert not (colour.r > 1.8 * colour.g and colour.r > 1.8 * colour.b), name
    assert painted["given"].b > painted["given"].r
    assert painted["my-line"].r > painted["my-line"].b


@pytest.mark.parametrize("theme", ANSI_THEMES, ids=colour_named)
def test_the_terminals_themes_use_nothing_but_its_own_colours(theme: Theme) -> None:
    variables = read_variables(theme)
    for text in {*TEXTS, *DRAWN, *FOOTER}:
        assert variables[text].startswith("ansi_"), text
    assert variables["given"] != variables["my-line"]


def test_our_themes_are_offered_first_then_those_of_the_terminal() -> None:
    assert list(BaseApp().available_themes) == [theme.name for theme in (*OWN_THEMES, *ANSI_THEMES)]


@pytest.mark.parametrize(
    ("name", "theme"),
    [
        ("nord", "tracker-dark"),
        ("solarized-light", "tracker-light"),
        ("no such theme", "ansi-light"),
        ("", "ansi-light"),
    ],
)
def test_a_theme_that_is_gone_is_replaced_by_ours_and_an_unknown_one_changes_nothing(
    name: str, theme: str
) -> None:
    app = BaseApp()
    assert app.theme == "tracker-dark"
    app.apply_theme("ansi-light")
    app.apply_theme(name)
    assert app.theme == theme


@pytest.mark.parametrize(
    ("terminal", "theme"),
    [
        ({"TERM": "linux"}, "ansi-dark"),
        ({"TERM": "xterm-16color"}, "ansi-dark"),
        ({"TERM": "xterm-256color"}, "tracker-dark"),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, "tracker-dark"),
        ({"TERM": "linux", "NO_COLOR": "1"}, "tracker-dark"),
    ],
)
def test_a_terminal_with_few_colours_keeps_its_own_unless_the_person_chose_a_theme(
    monkeypatch: pytest.MonkeyPatch, terminal: dict[str, str], theme: str
) -> None:
    for name in ("COLORTERM", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in terminal.items():
        monkeypatch.setenv(name, value)
    app = BaseApp()
    app.on_compose()
    assert app.theme == theme
    chosen = BaseApp()
    chosen.apply_theme("tracker-dark")
    chosen.on_compose()
    assert chosen.theme == "tracker-dark"


async def test_the_palette_lists_our_themes_first_and_puts_them_on(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test() as pilot:
        app.search_themes()
        await pilot.pause(0.3)
        offered = app.screen.query_one(OptionList)
        prompts = [str(option.prompt) for option in offered.options]
        assert prompts == ["tracker-dark", "tracker-light", "ansi-dark", "ansi-light"]
        await pilot.press("down", "enter")
        await pilot.pause(0.3)
        assert app.theme == "tracker-light"


async def test_a_theme_can_be_changed_on_any_screen(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test() as pilot:
        for theme in ("tracker-light", "ansi-dark", "ansi-light"):
            for key in ("f3", "a"):
                app.theme = theme
                await pilot.press(key)
                await pilot.pause()
            assert "Add an entry" in read_screen(app)
            assert app.theme == theme
            await pilot.press("escape", "f1")


async def test_without_colour_the_screen_says_the_same(
    story_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_app(story_path)
    async with app.run_test():
        coloured = read_screen(app)
    monkeypatch.setenv("NO_COLOR", "1")
    app = open_app(story_path)
    async with app.run_test() as pilot:
        app.apply_theme("ansi-dark")
        await pilot.pause()
        assert read_screen(app) == coloured
        strips = app.screen._compositor.render_strips()
        for segment in (segment for strip in strips for segment in strip if segment.text.strip()):
            style = segment.style
            assert style
            assert style.color
            assert style.bgcolor
            text, ground = map(Color.from_rich_color, (style.color, style.bgcolor))
            for colour in (text, ground):
                assert colour.r == colour.g == colour.b
            assert contrast(text, ground) >= (3 if set(segment.text.strip()) <= {"░"} else 4.5)
