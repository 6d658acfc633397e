"""A screen into which several lines can be pasted at once, and none of them is lost."""

from tracker.book.database.errors import BookError
from tracker.entries.parse_error import LONGEST_LINE
from tracker.i18n import _, ngettext
from tracker.screens.log.entry_line_screen import days_of
from tracker.screens.log.letter import is_first_ask
from tracker.screens.log.multi_entry_screen import NotingScreen
from tracker.screens.log.paste_preview import NotPasted, Pasted, PastedLines, Way, read_pasted
from tracker.screens.log.unsaved_text import offer_ways
from tracker.widgets.entry_input import EntryInput
from tracker.widgets.line_preview import LinePreview


class PasteScreen(NotingScreen):
    """Saves what is understood of pasted lines as one change; the others become drafts with it."""

    _pasted: Pasted | None = None
    """What was pasted, while it is asked about."""

    def keep_line(self) -> str:
        """Keep the line, and what was pasted; gives why one of them could not be."""
        why = self.keep_begun()
        if self._pasted is None:
            return why
        try:
            self.desk.book.drafts.save_new(self._pasted.as_drafts)
        except BookError as error:
            return str(error)
        self._pasted = None
        return why

    def take_pasted(self, event: EntryInput.Pasted) -> None:
        """Show several pasted lines before they are saved, or say why none of them can be."""
        try:
            known, days = self.desk.book.load_parse_context(), days_of(self.desk.clock)
            pasted = read_pasted(event.text, event.alone, known, days)
        except (NotPasted, BookError) as refused:
            self.query_one(LinePreview).show_message(str(refused))
            return
        self._ask_about(pasted)

    def _ask_about(self, pasted: Pasted, answer: str = "") -> None:
        """Ask what is to become of pasted lines; `answer` says why they are asked about again."""
        self._pasted = pasted

        def take(way: Way | None) -> None:
            self._pasted = None
            if way is Way.SAVE:
                self._save_pasted(pasted)
            elif way is Way.KEEP:
                self._keep_pasted(pasted)

        dialog = PastedLines(pasted, self.known.next_number, self.desk, answer)
        self.app.push_screen(dialog, take)

    def _save_pasted(self, pasted: Pasted) -> None:
        """Save the entries and the drafts together; the first draft is put on the line."""
        batch = pasted.batch
        is_first = is_first_ask(batch.entries, self.known)
        try:
            noted = self.sitting.log(batch.entries, pasted.text, batch.build_drafts())
        except BookError as error:
            self._ask_about(pasted, str(error))
            return
        self.line.value = ""
        self.take_in(noted, is_first=is_first)
        if batch.draft_lines:
            self._go_on_with(pasted)

    def _go_on_with(self, pasted: Pasted) -> None:
        """Say what was saved and what was kept, and go on with the first draft."""
        entries, drafts = len(pasted.batch.entries), len(pasted.batch.draft_lines)
        saved = ngettext("{count} entry saved.", "{count} entries saved.", entries)
        kept = ngettext(
            "{count} line is kept as a draft.", "{count} lines are kept as drafts.", drafts
        )
        fits = len(pasted.batch.draft_lines[0].text) <= LONGEST_LINE
        if not fits or not self.try_to(lambda: self._put_draft(drafts)):
            where = _("Your drafts are in Entries.")
        elif drafts == 1:
            where = _("It is on the line, so you can finish it now.")
        else:
            where = _("The first one is on the line. The others are in Entries.")
        told = (saved.format(count=entries), kept.format(count=drafts), where)
        self.notify(" ".join(told), markup=False)

    def _put_draft(self, count: int) -> None:
        """Put the first of so many new drafts on the line, and point at what is not understood."""
        self.line.value = self.sitting.take_up_new(count)
        self.line.move_cursor_to_end()
        self.look_at_line()
        self.insist()

    def _keep_pasted(self, pasted: Pasted) -> None:
        """Keep every pasted line as a draft; where the book refuses, ask what now."""
        try:
            self.desk.book.drafts.save_new(pasted.as_drafts)
        except BookError as error:
            self._pasted = pasted
            offer_ways(
                self,
                str(error),
                "\n".join(text for text, _day in pasted.as_drafts),
                again=lambda: self._keep_pasted(pasted),
                back=lambda: self._ask_about(pasted),
                leave=self._let_go_of_pasted,
            )
            return
        self._let_go_of_pasted()
        count = len(pasted.as_drafts)
        told = ngettext(
            "Nothing was saved. {count} line is kept as a draft in Entries.",
            "Nothing was saved. {count} lines are kept as drafts in Entries.",
            count,
        )
        self.notify(told.format(count=count), markup=False)

    def _let_go_of_pasted(self) -> None:
        self._pasted = None
