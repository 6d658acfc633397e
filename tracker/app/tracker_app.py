"""The app on one book: what it is made of, and the actions that can be done from everywhere."""

import gc
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.command import Provider
from textual.screen import Screen

from tracker.app.base_app import BaseApp
from tracker.app.book_session import BookSession
from tracker.app.idle_backup import IdleBackup
from tracker.app.idle_lock import IdleLock
from tracker.app.input_parser import QUIT_KEY
from tracker.app.input_queue import INPUT_EVENTS, InputQueue
from tracker.app.preferences import Preferences
from tracker.app.screen_modes import START, ScreenModes
from tracker.app.shutdown import Shutdown
from tracker.book.database.errors import BookError
from tracker.clock import Clock
from tracker.i18n import _label
from tracker.screens.shell.app_context import AppContext, CapturesAllKeys, SelectsEntry
from tracker.screens.shell.app_requests import (
    DraftRequest,
    EditRequest,
    KeymapPageRequest,
    KeymapRequest,
    NewBookRequest,
    NewPassphraseRequest,
    StartRequest,
    ThemeRequest,
    UnlockRequest,
)
from tracker.screens.shell.book_errors import notify_book_errors
from tracker.screens.shell.main_screen import MainScreen
from tracker.screens.shell.page_screen import PageScreen
from tracker.screens.shell.tracker_screen import STYLE_SHEET

if TYPE_CHECKING:
    from tracker.book.book import Book
    from tracker.entries.types import StoredEntry
    from tracker.screens.shell.help_pages import HelpPagesScreen
    from tracker.screens.shell.helplines import HelplinesDialog

READ_AHEAD_SECONDS = 0.1
"""How long after the first paint the rules of the other screens are parsed."""
PHRASES_AHEAD_SECONDS = 0.3
"""How long after a book was opened the phrases of the entry line are read."""
HEIGHT_CLASSES = ((0, "-flat"), (11, "-low"), (22, "-usual"), (30, "-tall"))
WIDTH_CLASSES = ((0, "-narrow"), (76, "-middling"), (110, "-broad"), (150, "-vast"))
"""The style classes that every screen has from so many rows or columns on."""


def load_palette_provider() -> type[Provider]:
    """Return what offers keys and pages in the palette."""
    from tracker.app.pages import PaletteProvider

    return PaletteProvider


class TrackerApp(BaseApp):
    """Tracker in the terminal, on one book."""

    DEFAULT_MODE = START
    TITLE = "Tracker"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {load_palette_provider}
    CSS_PATH = "tracker_app.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1. Never rename.
        Binding("ctrl+q", "quit", _label("Quit Tracker"), show=False, priority=True, id="quit"),
        Binding("ctrl+p", "command_palette", _label("Commands"), show=False, id="commands"),
        Binding("ctrl+n", "hide_numbers", _label("Hide amounts"), False, priority=True, id="hide"),
        Binding("f10", "help", _label("Help (also while typing)"), show=False, id="help_anywhere"),
        Binding("h", "people", _label("People to talk to"), show=False, id="people_to_talk_to"),
        Binding(
            "f7",
            "people",
            _label("People to talk to (also while typing)"),
            show=False,
            priority=True,
            id="people_anywhere",
        ),
        Binding("ctrl+l", "lock", _label("Lock"), show=False, priority=True, id="lock"),
        Binding(
            "ctrl+z", "step_aside", _label("Suspend (fg returns)"), show=False, id="step_aside"
        ),
    ]

    def __init__(
        self,
        path: Path,
        clock: Clock,
        passphrase: str | None = None,
        opening: "Callable[[], Book] | None" = None,
    ) -> None:
        """Start with the book at `path` still closed, or with one that is being opened."""
        super().__init__()
        self.VERTICAL_BREAKPOINTS = list(HEIGHT_CLASSES)
        self.HORIZONTAL_BREAKPOINTS = list(WIDTH_CLASSES)
        self.screen_modes = ScreenModes(self, lambda: self.app_context)
        self.session = BookSession(
            self, self.screen_modes, path, clock, passphrase, self._apply_settings, opening
        )
        self.preferences = Preferences(self, self.session)
        self.idle_lock = IdleLock(self, self.session)
        self.idle_backup = IdleBackup(self, self.session, self.idle_lock)
        self.input_queue = InputQueue(self, super().on_event)
        self.shutdown = Shutdown(self, self.session, self.idle_lock, self.input_queue)
        self._change_to_undo = 0
        """The large change that is undone when the key is pressed once more."""
        self.add_mode(START, self._build_first_screen)

    def _build_first_screen(self) -> Screen[None]:
        """Return the screen that is shown first."""
        return self.session.open_first_screen()

    @property
    def app_context(self) -> AppContext:
        """The context that each screen gets."""
        return self.session.app_context

    @property
    def current_book(self) -> "Book":
        """The open book. Raises LookupError if none is open."""
        return self.session.current_book

    def _apply_settings(self) -> None:
        """Begin again with a book that was just opened. Raises BookError."""
        self.idle_lock.reset()
        self.idle_backup.reset()
        self.preferences.apply()
        self.set_timer(PHRASES_AHEAD_SECONDS, self._read_phrases_ahead)

    def _read_phrases_ahead(self) -> None:
        """Build the patterns of the phrases while nobody waits for an entry line."""
        if self.is_running:
            import_module("tracker.entries.phrases.rewriting")

    def on_mount(self) -> None:
        """Handle signals, and begin all that is done now and then."""
        self.shutdown.handle_signals()
        self.idle_lock.start()
        self.idle_backup.start()

    def on_ready(self) -> None:
        """Collect garbage again from the first paint on, but not among what stays."""
        if not gc.isenabled():
            gc.freeze()
            gc.enable()
        self.set_timer(READ_AHEAD_SECONDS, self._read_styles_ahead)

    def _read_styles_ahead(self) -> None:
        """Parse the rules of the other screens while nobody waits for one of them.

        The dialog of people to talk to is a key on every screen, so it is imported now.
        """
        self._load_helplines_dialog()
        path = str(STYLE_SHEET)
        if self.is_running and not self.stylesheet.has_source(path):
            self.stylesheet.read(path)
            self.stylesheet.parse()

    def on_unmount(self) -> None:
        """Release the book."""
        self.session.release_book()

    async def on_event(self, event: events.Event) -> None:
        """Handle an event: first the idle lock, then the quit key, the queue, and Textual."""
        is_from_person = isinstance(event, events.Key | events.MouseEvent | events.Paste)
        if is_from_person and await self.idle_lock.handle_input():
            return
        if isinstance(event, events.Key) and event.key == QUIT_KEY:
            self.shutdown.quit_after_input()
        if isinstance(event, INPUT_EVENTS) and not event.is_forwarded:
            await self.input_queue.add(event)
        else:
            await super().on_event(event)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether an action can be done: without an open book nothing is locked or hidden.

        Once the app has closed its screens, what still waited for its turn does nothing.
        """
        if not self.screen_stack:
            return False
        if action in ("lock", "hide_numbers", "page") and self.session.book is None:
            return False
        if isinstance(self.screen, CapturesAllKeys) and action != "quit":
            return False
        return super().check_action(action, parameters)

    async def action_quit(self) -> None:
        """Quit at once, with exit code 1 if the book could not be opened."""
        if not self.session.keep_open_if_unsaved():
            self.shutdown.quit_app(1 if self.session.exit_message else 0)

    async def action_lock(self) -> None:
        """Lock the book."""
        await self.idle_lock.lock()

    async def action_step_aside(self) -> None:
        """Suspend the app."""
        await self.shutdown.step_aside()

    def action_hide_numbers(self) -> None:
        """Hide amounts on every screen, or show them again."""
        self.preferences.toggle_amounts()

    def action_tour(self) -> None:
        """Show the tour."""
        from tracker.app.tour import show_tour

        show_tour(self)

    @on(StartRequest)
    def _ask_about_new_book(self) -> None:
        self.session.ask_about_new_book()

    @on(NewBookRequest)
    async def _make_book(self, event: NewBookRequest) -> None:
        await self.session.make_book(event)

    @on(UnlockRequest)
    async def _unlock(self, event: UnlockRequest) -> None:
        await self.session.unlock(event)

    @on(MainScreen.Unreadable)
    def _show_read_error(self, event: MainScreen.Unreadable) -> None:
        """Say why the book cannot be read, in place of figures."""
        if not self.session.file_watch.check_file():
            self.session.show_open_error(BookError(event.sentence))

    @on(NewPassphraseRequest)
    async def _change_passphrase(self, event: NewPassphraseRequest) -> None:
        from tracker.app.passphrase_change import change_passphrase

        await change_passphrase(self, self.session, event)

    @on(ThemeRequest)
    def _change_theme(self, event: ThemeRequest) -> None:
        self.preferences.change_theme(event.name)

    @on(KeymapPageRequest)
    def _open_keys_page(self) -> None:
        self.preferences.open_keys_page()

    @on(KeymapRequest)
    def _change_keys(self, event: KeymapRequest) -> None:
        self.preferences.change_keys(event.keymap)

    async def action_place(self, name: str) -> None:
        """Go to a main screen, where it is offered."""
        if self.check_action("place", (name,)):
            await self.screen_modes.go_to(name)

    def action_go(self) -> None:
        """Ask for the letter of a screen."""
        from tracker.screens.shell.goto_menu import COMMANDS, PEOPLE, GotoMenu

        self._load_helplines_dialog()
        bindings = {binding.id or "": binding for _key, binding in self.list_bindings(self.screen)}

        async def go_to_screen(name: str | None) -> None:
            if name == COMMANDS:
                self.action_command_palette()
            elif name == PEOPLE:
                self.action_people()
            elif name in bindings:
                await self.run_action(bindings[name].action, self.screen)

        self.push_screen(GotoMenu(bindings, self.app_context.offers), go_to_screen)

    def action_after_a_meeting(self, draft: int | None = None) -> None:
        """Add what was asked and given. Go on with a draft, or with the newest one."""
        from tracker.screens.log.add_entry import AddEntryScreen

        def handle_result(is_quitting: bool | None) -> None:
            if is_quitting:
                self.shutdown.quit_app()

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
        """Undo the newest change and say what it was. A large one needs the key twice."""
        from tracker.book.undo_stack import MOST_WITHOUT_QUESTION
        from tracker.screens.shell import undo_messages

        with notify_book_errors(self.screen):
            change, count = self.current_book.find_newest_change()
            if count > MOST_WITHOUT_QUESTION and self._change_to_undo != change:
                self._change_to_undo = change
                self.notify(undo_messages.describe_large_undo(count), markup=False)
                return
            self._change_to_undo = 0
            undone = self.current_book.undo(self.session.clock.today())
            sentence = undo_messages.describe_undo(undone, self.app_context.numbers)
            self._show_changed_entries(sentence, undone.restored_entries)

    def action_redo(self) -> None:
        """Redo the change that was undone last, and say what it was."""
        from tracker.screens.shell import undo_messages

        with notify_book_errors(self.screen):
            redone = self.current_book.redo(self.session.clock.today())
            sentence = undo_messages.describe_redo(redone, self.app_context.numbers)
            self._show_changed_entries(sentence, redone.made_entries)

    def _show_changed_entries(self, sentence: str, entries: "Sequence[StoredEntry]") -> None:
        """Say what an undo or a redo did, and go to the first entry that is there again."""
        self.notify(sentence, markup=False)
        self._reload_screen()
        if entries and isinstance(self.screen, SelectsEntry):
            self.screen.select_entry(entries[0].number)

    def _reload_screen(self) -> None:
        if isinstance(self.screen, MainScreen):
            self.screen.reload_if_changed()

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
                    EditEntryScreen(self.app_context, entry, as_typed=event.as_typed),
                    lambda _result: self._reload_screen(),
                )

    @on(DraftRequest)
    def _resume_draft(self, event: DraftRequest) -> None:
        """Go on with a draft."""
        self.action_after_a_meeting(event.number)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Yield what the palette offers. What it offers as keys includes people to talk to."""
        self._load_helplines_dialog()
        yield from super().get_system_commands(screen)

    def action_page(self, name: str) -> None:
        """Open a page by its name in `PAGES`."""
        from tracker.app.pages import PAGES

        with notify_book_errors(self.screen):
            self.push_screen(PAGES[name].build(self.app_context))

    def action_people(self) -> None:
        """Show people to talk to. Nothing records that they were looked at."""
        dialog = self._load_helplines_dialog()
        if not isinstance(self.screen, dialog):
            self.push_screen(dialog())

    def _load_helplines_dialog(self) -> "type[HelplinesDialog]":
        """Return the dialog of people to talk to, imported wherever it is offered.

        Imported only where it is opened, the time at which its file was last read would tell that.
        """
        from tracker.screens.shell.helplines import HelplinesDialog

        return HelplinesDialog

    def _load_help_pages_screen(self) -> "type[HelpPagesScreen]":
        """Return the list of help pages, which is read wherever it is offered."""
        from tracker.help_pages.pages import load_help_pages
        from tracker.screens.shell.help_pages import HelpPagesScreen

        load_help_pages()
        return HelpPagesScreen

    def action_help_page(self, name: str) -> None:
        """Open a help page by its name."""
        from tracker.help_pages.pages import load_help_pages
        from tracker.screens.shell.help_pages import HelpPageScreen

        self.push_screen(HelpPageScreen(self.app_context, load_help_pages()[name]))

    def action_help(self) -> None:
        """Say what this screen is for, and its keys."""
        from tracker.screens.shell.help import (
            HELPLINES_RESULT,
            PAGES_RESULT,
            TOUR_RESULT,
            HelpDialog,
            sort_by_need,
        )

        self._load_helplines_dialog()
        help_pages = self._load_help_pages_screen()

        def handle_result(result: str | None) -> None:
            if result == TOUR_RESULT:
                self.action_tour()
            elif result == PAGES_RESULT:
                self.push_screen(help_pages(self.app_context))
            elif result == HELPLINES_RESULT:
                self.action_people()

        needed = self.screen.FIRST_WEEK_KEYS if isinstance(self.screen, PageScreen) else ()
        keys = sort_by_need(self.list_bindings(self.screen), needed)
        self.push_screen(HelpDialog((self.screen.HELP or "").splitlines(), keys), handle_result)
