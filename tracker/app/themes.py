"""The themes: a dark and a light one of our own, and Textual's with colours that can be read.

One accent for what was given and for keys; my line in a second colour, blue against orange, which
colour-blind people tell apart. Nothing is red, and no meaning hangs on a colour alone.

Our own names of colours, which every theme gets: `$given`, `$my-line`, `$asked` in drawings and
`$dim` for labels. `$accent` is the colour of what was given, too.
"""

import math
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache, partial

from textual.color import BLACK, TRANSPARENT, WHITE, Color, rgb_to_lab
from textual.theme import Theme, ThemeProvider

DARK = Theme(
    # Data: in people's notebooks since 0.1; never rename.
    name="tracker-dark",
    primary="#7cc0dd",
    secondary="#98a4ae",
    accent="#7cc0dd",
    warning="#e5b567",
    error="#e5b567",
    success="#7cc0dd",
    foreground="#e8ebed",
    background="#14191d",
    surface="#1e262c",
    panel="#1e262c",
    dark=True,
    variables={
        "dim": "#98a4ae",
        "my-line": "#e5b567",
        "asked": "#82929d",
        "border": "#7cc0dd",
        "border-blurred": "#4a5862",
        "input-cursor-background": "#e8ebed",
        "input-cursor-foreground": "#14191d",
        "input-selection-background": "#35566a",
        "input-selection-foreground": "#e8ebed",
        "block-cursor-background": "#7cc0dd",
        "block-cursor-foreground": "#14191d",
        "block-cursor-text-style": "none",
        "footer-background": "#14191d",
        "footer-foreground": "#98a4ae",
        "footer-description-foreground": "#98a4ae",
        "footer-key-foreground": "#7cc0dd",
    },
)
LIGHT = Theme(
    # Data: in people's notebooks since 0.1; never rename.
    name="tracker-light",
    primary="#1b6486",
    secondary="#59646c",
    accent="#1b6486",
    warning="#8a5200",
    error="#8a5200",
    success="#1b6486",
    foreground="#1f2529",
    background="#faf8f4",
    surface="#efece5",
    panel="#efece5",
    dark=False,
    variables={
        "dim": "#59646c",
        "my-line": "#8a5200",
        "asked": "#77828a",
        "border": "#1b6486",
        "border-blurred": "#b9bfc3",
        "input-cursor-background": "#1f2529",
        "input-cursor-foreground": "#faf8f4",
        "input-selection-background": "#a9cbdb",
        "input-selection-foreground": "#1f2529",
        "block-cursor-background": "#1b6486",
        "block-cursor-foreground": "#faf8f4",
        "block-cursor-text-style": "none",
        "footer-background": "#faf8f4",
        "footer-foreground": "#59646c",
        "footer-description-foreground": "#59646c",
        "footer-key-foreground": "#1b6486",
    },
)
OWN_THEMES = {theme.name: theme for theme in (DARK, LIGHT)}
ANSI_THEMES = ("ansi-dark", "ansi-light")
"""Textual's themes that use the terminal's own sixteen colours."""
SIXTEEN_COLOURS = "standard"
"""Rich's word for a terminal of at most sixteen colours."""

TEXT_CONTRAST, DRAWING_CONTRAST, MARK_CONTRAST = 4.5, 3.0, 1.25
"""The least contrast of a text, of a drawing (both by WCAG 2), and of a marked place."""
MIN_COLOUR_DISTANCE = 25.0
"""The least distance of two colours that everybody tells apart, in Lab without red and green."""
BLEND_STEPS = 32
"""In how many steps one colour becomes another."""
FOCUS_TINT = 0.05
"""How much of the foreground Textual mixes into the background of a list that has the focus."""

_GIVEN_CANDIDATES = ("accent", "primary", "secondary", "success")
_TEXT_COLOURS = ("primary", "secondary", "warning", "error", "success")
_TINTED_TEXT_COLOURS = tuple(f"text-{name}" for name in (*_TEXT_COLOURS, "accent"))
_FAINT_TEXT_COLOURS = ("text-muted", "text-disabled", "foreground-muted", "foreground-disabled")
_FOOTER_TEXT_COLOURS = (
    "footer-foreground",
    "footer-description-foreground",
    "footer-key-foreground",
)
_MARKED_PLACES = {
    "block-cursor": DRAWING_CONTRAST,
    "block-cursor-blurred": MARK_CONTRAST,
    "input-cursor": DRAWING_CONTRAST,
    "input-selection": MARK_CONTRAST,
    "screen-selection": MARK_CONTRAST,
}
"""Marked places, each with a background and a foreground, and how far they stand out."""
_ANSI_COLOURS = {
    True: {"given": "ansi_cyan", "my-line": "ansi_yellow", "marked": "ansi_cyan"},
    False: {"given": "ansi_blue", "my-line": "ansi_magenta", "marked": "ansi_cyan"},
}
"""By whether the theme is dark: the terminal's colours that can be read on most grounds."""


class OrderedThemeProvider(ThemeProvider):
    """The themes in the palette, in the order in which the app offers them."""

    @property
    def commands(self) -> list[tuple[str, Callable[[], None]]]:
        """The name of each theme, and what applies it."""
        app = self.app
        return [(name, partial(setattr, app, "theme", name)) for name in app.available_themes]


def make_readable(variables: Mapping[str, str], *, dark: bool) -> dict[str, str]:
    """Return the variables of a theme with our own names, changed until all can be read."""
    background = _parse_colour(variables["background"])
    if background.ansi is not None:
        return {**variables, **_build_ansi_colours(dark)}
    surface = background + _parse_colour(variables["surface"])
    foreground = _parse_colour(variables["foreground"])
    tinted = surface.tint(foreground.with_alpha(FOCUS_TINT))
    grounds = (background, surface, tinted)
    ink = _choose_ink(tinted)
    foreground = increase_contrast(foreground, ink, grounds, TEXT_CONTRAST)

    def text(name: str) -> Color:
        return increase_contrast(
            surface + _parse_colour(variables[name]), ink, grounds, TEXT_CONTRAST
        )

    variables = {
        "dim": foreground.blend(background, 0.35).hex,
        "asked": foreground.blend(background, 0.45).hex,
        "my-line": variables["warning"],
        **variables,
    }
    dim, line = text("dim"), text("my-line")
    given = _choose_given_colour(
        {_parse_colour(variables[name]): text(name) for name in _GIVEN_CANDIDATES}, line
    )
    colours = {
        **{name: text(name) for name in (*_TEXT_COLOURS, *_TINTED_TEXT_COLOURS)},
        **dict.fromkeys(_FAINT_TEXT_COLOURS, dim),
        "foreground": foreground,
        "dim": dim,
        "my-line": line,
        "given": given,
        "accent": given,
        "asked": increase_contrast(
            _parse_colour(variables["asked"]), foreground, grounds, DRAWING_CONTRAST
        ),
        "border": increase_contrast(
            surface + _parse_colour(variables["border"]), foreground, grounds, DRAWING_CONTRAST
        ),
        **dict(
            _compute_footer_colours({**variables, "footer-key-foreground": given.hex}, background)
        ),
        **dict(_compute_mark_colours(variables, grounds, foreground)),
    }
    return {**variables, **{name: colour.hex for name, colour in colours.items()}}


def _build_ansi_colours(dark: bool) -> dict[str, str]:
    """Return the terminal's own colours by meaning: the person chose what they look like."""
    colours = _ANSI_COLOURS[dark]
    coloured = ("accent", "border", "footer-key-foreground", "link-color", *_TINTED_TEXT_COLOURS)
    selections = ("input-selection", "screen-selection")
    return {
        **dict.fromkeys((*coloured, *_TEXT_COLOURS), colours["given"]),
        **dict.fromkeys((*_FAINT_TEXT_COLOURS, "dim", "asked"), "ansi_default"),
        **{f"{name}-background": colours["marked"] for name in selections},
        **{f"{name}-foreground": "ansi_black" for name in selections},
        "given": colours["given"],
        "my-line": colours["my-line"],
    }


def _choose_given_colour(colours: Mapping[Color, Color], line: Color) -> Color:
    """Return the colour of what was given: one that everybody tells from my line.

    `colours` has each candidate with the colour to which it was changed so that it can be read.
    Those that were not changed come first; where none is far enough from my line, the farthest.
    """
    distinct = [
        colour
        for colour in colours.values()
        if compute_colour_distance(colour, line) >= MIN_COLOUR_DISTANCE
    ]
    unchanged = [colour for colour in distinct if colour in colours]
    return next(
        iter([*unchanged, *distinct]),
        max(colours.values(), key=partial(compute_colour_distance, line)),
    )


def _compute_footer_colours(
    variables: Mapping[str, str], background: Color
) -> Iterator[tuple[str, Color]]:
    ground = background + _parse_colour(variables["footer-background"])
    for name in _FOOTER_TEXT_COLOURS:
        yield (
            name,
            increase_contrast(
                ground + _parse_colour(variables[name]),
                _choose_ink(ground),
                (ground,),
                TEXT_CONTRAST,
            ),
        )


def _compute_mark_colours(
    variables: Mapping[str, str], grounds: Sequence[Color], foreground: Color
) -> Iterator[tuple[str, Color]]:
    _background, surface, _tinted = grounds
    for name, min_contrast in _MARKED_PLACES.items():
        place = surface + _parse_colour(variables[f"{name}-background"])
        place = increase_contrast(place, foreground, grounds, min_contrast)
        text = _parse_colour(variables[f"{name}-foreground"])
        text = place + text if text.a else foreground
        yield f"{name}-background", place
        yield (
            f"{name}-foreground",
            increase_contrast(text, _choose_ink(place), (place,), TEXT_CONTRAST),
        )


def _parse_colour(colour: str) -> Color:
    """Return a colour from `#7cc0dd` or `#7cc0dd 35%`; transparent where Textual chooses it."""
    name, _space, percent = colour.partition(" ")
    if name == "auto":
        return TRANSPARENT
    parsed = Color.parse(name)
    return parsed.multiply_alpha(float(percent.rstrip("%")) / 100) if percent else parsed


def increase_contrast(
    colour: Color, target: Color, grounds: Sequence[Color], min_contrast: float
) -> Color:
    """Return the first colour on the way to `target` with enough contrast to all grounds."""

    def has_contrast(step: int) -> bool:
        blend = colour.blend(target, step / BLEND_STEPS)
        return all(compute_contrast(blend, ground) >= min_contrast for ground in grounds)

    if has_contrast(0):
        return colour
    return colour.blend(
        target, bisect_left(range(BLEND_STEPS), True, key=has_contrast) / BLEND_STEPS
    )


def compute_colour_distance(first: Color, second: Color) -> float:
    """Return the distance of two colours for those who see no red and green: in light and blue."""
    first_lab, second_lab = rgb_to_lab(first), rgb_to_lab(second)
    return math.hypot(first_lab.L - second_lab.L, first_lab.b - second_lab.b)


def compute_contrast(first: Color, second: Color) -> float:
    """Return the contrast ratio of WCAG 2, from 1 to 21."""
    light, dark = sorted((_compute_luminance(first), _compute_luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _choose_ink(ground: Color) -> Color:
    """Return black or white, whichever can be read better."""
    return max(BLACK, WHITE, key=partial(compute_contrast, ground))


@lru_cache(maxsize=256)
def _compute_luminance(colour: Color) -> float:
    parts = [part / 255 for part in colour.rgb]
    red, green, blue = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
