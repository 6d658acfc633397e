"""The themes: a dark and a light one of our own, and two of the terminal's own sixteen colours.

One accent for what was given and for keys, and a second colour for my limit: blue and orange, which
colour-blind people can tell apart. Nothing is red, and no meaning hangs on a colour alone.

Our own names of colours, which every theme has: `$given`, `$my-line`, `$asked` in drawings and
`$dim` for labels. `$accent` is the colour of what was given, too.

The limit keeps its colour whatever was given. Every text has a contrast of 4.5 on each ground it is
on, drawings 3. Textual's own painted themes have not, so none of them is offered, and a stored name
of one shows ours.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from textual.theme import BUILTIN_THEMES, Theme, ThemeProvider

DARK = Theme(
    # Data: in people's notebooks since 0.1. Never rename.
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
        "text-muted": "#98a4ae",
        "text-disabled": "#98a4ae",
        "foreground-muted": "#98a4ae",
        "foreground-disabled": "#98a4ae",
        "given": "#7cc0dd",
        "my-line": "#e5b567",
        "asked": "#82929d",
        "border": "#7cc0dd",
        "border-blurred": "#4a5862",
        "input-cursor-background": "#e8ebed",
        "input-cursor-foreground": "#14191d",
        "input-selection-background": "#35566a",
        "input-selection-foreground": "#e8ebed",
        "screen-selection-background": "#4c7284",
        "screen-selection-foreground": "#edf0f1",
        "block-cursor-background": "#7cc0dd",
        "block-cursor-foreground": "#14191d",
        "block-cursor-blurred-background": "#3a5360",
        "block-cursor-text-style": "none",
        "footer-background": "#14191d",
        "footer-foreground": "#98a4ae",
        "footer-description-foreground": "#98a4ae",
        "footer-key-foreground": "#7cc0dd",
    },
)
LIGHT = Theme(
    # Data: in people's notebooks since 0.1. Never rename.
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
        "text-muted": "#59646c",
        "text-disabled": "#59646c",
        "foreground-muted": "#59646c",
        "foreground-disabled": "#59646c",
        "given": "#1b6486",
        "my-line": "#8a5200",
        "asked": "#77828a",
        "border": "#1b6486",
        "border-blurred": "#b9bfc3",
        "input-cursor-background": "#1f2529",
        "input-cursor-foreground": "#faf8f4",
        "input-selection-background": "#a9cbdb",
        "input-selection-foreground": "#1f2529",
        "screen-selection-background": "#85a8b5",
        "screen-selection-foreground": "#1f2529",
        "block-cursor-background": "#1b6486",
        "block-cursor-foreground": "#faf8f4",
        "block-cursor-blurred-background": "#afc3c8",
        "block-cursor-text-style": "none",
        "footer-background": "#faf8f4",
        "footer-foreground": "#59646c",
        "footer-description-foreground": "#59646c",
        "footer-key-foreground": "#1b6486",
    },
)
_TEXT_COLOURS = ("primary", "secondary", "warning", "error", "success", "accent")
_ANSI_COLOURED = (
    *_TEXT_COLOURS,
    *(f"text-{name}" for name in _TEXT_COLOURS),
    *("given", "border", "footer-key-foreground", "link-color"),
)
_ANSI_PLAIN = (
    *("dim", "asked"),
    *("text-muted", "text-disabled", "foreground-muted", "foreground-disabled"),
)


def _build_ansi_theme(name: str, *, given: str, my_line: str) -> Theme:
    """Return one of Textual's themes of the terminal's own colours, with those by meaning.

    The person chose what they look like. Nothing is faint: a terminal has no half of a colour.
    """
    theme = BUILTIN_THEMES[name]
    selections = "input-selection", "screen-selection"
    variables = {
        **dict.fromkeys(_ANSI_COLOURED, given),
        **dict.fromkeys(_ANSI_PLAIN, "ansi_default"),
        **{f"{selection}-background": "ansi_cyan" for selection in selections},
        **{f"{selection}-foreground": "ansi_black" for selection in selections},
        "my-line": my_line,
    }
    return replace(theme, variables=theme.variables | variables)


# Data: these names are in people's notebooks since 0.1. Never rename.
ANSI_DARK = _build_ansi_theme("ansi-dark", given="ansi_cyan", my_line="ansi_yellow")
ANSI_LIGHT = _build_ansi_theme("ansi-light", given="ansi_blue", my_line="ansi_magenta")
OWN_THEMES = (DARK, LIGHT)
ANSI_THEMES = (ANSI_DARK, ANSI_LIGHT)
SIXTEEN_COLOURS = "standard"
"""Rich's word for a terminal of at most sixteen colours."""


class OrderedThemeProvider(ThemeProvider):
    """The themes in the palette, in the order in which the app offers them."""

    @property
    def commands(self) -> list[tuple[str, Callable[[], None]]]:
        """The name of each theme, and what applies it."""
        app = self.app
        return [(name, partial(setattr, app, "theme", name)) for name in app.available_themes]


def replace_gone_theme(name: str) -> str:
    """Return the name of a theme, or of ours in place of one of Textual's that was offered once."""
    theme = BUILTIN_THEMES.get(name)
    if theme is None or theme.ansi:
        return name
    return (DARK if theme.dark else LIGHT).name
