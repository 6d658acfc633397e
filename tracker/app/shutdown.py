"""How the app quits and how it is suspended: at once, with nothing of it left on the terminal.

Signals from the system, a forced exit, and ctrl+z are handled here.
"""

import asyncio
import os
import signal
import sys
import time
from collections.abc import Callable
from threading import Timer, current_thread, main_thread
from types import FrameType

from tracker.app.base_app import BaseApp
from tracker.app.book_session import BookSession
from tracker.app.idle_lock import IdleLock
from tracker.app.input_queue import InputQueue
from tracker.app.terminal_guard import GUARD
from tracker.i18n import _

EXIT_SIGNALS = ("SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT")
"""Signals at which the screen is cleared and the app quits. SIGHUP: the window was closed."""
STOP_SIGNAL, CONTINUE_SIGNAL = "SIGTSTP", "SIGCONT"
"""With which a shell stops a program, and lets it go on."""

QUIT_KEY_TIMEOUT = 2.0
"""Seconds that the quit key waits until all that was typed before it is handled, and can be kept.
The screen is empty meanwhile."""
QUIT_KEY_POLL = 0.25
"""Seconds between two checks of that.

A line and the key after it must not be lost, so quitting waits for keys typed before. A flood of
them must not keep the app open.
"""
SIGNAL_EXIT_BASE = 128
"""Added to a signal's number for the exit code, as shells do."""
EXIT_TIMEOUT = 3
"""Seconds that the app has to end after a signal or the quit key. Textual's painter dies with the
window, and the app could wait for it forever, unseen, with the book open."""
FOREGROUND_POLL = 0.05
"""Seconds between two checks whether the app is in the foreground again."""


class Shutdown:
    """Quits an app at once, and wipes it while a shell has it stopped."""

    def __init__(
        self, app: BaseApp, session: BookSession, idle_lock: IdleLock, input_queue: InputQueue
    ) -> None:
        """Start with an app that is running. Nothing of the session is lost when it quits."""
        self._app = app
        self._session = session
        self._idle_lock = idle_lock
        self._input_queue = input_queue
        self._is_quitting = False
        self.save_error = ""
        """Why a draft could not be saved on quitting. It is written to standard error."""
        self._is_stopped = False
        """Whether the process stopped itself, and waits for the shell to continue it."""
        self._is_saving = False
        """Whether the open book is being saved, for which the forced exit waits."""
        self._exit_timer: Timer | None = None
        """The timer that ends the process where the app does not manage to."""
        self._exit_code = 0
        """The exit code of the forced exit."""
        self._quit_task: asyncio.Task[bool] | None = None

    def handle_signals(self) -> None:
        """Handle the signals to exit, to stop and to continue."""
        if self._app.is_headless or current_thread() is not main_thread():
            return
        loop = asyncio.get_running_loop()

        def handle_exit(number: int, _frame: FrameType | None) -> None:
            self._schedule_forced_exit(SIGNAL_EXIT_BASE + number)
            if not loop.is_closed():
                loop.call_soon_threadsafe(self.quit_app, SIGNAL_EXIT_BASE + number)

        def handle_stop(_number: int, _frame: FrameType | None) -> None:
            loop.call_soon_threadsafe(self._app.call_later, self.step_aside)

        def handle_continue(_number: int, _frame: FrameType | None) -> None:
            if not self._is_stopped:
                loop.call_soon_threadsafe(self._app.call_later, self.resume_terminal)

        for name in EXIT_SIGNALS:
            _set_signal_handler(name, handle_exit)
        _set_signal_handler(STOP_SIGNAL, handle_stop)
        _set_signal_handler(CONTINUE_SIGNAL, handle_continue)

    def quit_after_input(self) -> None:
        """Handle what was typed before the quit key first, but do not wait long."""
        loop = asyncio.get_running_loop()
        self._quit_after_input(loop, loop.time() + QUIT_KEY_TIMEOUT)

    def _quit_after_input(self, loop: asyncio.AbstractEventLoop, latest: float) -> None:
        def check_input() -> None:
            if self._is_quitting or self._input_queue.current_input is None:
                return
            if loop.time() > latest:
                self._quit_task = loop.create_task(self._app.run_action("quit"))
            else:
                self._quit_after_input(loop, latest)

        loop.call_later(QUIT_KEY_POLL, check_input)

    def quit_app(self, code: int = 0) -> None:
        """Quit at once with an exit code. Drafts are saved and writing is stopped first."""
        self._is_quitting = True
        self._schedule_forced_exit(code)
        self.save_error = self._session.save_drafts()
        # Before the painter, which may wait forever, and however long it takes.
        self._is_saving = True
        self._session.save_open_book()
        self._is_saving = False
        self._app.exit(return_code=code)

    def _schedule_forced_exit(self, code: int) -> None:
        if self._exit_timer is None and not self._app.is_headless:
            self._exit_code = code
            self._start_exit_timer()

    def _start_exit_timer(self) -> None:
        self._exit_timer = Timer(EXIT_TIMEOUT, self._force_exit)
        self._exit_timer.daemon = True
        self._exit_timer.start()

    def _force_exit(self) -> None:
        if self._is_saving:
            self._start_exit_timer()
        else:
            GUARD.skip_exit_message()
            os._exit(self._exit_code)

    def cancel_forced_exit(self) -> None:
        """Stop the timer, for what comes after the app."""
        if self._exit_timer is not None:
            self._exit_timer.cancel()

    async def step_aside(self) -> None:
        """Suspend the app: give the terminal back, and stop until the shell goes on with it."""
        await self._idle_lock.prepare_suspend()
        if self._is_quitting or not self._app.can_suspend:
            return
        self._is_stopped = True
        with self._app.suspend():
            sys.stderr.write(_("Tracker is suspended. To come back, type: fg") + "\n")
            sys.stderr.flush()
            self._stop_until_foreground()
        self._is_stopped = False

    def _stop_until_foreground(self) -> None:
        """Stop the process group, as ctrl+z does, until it is in the foreground again.

        Where no shell could continue it, the system does not stop it.
        """
        if sys.platform == "win32":  # it has no such shell
            return
        former_handler = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        os.kill(0, signal.SIGTSTP)
        while not _is_in_foreground():
            if self._exit_timer is not None:
                # A signal to exit came in the background, where the terminal is not ours.
                self._session.save_drafts()
                self._session.release_book()
                os._exit(self._exit_code)
            time.sleep(FOREGROUND_POLL)
            os.kill(0, signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, former_handler)

    async def resume_terminal(self) -> None:
        """Use the terminal again after something else stopped the app."""
        await self._idle_lock.prepare_suspend()
        if self._app.can_suspend and not self._is_quitting:
            with self._app.suspend():
                pass


def _set_signal_handler(name: str, handler: Callable[[int, FrameType | None], None]) -> None:
    """Set the handler of a signal, where the system has such a signal."""
    if hasattr(signal, name):
        signal.signal(getattr(signal, name), handler)


def _is_in_foreground() -> bool:
    if sys.platform == "win32":
        return True
    try:
        return os.tcgetpgrp(0) == os.getpgrp()
    except OSError:
        return True
