"""The log of what was shown: the day, what was chosen, and where it was written; never for whom."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from tracker.book.database.errors import BookError
from tracker.book.stores.export_log import ExportRecord
from tracker.i18n import _, format_date, make_printable
from tracker.screens.shell.context import AppContext
from tracker.widgets.footer import Footer
from tracker.widgets.heading import PageHeading

FINGERPRINT_DIGITS = 16
"""Digits of a fingerprint that are shown: enough to tell copies apart."""


class ExportLogScreen(Screen[None]):
    """Lists it, newest first; the list can be cleared."""

    TITLE = _("What was shown")
    CSS_PATH = "show_someone.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1; never rename.
        Binding("escape,enter", "app.pop_screen", _("Back"), key_display="esc", id="back"),
        Binding("c", "clear", _("Clear the list"), id="clear"),
    ]
    AUTO_FOCUS = "#shown"

    def __init__(self, context: AppContext) -> None:
        """List what the book on this desk has in mind."""
        super().__init__()
        self.context = context
        self._has_exports = False

    def compose(self) -> ComposeResult:
        """The list, in the calm of a page."""
        with Vertical(id="page"):
            yield PageHeading(self.TITLE)
            with VerticalScroll(id="shown"):
                yield Static(id="text")
        yield Footer()

    def on_mount(self) -> None:
        """Read the list."""
        self._load_log()

    def _load_log(self) -> None:
        try:
            log = self.context.book.export_log.load_all()
            self._has_exports, text = bool(log), render_export_log(log)
        except BookError as error:
            text = Content(str(error))
        self.query_one("#text", Static).update(text)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """An empty list has nothing to clear."""
        return action != "clear" or self._has_exports

    def action_clear(self) -> None:
        """Ask once, then forget all of it."""

        def clear(wanted: bool | None) -> None:
            if not wanted:
                return
            try:
                self.context.book.export_log.clear()
            except BookError as error:
                self.notify(str(error), markup=False)
            self._load_log()

        self.app.push_screen(ClearLogDialog(), clear)


class ClearLogDialog(ModalScreen[bool]):
    """Whether the log is to be cleared."""

    TITLE = _("Clear the list")
    CSS_PATH = "../shell/dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1; never rename.
        Binding("enter", "dismiss(True)", _("Clear it"), key_display="enter", id="clear_it"),
        Binding("escape", "dismiss(False)", _("Leave it"), id="leave_it"),
    ]

    def compose(self) -> ComposeResult:
        """What goes and what stays."""
        with Vertical(id="dialog"):
            yield Static(_("Clear the list of what was shown?"), markup=False, classes="question")
            yield Static(
                _(
                    "Nothing of it stays in the notebook, and it cannot be undone."
                    " The files stay where they lie."
                ),
                markup=False,
            )
        yield Footer()


def render_export_log(log: Sequence[ExportRecord]) -> Content:
    """The log as it is read, newest first."""
    if not log:
        return Content(_("Nothing was shown to anybody yet, or the list was cleared."))
    parts = []
    for shown in reversed(log):
        parts.append(
            Content.assemble((format_date(shown.day), "bold"), f"  {shown.choices}".rstrip())
        )
        dim = filter(None, (make_printable(shown.path), shown.fingerprint[:FINGERPRINT_DIGITS]))
        parts += [*(Content.styled(f"  {text}", "$dim") for text in dim), Content("")]
    return Content("\n").join(parts)
