"""What the main screens have in common: they read the book when it changed, and their keys."""

from collections.abc import Set
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tracker.book.database.errors import BookError
from tracker.clock import Clock
from tracker.i18n import _, _label
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.page_screen import PageScreen
from tracker.widgets.footer import HIDE

if TYPE_CHECKING:
    from tracker.book.book import Book

CLOCK_CHECK_SECONDS = 60
HELP_BINDING = Binding("question_mark", "app.help", _label("Help"), key_display="?", id="help")
"""The last key of every main screen."""


class MainScreen(PageScreen[None]):
    """A screen that shows the book as it is whenever a person comes back to it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1. Never rename.
        Binding("a", "app.after_a_meeting", _label("Add an entry"), id="after_a_meeting"),
        Binding("b", "app.before_you_answer", _label("Before you answer"), id="before_you_answer"),
        Binding("x", "app.show_someone", _label("Show someone"), id="show_someone"),
        Binding("g", "app.go", _label("Go to"), id="places"),
        Binding(
            "f1", "app.place('this_month')", _label("This month"), False, "F1", id="this_month"
        ),
        Binding("f2", "app.place('entries')", _label("Entries"), False, "F2", id="entries"),
        Binding("f3", "app.place('chart')", _label("Chart"), False, "F3", id="chart"),
        Binding("f4", "app.place('how_often')", _label("How often"), False, "F4", id="how_often"),
        Binding("f5", "app.place('settings')", _label("Settings"), False, "F5", id="settings"),
    ]
    AUTO_FOCUS = ""
    FOOTER_KEYS = (HIDE,)
    FIRST_WEEK_KEYS: ClassVar[tuple[str, ...]] = (
        "help",
        "answer",
        "leave_it",
        "after_a_meeting",
        "before_you_answer",
        "places",
    )

    class Unreadable(Message):
        """The book could not be read. `sentence` says why."""

        def __init__(self, sentence: str) -> None:
            """Keep the sentence."""
            super().__init__()
            self.sentence = sentence

    class AddEntryRequest(Message):
        """An entry is to be added whose line begins like this."""

        def __init__(self, line: str) -> None:
            """Keep how the line begins."""
            super().__init__()
            self.line = line

    def __init__(self, context: AppContext) -> None:
        """Read from the book in this context."""
        super().__init__(context)
        self._shown_day = context.clock.today()
        self._shown_state: tuple[object, ...] | None = None
        """The state that is shown, or None until the book was read."""
        self._is_unreadable = False
        """Whether the book could not be read."""
        self.is_resuming = False
        """Whether Textual is about to match all widgets with the rules, as the screen is shown."""

    @property
    def book(self) -> "Book":
        """Return the open book."""
        return self.context.book

    @property
    def clock(self) -> Clock:
        """Return the one clock."""
        return self.context.clock

    def compose_empty_notice(self) -> ComposeResult:
        """Yield the notice for a book without entries, with the key that adds one."""
        with Vertical(id="empty"):
            yield Static(_("No entries yet."), markup=False, id="nothing")
            if not self.context.is_copy:
                action = _("Add an entry: what you were asked for, or what you gave.")
                yield Static(Content.assemble(("a", "bold $accent"), " ", action))

    def unlisted_actions(self) -> Set[str]:
        """Return the actions whose keys are not shown: redo where nothing was undone."""
        return frozenset() if self.context.can_redo else {"app.redo"}

    def on_mount(self) -> None:
        """Check the clock now and then."""
        self.set_interval(CLOCK_CHECK_SECONDS, self.check_clock)

    def check_clock(self) -> None:
        """Read the book again when another day has begun."""
        if self.is_current and self.clock.today() != self._shown_day:
            self.reload_if_changed()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Read the book again if an entry was added, or a day has begun."""
        self.is_resuming = event.refresh_styles
        self.reload_if_changed()
        self.is_resuming = False

    def on_screen_suspend(self) -> None:
        """Read a book that could not be read once more when the person comes back."""
        if self._is_unreadable:
            self._shown_state = None

    def find_state(self) -> tuple[object, ...]:
        """Return what else the screen shows than what is chosen on it. Raises BookError."""
        return self.book.revision, self.clock.today(), self.context.hides_amounts

    def reload(self) -> None:
        """Show what the book says now, or post a message that it cannot be read."""
        self._shown_state = None
        self.reload_if_changed()

    def reload_if_changed(self) -> None:
        """Read the book again, unless the screen shows it as it is now.

        A screen that is there before the book is open waits.

        `revision`, the day and hidden amounts are compared, so nothing that writes has to say that
        it wrote.
        """
        if self.context.opened_book is None:
            return
        self._shown_day = self.clock.today()
        try:
            state = self.find_state()
            if state != self._shown_state:
                self._shown_state, self._is_unreadable = state, False
                self.show_book()
        except BookError as error:
            self._is_unreadable = True
            self.post_message(self.Unreadable(str(error)))

    def refresh_amounts(self) -> None:
        """Show amounts, or dots."""
        self.reload()

    def show_book(self) -> None:
        """Read the book and hand the values to the widgets."""
        raise NotImplementedError
