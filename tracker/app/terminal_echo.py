"""What a terminal shows and keeps by itself: what is typed, and what is cleared off its screen."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import TextIO

from tracker.app.screen_sequences import ALTERNATE_SCREEN, NORMAL_SCREEN, build_clear_sequence
from tracker.app.terminal_guard import GUARD
from tracker.app.terminal_use import KEYBOARD_FD, TerminalUse

LOCAL_FLAGS_INDEX = 3
"""Where a terminal's settings have whether it shows what is typed."""


@contextmanager
def suppress_echo() -> Iterator[None]:
    """While the app loads show nothing that is typed for it; the app takes up the terminal itself.

    Whoever is quick types the passphrase before there is a field for it.
    """
    GUARD.start()
    try:
        turn_echo_off()
        yield
    finally:
        turn_echo_on()


@contextmanager
def suppress_password_echo() -> Iterator[None]:
    """While a password is asked for show nothing, also when it goes on after ctrl+z.

    The shell had the terminal meanwhile, and left it showing what is typed.
    """
    if sys.platform == "win32":
        yield
        return

    def again(_number: int, _frame: FrameType | None) -> None:
        _set_echo(is_on=False)

    before = signal.signal(signal.SIGCONT, again)
    try:
        with GUARD.hold_use(TerminalUse.HIDDEN):
            yield
    finally:
        signal.signal(signal.SIGCONT, before)


@contextmanager
def use_alternate_screen(screen: TextIO) -> Iterator[None]:
    """What is printed in here is on the terminal's second screen, and is wiped at the end.

    `screen` is the stream to the terminal, which takes what moves and clears.
    """
    if not screen.isatty() or sys.platform == "win32":
        yield
        return
    rows = os.get_terminal_size(screen.fileno()).lines
    with GUARD.hold_use(TerminalUse.SCREEN):
        screen.write(f"{ALTERNATE_SCREEN}{build_clear_sequence(rows)}")
        screen.flush()
        try:
            yield
        finally:
            screen.write(f"{build_clear_sequence(rows)}{NORMAL_SCREEN}")
            screen.flush()


def discard_input() -> None:
    """Let what was typed and not read yet reach nobody, like a shell that would keep it."""
    if sys.platform == "win32":
        return
    import termios

    with suppress(OSError, termios.error):
        termios.tcflush(KEYBOARD_FD, termios.TCIFLUSH)


_ECHO_OFF: list[bool] = []
"""One for the time in which nothing that is typed is shown."""


def turn_echo_off() -> None:
    """Have the terminal show nothing that is typed, until `turn_echo_on`."""
    if not _ECHO_OFF:
        GUARD.set_use(TerminalUse.HIDDEN)
        if _set_echo(is_on=False):
            _ECHO_OFF.append(True)
        else:
            GUARD.set_use(TerminalUse.NONE)


def turn_echo_on() -> None:
    """Have the terminal show again what is typed, where `turn_echo_off` had it hidden."""
    if _ECHO_OFF:
        _ECHO_OFF.clear()
        _set_echo(is_on=True)
        GUARD.set_use(TerminalUse.NONE)


def _set_echo(*, is_on: bool) -> bool:
    """Let a terminal that is ours just now show what is typed, or not; whether that changed it."""
    if sys.platform == "win32":
        return False
    import termios

    try:
        if os.tcgetpgrp(KEYBOARD_FD) != os.getpgrp():
            return False
        settings = termios.tcgetattr(KEYBOARD_FD)
        was_shown = bool(settings[LOCAL_FLAGS_INDEX] & termios.ECHO)
        settings[LOCAL_FLAGS_INDEX] ^= termios.ECHO if was_shown is not is_on else 0
        termios.tcsetattr(KEYBOARD_FD, termios.TCSANOW, settings)
    except (OSError, termios.error):
        return False
    return was_shown is not is_on
