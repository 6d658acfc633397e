"""The care of the book from within the app: copies in quiet moments, and another passphrase."""

import asyncio
from typing import TYPE_CHECKING

from textual import on

from tracker.app.preferences import PreferencesApp, measure_elapsed, read_clocks
from tracker.book.database.errors import BookError
from tracker.book.open_book import open_book
from tracker.i18n import N_, _
from tracker.screens.shell.book_errors import PAINT_SECONDS, notify_book_errors
from tracker.screens.shell.requests import NewPassphraseRequest

if TYPE_CHECKING:
    from tracker.book.rekey import RekeyResult

FILE_CHANGED = N_("Another program changed the notebook’s file. Nothing was changed.")
QUIET_SECONDS = 30
"""Seconds without a key from which on nobody waits for the app."""
CHECK_INTERVAL = 5
"""Seconds between two looks at that."""


class IdleBackupApp(PreferencesApp):
    """An app that looks after its book."""

    _has_backup = False
    """Whether the book was copied in a quiet moment since it was opened."""

    def on_mount(self) -> None:
        """Look now and then whether the moment is quiet."""
        self.set_interval(CHECK_INTERVAL, self.back_up_when_idle)

    def apply_settings(self) -> None:
        """Take up the settings, and begin to look for a quiet moment anew."""
        super().apply_settings()
        self._has_backup = False

    def back_up_when_idle(self) -> None:
        """Copy a book that takes too long to be copied while somebody leaves, once a sitting.

        What is noted after that is copied in the next sitting, or when one leaves a smaller book.
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
            self.file_watch.ask_soon()
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

        done: RekeyResult | None = None
        try:
            done = rekey(self.path, former, wanted, self.clock.today())
            told, opens = _describe_rekeyed(done), wanted
        except BookError as error:
            told, opens = str(error), former
        try:
            self.book = open_book(self.path, opens)
        except BookError as error:
            self.show_open_error(error)
            return
        await self._go_to_this_month()
        self.notify(told, timeout=10, markup=False)
        if done is not None and former is None:
            self._show_unencrypted_files(done)

    def _show_unencrypted_files(self, done: "RekeyResult") -> None:
        """Name what anybody can still read of a book that had no passphrase until now."""
        from tracker.book.files.kept_books import PassphraseMatch
        from tracker.export.files.readable_copies import find_readable_copies
        from tracker.screens.start.unencrypted_files import UnencryptedFilesDialog

        kept = [
            each
            for each in done.kept_books
            if each.passphrase_match is PassphraseMatch.NO_PASSPHRASE
        ]
        with notify_book_errors(self.screen):
            if found := find_readable_copies(
                self.path, self.current_book.export_log.load_all(), kept
            ):
                self.push_screen(UnencryptedFilesDialog(found))


def _describe_rekeyed(done: "RekeyResult") -> str:
    from tracker.screens.start.passphrase import describe_rekey

    return describe_rekey(done)
