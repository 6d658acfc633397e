"""The backup that the app makes while it is idle, and the change of the passphrase."""

import asyncio
from typing import TYPE_CHECKING

from textual import on

from tracker.app.lock import measure_elapsed, read_clocks
from tracker.app.preferences import PreferencesApp
from tracker.book.database.errors import BookError
from tracker.book.open_book import open_book
from tracker.i18n import N_, _
from tracker.screens.shell.app_requests import NewPassphraseRequest
from tracker.screens.shell.book_errors import PAINT_SECONDS, notify_book_errors

if TYPE_CHECKING:
    from tracker.book.rekey import RekeyResult

FILE_CHANGED = N_("Another program changed the notebook’s file. Nothing was changed.")
QUIET_SECONDS = 30
"""Seconds without a key after which nobody waits for the app."""
CHECK_INTERVAL = 5
"""Seconds between two checks of that."""


class IdleBackupApp(PreferencesApp):
    """An app that backs up its book while it is idle, and can give it another passphrase."""

    _has_backup = False
    """Whether an idle backup was made since the book was opened."""

    def on_mount(self) -> None:
        """Check now and then whether the app is idle."""
        self.set_interval(CHECK_INTERVAL, self.back_up_when_idle)

    def apply_settings(self) -> None:
        """Apply the settings; a book that was just opened has no idle backup."""
        super().apply_settings()
        self._has_backup = False

    def back_up_when_idle(self) -> None:
        """Back up a book while the app is idle, once each time it is opened.

        A large book takes too long to be backed up while somebody quits. What is noted after that
        is backed up the next time, or when the app quits with a smaller book.
        """
        if (
            self.book is None
            or self._has_backup
            or measure_elapsed(self.last_input_times, read_clocks()) < QUIET_SECONDS
        ):
            return
        self._has_backup = True
        try:
            self.book.maintenance.backups.make_if_due(self.clock.today())
        except BookError as error:
            self.notify(str(error), markup=False)

    @on(NewPassphraseRequest)
    async def change_passphrase(self, event: NewPassphraseRequest) -> None:
        """Give the book another passphrase, or none; then open it again."""
        book = self.current_book
        try:
            if event.current_passphrase is not None and not book.maintenance.is_opened_by(
                event.current_passphrase
            ):
                event.sender.refuse_current()
                return
        except BookError as error:
            event.sender.show_message(str(error))
            return
        if self.file_watch.is_changed():
            event.sender.show_message(_(FILE_CHANGED))
            self.file_watch.schedule_question()
            return
        event.sender.clear_passphrase()
        from tracker.screens.start.unlock import UnlockScreen

        await self.lock_book()
        if isinstance(self.screen, UnlockScreen):
            self.screen.show_message(_("One moment: the notebook is written anew."))
            await asyncio.sleep(PAINT_SECONDS)
        if self.locked_book is None or self.locked_book.is_unchanged():
            await self._rekey(event.current_passphrase, event.new_passphrase)
        elif isinstance(self.screen, UnlockScreen):
            self.screen.show_message(_(FILE_CHANGED))

    async def _rekey(self, former: str | None, wanted: str | None) -> None:
        from tracker.book.rekey import rekey

        result: RekeyResult | None = None
        try:
            result = rekey(self.path, former, wanted, self.clock.today())
            message, passphrase = _describe_rekeyed(result), wanted
        except BookError as error:
            message, passphrase = str(error), former
        try:
            self.book = open_book(self.path, passphrase)
        except BookError as error:
            self.show_open_error(error)
            return
        await self._go_to_this_month()
        self.notify(message, timeout=10, markup=False)
        if result is not None and former is None:
            self._show_unencrypted_files(result)

    def _show_unencrypted_files(self, result: "RekeyResult") -> None:
        """List the files in which anybody can still read a book that had no passphrase before."""
        from tracker.book.files.kept_books import PassphraseMatch
        from tracker.export.files.readable_copies import find_readable_copies
        from tracker.screens.start.unencrypted_files import UnencryptedFilesDialog

        kept_books = [
            kept_book
            for kept_book in result.kept_books
            if kept_book.passphrase_match is PassphraseMatch.NO_PASSPHRASE
        ]
        with notify_book_errors(self.screen):
            if files := find_readable_copies(
                self.path, self.current_book.export_log.load_all(), kept_books
            ):
                self.push_screen(UnencryptedFilesDialog(files))


def _describe_rekeyed(done: "RekeyResult") -> str:
    from tracker.screens.start.passphrase import describe_rekey

    return describe_rekey(done)
