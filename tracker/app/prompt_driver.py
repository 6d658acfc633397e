"""Textual's driver for a terminal, made to let go at once and to leave nothing on the screen.

Textual waits for its reading thread when it ends, up to a fifth of a second in which the screen is
still to be seen, and a terminal without a second screen keeps the last one for good.
"""

import os
from codecs import getincrementaldecoder
from select import select
from typing import TYPE_CHECKING, Any

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key
from textual.message import Message

from tracker.app.leaving_app import LEAVE

if TYPE_CHECKING:
    from textual.app import App

WIPE = "\x1b[0m\x1b[2J\x1b[H"
"""Paints over everything; the Linux console has no other screen to go back to."""
TICK = 0.1
"""Seconds after which a lone escape counts as the key, as Textual has it."""
MOST = 65536
"""Bytes that are read at once."""


class PromptDriver(LinuxDriver):
    """Reads keys until it is told to stop, which it hears at once."""

    def __init__(
        self,
        app: "App[Any]",
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        """Make a way on which the reading thread can be told."""
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._heard, self._told = os.pipe()

    def run_input_thread(self) -> None:
        """Hand on keys, mouse and pastes until told to stop, or until the terminal is gone."""
        # Whatever is no UTF-8 is a sign to be seen, and no reason to stop.
        decode = getincrementaldecoder("utf-8")("replace").decode
        parser = XTermParser(self._debug)
        while True:
            ready, _, _ = select([self.fileno, self._heard], [], [], TICK)
            if self._heard in ready:
                os.read(self._heard, MOST)
                return
            if self.fileno in ready:
                try:
                    read = os.read(self.fileno, MOST)
                except OSError:
                    return
                if not read:
                    return
                for message in parser.feed(decode(read)):
                    self.process_message(message)
            for message in parser.tick():
                self.process_message(message)

    def process_message(self, message: Message) -> None:
        """Hand on what was read; the key that leaves wipes the screen, whatever the app does."""
        if isinstance(message, Key) and message.key == LEAVE:
            self.write(WIPE)
        super().process_message(message)

    def disable_input(self) -> None:
        """Read nothing more, from now on."""
        if self._key_thread is not None and self._key_thread.is_alive():
            os.write(self._told, b"!")
        super().disable_input()

    def stop_application_mode(self) -> None:
        """Paint over what was seen, and give the terminal back as it was."""
        self.write(WIPE)
        super().stop_application_mode()
