"""Lock the notebook: by its key, after minutes without a key, and after the machine slept.

A gap between two looks at the clock locks, whatever was chosen for idle: a lid that was closed is
no choice to stay open.
"""

import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial

from textual.app import App

from tracker.app.book_session import BookSession
from tracker.app.memory import clear_memory
from tracker.book.database.errors import BookError
from tracker.i18n import _error

CLOCKS: tuple[Callable[[], float], ...] = (time.monotonic, time.time)
"""A clock that may stop in suspend, one that someone may set, and on Linux one without either
fault."""
if sys.platform == "linux":
    CLOCKS += (partial(time.clock_gettime, time.CLOCK_BOOTTIME),)
MIN_IDLE_SECONDS = 60
"""Seconds before which the app is never idle, whatever was chosen."""
CHECK_INTERVAL = 5
"""Seconds between two checks how long nobody pressed a key."""
TYPING_PAUSE = 3
"""Seconds without a key after which nobody is in the middle of typing."""
SLEEP_SECONDS = 20
"""Seconds between two checks from which on the machine slept, or the app was stopped."""


class IdleLock:
    """Locks an encrypted book that nobody uses."""

    def __init__(self, app: App[None], session: BookSession) -> None:
        """Lock the book of this session."""
        self._app = app
        self._session = session
        self.last_input_times = self._last_check_times = read_clocks()
        """By each clock, when a key was last pressed and when that was last checked."""

    def start(self) -> None:
        """Check now and then whether the app is idle, and whether the file is as it was."""
        self._app.set_interval(CHECK_INTERVAL, self.lock_if_idle)
        self._app.set_interval(CHECK_INTERVAL, self.check_file)

    def reset(self) -> None:
        """Take the moment in which the book was opened for the last key."""
        self.last_input_times = self._last_check_times = read_clocks()

    async def handle_input(self) -> bool:
        """Remember that a key or the mouse was used. Return whether the book was locked instead.

        The first key after the app was idle for long locks the book, and does nothing else.
        """
        if await self.lock_if_idle():
            return True
        self.last_input_times = read_clocks()
        return False

    def is_idle(self, seconds: float) -> bool:
        """Return whether nobody used the keyboard or the mouse for so many seconds."""
        return measure_elapsed(self.last_input_times, read_clocks()) >= seconds

    def check_file(self) -> None:
        """Ask what to do where another program changed the file, but not while someone types.

        An enter that was meant for the line would answer the question.
        """
        if self._session.book is not None and self.is_idle(TYPING_PAUSE):
            self._session.file_watch.check_file()

    async def lock_if_idle(self) -> bool:
        """Lock an encrypted book after a long time without a key, or after the machine slept.

        Return whether it was locked.
        """
        now, last_check_times = read_clocks(), self._last_check_times
        self._last_check_times = now
        if self._session.book is None or not self._session.book.encrypted:
            return False
        if measure_elapsed(last_check_times, now) < SLEEP_SECONDS and not self._is_over_limit(
            measure_elapsed(self.last_input_times, now)
        ):
            return False
        await self._session.lock_book()
        return True

    def _is_over_limit(self, seconds: float) -> bool:
        """Return whether these are more seconds without a key than the person chose."""
        if seconds < MIN_IDLE_SECONDS:
            return False
        from tracker.book.stores.auto_lock import parse_idle_minutes

        settings: dict[str, str] = {}
        with suppress(BookError):
            settings = self._session.current_book.settings.load_all()
        return 0 < 60 * parse_idle_minutes(settings) <= seconds

    async def prepare_suspend(self) -> None:
        """Lock an encrypted book. A plain one stays open."""
        if self._session.book is not None and self._session.book.encrypted:
            await self._session.lock_book()
            # Once the process is stopped nothing else is done.
            clear_memory()

    async def lock(self) -> None:
        """Lock the book. Without a passphrase there is nothing to lock it with."""
        if self._session.book is None:
            return
        if self._session.book.encrypted:
            await self._session.lock_book()
        else:
            self._app.notify(
                _error("There’s no passphrase, so Tracker can’t lock. Press ctrl+q to quit."),
                markup=False,
            )


def read_clocks() -> tuple[float, ...]:
    """Return the time by each of the clocks."""
    return tuple(read() for read in CLOCKS)


def measure_elapsed(since: Sequence[float], now: Sequence[float]) -> float:
    """Return the seconds between two times, by whichever clock says more."""
    return max(later - earlier for earlier, later in zip(since, now, strict=True))
