"""What a terminal shows and keeps by itself: what is typed, and what is cleared off its screen."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import TextIO

from tracker.app.screen_sequences import FIRST_SCREEN, SECOND_SCREEN, wiped
from tracker.app.terminal_guard import GUARD, KEYBOARD, Use

ECHO_IS_IN = 3
"""Where a terminal's settings have whether it shows what is typed."""


@contextmanager
def typed_unseen() -> Iterator[None]:
    """While the app loads show nothing that is typed for it; the app takes up the terminal itself.

    Whoever is quick types the passphrase before there is a field for it.
    """
    GUARD.start()
    try:
        hide_typed()
        yield
    finally:
        show_typed()


@contextmanager
def asked_unseen() -> Iterator[None]:
    """While a password is asked for show nothing, also when it goes on after ctrl+z.

    The shell had the terminal meanwhile, and left it showing what is typed.
    """
    if sys.platform == "win32":
        yield
        return

    def again(_number: int, _frame: FrameType | None) -> None:
        _echo(shown=False)

    before = signal.signal(signal.SIGCONT, again)
    try:
        with GUARD.using(Use.HIDDEN):
            yield
    finally:
        signal.signal(signal.SIGCONT, before)


@contextmanager
def wiped_afterwards(screen: TextIO) -> Iterator[None]:
    """What is printed in here is on the terminal's second screen, and is wiped at the end.

    `screen` is the stream to the terminal, which takes what moves and clears.
    """
    if not screen.isatty() or sys.platform == "win32":
        yield
        return
    rows = os.get_terminal_size(screen.fileno()).lines
    with GUARD.using(Use.SCREEN):
        screen.write(f"{SECOND_SCREEN}{wiped(rows)}")
        screen.flush()
        try:
            yield
        finally:
            screen.write(f"{wiped(rows)}{FIRST_SCREEN}")
            screen.flush()


def discard_typed() -> None:
    """Let what was typed and not read yet reach nobody, like a shell that would keep it."""
    if sys.platform == "win32":
        return
    import termios

    with suppress(OSError, termios.error):
        termios.tcflush(KEYBOARD, termios.TCIFLUSH)


_IS_HIDDEN: list[bool] = []
"""One for the time in which nothing that is typed is shown."""


def hide_typed() -> None:
    """Have the terminal show nothing that is typed, until `show_typed`; it keeps it for the app."""
    if not _IS_HIDDEN:
        GUARD.tell(Use.HIDDEN)
        if _echo(shown=False):
            _IS_HIDDEN.append(True)
        else:
            GUARD.tell(Use.NONE)


def show_typed() -> None:
    """Have the terminal show again what is typed, where `hide_typed` had it hidden."""
    if _IS_HIDDEN:
        _IS_HIDDEN.clear()
        _echo(shown=True)
        GUARD.tell(Use.NONE)


def _echo(*, shown: bool) -> bool:
    """Let a terminal that is ours just now show what is typed, or not; whether that changed it."""
    if sys.platform == "win32":
        return False
    import termios

    try:
        if os.tcgetpgrp(KEYBOARD) != os.getpgrp():
            return False
        settings = termios.tcgetattr(KEYBOARD)
        was_shown = bool(settings[ECHO_IS_IN] & termios.ECHO)
        settings[ECHO_IS_IN] ^= termios.ECHO if was_shown is not shown else 0
        termios.tcsetattr(KEYBOARD, termios.TCSANOW, settings)
    except (OSError, termios.error):
        return False
    return was_shown is not shown
