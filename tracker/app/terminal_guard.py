"""Starts the process that gives the terminal back after a kill, and tells it each use.

Tracker cannot give it back itself then. The process is forked before there is a thread or a secret.

It is the child and not the parent: the shell would stop, end and wait for the wrong process. It has
a process group of its own, which `kill %1` spares.
"""

import atexit
import os
import signal
import sys
from array import array
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from tracker.app.terminal_use import KEYBOARD_FD, PAGE_BYTES, SETTINGS_OFFSET, TerminalUse

if TYPE_CHECKING:
    from mmap import mmap


class TerminalGuard:
    """Starts and stops the restoring process, and reports each use of the terminal to it."""

    def __init__(self) -> None:
        """Begin without a process."""
        self._page: mmap | None = None
        self._pipe = -1
        self._restorer_pid = 0

    def start(self) -> None:
        """Fork the process where there is none yet, and a terminal that it could give back."""
        if sys.platform == "win32" or self._page is not None or not os.isatty(KEYBOARD_FD):
            return
        from mmap import mmap

        from tracker.app.terminal_restorer import TerminalRestorer

        page = mmap(-1, PAGE_BYTES)
        restorer = TerminalRestorer(page)
        pipe_end, self._pipe = os.pipe()
        # The process leaves them blocked, so no key and no closed window ends it before Tracker.
        former_mask = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
        try:
            self._restorer_pid = os.fork()
            if self._restorer_pid == 0:
                restorer.run(pipe_end)
        except OSError:
            os.close(self._pipe)
            return
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, former_mask)
            os.close(pipe_end)
        self._page = page
        atexit.register(self.stop)

    def set_use(self, use: TerminalUse) -> None:
        """Tell what the terminal is used for from now on, before its settings are changed."""
        if sys.platform == "win32" or self._page is None:
            return
        if self._page[0] == TerminalUse.NONE:
            import termios

            with suppress(termios.error):
                *flags, characters = termios.tcgetattr(KEYBOARD_FD)
                codes = (code if isinstance(code, int) else ord(code) for code in characters)
                numbers = array("Q", [*flags, *codes])
                self._page[1] = len(numbers)
                self._page[SETTINGS_OFFSET : SETTINGS_OFFSET + len(numbers) * numbers.itemsize] = (
                    numbers.tobytes()
                )
        self._page[0] = use

    @contextmanager
    def hold_use(self, use: TerminalUse) -> Iterator[None]:
        """Tell a use as long as the block lasts, also within a use that is more."""
        self.start()
        former_use = self._use
        self.set_use(max(former_use, use))
        try:
            yield
        finally:
            self.set_use(former_use)

    def skip_exit_message(self) -> None:
        """Have the terminal given back without a sentence, because the app ended on purpose."""
        self.set_use(min(self._use, TerminalUse.SCREEN))

    def stop(self) -> None:
        """End the process and wait for it, so nothing is left running."""
        if self._page is not None:
            self._page = None
            os.close(self._pipe)
            with suppress(ChildProcessError):
                os.waitpid(self._restorer_pid, 0)

    @property
    def _use(self) -> TerminalUse:
        return TerminalUse.NONE if self._page is None else TerminalUse(self._page[0])


GUARD = TerminalGuard()
"""The guard of this process."""
