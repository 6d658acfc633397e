"""Colours: enough contrast in every theme, two that everybody tells apart, and no red of ours."""

import math
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.color import BLACK, WHITE, Color, rgb_to_lab
from textual.theme import BUILTIN_THEMES, Theme
from textual.widgets import OptionList

from tests.pilot_actions import open_app, read_screen
from tracker.app import themes
from tracker.app.base_app import BaseApp
from tracker.app.themes import OWN_THEMES, increase_contrast, make_readable

Matrix = tuple[tuple[float, float, float], ...]

OUR_THEMES = tuple(OWN_THEMES.values())
EVERY_THEME = (*OUR_THEMES, *BUILTIN_THEMES.values())
PAINTED = tuple(theme for theme in EVERY_THEME if not theme.ansi)
"""The themes that do not leave their colours to the terminal."""

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

colours = st.builds(Color, *(st.integers(0, 255) for _ in "rgb"))


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


def read_colours(theme: Theme) -> dict[str, str]:
    return theme.to_color_system().generate() | theme.variables


def compute_painted_colours(theme: Theme) -> dict[str, Color]:
    """Return the colours that are painted with a theme."""
    names = {*TEXTS, *DRAWN, *FOOTER, *GROUNDS, "footer-background"}
    names |= {f"{name}-{side}" for name in MARKED for side in ("background", "foreground")}
    painted = make_readable(read_colours(theme), dark=theme.dark)
    return {name: Color.parse(painted[name]) for name in names}


def colour_named(theme: Theme) -> str:
    return theme.name


def test_contrast_is_computed_as_the_standard_does() -> None:
    for ratio in (contrast, themes.compute_contrast):
        assert round(ratio(WHITE, BLACK), 2) == 21
        assert round(ratio(Color.parse("#777777"), Color.parse("#ffffff")), 2) == 4.48


@given(colours, colours)
def test_any_colour_is_moved_until_it_can_be_read(colour: Color, ground: Color) -> None:
    ink = max(BLACK, WHITE, key=lambda ink: contrast(ink, ground))
    found = increase_contrast(colour, ink, [ground], 4.5)
    assert contrast(found, ground) >= 4.5
    assert found == colour or contrast(colour, ground) < 4.5


@pytest.mark.parametrize("theme", PAINTED, ids=colour_named)
def test_every_text_stands_out_from_its_ground(theme: Theme) -> None:
    painted = compute_painted_colours(theme)
    pairs = [*product(TEXTS, GROUNDS), *product(FOOTER, ["footer-background"])]
    pairs += [(f"{name}-foreground", f"{name}-background") for name in MARKED]
    for text, ground in pairs:
        assert painted[text].a == painted[ground].a == 1
        found = contrast(painted[text], painted[ground])
        assert found >= 4.5, (text, ground, found)
        in_grey = contrast(painted[text].monochrome, painted[ground].monochrome)
        assert in_grey >= (4.5 if theme in OUR_THEMES else 3), (text, ground, in_grey)


@pytest.mark.parametrize("theme", PAINTED, ids=colour_named)
def test_every_drawing_and_every_marked_place_stands_out_from_its_ground(theme: Theme) -> None:
    painted = compute_painted_colours(theme)
    for drawn, ground in product([*DRAWN, "block-cursor-background"], GROUNDS):
        assert contrast(painted[drawn], painted[ground]) >= 3, (drawn, ground)
    for name, ground in product(MARKED, GROUNDS):
        assert contrast(painted[f"{name}-background"], painted[ground]) >= 1.25, (name, ground)


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("theme", PAINTED, ids=colour_named)
def test_what_was_given_and_my_line_differ_for_everybody(theme: Theme, sight: str) -> None:
    painted = compute_painted_colours(theme)
    line, given_, asked = (
        see_colour(painted[name], SIGHTS[sight]) for name in ("my-line", "given", "asked")
    )
    assert painted["accent"] == painted["given"]
    assert distance(line, given_) >= CLEARLY
    if theme in OUR_THEMES:
        assert distance(line, asked) >= CLEARLY
        assert distance(given_, asked) >= CLEARLY / 2


@pytest.mark.parametrize("theme", OUR_THEMES, ids=colour_named)
def test_our_own_themes_are_readable_as_they_stand(theme: Theme) -> None:
    painted = compute_painted_colours(theme)
    own = theme.variables | {
        "foreground": str(theme.foreground),
        "accent": str(theme.accent),
        "given": str(theme.accent),
    }
    for name in painted.keys() & own.keys():
        assert painted[name] == Color.parse(own[name]), name


@pytest.mark.parametrize("theme", OUR_THEMES, ids=colour_named)
def test_nothing_is_red_and_my_line_is_the_orange_beside_the_blue(theme: Theme) -> None:
    painted = compute_painted_colours(theme)
    for name, colour in painted.items():
        assert not (colour.r > 1.8 * colour.g and colour.r > 1.8 * colour.b), name
    assert painted["given"].b > painted["given"].r
    assert painted["my-line"].r > painted["my-line"].b


@pytest.mark.parametrize("name", ["ansi-dark", "ansi-light"])
def test_the_terminals_themes_use_nothing_but_its_own_colours(name: str) -> None:
    theme = BUILTIN_THEMES[name]
    painted = make_readable(read_colours(theme), dark=theme.dark)
    for text in {*TEXTS, *DRAWN, *FOOTER}:
        assert painted[text].startswith("ansi_"), text
    assert painted["given"] != painted["my-line"]


def test_a_theme_that_comes_later_is_made_readable_too() -> None:
    app = BaseApp()
    app.register_theme(
        Theme(
            "fog",
            primary="#888888",
            foreground="#777777",
            background="#999999",
            surface="#909090",
        )
    )
    app.apply_theme("fog")
    painted = app.get_css_variables()
    for name in ("foreground", "dim", "given", "my-line"):
        assert contrast(Color.parse(painted[name]), Color.parse("#999999")) >= 4.5


def test_all_themes_are_offered_and_one_that_does_not_exist_changes_nothing() -> None:
    app = BaseApp()
    assert list(app.available_themes) == [theme.name for theme in EVERY_THEME]
    assert app.theme == "tracker-dark"
    app.apply_theme("nord")
    assert app.theme == "nord"
    app.apply_theme("no such theme")
    assert app.theme == "nord"


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
        prompts = [str(option.prompt) for option in offered.options[:3]]
        assert prompts == ["tracker-dark", "tracker-light", "textual-dark"]
        await pilot.press("down", "enter")
        await pilot.pause(0.3)
        assert app.theme == "tracker-light"


@pytest.mark.parametrize("theme", ["tracker-light", "ansi-dark", "solarized-dark"])
async def test_a_theme_can_be_changed_on_any_screen(story_path: Path, theme: str) -> None:
    app = open_app(story_path)
    async with app.run_test() as pilot:
        for key in ("f3", "a"):
            app.theme = theme
            await pilot.press(key)
            await pilot.pause()
        assert "After a meeting" in read_screen(app)
        assert app.theme == theme


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
