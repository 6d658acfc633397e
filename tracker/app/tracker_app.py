"""The app's table of contents: how it opens, its places, and what is done from everywhere.

Screens but the first are imported when they are first wanted: the first paint waits for none.
"""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.screen import Screen

from tracker.app.quiet_app import QuietApp
from tracker.book.book import Book
from tracker.book.errors import (
    BookError,
    NeedsPassphrase,
    NoBook,
    OpenElsewhere,
    WrongPassphrase,
)
from tracker.book.opening import create_book, open_book
from tracker.clock import Clock
from tracker.entries.types import Logged
from tracker.entries.writing import write_line
from tracker.screens.place import Place
from tracker.screens.this_month import ThisMonth
from tracker.texts import _, ngettext

if TYPE_CHECKING:
    from tracker.screens.new_book import NewBook
    from tracker.screens.unlock import Unlock

START, THIS_MONTH, CHART = "start", "this_month", "chart"
"""The modes: what comes first, which is This month where the book just opens, and the places."""
HEIGHTS = ((0, "-flat"), (11, "-low"), (22, "-usual"), (30, "-tall"))
WIDTHS = ((0, "-narrow"), (110, "-broad"))
"""The classes that every screen bears from so many rows or columns on."""


class TrackerApp(QuietApp):
    """Tracker in the terminal, on one book."""

    CSS_PATH = "tracker_app.tcss"
    DEFAULT_MODE = START
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", _("Leave"), show=False, priority=True, id="quit"),
        Binding("ctrl+p", "command_palette", _("All commands"), show=False, id="commands"),
    ]

    def __init__(self, path: Path, clock: Clock, passphrase: str | None = None) -> None:
        """Begin with the book at `path` still closed."""
        super().__init__()
        self.VERTICAL_BREAKPOINTS = list(HEIGHTS)
        self.HORIZONTAL_BREAKPOINTS = list(WIDTHS)
        self.path = path
        self.clock = clock
        self.book: Book | None = None
        self.trouble = ""
        """What keeps the book closed; said on standard error when the person leaves."""
        self._given = passphrase
        self._draft = ""
        """The line that was begun in After a meeting and not noted."""
        self._home = START
        """The mode in which This month is."""
        self.add_mode(START, self._first_screen)
        self.add_mode(THIS_MONTH, self._this_month)
        self.add_mode(CHART, self._chart)

    def on_unmount(self) -> None:
        """Let go of the book."""
        if self.book is not None:
            self.book.close()

    def _first_screen(self) -> Screen[None]:
        """This month where the book opens, else what has to be done first."""
        try:
            self.book = open_book(self.path, self._given)
        except NoBook:
            from tracker.screens.welcome import Welcome

            return Welcome()
        except NeedsPassphrase:
            from tracker.screens.unlock import Unlock

            return Unlock()
        except BookError as error:
            return self._kept_closed(error)
        return self._this_month()

    def _this_month(self) -> Screen[None]:
        return ThisMonth(self._open_book(), self.clock)

    def _kept_closed(self, error: BookError) -> Screen[None]:
        from tracker.screens.closed import Closed

        self.trouble = str(error)
        return Closed(self.trouble)

    def _chart(self) -> Screen[None]:
        from tracker.screens.chart import Chart

        return Chart(self._open_book(), self.clock)

    def _open_book(self) -> Book:
        if self.book is None:
            raise LookupError("no book is open yet")
        return self.book

    @on(Place.Unreadable)
    def _leave_place(self, event: Place.Unreadable) -> None:
        """Say why the book cannot be read, in place of figures."""
        self.push_screen(self._kept_closed(BookError(event.sentence)))

    async def _opened(self) -> None:
        """Go to This month; the screens that led here, and what was typed there, are gone."""
        self._home = THIS_MONTH
        await self.switch_mode(THIS_MONTH)
        await self.remove_mode(START)

    async def on_unlock_tried(self, event: "Unlock.Tried") -> None:
        """Open the book, or say why it stays closed."""
        try:
            self.book = open_book(self.path, event.passphrase)
        except (WrongPassphrase, OpenElsewhere) as error:
            event.asker.say(str(error))
        except BookError as error:
            self.push_screen(self._kept_closed(error))
        else:
            await self._opened()

    def on_welcome_just_came(self) -> None:
        """Ask what the book is to be like."""
        from tracker.screens.new_book import NewBook

        self.push_screen(NewBook(self._given))

    async def on_new_book_wanted(self, event: "NewBook.Wanted") -> None:
        """Make the book and go on to the first note, or say why it cannot be made."""
        try:
            self.book = create_book(
                self.path, currency=event.currency, group=event.group, passphrase=event.passphrase
            )
        except BookError as error:
            event.asker.say(str(error))
            return
        await self._opened()
        self.action_after_a_meeting()

    async def action_place(self, name: str) -> None:
        """Go to a place."""
        mode = self._home if name == THIS_MONTH else name
        if mode != self.current_mode:
            await self.switch_mode(mode)

    def action_go(self) -> None:
        """Ask for the letter of a place."""
        from tracker.screens.go import Go

        async def go(place: str | None) -> None:
            if place:
                await self.action_place(place)

        self.push_screen(Go(), go)

    def action_after_a_meeting(self) -> None:
        """Note what was asked and given."""
        from tracker.screens.after_a_meeting import AfterAMeeting, Sitting

        def done(sitting: Sitting | None) -> None:
            self._draft = sitting.draft if sitting else ""
            if sitting and sitting.leaves:
                self.exit()

        self.push_screen(AfterAMeeting(self._open_book(), self.clock, self._draft), done)

    def action_show_someone(self) -> None:
        """Write what one trusted person is shown."""
        from tracker.screens.show_someone import ShowSomeone

        self.push_screen(ShowSomeone(self._open_book(), self.clock))

    def action_undo(self) -> None:
        """Take back the newest change, and say what it was."""
        try:
            taken = self._open_book().undo(self.clock.today())
        except BookError as error:
            self.notify(str(error), markup=False)
            return
        self.notify(taken_back(taken, self._open_book().currency), markup=False)
        if isinstance(self.screen, Place):
            self.screen.read_anew()

    def action_help(self) -> None:
        """Show the keys of this screen."""
        from tracker.screens.help import Help, Key

        self.push_screen(Help([Key(*key) for key in self.named_keys(self.screen)]))

    async def action_quit(self) -> None:
        """Leave at once; with exit code 1 where the book could not be opened."""
        self.exit(return_code=1 if self.trouble else 0)


def taken_back(taken: list[Logged], currency: str) -> str:
    """What an undo took back, as lines that can be typed again."""
    if not taken:
        return _("There is nothing to take back.")
    line = write_line(taken[0].entry, currency)
    more = len(taken) - 1
    if not more:
        return _("Taken back: {line}").format(line=line)
    return ngettext(
        "Taken back: {line} and {more} entry more.",
        "Taken back: {line} and {more} entries more.",
        more,
    ).format(line=line, more=more)
