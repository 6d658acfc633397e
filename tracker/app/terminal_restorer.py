"""The small process that gives the terminal back when Tracker was killed.

It waits on a pipe that closes with Tracker, and then looks at a page of memory that both have.
"""

import os
import sys
from array import array
from contextlib import suppress
from mmap import mmap
from select import select
from typing import NoReturn

from tracker.app.screen_sequences import FIRST_SCREEN, wiped
from tracker.app.terminal_guard import KEYBOARD, NUMBERS, Use
from tracker.i18n import _

if sys.platform == "win32":
    raise ImportError

import termios

SCREEN, PIPE = 2, 1
"""The number of the stream that is painted on, and of the pipe in the helper: so it holds nobody's
standard output open."""
MOST_FILES = 4096
"""The number up to which the helper closes what else was open when it was forked."""
LOOK_EVERY = 1.0
"""Seconds between two looks whether Tracker is in front in its terminal."""
FLAGS, SIGNS = 3, 6
"""Where a terminal's settings say how a line is typed, and where its special signs begin."""
GIVEN_BACK = (
    "\x1b[?2026l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l\x1b[?2004l\x1b[?2048l"
    f"\x1b[?7h\x1b[<u{FIRST_SCREEN}\x1b[?25h\x1b[?1004l\x1b[0m"
)
"""What ends all that Textual has a terminal do; the keyboard's part before the second screen."""
STRING_ENDS = "\x1b\\"
"""What ends a sequence that was cut off."""


class TerminalHelper:
    """What the helper knows before it is forked, and what it does when Tracker ends."""

    def __init__(self, page: mmap) -> None:
        """Learn the terminal, who uses it, and what is to be said."""
        self._page = page
        self._told = _(
            "Tracker was stopped before it could close. Your saved entries are safe. You may have "
            "lost a line that was not saved yet. Start Tracker again to go on."
        )
        self._screen = SCREEN if os.isatty(SCREEN) else KEYBOARD
        self._tracker = os.getpgrp()
        self._shell = 0
        with suppress(OSError):
            self._shell = os.getpgid(os.getppid())

    def run(self, ear: int) -> NoReturn:
        """Wait until the pipe closes, then give back a terminal that Tracker still uses."""
        try:
            self._let_go(ear)
            while True:
                was_in_front, use = _group_in_front() == self._tracker, self._page[0]
                if select([PIPE], [], [], LOOK_EVERY)[0]:
                    break
            if self._page[0] != Use.NONE:
                # What it began to use since the last look it had in front.
                self._give_back(was_in_front=was_in_front or self._page[0] != use)
        finally:
            os._exit(0)

    def _let_go(self, ear: int) -> None:
        """Leave Tracker's group, which a shell stops and kills, and all that Tracker has open."""
        os.setpgid(0, 0)
        os.chdir("/")
        if ear != PIPE:
            os.dup2(ear, PIPE)
        os.closerange(SCREEN + 1, MOST_FILES)
        if self._screen != SCREEN:
            os.close(SCREEN)

    def _give_back(self, *, was_in_front: bool) -> None:
        """Put the terminal right, unless somebody else has used it since.

        A shell that only just got it back may have asked for its next line already.
        """
        in_front = _group_in_front()
        if in_front == self._tracker:
            termios.tcflush(KEYBOARD, termios.TCIFLUSH)
        elif not was_in_front or in_front != self._shell:
            return
        if in_front == self._tracker or not _is_line_edited():
            termios.tcsetattr(KEYBOARD, termios.TCSANOW, self._settings())
        use = self._page[0]
        if use >= Use.SCREEN:
            rows = os.get_terminal_size(self._screen).lines
            self._write(f"{STRING_ENDS}{wiped(rows)}{GIVEN_BACK}")
        if use >= Use.APP:
            self._write(f"\r{self._told}\r\n")

    def _settings(self) -> list[int | list[bytes | int]]:
        """Return the terminal's settings as they were before it was used."""
        numbers = array("Q")
        numbers.frombytes(self._page[NUMBERS : NUMBERS + self._page[1] * numbers.itemsize])
        return [*numbers[:SIGNS], [*numbers[SIGNS:]]]

    def _write(self, text: str) -> None:
        left = text.encode()
        while left:
            left = left[os.write(self._screen, left) :]


def _group_in_front() -> int:
    """Return the group that has the terminal; 0 where it is gone, or is not this session's."""
    try:
        return os.tcgetpgrp(KEYBOARD)
    except OSError:
        return 0


def _is_line_edited() -> bool:
    """Return whether a shell reads its line letter by letter, with settings of its own."""
    flags: int = termios.tcgetattr(KEYBOARD)[FLAGS]
    return bool(flags & termios.ISIG) and not flags & termios.ICANON
