"""The log of what you have shown: day, selection and folder, never for whom."""

from collections.abc import Sequence, Set
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tracker.book.database.errors import BookError
from tracker.book.stores.export_log import ExportRecord
from tracker.i18n import _, _label, format_date, make_printable
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.dialog import Dialog
from tracker.screens.shell.page_screen import PageScreen

FINGERPRINT_DIGITS = 16
"""Digits of a fingerprint that are shown, enough to tell copies apart."""


class ExportLogScreen(PageScreen[None]):
    """The log, newest first. It can be cleared."""

    TITLE = _label("What you’ve shown")
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1. Never rename.
        Binding("escape,enter", "app.pop_screen", _label("Back"), key_display="esc", id="back"),
        Binding("c", "clear", _label("Clear the list"), id="clear"),
    ]
    AUTO_FOCUS = "#shown"
    IS_WIDE = True

    def __init__(self, context: AppContext) -> None:
        """Show the log of the open book."""
        super().__init__(context)
        self._has_exports = False

    def compose_page(self) -> ComposeResult:
        """Show the list."""
        with VerticalScroll(id="shown"):
            yield Static(id="text")

    @on(events.Mount)
    def _load_log(self) -> None:
        try:
            log = self.context.book.export_log.load_all()
            self._has_exports, text = bool(log), render_export_log(log)
        except BookError as error:
            text = Content(str(error))
        self.query_one("#text", Static).update(text)
        self.refresh_bindings()

    def idle_actions(self) -> Set[str]:
        """Return the actions that have nothing to do: an empty list is not cleared."""
        return frozenset() if self._has_exports else {"clear"}

    def action_clear(self) -> None:
        """Ask once, then delete the whole log."""

        def clear(is_confirmed: bool | None) -> None:
            if not is_confirmed:
                return
            try:
                self.context.book.export_log.clear()
            except BookError as error:
                self.notify(str(error), markup=False)
            self._load_log()

        self.app.push_screen(ClearLogDialog(), clear)


class ClearLogDialog(Dialog[bool]):
    """Asks whether to clear the log."""

    TITLE = _label("Clear the list")
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1. Never rename.
        Binding("enter", "dismiss(True)", _label("Clear"), key_display="enter", id="clear_it"),
        Binding("escape", "dismiss(False)", _label("Keep it"), id="leave_it"),
    ]

    def compose_box(self) -> ComposeResult:
        """Show what is deleted and what is not."""
        yield Static(_("Clear the list of what you’ve shown?"), markup=False, classes="question")
        yield Static(
            _("This clears the list for good. The files themselves are not deleted."),
            markup=False,
        )


def render_export_log(log: Sequence[ExportRecord]) -> Content:
    """Return the log as text, newest first."""
    if not log:
        return Content(_("You haven’t shown anything yet, or you cleared the list."))
    parts = []
    for record in reversed(log):
        parts.append(
            Content.assemble((format_date(record.day), "bold"), f"  {record.choices}".rstrip())
        )
        dim = filter(None, (make_printable(record.path), record.fingerprint[:FINGERPRINT_DIGITS]))
        parts += [*(Content.styled(f"  {text}", "$dim") for text in dim), Content("")]
    return Content("\n").join(parts)
