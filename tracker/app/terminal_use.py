"""What Tracker uses the terminal for, as it tells the process that gives the terminal back."""

from enum import IntEnum

KEYBOARD_FD = 0
"""The number of the stream that is typed into."""
PAGE_BYTES = 4096
"""Bytes of the memory that both processes have: the use, how many numbers the terminal's settings
before it were, and these."""
SETTINGS_OFFSET = 8
"""Where these begin."""


class TerminalUse(IntEnum):
    """What Tracker uses the terminal for. After a kill, everything up to that use is restored."""

    NONE = 0
    HIDDEN = 1
    """What is typed is not shown: the settings are given back."""
    SCREEN = 2
    """Something is on the second screen: it is wiped."""
    APP = 3
    """The app is on the screen: a sentence says what happened."""
