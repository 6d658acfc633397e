"""The backup that the app makes while it is idle.

A small book is backed up when the person leaves or locks. A larger one is backed up once a session,
after a time without a key, on the main thread: SQLite belongs to it.
"""

from textual.app import App

from tracker.app.book_session import BookSession
from tracker.app.idle_lock import IdleLock
from tracker.book.database.errors import BookError

QUIET_SECONDS = 30
"""Seconds without a key after which nobody waits for the app."""
CHECK_INTERVAL = 5
"""Seconds between two checks of that."""


class IdleBackup:
    """Backs up the book while the app is idle, once each time it is opened.

    A large book takes too long to be backed up while someone quits. Later entries are backed up the
    next time, or when the app quits with a smaller book.
    """

    def __init__(self, app: App[None], session: BookSession, idle_lock: IdleLock) -> None:
        """Back up the book of this session when the lock says that nobody is there."""
        self._app = app
        self._session = session
        self._idle_lock = idle_lock
        self._has_backup = False
        """Whether an idle backup was made since the book was opened."""

    def start(self) -> None:
        """Check now and then whether the app is idle."""
        self._app.set_interval(CHECK_INTERVAL, self.back_up_when_idle)

    def reset(self) -> None:
        """Start again: a book that was just opened has no idle backup."""
        self._has_backup = False

    def back_up_when_idle(self) -> None:
        """Back up the open book, where the app is idle and that was not done yet."""
        book = self._session.book
        if book is None or self._has_backup or not self._idle_lock.is_idle(QUIET_SECONDS):
            return
        self._has_backup = True
        try:
            book.maintenance.backups.make_if_due(self._session.clock.today())
        except BookError as error:
            self._app.notify(str(error), markup=False)
