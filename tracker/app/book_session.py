"""The book in the app: how it is opened or made, locked, saved and closed, and the first screen."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from textual.screen import Screen

from tracker.app.base_app import BaseApp
from tracker.app.file_watch import LONG_NOTICE, FileWatch
from tracker.app.memory import clear_memory, drop_cancelled_timers
from tracker.app.screen_modes import THIS_MONTH, ScreenModes
from tracker.book.database.connection import LAST_OPENED_SETTING
from tracker.book.database.errors import (
    BookError,
    BookInUseError,
    BookNotFoundError,
    InvalidPassphraseError,
    PassphraseNeededError,
    WrongPassphraseError,
)
from tracker.book.database.file_guard import describe_difference, describe_rescue
from tracker.book.open_book import create_book, open_book
from tracker.book.stores.last_opened import (
    LAST_OPENED_USE_SETTING,
    LastOpenedUse,
    find_last_opened_use,
)
from tracker.clock import Clock
from tracker.i18n import _error, ngettext
from tracker.screens.shell.app_context import AppContext, HasDraft, HasPendingWrite
from tracker.screens.shell.app_requests import NewBookRequest, UnlockRequest
from tracker.screens.shell.book_errors import PAINT_SECONDS

if TYPE_CHECKING:
    from tracker.book.book import Book
    from tracker.book.locked_book import LockedBook

QUICK_BACKUP_BYTES = 1 << 19
"""Bytes up to which a book is backed up while someone waits for the app to quit: some 15 ms."""


class BookSession:
    """The one book of an app, which is opened or made before anything else."""

    def __init__(
        self,
        app: BaseApp,
        modes: ScreenModes,
        path: Path,
        clock: Clock,
        passphrase: str | None,
        apply_settings: Callable[[], None],
        opening: "Callable[[], Book] | None" = None,
    ) -> None:
        """Start with the book at `path` still closed. `apply_settings` is called once it is open.

        That may raise BookError. `opening` returns the book where it is being opened already.
        """
        self._app = app
        self._modes = modes
        self._apply_settings = apply_settings
        self.path = path
        self.clock = clock
        self.book: Book | None = None
        self.place_message = ""
        """Which book is used, if that is not clear. It is shown until the book is open."""
        self.exit_message = ""
        """What keeps the book closed. It is written to standard error when the person quits."""
        self._given_passphrase = passphrase
        """The passphrase that was named, until a book is open."""
        self._opening = opening
        """What waits for the book that a thread has begun to open, once."""
        self._app_context: AppContext | None = None
        self.file_watch = FileWatch(app, self)
        self.locked_book: LockedBook | None = None
        """What is kept of the book that was locked last, until a book is open."""
        self._wrong_passphrase_count = 0
        """How many wrong passphrases were typed since this window was locked."""
        self._rescued_path: Path | None = None
        """Where the open book is saved already, because another program changed its file."""
        self._is_save_error_shown = False
        """Whether it was said that the open book could not be saved."""

    def release_book(self) -> None:
        """Close the book. Save one that was locked and whose file was changed since."""
        if self.book is not None:
            self.exit_message = self.close_book() or self.exit_message
        elif self.locked_book is not None and (
            self.locked_book.rescue_path or self.locked_book.is_only_in_memory()
        ):
            reason = _error("Another program changed the notebook file while it was locked.")
            self.exit_message = f"{reason} {self._save_locked_book(self.locked_book)}"

    def save_drafts(self) -> str:
        """Save every unfinished line as a draft, and stop writing files.

        Return a sentence if one could not be saved. Quitting goes on anyway.
        """
        error = ""
        for screen in self._app.list_all_screens():
            if not screen.is_mounted:
                # Nothing can be typed on it yet, and it has no field to be read.
                continue
            if isinstance(screen, HasDraft):
                error = screen.save_draft() or error
            if isinstance(screen, HasPendingWrite):
                screen.cancel_write()
        return (
            _error("Your unfinished text couldn’t be saved: {why}").format(why=error)
            if error
            else ""
        )

    def save_open_book(self) -> None:
        """Save the open book, or the locked one, where another program changed its file."""
        if self.book is not None:
            with suppress(BookError):
                if self.book.find_file_difference() is None:
                    return
            self._rescue_book()
        elif self.locked_book is not None and self.locked_book.is_only_in_memory():
            self._save_locked_book(self.locked_book)

    def _save_locked_book(self, locked: "LockedBook") -> str:
        """Save a book as it was locked. Return the sentence that says where, or why not."""
        try:
            path = locked.save(self.clock.today())
        except BookError as error:
            return _describe_save_error(error)
        self.locked_book = replace(locked, rescue_path=path)
        return describe_rescue(path)

    def close_book(self) -> str:
        """Back up the book where it was changed, and close it. Return why no backup was made.

        Where another program changed its file, the open book is saved next to it instead.
        """
        book, message, has_backup = self.current_book, "", False
        try:
            if book.find_file_difference() is None:
                book.save_typed_text()
                book.maintenance.backups.make_if_due(self.clock.today(), QUICK_BACKUP_BYTES)
                has_backup = not book.maintenance.backups.is_due()
        except BookError as error:
            message = _error("No backup was made: {why}").format(why=error)
        difference = None
        with suppress(BookError):
            difference = book.find_file_difference()
        if difference is not None:
            message = f"{describe_difference(difference, self.path)} {self._rescue_book()}"
        elif self._rescued_path is not None:
            message = f"{message} {describe_rescue(self._rescued_path)}".strip()
        self._wrong_passphrase_count = 0
        self.locked_book = replace(
            book.build_locked_book(self._rescued_path), has_backup=has_backup
        )
        self._rescued_path = None
        book.close()
        return message

    def _rescue_book(self) -> str:
        """Save the open book next to its file, once. Return a sentence that says where, or why not.

        Where it could not be saved, what was typed is held for the book that is opened next.
        """
        book = self.current_book
        try:
            self._rescued_path = self._rescued_path or book.rescue(self.clock.today())
        except BookError as error:
            self.file_watch.hold_typed_text(book.collect_typed_text())
            return _describe_save_error(error)
        return describe_rescue(self._rescued_path)

    def keep_open_if_unsaved(self) -> bool:
        """Return whether to stay because the open book could not be saved. That happens once.

        The book is only in memory where another program changed its file.

        Nothing is written anywhere else unasked: a book on a USB stick is there for a reason. So
        the first try hides everything and says so, and the second one quits.
        """
        book = self.book
        if book is None or self._is_save_error_shown:
            return False
        with suppress(BookError):
            if book.find_file_difference() is None:
                return False
        self.save_drafts()
        reason = self._rescue_book()
        self._is_save_error_shown = self._rescued_path is None
        if self._is_save_error_shown:
            # Nothing of the notebook may stay in sight.
            advice = _error("Press ctrl+q again. Tracker will try once more to save it, then quit.")
            self.show_open_error(BookError(f"{reason} {advice}"))
        return self._is_save_error_shown

    def open_first_screen(self) -> Screen[None]:
        """Return This month if the book opens, or the screen for what has to be done first."""
        opening, self._opening = self._opening, None
        try:
            self.book = opening() if opening else open_book(self.path, self._given_passphrase)
        except BookNotFoundError:
            from tracker.screens.start.welcome import WelcomeScreen

            return WelcomeScreen()
        except PassphraseNeededError:
            return self._build_unlock_screen()
        except BookError as error:
            return self._build_open_error(error)
        if self.place_message:
            self._app.call_after_refresh(
                self._app.notify, self.place_message, timeout=10, markup=False
            )
        self._start_session()
        return self._modes.build_screen(THIS_MONTH)

    def _start_session(self) -> None:
        """Apply the settings. A book that cannot be read says so where it is shown."""
        self.place_message = ""
        self._given_passphrase = self.locked_book = self._rescued_path = None
        self._is_save_error_shown = False
        self.current_book.watch_file(self.file_watch.schedule_question)
        with suppress(BookError):
            self._apply_settings()

    def record_opening(self, settings: Mapping[str, str]) -> None:
        """Save with the next change when the book was opened, or at once if that was chosen."""
        book, now = self.current_book, self.clock.now()
        book.record_opening(now, settings)
        if find_last_opened_use(settings) is LastOpenedUse.EACH_OPENING:
            try:
                book.settings.set(LAST_OPENED_SETTING, str(now))
            except BookError as error:
                self._app.call_after_refresh(self._app.notify, str(error), markup=False)

    def show_last_opened(self, settings: Mapping[str, str]) -> None:
        """Say on This month when the book was opened before, if the person chose that."""
        if settings.get(LAST_OPENED_USE_SETTING):
            from tracker.screens.settings.last_opened import describe_on_this_month

            self.app_context.last_opened = describe_on_this_month(self.current_book, settings)

    def _build_unlock_screen(self) -> Screen[None]:
        """Return the screen that asks for the passphrase, and load This month meanwhile."""
        from tracker.screens.start.unlock import UnlockScreen

        self._app.call_after_refresh(self._app.set_timer, PAINT_SECONDS, self._preload_this_month)
        return UnlockScreen(self.place_message)

    def _preload_this_month(self) -> None:
        """Mount This month behind the field, still empty, while the passphrase is typed."""
        if self.book is None:
            self._modes.preload_this_month()

    def _build_open_error(self, error: BookError) -> Screen[None]:
        from tracker.screens.start.open_error import OpenErrorScreen

        self.exit_message = str(error)
        return OpenErrorScreen(self.exit_message)

    def show_open_error(self, error: BookError) -> None:
        """Say what keeps the book closed, in front of everything else."""
        self._app.push_screen(self._build_open_error(error))

    @property
    def app_context(self) -> AppContext:
        """The context that each screen gets: the same one until another book is opened."""
        if self._app_context is None:
            self._app_context = AppContext(self.book, self.clock)
        elif self._app_context.opened_book is None:
            self._app_context.opened_book = self.book
        return self._app_context

    @property
    def current_book(self) -> "Book":
        """The open book. Raises LookupError if none is open."""
        if self.book is None:
            raise LookupError("no book is open yet")
        return self.book

    async def lock_book(self) -> None:
        """Close the book, wipe every screen, and ask for the passphrase."""
        draft_error = self.save_drafts()
        message = "\n".join(filter(None, (draft_error, self.close_book())))
        await self.wipe_screens()
        if message:
            self._app.notify(message, timeout=LONG_NOTICE, markup=False)

    async def wipe_screens(self) -> None:
        """Wipe every screen of the book that was just closed, and ask for the passphrase.

        Textual holds its first screen as long as the app runs. It lets go of its widgets here.
        """
        self._app.workers.cancel_all()
        self._app.clear_notifications()
        context, self.book, self._app_context = self._app_context, None, None
        self._app.copy_to_clipboard("")
        await self._modes.replace_all(self._build_unlock_screen)
        if context is not None:
            context.opened_book = None
        # Textual holds its first screen as long as it runs. This has it drop what was on it.
        _empty = self._app.default_screen.displayed_children
        drop_cancelled_timers()
        self._app.call_after_refresh(clear_memory)

    async def unlock(self, event: UnlockRequest) -> None:
        """Open the book, or say why not. Ask what to do where another one was locked."""
        if self.book is not None:
            return
        locked = self.locked_book
        try:
            book = open_book(self.path, event.passphrase)
        except (WrongPassphraseError, InvalidPassphraseError, BookInUseError) as error:
            is_wrong = isinstance(error, WrongPassphraseError)
            if is_wrong and locked and locked.has_other_key():
                event.sender.clear_passphrase()
                self.file_watch.ask_about_locked(locked, None)
            else:
                self._wrong_passphrase_count += is_wrong and locked is not None
                event.sender.show_message(str(error))
        except BookError as error:
            if locked and not locked.is_unchanged():
                event.sender.clear_passphrase()
                self.file_watch.ask_about_locked(locked, None)
            else:
                self.show_open_error(error)
        else:
            event.sender.clear_passphrase()
            if locked and not book.is_continuation_of(locked):
                self.file_watch.ask_about_locked(locked, book)
            else:
                await self.enter_book(book)

    async def enter_book(self, book: "Book") -> None:
        """Go on with a book that was just opened."""
        self.book = book
        self._start_session()
        self.file_watch.add_typed_text()
        await self._modes.begin_this_month()
        self._report_wrong_passphrases()

    def _report_wrong_passphrases(self) -> None:
        """Say how many wrong passphrases were typed in this window while it was locked, if any.

        Only this window is counted, in memory. A count of all windows would need a file that can be
        read without the passphrase.
        """
        count, self._wrong_passphrase_count = self._wrong_passphrase_count, 0
        if count:
            sentence = ngettext(
                "{count} wrong passphrase was typed in this window.",
                "{count} wrong passphrases were typed in this window.",
                count,
            )
            self._app.notify(sentence.format(count=count), timeout=LONG_NOTICE, markup=False)

    def ask_about_new_book(self) -> None:
        """Ask who else uses the computer, then what the book is to be like."""
        from tracker.screens.start.computer_question import build_computer_dialog, find_answer
        from tracker.screens.start.new_book import NewBookScreen

        def handle_answer(label: str | None) -> None:
            use = find_answer(label)
            if use is not None:
                self._app.push_screen(NewBookScreen(use, self._given_passphrase))

        self._app.push_screen(build_computer_dialog(), handle_answer)

    async def make_book(self, event: NewBookRequest) -> None:
        """Make the book and go on to the first note, or say why it cannot be made."""
        if self.book is not None:
            return
        try:
            book = create_book(
                self.path,
                currency=event.currency,
                group=event.group,
                passphrase=event.passphrase,
                settings=event.settings,
            )
        except BookError as error:
            event.sender.show_message(str(error))
            return
        event.sender.clear_passphrase()
        await self.enter_book(book)
        await self._app.run_action("after_a_meeting")


def _describe_save_error(error: BookError) -> str:
    return _error("Your open notebook couldn’t be saved: {why}").format(why=error)
