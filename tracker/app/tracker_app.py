"""The app's table of contents: its places, and what is done from every one of them."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from tracker.app.book_session import THIS_MONTH
from tracker.app.tour import TourApp
from tracker.book.database.errors import BookError
from tracker.clock import Clock
from tracker.i18n import _
from tracker.screens.shell.book_errors import notify_book_errors
from tracker.screens.shell.context import SelectsEntry
from tracker.screens.shell.main_screen import MainScreen
from tracker.screens.shell.requests import DraftRequest, EditRequest

if TYPE_CHECKING:
    from tracker.entries.types import StoredEntry
    from tracker.screens.shell.helplines import HelplinesDialog

ENTRIES, CHART, HOW_OFTEN, SETTINGS = "entries", "chart", "how_often", "settings"
HEIGHT_CLASSES = ((0, "-flat"), (11, "-low"), (22, "-usual"), (30, "-tall"))
WIDTH_CLASSES = ((0, "-narrow"), (76, "-middling"), (110, "-broad"), (150, "-vast"))
"""The classes that every screen bears from so many rows or columns on."""


class TrackerApp(TourApp):
    """Tracker in the terminal, on one book."""

    CSS_PATH = "tracker_app.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1; never rename.
        Binding("ctrl+q", "quit", _("Leave"), show=False, priority=True, id="quit"),
        Binding("ctrl+p", "command_palette", _("All commands"), show=False, id="commands"),
        Binding("ctrl+n", "hide_numbers", _("Hide amounts"), False, priority=True, id="hide"),
        Binding("f10", "help", _("Help, also while typing"), show=False, id="help_anywhere"),
        Binding("ctrl+l", "lock", _("Lock"), show=False, priority=True, id="lock"),
        Binding("ctrl+z", "step_aside", _("Set Tracker aside"), show=False, id="step_aside"),
    ]

    def __init__(self, path: Path, clock: Clock, passphrase: str | None = None) -> None:
        """Begin with the book at `path` still closed."""
        super().__init__(path, clock, passphrase)
        self.VERTICAL_BREAKPOINTS = list(HEIGHT_CLASSES)
        self.HORIZONTAL_BREAKPOINTS = list(WIDTH_CLASSES)
        self._change_to_undo = 0
        """The large change that one more `u` takes back."""

    def build_screen_factories(self) -> dict[str, Callable[[], Screen[None]]]:
        """How the screen of each place is made; it is imported when it is first gone to."""
        return {
            **super().build_screen_factories(),
            ENTRIES: self._build_entries,
            CHART: self._build_chart,
            HOW_OFTEN: self._build_how_often,
            SETTINGS: self._build_settings,
        }

    def _build_entries(self) -> Screen[None]:
        from tracker.screens.entries.entries_screen import EntriesScreen

        return EntriesScreen(self.app_context)

    def _build_chart(self) -> Screen[None]:
        from tracker.screens.chart.chart_screen import ChartScreen

        return ChartScreen(self.app_context)

    def _build_how_often(self) -> Screen[None]:
        from tracker.screens.how_often.how_often import HowOftenScreen

        return HowOftenScreen(self.app_context)

    def _build_settings(self) -> Screen[None]:
        from tracker.screens.settings.settings_screen import SettingsScreen

        return SettingsScreen(self.app_context)

    async def action_place(self, name: str) -> None:
        """Go to a place."""
        mode = self.home_mode if name == THIS_MONTH else name
        if mode != self.current_mode:
            await self.go_to_mode(mode)

    def action_go(self) -> None:
        """Ask for the letter of a place."""
        from tracker.screens.shell.goto_menu import GotoMenu

        async def go(place: str | None) -> None:
            if place:
                await self.action_place(place)

        keys = {binding.id or "": key for key, binding in self.list_bindings(self.screen)}
        self.push_screen(GotoMenu(keys), go)

    def action_after_a_meeting(self, draft: int | None = None) -> None:
        """Note what was asked and given; go on with a draft, or with the line begun last."""
        from tracker.screens.log.add_entry import AddEntryScreen

        def done(leaves: bool | None) -> None:
            if leaves:
                self.quit_app()

        with notify_book_errors(self.screen):
            self.push_screen(AddEntryScreen(self.app_context, draft), done)

    def action_before_you_answer(self) -> None:
        """Show what a yes to an ask would mean, while it is typed or picked."""
        from tracker.screens.before_you_answer.before_you_answer_screen import BeforeYouAnswerScreen

        with notify_book_errors(self.screen):
            self.push_screen(
                BeforeYouAnswerScreen(self.app_context), lambda _noted: self._reload_screen()
            )

    def action_show_someone(self) -> None:
        """Write what one trusted person is shown."""
        from tracker.screens.share.show_someone import ShowSomeoneScreen

        with notify_book_errors(self.screen):
            self.push_screen(ShowSomeoneScreen(self.app_context))

    def action_undo(self) -> None:
        """Take back the newest change and say what it was; a large one wants the key twice."""
        from tracker.book.undo_stack import MOST_WITHOUT_QUESTION
        from tracker.screens.shell import undo_messages

        try:
            change, count = self.current_book.find_newest_change()
            if count > MOST_WITHOUT_QUESTION and self._change_to_undo != change:
                self._change_to_undo = change
                self.notify(undo_messages.describe_large_undo(count), markup=False)
                return
            self._change_to_undo = 0
            undone = self.current_book.undo(self.clock.today())
        except BookError as error:
            self.notify(str(error), markup=False)
            return
        self._show_changed_entries(
            undo_messages.describe_undo(undone, self.app_context.numbers), undone.restored_entries
        )

    def action_redo(self) -> None:
        """Make the change again that was undone last, and say what it was."""
        from tracker.screens.shell import undo_messages

        try:
            redone = self.current_book.redo(self.clock.today())
        except BookError as error:
            self.notify(str(error), markup=False)
            return
        self._show_changed_entries(
            undo_messages.describe_redo(redone, self.app_context.numbers), redone.made_entries
        )

    def _show_changed_entries(self, sentence: str, items: "Sequence[StoredEntry]") -> None:
        """Say what an undo or a redo did, and go to the first entry that is there again."""
        self.notify(sentence, markup=False)
        self._reload_screen()
        if items and isinstance(self.screen, SelectsEntry):
            self.screen.select_entry(items[0].number)

    def _reload_screen(self) -> None:
        if isinstance(self.screen, MainScreen):
            self.screen.reload()

    @on(MainScreen.AddEntryRequest)
    def add_single_entry(self, event: MainScreen.AddEntryRequest) -> None:
        """Note one line that begins in a certain way."""
        from tracker.screens.log.single_entry_screen import SingleEntryScreen

        with notify_book_errors(self.screen):
            self.push_screen(
                SingleEntryScreen(self.app_context, event.line),
                lambda _noted: self._reload_screen(),
            )

    @on(EditRequest)
    def _edit_entry(self, event: EditRequest) -> None:
        """Change an entry on its line or in the form."""
        from tracker.screens.log.edit_entry import EditEntryScreen

        with notify_book_errors(self.screen):
            item = self.current_book.find_entry(event.number)
            if item is not None:
                self.push_screen(
                    EditEntryScreen(self.app_context, item), lambda _changed: self._reload_screen()
                )

    @on(DraftRequest)
    def _resume_draft(self, event: DraftRequest) -> None:
        """Go on with a draft."""
        self.action_after_a_meeting(event.number)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """What the palette offers; people to talk to are found there, too."""
        self._load_helplines_dialog()
        yield from super().get_system_commands(screen)
        yield SystemCommand(_("People to talk to"), _("kept here, by country"), self.action_people)

    def action_people(self) -> None:
        """Show people to talk to; nothing keeps that they were looked at."""
        self.push_screen(self._load_helplines_dialog()())

    def _load_helplines_dialog(self) -> "type[HelplinesDialog]":
        """The page of people to talk to, read from its file wherever it is offered.

        Read only once it is wanted, the day on which a disk saw that file read would tell it.
        """
        from tracker.screens.shell.helplines import HelplinesDialog

        return HelplinesDialog

    def action_help(self) -> None:
        """Say what this screen is for, and its keys."""
        from tracker.screens.shell.help import HELPLINES_RESULT, TOUR_RESULT, HelpDialog, HelpKey

        self._load_helplines_dialog()

        def done(wanted: str | None) -> None:
            if wanted == TOUR_RESULT:
                self.action_tour()
            elif wanted == HELPLINES_RESULT:
                self.action_people()

        keys = [HelpKey(*key) for key in self.list_named_keys(self.screen)]
        self.push_screen(HelpDialog((self.screen.HELP or "").splitlines(), keys), done)
