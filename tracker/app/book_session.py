"""How the app opens: which screen comes first, and how the book is opened or made.

Screens are imported when they are first wanted: the first paint waits for none.
"""

import gc
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.message import Message
from textual.screen import Screen

from tracker.app.base_app import QuietApp
from tracker.app.file_watch import LONG, FileWatch
from tracker.app.memory import drop_cancelled_timers, forget_all
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
from tracker.clock import Clock
from tracker.i18n import _
from tracker.screens.shell.book_errors import PAINT_SECONDS
from tracker.screens.shell.context import AppContext
from tracker.screens.shell.main_screen import MainScreen
from tracker.screens.shell.requests import NewBookRequest, StartRequest, UnlockRequest

if TYPE_CHECKING:
    from tracker.book.book import Book
    from tracker.book.files.rescue import LockedBook

START, LOCKED, THIS_MONTH = "start", "locked", "this_month"
"""The mode that comes first, which is This month where the book just opens; that of a book that was
locked again; and that of This month in all later cases."""

SMALL = 1 << 19
"""Bytes up to which a book is copied while somebody waits for the app to be gone: some 15 ms."""


class OpeningApp(QuietApp):
    """An app on one book, which it opens or makes before anything else."""

    DEFAULT_MODE = START

    def __init__(self, path: Path, clock: Clock, passphrase: str | None) -> None:
        """Begin with the book at `path` still closed."""
        super().__init__()
        self.path = path
        self.clock = clock
        self.book: Book | None = None
        self.told_place = ""
        """Which book is used, where that is not clear; said until it is open."""
        self.trouble = ""
        """What keeps the book closed; said on standard error when the person leaves."""
        self._given = passphrase
        """The passphrase that was named, until a book is open."""
        self._desk: AppContext | None = None
        self.file_watch = FileWatch(self)
        self.locked: LockedBook | None = None
        """What is remembered of the book that was locked last, until one is open."""
        self._rescued: Path | None = None
        """Where what is open is saved already, because another program changed its file."""
        self._was_told = False
        """Whether it was said that what is open could not be saved."""
        self.home = START
        """The mode in which This month is."""
        self.add_mode(START, self._first_screen)
        for name, place in self.places().items():
            self.add_mode(name, place)

    def places(self) -> dict[str, Callable[[], Screen[None]]]:
        """How the screen of each place is made."""
        return {THIS_MONTH: self._this_month}

    def settle(self) -> None:
        """Take up what the book says about the app, now that it is open."""

    def on_ready(self) -> None:
        """From the first paint on garbage is looked for again, but not among what stays."""
        if not gc.isenabled():
            gc.freeze()
            gc.enable()

    def on_unmount(self) -> None:
        """Let go of the book."""
        self.leave_book()

    def leave_book(self) -> None:
        """Let go of the book; save one that was locked and whose file was changed since."""
        if self.book is not None:
            self.trouble = self.close_book() or self.trouble
        elif self.locked is not None and (
            self.locked.rescue_path or self.locked.is_only_in_memory()
        ):
            told = _("Another program changed the notebook’s file while it was locked.")
            self.trouble = f"{told} {self._save_locked(self.locked)}"

    def save_open(self) -> None:
        """Save what is open, or was when it was locked, where another program changed its file."""
        if self.book is not None:
            with suppress(BookError):
                if self.book.find_file_difference() is None:
                    return
            self._rescue()
        elif self.locked is not None and self.locked.is_only_in_memory():
            self._save_locked(self.locked)

    def _save_locked(self, locked: "LockedBook") -> str:
        """Save a book as it was locked; gives where, or why it could not be."""
        try:
            rescued = locked.save(self.clock.today())
        except BookError as error:
            return _not_saved(error)
        self.locked = replace(locked, rescue_path=rescued)
        return describe_rescue(rescued)

    def close_book(self) -> str:
        """Copy the book where it was changed, and let go of it; gives why no copy could be made.

        Where another program changed its file, what is open is saved beside it instead.
        """
        book, told, has_backup = self.open_book, "", False
        try:
            if book.find_file_difference() is None:
                book.save_typed_text()
                book.maintenance.backups.make_if_due(self.clock.today(), SMALL)
                has_backup = not book.maintenance.backups.is_due()
        except BookError as error:
            told = _("No copy was made: {why}").format(why=error)
        difference = None
        with suppress(BookError):
            difference = book.find_file_difference()
        if difference is not None:
            told = f"{describe_difference(difference, self.path)} {self._rescue()}"
        elif self._rescued is not None:
            told = f"{told} {describe_rescue(self._rescued)}".strip()
        self.locked = replace(book.build_locked_book(self._rescued), has_backup=has_backup)
        self._rescued = None
        book.close()
        return told

    def _rescue(self) -> str:
        """Save what is open beside its file, unless it is; gives where, or why it could not be.

        What was typed waits for the book that is opened next then.
        """
        book = self.open_book
        try:
            self._rescued = self._rescued or book.rescue(self.clock.today())
        except BookError as error:
            self.file_watch.hold(book.collect_typed_text())
            return _not_saved(error)
        return describe_rescue(self._rescued)

    def _has_to_stay(self) -> bool:
        """Return whether what is open could not be saved; that is said once, and then one leaves.

        It is only in memory where another program changed its file.
        """
        book = self.book
        if book is None or self._was_told:
            return False
        with suppress(BookError):
            if book.find_file_difference() is None:
                return False
        self.let_go()
        told = self._rescue()
        self._was_told = self._rescued is None
        if self._was_told:
            # Nothing of the notebook may stay in sight of whoever comes.
            again = _("Press ctrl+q again: Tracker tries to save it once more, and quits.")
            self.keep_closed(BookError(f"{told} {again}"))
        return self._was_told

    def _first_screen(self) -> Screen[None]:
        """This month where the book opens, else what has to be done first."""
        try:
            self.book = open_book(self.path, self._given)
        except BookNotFoundError:
            from tracker.screens.start.welcome import WelcomeScreen

            return WelcomeScreen()
        except PassphraseNeededError:
            return self._locked()
        except BookError as error:
            return self._kept_closed(error)
        if self.told_place:
            self.call_after_refresh(self.notify, self.told_place, timeout=10, markup=False)
        self._settle()
        return self._this_month()

    def _settle(self) -> None:
        """Take up the settings; a book that cannot be read says so where it is shown."""
        self.told_place = ""
        self._given = self.locked = self._rescued = None
        self._was_told = False
        self.open_book.watch_file(self.file_watch.ask_soon)
        with suppress(BookError):
            self.settle()

    def _this_month(self) -> Screen[None]:
        from tracker.screens.this_month.this_month_screen import ThisMonthScreen

        return ThisMonthScreen(self.desk)

    def _locked(self) -> Screen[None]:
        """The screen that asks for the passphrase; what comes after it is made ready meanwhile."""
        from tracker.screens.start.unlock import UnlockScreen

        self.call_after_refresh(self.set_timer, PAINT_SECONDS, self._make_ready)
        return UnlockScreen(self.told_place)

    def _make_ready(self) -> None:
        """Let This month stand behind the field, still empty, while the passphrase is typed."""
        if self.book is None:
            self._init_mode(THIS_MONTH)

    def _kept_closed(self, error: BookError) -> Screen[None]:
        from tracker.screens.start.open_error import OpenErrorScreen

        self.trouble = str(error)
        return OpenErrorScreen(self.trouble)

    def keep_closed(self, error: BookError) -> None:
        """Say what keeps the book closed, in place of everything else."""
        self.push_screen(self._kept_closed(error))

    @property
    def desk(self) -> AppContext:
        """What every screen is handed: the same one as long as no other book is opened."""
        if self._desk is None:
            self._desk = AppContext(self.book, self.clock)
        elif self._desk.opened_book is None:
            self._desk.opened_book = self.book
        return self._desk

    @property
    def open_book(self) -> "Book":
        """The book, which is open on every place."""
        if self.book is None:
            raise LookupError("no book is open yet")
        return self.book

    async def action_quit(self) -> None:
        """Leave at once; with exit code 1 where the book could not be opened."""
        if self._has_to_stay():
            return
        self.leave(1 if self.trouble else 0)

    @on(MainScreen.Unreadable)
    def _leave_place(self, event: MainScreen.Unreadable) -> None:
        """Say why the book cannot be read, in place of figures."""
        if self.file_watch.look():
            return
        self.keep_closed(BookError(event.sentence))

    async def go_to(self, mode: str) -> None:
        """Go to the screens of a mode; nothing is painted before the one on top has read."""
        begun = Message().time
        with self.batch_update():
            await self.switch_mode(mode)
            if isinstance(self.screen, MainScreen):
                self.screen.reload_since(begun)
        self.screen.refresh()

    def delay_update(self, delay: float = 0.05) -> None:
        """Paint nothing for so many seconds, unless that waits for something better already.

        Textual gives every mode a twentieth of a second to be mounted; `focus_if_shown` waits for
        just that.
        """
        if not self._batch_count:
            super().delay_update(delay)

    async def _opened(self) -> None:
        """Go to This month; the screens that led here, and what was typed there, are gone."""
        self._settle()
        self.file_watch.add_typed_text()
        before, self.home = self.current_mode, THIS_MONTH
        await self.go_to(THIS_MONTH)
        await self.remove_mode(before)

    async def lock(self) -> None:
        """Close the book, wipe every screen, and ask for the passphrase."""
        lost = self.let_go()
        why = "\n".join(filter(None, (lost, self.close_book())))
        await self.wipe_screens()
        if why:
            self.notify(why, timeout=LONG, markup=False)

    async def wipe_screens(self) -> None:
        """Wipe every screen of the book that was just closed, and ask for the passphrase."""
        self.workers.cancel_all()
        self.clear_notifications()
        desk, self.book, self._desk = self._desk, None, None
        self._clipboard = ""
        self.add_mode(LOCKED, self._locked)
        await self.go_to(LOCKED)
        if self.home == START:
            await self.remove_mode(START)
        for name, place in self.places().items():
            await self.remove_mode(name)
            self.add_mode(name, place)
        if desk is not None:
            desk.opened_book = None
        # Textual holds its first screen as long as it runs; this has it let go of all that was on.
        _none_left = self.default_screen.displayed_children
        drop_cancelled_timers()
        self.call_after_refresh(forget_all)

    @on(UnlockRequest)
    async def _unlock(self, event: UnlockRequest) -> None:
        """Open the book, or say why it stays closed; ask where it is another than was locked."""
        if self.book is not None:
            return
        locked = self.locked
        try:
            book = open_book(self.path, event.passphrase)
        except (WrongPassphraseError, InvalidPassphraseError, BookInUseError) as error:
            if isinstance(error, WrongPassphraseError) and locked and locked.has_other_key():
                event.sender.clear_passphrase()
                self.file_watch.ask_about_locked(locked, None)
            else:
                event.sender.show_message(str(error))
        except BookError as error:
            if locked and not locked.is_unchanged():
                event.sender.clear_passphrase()
                self.file_watch.ask_about_locked(locked, None)
            else:
                self.keep_closed(error)
        else:
            event.sender.clear_passphrase()
            if locked and not locked.is_continued_in(book):
                self.file_watch.ask_about_locked(locked, book)
            else:
                await self.enter(book)

    async def enter(self, book: "Book") -> None:
        """Go on with a book that was just opened."""
        self.book = book
        await self._opened()

    @on(StartRequest)
    def _ask_about_new_book(self) -> None:
        """Ask what the book is to be like."""
        from tracker.screens.start.new_book import NewBookScreen

        self.push_screen(NewBookScreen(self._given))

    @on(NewBookRequest)
    async def _make_book(self, event: NewBookRequest) -> None:
        """Make the book and go on to the first note, or say why it cannot be made."""
        if self.book is not None:
            return
        try:
            self.book = create_book(
                self.path, currency=event.currency, group=event.group, passphrase=event.passphrase
            )
        except BookError as error:
            event.sender.show_message(str(error))
            return
        event.sender.clear_passphrase()
        await self._opened()
        await self.run_action("after_a_meeting")


def _not_saved(error: BookError) -> str:
    return _("What was open could not be saved: {why}").format(why=error)
