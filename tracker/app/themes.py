"""The colours: one dark and one light theme, and the terminal's own.

One accent for what was given and for keys; my line in a second colour, blue against orange, which
colour-blind people tell apart. Nothing is red, and no meaning hangs on a colour alone.
"""

from textual.theme import Theme

DARK = Theme(
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
        "input-selection-background": "#bcd9e6",
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
OURS = (DARK, LIGHT)
OF_THE_TERMINAL = ("ansi-dark", "ansi-light")
"""Textual's themes that use the terminal's own sixteen colours."""
DEFAULTS = {"dim": "ansi_default", "my-line": "ansi_yellow", "asked": "ansi_default"}
"""Our own names of colours, where a theme does not set them."""
