"""The sequences that clear a terminal's screen, go to its second screen, and come back."""

ALTERNATE_SCREEN, NORMAL_SCREEN = "\x1b[?1049h", "\x1b[?1049l"
"""What makes a terminal go to the screen that cannot be scrolled back to, and come back."""


def build_clear_sequence(rows: int) -> str:
    """Return what clears every line of a screen of so many rows.

    To clear the whole screen at once would not do: without a second screen some terminals move what
    they clear to what can be scrolled back to.
    """
    lines = "".join(f"\x1b[{row};1H\x1b[2K" for row in range(1, rows + 1))
    return f"\x1b[0m{lines}\x1b[H"
