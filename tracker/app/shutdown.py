"""How the app ends and how it steps aside: at once, and with nothing of it left to be seen."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import Callable
from itertools import chain
from threading import Timer, current_thread, main_thread
from types import FrameType

from textual import events
from textual.driver import Driver

from tracker.app.input_queue import TypeAheadApp
from tracker.app.terminal_guard import GUARD
from tracker.i18n import _
from tracker.screens.shell.context import HasDraft, HasPendingWrite

ENDINGS = ("SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT")
"""Signals at which the screen is cleared and the app ends; SIGHUP: the window was closed."""
STOP, GO_ON = "SIGTSTP", "SIGCONT"
"""With which a shell stops a program, and lets it go on."""

LEAVE = "ctrl+q"
IMPATIENCE = 0.25
"""Seconds that the key which leaves waits for one before it, which nothing answers."""
PATIENCE = 2.0
"""Seconds that it waits for all that were typed before it."""
BY_SIGNAL = 128
"""What is added to a signal's number for the exit code, as shells have it."""
GRACE = 3
"""Seconds that an app has to end when it was told to. Textual's painter dies with the window, and
the app may wait for it to paint forever: unseen, and holding the book."""
LOOK_AGAIN = 0.05
"""Seconds between two looks whether the terminal was given back."""


class LeavingApp(TypeAheadApp):
    """An app that is gone the moment it is told to go, and wiped while a shell has it stopped."""

    def __init__(self) -> None:
        """Start with no wish to leave."""
        super().__init__()
        self._is_leaving = False
        self.lost = ""
        """What could not be kept on leaving; said on standard error."""
        self._is_aside = False
        """Whether it stopped itself, and waits to be let go on."""
        self._is_saving = False
        """Whether what is open is being saved, for which the end waits."""
        self._latest: Timer | None = None
        """What ends the process where the app does not manage to."""
        self._code = 0
        """The exit code that it ends with then."""

    def get_driver_class(self) -> type[Driver]:
        """What reads keys and paints: our own, where Textual has one to build on."""
        if sys.platform == "win32":
            return super().get_driver_class()
        from tracker.app.terminal_driver import PromptDriver

        return PromptDriver

    def on_mount(self) -> None:
        """Hear what is told from outside: end, stop, go on."""
        if self.is_headless or current_thread() is not main_thread():
            return
        loop = asyncio.get_running_loop()

        def end(number: int, _frame: FrameType | None) -> None:
            self._end_in_any_case(BY_SIGNAL + number)
            if not loop.is_closed():
                loop.call_soon_threadsafe(self.leave, BY_SIGNAL + number)

        def stop(_number: int, _frame: FrameType | None) -> None:
            loop.call_soon_threadsafe(self.call_later, self.action_step_aside)

        def go_on(_number: int, _frame: FrameType | None) -> None:
            if not self._is_aside:
                loop.call_soon_threadsafe(self.call_later, self.come_back)

        for name in ENDINGS:
            _hear(name, end)
        _hear(STOP, stop)
        _hear(GO_ON, go_on)

    async def on_event(self, event: events.Event) -> None:
        """Let the key that leaves wait for what was typed before it, but not for long."""
        if isinstance(event, events.Key) and event.key == LEAVE:
            loop = asyncio.get_running_loop()
            self._leave_soon(loop, loop.time() + PATIENCE)
        await super().on_event(event)

    def _leave_soon(self, loop: asyncio.AbstractEventLoop, latest: float) -> None:
        before = self._on_its_way

        def look() -> None:
            if self._is_leaving or self._on_its_way is None:
                return
            if self._on_its_way is before or loop.time() > latest:
                self._leaving = loop.create_task(self.run_action("quit"))
            else:
                self._leave_soon(loop, latest)

        loop.call_later(IMPATIENCE, look)

    def leave(self, code: int = 0) -> None:
        """End at once with an exit code; what was begun is kept or stopped first."""
        self._is_leaving = True
        self._end_in_any_case(code)
        self.lost = self.let_go()
        # Before the painter, which may wait for ever, and however long it takes.
        self._is_saving = True
        self.save_open()
        self._is_saving = False
        self.exit(return_code=code)

    def let_go(self) -> str:
        """Keep every line that was begun and not noted; write nothing more.

        Gives a sentence where one could not be kept, which keeps nobody from leaving.
        """
        why = ""
        for screen in chain.from_iterable(self._screen_stacks.values()):
            if isinstance(screen, HasDraft):
                why = screen.save_draft() or why
            if isinstance(screen, HasPendingWrite):
                screen.cancel_write()
        return _("What you had begun could not be kept: {why}").format(why=why) if why else ""

    def save_open(self) -> None:
        """Save what is open where it is nowhere else; here there is nothing."""

    def leave_book(self) -> None:
        """Let go of the book that is open; here there is none."""

    def _end_in_any_case(self, code: int) -> None:
        if self._latest is None and not self.is_headless:
            self._code = code
            self._wait_for_the_end()

    def _wait_for_the_end(self) -> None:
        self._latest = Timer(GRACE, self._end_now)
        self._latest.daemon = True
        self._latest.start()

    def _end_now(self) -> None:
        if self._is_saving:
            self._wait_for_the_end()
        else:
            GUARD.give_up()
            os._exit(self._code)

    def has_ended(self) -> None:
        """Let what comes after the app take its time."""
        if self._latest is not None:
            self._latest.cancel()

    async def put_away(self) -> None:
        """Do what is to be done before the app is out of sight; here nothing."""

    async def action_step_aside(self) -> None:
        """Put everything away, give the terminal back, and wait until the shell says go on."""
        await self.put_away()
        if self._driver is None or not self._driver.can_suspend or self._is_leaving:
            return
        self._is_aside = True
        with self.suspend():
            sys.stderr.write(_("Tracker waits; fg brings it back.") + "\n")
            sys.stderr.flush()
            self._stop_until_in_front()
        self._is_aside = False

    def _stop_until_in_front(self) -> None:
        """Stop what runs in this terminal, as its ctrl+z does, until it is in front again.

        Where no shell could let it go on, the system does not stop it.
        """
        if sys.platform == "win32":  # it has no such shell
            return
        before = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        os.kill(0, signal.SIGTSTP)
        while not _is_in_front():
            if self._latest is not None:
                # Told to end in the background, where the terminal is not ours.
                self.let_go()
                self.leave_book()
                os._exit(self._code)
            time.sleep(LOOK_AGAIN)
            os.kill(0, signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, before)

    async def come_back(self) -> None:
        """Take up the terminal again after something else stopped the app."""
        await self.put_away()
        if self._driver is not None and self._driver.can_suspend and not self._is_leaving:
            with self.suspend():
                pass


def _hear(name: str, handler: Callable[[int, FrameType | None], None]) -> None:
    """Call this when a signal comes, where the system has such a signal."""
    if hasattr(signal, name):
        signal.signal(getattr(signal, name), handler)


def _is_in_front() -> bool:
    if sys.platform == "win32":
        return True
    try:
        return os.tcgetpgrp(0) == os.getpgrp()
    except OSError:
        return True
