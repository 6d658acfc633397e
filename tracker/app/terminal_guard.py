"""Tells a small process what the terminal is used for, so that it is given back after a kill.

Tracker cannot do that itself then. The process is forked before there is a thread or a secret.
"""

import atexit
import os
import signal
import sys
from array import array
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mmap import mmap

KEYBOARD_FD = 0
"""The number of the stream that is typed into."""
PAGE_BYTES = 4096
"""Bytes of the memory that both have: the use, how many numbers the terminal's settings before it
were, and these."""
SETTINGS_OFFSET = 8
"""Where these begin."""


class TerminalUse(IntEnum):
    """What Tracker uses the terminal for; where it is killed, all up to that is put right."""

    NONE = 0
    HIDDEN = 1
    """What is typed is not shown: the settings are given back."""
    SCREEN = 2
    """Something is on the second screen: it is wiped."""
    APP = 3
    """The app is on the screen: a sentence says what happened."""


class TerminalGuard:
    """The helper as Tracker sees it: it is started, told of each use, and ended."""

    def __init__(self) -> None:
        """Begin without a helper."""
        self._page: mmap | None = None
        self._pipe = -1
        self._helper_pid = 0

    def start(self) -> None:
        """Fork the helper where there is none yet, and a terminal that it could give back."""
        if sys.platform == "win32" or self._page is not None or not os.isatty(KEYBOARD_FD):
            return
        from mmap import mmap

        from tracker.app.terminal_restorer import TerminalRestorer

        page = mmap(-1, PAGE_BYTES)
        helper = TerminalRestorer(page)
        ear, self._pipe = os.pipe()
        # The helper leaves them blocked: neither a key nor a closed window ends it before Tracker.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
        try:
            self._helper_pid = os.fork()
            if self._helper_pid == 0:
                helper.run(ear)
        except OSError:
            os.close(self._pipe)
            return
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
            os.close(ear)
        self._page = page
        atexit.register(self.stop)

    def set_use(self, use: TerminalUse) -> None:
        """Say what the terminal is used for from now on, before its settings are changed for it."""
        if sys.platform == "win32" or self._page is None:
            return
        if self._page[0] == TerminalUse.NONE:
            import termios

            with suppress(termios.error):
                *flags, signs = termios.tcgetattr(KEYBOARD_FD)
                codes = (sign if isinstance(sign, int) else ord(sign) for sign in signs)
                numbers = array("Q", [*flags, *codes])
                self._page[1] = len(numbers)
                self._page[SETTINGS_OFFSET : SETTINGS_OFFSET + len(numbers) * numbers.itemsize] = (
                    numbers.tobytes()
                )
        self._page[0] = use

    @contextmanager
    def hold_use(self, use: TerminalUse) -> Iterator[None]:
        """Tell of a use as long as the block lasts, also within a use that is more."""
        self.start()
        before = self._use
        self.set_use(max(before, use))
        try:
            yield
        finally:
            self.set_use(before)

    def skip_exit_message(self) -> None:
        """Have the terminal given back without a word: the app ends before it is ready to."""
        self.set_use(min(self._use, TerminalUse.SCREEN))

    def stop(self) -> None:
        """Let the helper end, and wait for it: nothing of Tracker outlives it."""
        if self._page is not None:
            self._page = None
            os.close(self._pipe)
            with suppress(ChildProcessError):
                os.waitpid(self._helper_pid, 0)

    @property
    def _use(self) -> TerminalUse:
        return TerminalUse.NONE if self._page is None else TerminalUse(self._page[0])


GUARD = TerminalGuard()
"""The guard of this process."""
