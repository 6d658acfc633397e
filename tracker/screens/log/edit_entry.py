"""An entry that is noted already, changed on its line or in the form."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical

from tracker.book.database.errors import BookError
from tracker.entries.line_writer import write_line
from tracker.entries.types import Ask, Entry, StoredEntry
from tracker.i18n import _, format_date, join_list
from tracker.screens.log.entry_line_screen import LineScreen
from tracker.screens.log.unsaved_text import BACK, DISCARD, KEEP
from tracker.screens.shell.context import Desk
from tracker.screens.shell.input_dialogs import ChooseOne
from tracker.widgets.footer import Footer
from tracker.widgets.heading import PageHeading
from tracker.widgets.line_preview import LinePreview


class EditEntry(LineScreen[list[StoredEntry]]):
    """Gives what was saved: the entry, what belongs to it, new payments; none without a change."""

    TITLE = _("Change an entry")
    CSS_PATH = "add_entry.tcss"

    def __init__(self, desk: Desk, item: StoredEntry, proposed: Entry | None = None) -> None:
        """Begin with the entry's line, or with how it would be after a change."""
        self.item = item
        self._first_new = desk.book.load_parse_context().next_number
        known = desk.known(item)
        tie: int | None = getattr(item.entry, "for_entry", None)
        asked = known.find_entry(tie) if tie is not None else None
        period = asked.every if isinstance(asked, Ask) else None
        currency = desk.book.currency
        self._unchanged = write_line(item.entry, currency, period)
        super().__init__(desk, known, write_line(proposed or item.entry, currency, period))

    def compose(self) -> ComposeResult:
        """The line, and how it reads."""
        number = _("Entry {number}").format(number=self.item.number)
        noted = _("noted {day}").format(day=format_date(self.item.logged_on))
        with Vertical(id="page"):
            yield PageHeading(number, noted)
            yield from self.compose_line()
        yield Footer()

    def show_numbers(self) -> None:
        """Show amounts, or dots."""
        self.tell()

    def wants_examples(self) -> bool:
        """An entry that is changed needs no examples."""
        return False

    def save(self, entries: Sequence[Entry], text: str) -> bool:
        """Put what was typed in the place of the entry, and go."""
        if text == self._unchanged:
            self.dismiss([])
            return False
        try:
            items = self.desk.book.edit(self.item.number, entries, self.desk.clock.today())
        except BookError as error:
            self.query_one(LinePreview).show_message(str(error))
            return False
        followed = [str(item.number) for item in items[1:] if item.number < self._first_new]
        if followed:
            told = _("What belongs to it follows: {numbers}.").format(numbers=join_list(followed))
            self.app.notify(told, markup=False)
        self.dismiss(items)
        return False

    def action_back(self) -> None:
        """Leave the entry as it is; what was typed is only let go on purpose."""
        if self.line.value == self.begun:
            self.dismiss([])
            return

        def take(way: str | None) -> None:
            if way == _(KEEP):
                self.go_with_draft([])
            elif way == _(DISCARD):
                self.dismiss([])

        ways = [_(KEEP), _(DISCARD), _(BACK)]
        question = _("Your change to entry {number} is not saved").format(number=self.item.number)
        self.app.push_screen(
            ChooseOne(question, ways, ways[0], _what_esc_does, at_esc=ways[0]), take
        )


def _what_esc_does() -> str:
    """Return what happens to the change at esc."""
    return _("Esc keeps it as a draft. The entry stays as it was.")
