"""A screen on which several entries are added in a row, with undo, redo and drafts.

Its ctrl+z undoes and goes before the app's own: a person who wrote a wrong line presses it without
thinking, and must not find themselves in a shell.
"""

from collections.abc import Callable, Sequence, Set
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from tracker.book.database.errors import BookError
from tracker.entries.types import Entry, StoredEntry
from tracker.i18n import _, _label
from tracker.screens.log.entry_line_screen import DRAFT_SAVED, EntryLineScreen
from tracker.screens.log.letter_reader import is_first_ask, open_letter
from tracker.screens.log.logging_session import LoggingSession
from tracker.screens.log.unsaved_text import SAVE_INTERVAL
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.undo_messages import describe_redo, describe_undo
from tracker.widgets.entry_input import is_showable
from tracker.widgets.line_preview import LinePreview
from tracker.widgets.session_entries import SessionEntryList
from tracker.widgets.text_format import style_dim


class MultiEntryScreen(EntryLineScreen[bool]):
    """Saves entries line by line, and returns whether to quit the app, too."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1, never rename.
        Binding("ctrl+z", "take_back", _label("Undo"), id="take_back"),
        Binding("ctrl+y", "redo", _label("Redo"), id="bring_back"),
        Binding("ctrl+s", "done", _label("Save and close"), id="done"),
        Binding(
            "ctrl+d", "done(True)", _label("Save and quit"), priority=True, id="done_and_leave"
        ),
        Binding("ctrl+r", "lay_aside", _label("Save draft"), show=False, id="lay_aside"),
    ]

    def __init__(self, context: AppContext, draft: int | None = None) -> None:
        """Go on with a draft, or with the line that was begun last."""
        self.session = LoggingSession(context)
        super().__init__(context, context.load_parse_context(), self.session.load_first_line(draft))

    def compose_page(self) -> ComposeResult:
        """Yield what the line is, if it is a draft, then the line and what is below it."""
        yield Static(style_dim(_("This is a draft. ctrl+r puts it back in Entries.")), id="resumed")
        yield from super().compose_page()

    def unlisted_actions(self) -> Set[str]:
        """Return the actions whose keys are not shown: redo where nothing was undone here."""
        can_redo = self.session.undone_changes and self.context.can_redo
        return frozenset() if can_redo else {"redo"}

    def on_mount(self) -> None:
        """Save what is typed, now and then."""
        self.set_interval(SAVE_INTERVAL, self.save_line_draft)

    def save_draft(self) -> str:
        """Save what was typed as a draft. Return why it could not be saved."""
        return self.save_line_draft()

    def save_line_draft(self) -> str:
        """Save the line as a draft. Return why it could not be saved."""
        try:
            self.session.save_draft(self.current_text)
        except BookError as error:
            self.query_one(LinePreview).show_message(str(error))
            return str(error)
        return ""

    def write_or_show_error(self, act: Callable[[], object]) -> bool:
        """Do something with the book, or show why it could not be done."""
        try:
            act()
        except BookError as error:
            self.query_one(LinePreview).show_message(str(error))
            return False
        return True

    def save_entries(self, entries: Sequence[Entry], text: str) -> bool:
        """Save entries and list them."""
        items: list[StoredEntry] = []
        is_first = is_first_ask(entries, self.parse_context)
        if not self.write_or_show_error(
            lambda: items.extend(self.session.save_entries(entries, text))
        ):
            return False
        self.list_saved(items, is_first=is_first)
        return True

    def list_saved(self, items: Sequence[StoredEntry], *, is_first: bool) -> None:
        """List what was just saved. After a group's first ask a letter may open."""
        self.session_list.add_entries(items)
        self.reload()
        if is_first:
            # Later: this may have been the last thing to do here.
            self.app.call_later(open_letter, self.app, self.context)

    def reload(self) -> None:
        """Read the notebook again."""
        self.yes_hint.clear()
        self.write_or_show_error(self._load_parse_context)

    def _load_parse_context(self) -> None:
        self.parse_context = self.context.load_parse_context()

    @property
    def session_list(self) -> SessionEntryList:
        """Return the list of what was saved in this session."""
        return self.query_one(SessionEntryList)

    def show_feedback(self) -> None:
        """Show what the line means, and above it whether it is a draft that was there before."""
        super().show_feedback()
        is_draft = self.session.has_resumed and bool(self.line.value.strip())
        self.query_one("#resumed").display = is_draft

    def has_examples(self) -> bool:
        """Return whether examples are shown: only before anything is saved."""
        return super().has_examples() and not self.session_list.items

    def action_take_back(self) -> None:
        """Undo the newest change of this session. Its line can be corrected."""
        if not self.session.changes:
            self.query_one(LinePreview).show_hint(_("Nothing to undo here."))
            return
        self.write_or_show_error(self._undo)

    def _undo(self) -> None:
        text, result = self.session.undo()
        self.reload()
        restored_numbers = {item.number for item in result.restored_entries}
        self.session_list.replace_entries(result.restored_entries)
        self.session_list.remove_entries(
            [item for item in result.removed_entries if item.number not in restored_numbers]
        )
        if text and is_showable(text) and not self.line.value.strip():
            self.replace_line(text)
        elif result.entries:
            self.notify(describe_undo(result, self.context.numbers), markup=False)
        self.refresh_bindings()

    def action_redo(self) -> None:
        """Redo the change that was undone last in this session."""
        self.write_or_show_error(self._redo_change)

    def _redo_change(self) -> None:
        text, result = self.session.redo()
        if self.line.value == text:
            # Undo had put it there to be corrected.
            self.replace_line("")
        self.reload()
        self.update_session_list(result.made_entries)
        self.session_list.remove_entries(result.deleted_entries)
        self.notify(describe_redo(result, self.context.numbers), markup=False)
        self.refresh_bindings()

    def update_session_list(self, items: Sequence[StoredEntry]) -> None:
        """List entries as they are now, those that were not listed at the top."""
        listed_numbers = {item.number for item in self.session_list.items}
        self.session_list.replace_entries(items)
        self.session_list.add_entries([item for item in items if item.number not in listed_numbers])

    def keep_as_draft(self) -> None:
        """Keep the line as a draft, and begin another one."""
        self.action_lay_aside()

    def action_lay_aside(self) -> None:
        """Save the line as a draft, and begin another."""
        text = self.line.value
        if not text.strip():
            self.query_one(LinePreview).show_hint(
                _("There’s nothing to save as a draft. Type something first.")
            )
        elif self.write_or_show_error(lambda: self.session.save_for_later(text)):
            self.line.value = ""
            self.notify(_(DRAFT_SAVED), markup=False)

    def action_done(self, leaves: bool = False) -> None:
        """Save the line, then close. Stay open if the line is refused."""
        if self.save_line():
            self.dismiss(leaves)

    def action_back(self) -> None:
        """Go back. What was begun is kept for the next time."""
        self.close_with_draft(False)
