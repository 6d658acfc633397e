"""The app's table of contents: its places, and what is done from every one of them."""

from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from tracker.app.opening_app import THIS_MONTH, OpeningApp
from tracker.book.errors import BookError
from tracker.clock import Clock
from tracker.entries.types import Logged
from tracker.entries.writing import write_line
from tracker.screens.place import Place
from tracker.texts import _, ngettext

CHART = "chart"
HEIGHTS = ((0, "-flat"), (11, "-low"), (22, "-usual"), (30, "-tall"))
WIDTHS = ((0, "-narrow"), (110, "-broad"))
"""The classes that every screen bears from so many rows or columns on."""


class TrackerApp(OpeningApp):
    """Tracker in the terminal, on one book."""

    CSS_PATH = "tracker_app.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", _("Leave"), show=False, priority=True, id="quit"),
        Binding("ctrl+p", "command_palette", _("All commands"), show=False, id="commands"),
    ]

    def __init__(self, path: Path, clock: Clock, passphrase: str | None = None) -> None:
        """Begin with the book at `path` still closed."""
        super().__init__(path, clock, passphrase)
        self.VERTICAL_BREAKPOINTS = list(HEIGHTS)
        self.HORIZONTAL_BREAKPOINTS = list(WIDTHS)
        self._draft = ""
        """The line that was begun in After a meeting and not noted."""
        self._to_be_undone = 0
        """The large change that one more `u` takes back."""
        self.add_mode(CHART, self._chart)

    def _chart(self) -> Screen[None]:
        from tracker.screens.chart import Chart

        return Chart(self.open_book, self.clock)

    async def action_place(self, name: str) -> None:
        """Go to a place."""
        mode = self.home if name == THIS_MONTH else name
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

        self.push_screen(AfterAMeeting(self.open_book, self.clock, self._draft), done)

    def action_show_someone(self) -> None:
        """Write what one trusted person is shown."""
        from tracker.screens.show_someone import ShowSomeone

        self.push_screen(ShowSomeone(self.open_book, self.clock))

    def action_undo(self) -> None:
        """Take back the newest change and say what it was; a large one wants the key twice."""
        try:
            change, count = self.open_book.newest_change()
            if count > FEW and self._to_be_undone != change:
                self._to_be_undone = change
                self.notify(
                    _(
                        "The newest change made {count} entries; u again takes all of them back."
                    ).format(count=count),
                    markup=False,
                )
                return
            taken = self.open_book.undo(self.clock.today())
        except BookError as error:
            self.notify(str(error), markup=False)
            return
        self.notify(taken_back(taken, self.open_book.currency), markup=False)
        if isinstance(self.screen, Place):
            self.screen.read_anew()

    def action_help(self) -> None:
        """Show the keys of this screen."""
        from tracker.screens.help import Help, Key

        self.push_screen(Help([Key(*key) for key in self.named_keys(self.screen)]))


FEW = 5
"""Entries of a change that one key takes back."""


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
