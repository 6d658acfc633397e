"""Link the entries that show what an answer says."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from tracker.book.stores.group_questions import GroupNumber, Question
from tracker.entries.types import StoredEntry
from tracker.i18n import _, _label
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.book_errors import notify_book_errors
from tracker.screens.shell.page_screen import PageScreen
from tracker.widgets.entry_browser import EntryBrowser
from tracker.widgets.entry_table import EntryTableView, RowLabels


class LinkEntriesScreen(PageScreen[None]):
    """Lists the entries of a group, the first day first. Each link is saved at once."""

    TITLE = _label("Link entries")
    HELP = "\n".join(
        (
            _("Choose the entries that show what you wrote."),
            _("The space bar links an entry, or removes its link. Nothing else changes."),
        )
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1. Never rename.
        Binding("space", "link", _label("Link or unlink"), key_display="space", id="link_entry"),
        Binding("escape,enter", "dismiss(None)", _label("Back"), key_display="esc", id="back"),
    ]
    AUTO_FOCUS = "EntryTableView"
    IS_WIDE = True

    def __init__(self, context: AppContext, question: Question, group: GroupNumber) -> None:
        """List the entries of a group, or all of them without one. Raise BookError."""
        super().__init__(context)
        self._question, self._group = question, group
        store = context.book.group_questions
        answer = store.load_answers(group).get(question.number)
        self._linked = {*answer.entries} if answer else set[int]()
        numbers = {*store.list_entries(group), *self._linked}
        self._items = context.book.load_entry_pages(numbers)

    def compose_page(self) -> ComposeResult:
        """Yield the question, the list, and the entry at the cursor."""
        yield Static(markup=False, id="description")
        yield EntryBrowser()
        yield Static(markup=False, id="answer")

    def on_mount(self) -> None:
        """Begin at the newest entry."""
        self.refresh_amounts()
        table = self.query_one(EntryTableView)
        table.cursor = table.clamp_row(len(self._items) - 1)

    def refresh_amounts(self) -> None:
        """Show amounts, or dots."""
        numbers = self.context.numbers
        self.query_one("#description", Static).update(numbers.mask_numbers(self._question.text))
        self.query_one(EntryBrowser).set_entries(
            self._items,
            numbers,
            RowLabels(
                self._items.has_several_groups,
                has_year=True,
                highest_number=self._items.highest_number,
                marks=dict.fromkeys(self._linked, _label("linked")),
            ),
            sentence="" if len(self._items) else _("No entries for this group yet."),
        )

    @on(EntryTableView.Opened)
    def action_link(self) -> None:
        """Link the chosen entry, or remove its link."""
        item = self.query_one(EntryTableView).chosen_item
        if not isinstance(item, StoredEntry):
            return
        linked = self._linked ^ {item.number}
        with notify_book_errors(self):
            self.context.book.group_questions.link_entries(
                self._question.number, self._group, linked
            )
            self._linked = linked
        self.refresh_amounts()
