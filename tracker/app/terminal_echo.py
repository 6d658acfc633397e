"""The echo of what is typed on a terminal, and its second screen for what must not stay."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import TextIO

from tracker.app.terminal_guard import GUARD
from tracker.app.terminal_sequences import ALTERNATE_SCREEN, NORMAL_SCREEN, build_clear_sequence
from tracker.app.terminal_use import KEYBOARD_FD, TerminalUse

LOCAL_FLAGS_INDEX = 3
"""Where a terminal's settings have the flag to show what is typed."""


@contextmanager
def suppress_echo() -> Iterator[None]:
    """Show nothing that is typed while the app loads. The app then uses the terminal itself.

    A quick person types the passphrase before there is a field for it.
    """
    GUARD.start()
    try:
        turn_echo_off()
        yield
    finally:
        turn_echo_on()


@contextmanager
def suppress_password_echo() -> Iterator[None]:
    """Show nothing of a password that is asked for, also when the process goes on after ctrl+z.

    The shell used the terminal meanwhile, and turned its echo on.
    """
    if sys.platform == "win32":
        yield
        return

    def turn_off_again(_number: int, _frame: FrameType | None) -> None:
        _set_echo(is_on=False)

    former_handler = signal.signal(signal.SIGCONT, turn_off_again)
    try:
        with GUARD.hold_use(TerminalUse.HIDDEN):
            yield
    finally:
        signal.signal(signal.SIGCONT, former_handler)


@contextmanager
def use_alternate_screen(screen: TextIO) -> Iterator[None]:
    """Print on the terminal's second screen within the block, and wipe it at the end.

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
    """Discard what was typed and not read yet: a shell would read and keep it."""
    if sys.platform == "win32":
        return
    import termios

    with suppress(OSError, termios.error):
        termios.tcflush(KEYBOARD_FD, termios.TCIFLUSH)


_ECHO_OFF: list[bool] = []
"""Holds one item while the echo is turned off."""


def turn_echo_off() -> None:
    """Make the terminal show nothing that is typed, until `turn_echo_on`."""
    if not _ECHO_OFF:
        GUARD.set_use(TerminalUse.HIDDEN)
        if _set_echo(is_on=False):
            _ECHO_OFF.append(True)
        else:
            GUARD.set_use(TerminalUse.NONE)


def turn_echo_on() -> None:
    """Make the terminal show again what is typed, after `turn_echo_off`."""
    if _ECHO_OFF:
        _ECHO_OFF.clear()
        _set_echo(is_on=True)
        GUARD.set_use(TerminalUse.NONE)


def _set_echo(*, is_on: bool) -> bool:
    """Turn the echo of a terminal in the foreground on or off. Return whether that changed it."""
    if sys.platform == "win32":
        return False
    import termios

    try:
        if os.tcgetpgrp(KEYBOARD_FD) != os.getpgrp():
            return False
        settings = termios.tcgetattr(KEYBOARD_FD)
        was_on = bool(settings[LOCAL_FLAGS_INDEX] & termios.ECHO)
        settings[LOCAL_FLAGS_INDEX] ^= termios.ECHO if was_on is not is_on else 0
        termios.tcsetattr(KEYBOARD_FD, termios.TCSANOW, settings)
    except (OSError, termios.error):
        return False
    return was_on is not is_on
