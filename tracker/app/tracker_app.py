"""The whole app: its main screens, and the actions that can be done from each of them."""

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
from tracker.screens.shell.app_context import SelectsEntry
from tracker.screens.shell.app_requests import DraftRequest, EditRequest
from tracker.screens.shell.book_errors import notify_book_errors
from tracker.screens.shell.main_screen import MainScreen

if TYPE_CHECKING:
    from tracker.entries.types import StoredEntry
    from tracker.screens.shell.helplines import HelplinesDialog

ENTRIES, CHART, HOW_OFTEN, SETTINGS = "entries", "chart", "how_often", "settings"
HEIGHT_CLASSES = ((0, "-flat"), (11, "-low"), (22, "-usual"), (30, "-tall"))
WIDTH_CLASSES = ((0, "-narrow"), (76, "-middling"), (110, "-broad"), (150, "-vast"))
"""The style classes that every screen has from so many rows or columns on."""


class TrackerApp(TourApp):
    """Tracker in the terminal, on one book."""

    TITLE = "Tracker"
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
        """Start with the book at `path` still closed."""
        super().__init__(path, clock, passphrase)
        self.VERTICAL_BREAKPOINTS = list(HEIGHT_CLASSES)
        self.HORIZONTAL_BREAKPOINTS = list(WIDTH_CLASSES)
        self._change_to_undo = 0
        """The large change that is undone when the key is pressed once more."""

    def build_screen_factories(self) -> dict[str, Callable[[], Screen[None]]]:
        """Return what builds each main screen; it is imported when it is first shown."""
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
        """Go to a main screen."""
        mode = self.home_mode if name == THIS_MONTH else name
        if mode != self.current_mode:
            await self.go_to_mode(mode)

    def action_go(self) -> None:
        """Ask for the letter of a main screen."""
        from tracker.screens.shell.goto_menu import GotoMenu

        async def go_to_screen(name: str | None) -> None:
            if name:
                await self.action_place(name)

        keys = {binding.id or "": key for key, binding in self.list_bindings(self.screen)}
        self.push_screen(GotoMenu(keys), go_to_screen)

    def action_after_a_meeting(self, draft: int | None = None) -> None:
        """Add what was asked and given; go on with a draft, or with the newest one."""
        from tracker.screens.log.add_entry import AddEntryScreen

        def handle_result(is_quitting: bool | None) -> None:
            if is_quitting:
                self.quit_app()

        with notify_book_errors(self.screen):
            self.push_screen(AddEntryScreen(self.app_context, draft), handle_result)

    def action_before_you_answer(self) -> None:
        """Show what a yes to an ask would mean, while it is typed or picked."""
        from tracker.screens.before_you_answer.before_you_answer_screen import BeforeYouAnswerScreen

        with notify_book_errors(self.screen):
            self.push_screen(
                BeforeYouAnswerScreen(self.app_context), lambda _result: self._reload_screen()
            )

    def action_show_someone(self) -> None:
        """Write files for one trusted person."""
        from tracker.screens.share.show_someone import ShowSomeoneScreen

        with notify_book_errors(self.screen):
            self.push_screen(ShowSomeoneScreen(self.app_context))

    def action_undo(self) -> None:
        """Undo the newest change and say what it was; a large one needs the key twice."""
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
        """Redo the change that was undone last, and say what it was."""
        from tracker.screens.shell import undo_messages

        try:
            redone = self.current_book.redo(self.clock.today())
        except BookError as error:
            self.notify(str(error), markup=False)
            return
        self._show_changed_entries(
            undo_messages.describe_redo(redone, self.app_context.numbers), redone.made_entries
        )

    def _show_changed_entries(self, sentence: str, entries: "Sequence[StoredEntry]") -> None:
        """Say what an undo or a redo did, and go to the first entry that is there again."""
        self.notify(sentence, markup=False)
        self._reload_screen()
        if entries and isinstance(self.screen, SelectsEntry):
            self.screen.select_entry(entries[0].number)

    def _reload_screen(self) -> None:
        if isinstance(self.screen, MainScreen):
            self.screen.reload()

    @on(MainScreen.AddEntryRequest)
    def add_single_entry(self, event: MainScreen.AddEntryRequest) -> None:
        """Add one entry on a line that begins in a certain way."""
        from tracker.screens.log.single_entry_screen import SingleEntryScreen

        with notify_book_errors(self.screen):
            self.push_screen(
                SingleEntryScreen(self.app_context, event.line),
                lambda _result: self._reload_screen(),
            )

    @on(EditRequest)
    def _edit_entry(self, event: EditRequest) -> None:
        """Edit an entry on its line or in the form."""
        from tracker.screens.log.edit_entry import EditEntryScreen

        with notify_book_errors(self.screen):
            entry = self.current_book.find_entry(event.number)
            if entry is not None:
                self.push_screen(
                    EditEntryScreen(self.app_context, entry), lambda _result: self._reload_screen()
                )

    @on(DraftRequest)
    def _resume_draft(self, event: DraftRequest) -> None:
        """Go on with a draft."""
        self.action_after_a_meeting(event.number)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Yield what the palette offers, with the people to talk to."""
        self._load_helplines_dialog()
        yield from super().get_system_commands(screen)
        yield SystemCommand(_("People to talk to"), _("kept here, by country"), self.action_people)

    def action_people(self) -> None:
        """Show people to talk to; nothing records that they were looked at."""
        self.push_screen(self._load_helplines_dialog()())

    def _load_helplines_dialog(self) -> "type[HelplinesDialog]":
        """Return the dialog of people to talk to, imported wherever it is offered.

        Imported only where it is opened, the time at which its file was last read would tell that.
        """
        from tracker.screens.shell.helplines import HelplinesDialog

        return HelplinesDialog

    def action_help(self) -> None:
        """Say what this screen is for, and its keys."""
        from tracker.screens.shell.help import HELPLINES_RESULT, TOUR_RESULT, HelpDialog, HelpKey

        self._load_helplines_dialog()

        def handle_result(result: str | None) -> None:
            if result == TOUR_RESULT:
                self.action_tour()
            elif result == HELPLINES_RESULT:
                self.action_people()

        keys = [HelpKey(*key) for key in self.list_named_keys(self.screen)]
        self.push_screen(HelpDialog((self.screen.HELP or "").splitlines(), keys), handle_result)
