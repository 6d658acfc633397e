"""Edit a saved entry, on its line or in the form."""

from collections.abc import Sequence

from tracker.book.database.errors import BookError
from tracker.entries.line_writer import write_line
from tracker.entries.types import Ask, Entry, StoredEntry
from tracker.i18n import _, _label, format_date, join_list
from tracker.screens.log.entry_line_screen import EntryLineScreen
from tracker.screens.log.unsaved_text import BACK_TO_TYPING, DISCARD, KEEP_AS_DRAFT
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.input_dialogs import ChoiceDialog
from tracker.widgets.line_preview import LinePreview


class EditEntryScreen(EntryLineScreen[list[StoredEntry]]):
    """Returns what was saved: the entry and those that belong to it, if anything changed."""

    TITLE = _label("Change an entry")

    def __init__(
        self,
        context: AppContext,
        item: StoredEntry,
        proposed: Entry | None = None,
        *,
        as_typed: bool = False,
    ) -> None:
        """Begin with the entry's line, or with how it would be after a change.

        `as_typed` is for a thought that is turned into an entry: only its words are on the line.
        """
        self.item = item
        self._first_new_number = context.book.load_parse_context().next_number
        parse_context = context.load_parse_context(item)
        ask_number: int | None = getattr(item.entry, "for_entry", None)
        ask = parse_context.find_entry(ask_number) if ask_number is not None else None
        period = ask.every if isinstance(ask, Ask) else None
        currency = context.book.currency
        self._unchanged = write_line(item.entry, currency, period)
        line = write_line(proposed or item.entry, currency, period)
        day = f"{item.entry.day} "
        super().__init__(
            context, parse_context, line.replace(f"{day}wrote: ", day, 1) if as_typed else line
        )
        if as_typed:
            self.initial_cursor = len(day)
        self.title = _label("Entry {number}").format(number=item.number)
        self.heading_detail = _label("saved {day}").format(day=format_date(item.logged_on))

    def refresh_amounts(self) -> None:
        """Show amounts, or dots."""
        self.show_feedback()

    @property
    def keeps_refused_lines(self) -> bool:
        """Return False: esc asks what is to become of the change."""
        return False

    def has_examples(self) -> bool:
        """Return False: an entry that is edited needs no examples."""
        return False

    def save_entries(self, entries: Sequence[Entry], text: str) -> bool:
        """Save what was typed in place of the entry, and close."""
        if text == self._unchanged or tuple(entries) == (self.item.entry,):
            self.dismiss([])
            return False
        try:
            items = self.context.book.edit(self.item.number, entries, self.context.clock.today())
        except BookError as error:
            self.query_one(LinePreview).show_message(str(error))
            return False
        numbers = [str(item.number) for item in items[1:] if item.number < self._first_new_number]
        if numbers:
            sentence = _("Linked entries were changed too: {numbers}.").format(
                numbers=join_list(numbers)
            )
            self.app.notify(sentence, markup=False)
        self.dismiss(items)
        return False

    def action_back(self) -> None:
        """Leave the entry as it is, and ask before dropping what was typed."""
        if self.line.value == self.initial_text:
            self.dismiss([])
            return

        def handle_choice(choice: str | None) -> None:
            if choice == _label(KEEP_AS_DRAFT):
                self.close_with_draft([])
            elif choice == _label(DISCARD):
                self.dismiss([])

        options = [_label(KEEP_AS_DRAFT), _label(DISCARD), _label(BACK_TO_TYPING)]
        question = _label("Your change to entry {number} isn’t saved").format(
            number=self.item.number
        )
        explanation = _("Esc keeps your change as a draft. The entry stays as it was.")
        self.app.push_screen(
            ChoiceDialog(question, options, options[0], explanation, esc_result=options[0]),
            handle_choice,
        )
