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

from tracker.app.terminal_sequences import NORMAL_SCREEN, build_clear_sequence
from tracker.app.terminal_use import KEYBOARD_FD, SETTINGS_OFFSET, TerminalUse
from tracker.i18n import _error

if sys.platform == "win32":
    raise ImportError

import termios

SCREEN_FD, PIPE_FD = 2, 1
"""The number of the stream that is painted on, and of the pipe in this process: so it holds
nobody's standard output open."""
MAX_FILES = 4096
"""The number up to which the process closes what else was open when it was forked."""
POLL_SECONDS = 1.0
"""Seconds between two checks whether Tracker is in the foreground of its terminal."""
LOCAL_FLAGS_INDEX, CONTROL_CHARS_INDEX = 3, 6
"""Where a terminal's settings say how a line is typed, and where its control characters begin."""
RESTORE_SEQUENCE = (
    "\x1b[?2026l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l\x1b[?2004l\x1b[?2048l"
    f"\x1b[?7h\x1b[<u{NORMAL_SCREEN}\x1b[?25h\x1b[?1004l\x1b[0m"
)
"""What turns off all that Textual turns on, the keyboard's part before the second screen."""
STRING_TERMINATOR = "\x1b\\"
"""What ends a sequence that was cut off."""


class TerminalRestorer:
    """What the process knows before it is forked, and what it does when Tracker ends."""

    def __init__(self, page: mmap) -> None:
        """Find the terminal and who uses it, and translate the message."""
        self._page = page
        self._message = _error(
            "Tracker was stopped before it could close. Your saved entries are safe. You may "
            "have lost a line that you hadn’t saved yet. Start Tracker again to continue."
        )
        self._screen_fd = SCREEN_FD if os.isatty(SCREEN_FD) else KEYBOARD_FD
        self._tracker_group = os.getpgrp()
        self._shell_group = 0
        with suppress(OSError):
            self._shell_group = os.getpgid(os.getppid())

    def run(self, pipe_end: int) -> NoReturn:
        """Wait until the pipe closes, then give back a terminal that Tracker still uses."""
        try:
            self._detach(pipe_end)
            while True:
                was_foreground = _read_foreground_group() == self._tracker_group
                use = self._page[0]
                if select([PIPE_FD], [], [], POLL_SECONDS)[0]:
                    break
            if self._page[0] != TerminalUse.NONE:
                # It was in the foreground for what it began to use since the last check.
                self._restore_terminal(was_foreground=was_foreground or self._page[0] != use)
        finally:
            os._exit(0)

    def _detach(self, pipe_end: int) -> None:
        """Leave Tracker's process group, which a shell can stop and kill, and close its files."""
        os.setpgid(0, 0)
        os.chdir("/")
        if pipe_end != PIPE_FD:
            os.dup2(pipe_end, PIPE_FD)
        os.closerange(SCREEN_FD + 1, MAX_FILES)
        if self._screen_fd != SCREEN_FD:
            os.close(SCREEN_FD)

    def _restore_terminal(self, *, was_foreground: bool) -> None:
        """Restore the terminal, unless another program has used it since.

        A shell that only just got it back may have asked for its next line already.
        """
        foreground_group = _read_foreground_group()
        if foreground_group == self._tracker_group:
            termios.tcflush(KEYBOARD_FD, termios.TCIFLUSH)
        elif not was_foreground or foreground_group != self._shell_group:
            return
        if foreground_group == self._tracker_group or not _is_line_edited():
            termios.tcsetattr(KEYBOARD_FD, termios.TCSANOW, self._read_settings())
        use = self._page[0]
        if use >= TerminalUse.SCREEN:
            rows = os.get_terminal_size(self._screen_fd).lines
            self._write(f"{STRING_TERMINATOR}{build_clear_sequence(rows)}{RESTORE_SEQUENCE}")
        if use >= TerminalUse.APP:
            self._write(f"\r{self._message}\r\n")

    def _read_settings(self) -> list[int | list[bytes | int]]:
        """Return the terminal's settings as they were before it was used."""
        numbers = array("Q")
        numbers.frombytes(
            self._page[SETTINGS_OFFSET : SETTINGS_OFFSET + self._page[1] * numbers.itemsize]
        )
        return [*numbers[:CONTROL_CHARS_INDEX], [*numbers[CONTROL_CHARS_INDEX:]]]

    def _write(self, text: str) -> None:
        data = text.encode()
        while data:
            data = data[os.write(self._screen_fd, data) :]


def _read_foreground_group() -> int:
    """Return the process group in the foreground, or 0 if the terminal is gone or not ours."""
    try:
        return os.tcgetpgrp(KEYBOARD_FD)
    except OSError:
        return 0


def _is_line_edited() -> bool:
    """Return whether a shell reads its line letter by letter, with settings of its own."""
    flags: int = termios.tcgetattr(KEYBOARD_FD)[LOCAL_FLAGS_INDEX]
    return bool(flags & termios.ISIG) and not flags & termios.ICANON
