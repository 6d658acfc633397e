"""Ask about entries whose label says how often they repeat.

It asks about one entry at a time, and a no is kept by the entry's number.
"""

from contextlib import aclosing

from textual import on
from textual.message import Message

from tracker.entries.entry_filter import EntryFilter
from tracker.entries.label_period import convert_to_repeating
from tracker.entries.period_words import find_frequency_in_label
from tracker.entries.types import StoredEntry
from tracker.i18n import N_label, _, _label, format_date
from tracker.months import Period
from tracker.screens.entries.search import search_entries
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.book_errors import notify_book_errors
from tracker.widgets.entry_detail import describe_label_question
from tracker.widgets.entry_table import EntryItem
from tracker.widgets.inline_prompt import InlinePrompt
from tracker.widgets.recent_entries import describe_entry

# Data: in people's notebooks since 0.1, never rename.
KEPT_LABELS_SETTING = "labels.kept"
"""The setting with the numbers of the entries that do not repeat, whatever the label says."""
YES, NO = "yes", "no"
REPEAT_ANSWERS = {
    Period.WEEK: N_label("yes, every week"),
    Period.TWO_WEEKS: N_label("yes, every two weeks"),
    Period.FOUR_WEEKS: N_label("yes, every four weeks"),
    Period.MONTH: N_label("yes, every month"),
    Period.QUARTER: N_label("yes, every quarter"),
    Period.YEAR: N_label("yes, every year"),
}


class RepeatPrompt(InlinePrompt):
    """Asks about one entry at a time, newest first. Hidden when none is left."""

    class Changed(Message):
        """An entry was changed."""

    def __init__(self, context: AppContext) -> None:
        """Search the book in this context."""
        super().__init__()
        self.context = context
        self._item: StoredEntry | None = None
        self._checked_change: tuple[int, int] | None = None
        """The newest change at the time of the last search."""

    def on_mount(self) -> None:
        """Hide until there is something to ask."""
        self._ask_about_item()

    def find_question(self) -> None:
        """Search for an entry to ask about, if anything has changed."""
        if self.context.is_copy:
            return
        book, change = self.context.book, self.context.book.find_newest_change()
        if change != self._checked_change:
            self._checked_change = change
            self._item = None
            if any(find_frequency_in_label(label) for label in book.load_parse_context().labels):
                self.run_worker(self._search_book(), exclusive=True)
        self._ask_about_item()

    async def _search_book(self) -> None:
        """Search the book bit by bit, up to the first entry to ask about."""
        with notify_book_errors(self):
            book = self.context.book
            kept_numbers = book.settings.get(KEPT_LABELS_SETTING).split()
            async with aclosing(
                search_entries(book, EntryFilter(types={"income", "need", "paid"}))
            ) as batches:
                async for batch in batches:
                    if not self.screen.is_current:
                        # When the person comes back, the search starts again.
                        self._checked_change = None
                        return
                    for item in batch:
                        if (
                            convert_to_repeating(item.entry)
                            and str(item.number) not in kept_numbers
                        ):
                            self._item = item
                            self._ask_about_item()
                            return

    def _ask_about_item(self) -> None:
        item = self._item
        repeating = convert_to_repeating(item.entry) if item else None
        if item is None or repeating is None:
            self.ask_question("", ())
            return
        numbers = self.context.numbers
        entry_text = _("Entry {number}, {day}: {entry}.").format(
            number=item.number,
            day=format_date(item.entry.day),
            entry=describe_entry(item.entry, numbers).sentence,
        )
        answers = (
            (YES, _label(REPEAT_ANSWERS[repeating.every])),
            (NO, _label("no", "answer")),
        )
        self.ask_question(f"{entry_text} {describe_label_question(item.entry, numbers)}", answers)

    @on(InlinePrompt.Answered)
    def _save_answer(self, event: InlinePrompt.Answered) -> None:
        event.stop()
        item = self._item
        if item is None:
            return
        if event.answer == YES:
            self.save_as_repeating(item)
            return
        with notify_book_errors(self):
            settings = self.context.book.settings
            settings.set(
                KEPT_LABELS_SETTING, f"{settings.get(KEPT_LABELS_SETTING)} {item.number}".strip()
            )
            self._checked_change = None
            self.post_message(self.Changed())

    def save_as_repeating(self, item: EntryItem | None) -> None:
        """Make an entry repeat as its label says, as one change."""
        repeating = convert_to_repeating(item.entry) if isinstance(item, StoredEntry) else None
        if item is None or repeating is None:
            return
        with notify_book_errors(self):
            self.context.book.edit(item.number, [repeating.entry], self.context.clock.today())
            entry = describe_entry(repeating.entry, self.context.numbers).sentence
            sentence = _("Changed to: {entry}. Undo brings back the old entry.").format(entry=entry)
            self.notify(sentence, markup=False)
            self.post_message(self.Changed())


def is_label_a_period(item: EntryItem | None) -> bool:
    """Return whether the label of an entry says how often it repeats."""
    return isinstance(item, StoredEntry) and convert_to_repeating(item.entry) is not None
