"""The driver of the terminal: Textual's, made to stop at once and to leave nothing on the screen.

Textual waits for its reading thread when it ends, up to a fifth of a second in which the screen can
still be seen, and a terminal without a second screen keeps the last one for good.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from select import select
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key, MouseEvent, MouseMove
from textual.message import Message

from tracker.app.input_parser import QUIT_KEY, InputParser
from tracker.app.terminal_echo import turn_echo_on
from tracker.app.terminal_guard import GUARD
from tracker.app.terminal_sequences import build_clear_sequence
from tracker.app.terminal_use import TerminalUse

if TYPE_CHECKING:
    from textual.app import App

POLL_SECONDS = 0.1
"""Seconds after which a lone escape counts as the key, as Textual has it."""
READ_BYTES = 65536
"""Bytes that are read at once."""
MAX_COLUMNS, MAX_ROWS = 1000, 500
"""The largest screen: more than a wall of small letters, and still painted in a moment."""


class FastExitDriver(LinuxDriver):
    """A driver that reads keys until it is stopped, and then stops at once."""

    def __init__(
        self,
        app: "App[Any]",
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        """Make the pipe that stops the reading thread."""
        super().__init__(app, debug=debug, mouse=mouse, size=size or self._get_terminal_size())
        self._stop_reader, self._stop_writer = os.pipe()

    def run_input_thread(self) -> None:
        """Hand on keys, mouse and pastes until stopped, or until the terminal is gone."""
        parser = InputParser()
        while True:
            ready, _, _ = select([self.fileno, self._stop_reader], [], [], POLL_SECONDS)
            if self._stop_reader in ready:
                os.read(self._stop_reader, READ_BYTES)
                return
            if self.fileno not in ready:
                # Not before: handling the input may have taken longer than the timeout.
                self._process_all(parser.check_timeouts(monotonic()))
                continue
            data = self._read_input()
            if not data:
                self._process_all(parser.flush_paste())
                return
            self._process_all(_drop_passed_moves(parser.feed(data, monotonic())))

    def _read_input(self) -> bytes:
        """Return what the terminal sent, or nothing if it is gone."""
        try:
            return os.read(self.fileno, READ_BYTES)
        except OSError:
            return b""

    def _process_all(self, messages: Iterable[Message]) -> None:
        for message in messages:
            self.process_message(message)

    def process_message(self, message: Message) -> None:
        """Hand on what was read. The quit key wipes the screen, whatever the app does.

        The mouse next to the screen is ignored: it would take the focus off the line.
        """
        if isinstance(message, MouseEvent):
            columns, rows = self._get_terminal_size()
            if message.x >= columns or message.y >= rows:
                return
        if isinstance(message, Key) and message.key == QUIT_KEY:
            self.wipe_screen()
        super().process_message(message)

    def _get_terminal_size(self) -> tuple[int, int]:
        """Return columns and rows, no more than can be painted."""
        columns, rows = super()._get_terminal_size()
        return min(columns, MAX_COLUMNS), min(rows, MAX_ROWS)

    def start_application_mode(self) -> None:
        """Turn the echo on again before Textual saves the settings that it restores at the end."""
        turn_echo_on()
        GUARD.set_use(TerminalUse.APP)
        start: Callable[[], None] = super().start_application_mode
        start()

    def disable_input(self) -> None:
        """Stop reading at once."""
        if self._key_thread is not None and self._key_thread.is_alive():
            os.write(self._stop_writer, b"!")
        super().disable_input()

    def stop_application_mode(self) -> None:
        """Wipe the screen, and give the terminal back as it was."""
        self.wipe_screen()
        super().stop_application_mode()

    def close(self) -> None:
        """Wait until all is painted. Then the terminal is the shell's again."""
        super().close()
        GUARD.set_use(TerminalUse.NONE)

    def wipe_screen(self) -> None:
        """Paint over everything. The Linux console has no other screen to go back to."""
        _columns, rows = self._get_terminal_size()
        self.write(build_clear_sequence(rows))


def _drop_passed_moves(messages: Iterable[Message]) -> Iterator[Message]:
    """Yield messages without the moves of the mouse that another move follows at once."""
    former: Message | None = None
    for message in messages:
        if former and not (isinstance(former, MouseMove) and isinstance(message, MouseMove)):
            yield former
        former = message
    if former:
        yield former
