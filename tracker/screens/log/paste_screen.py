"""A screen into which several lines can be pasted at once, and none of them is lost."""

from tracker.book.database.errors import BookError
from tracker.entries.parse_error import LONGEST_LINE
from tracker.i18n import _, ngettext
from tracker.screens.log.entry_line_screen import build_line_days
from tracker.screens.log.letter_reader import is_first_ask
from tracker.screens.log.multi_entry_screen import MultiEntryScreen
from tracker.screens.log.paste_preview import (
    PasteChoice,
    PastedText,
    PasteError,
    PastePreview,
    QuestionDialog,
    parse_pasted,
)
from tracker.screens.log.unsaved_text import ask_about_unsaved_text
from tracker.widgets.entry_input import EntryInput
from tracker.widgets.line_preview import LinePreview
from tracker.widgets.reading_choice import NONE_OF_THEM


class PasteScreen(MultiEntryScreen):
    """Saves what is understood of pasted lines as one change. The others become drafts."""

    _pasted_text: PastedText | None = None
    """What was pasted, while it is asked about."""

    def save_draft(self) -> str:
        """Save the line, and what was pasted. Return why one of them could not be."""
        error_text = self.save_line_draft()
        if self._pasted_text is None:
            return error_text
        try:
            self.context.book.drafts.save_new(self._pasted_text.drafts)
        except BookError as error:
            return str(error)
        self._pasted_text = None
        return error_text

    def handle_paste(self, event: EntryInput.Pasted) -> None:
        """Show several pasted lines before they are saved, or why none of them can be."""
        try:
            parse_context, days = (
                self.context.book.load_parse_context(),
                build_line_days(self.context.clock),
            )
            pasted = parse_pasted(event.text, event.alone, parse_context, days)
        except (PasteError, BookError) as error:
            self.query_one(LinePreview).show_message(str(error))
            return
        self._ask_about_paste(pasted)

    def _ask_about_paste(self, pasted: PastedText, error: str = "") -> None:
        """Ask what to do with pasted lines. `error` says why they are asked about again."""
        self._pasted_text = pasted

        def handle_choice(choice: PasteChoice | None) -> None:
            self._pasted_text = None
            if choice is PasteChoice.ANSWER:
                self._ask_next_question(pasted)
            elif choice is PasteChoice.SAVE:
                self._save_pasted(pasted)
            elif choice is PasteChoice.KEEP:
                self._save_pasted_as_drafts(pasted)

        dialog = PastePreview(pasted, self.parse_context.next_number, self.context, error)
        self.app.push_screen(dialog, handle_choice)

    def _ask_next_question(
        self, pasted: PastedText, unanswered: frozenset[int] = frozenset()
    ) -> None:
        """Ask what a line means, then the next one. After the last one show all the lines."""
        questions = (each for each in pasted.questions if each.number not in unanswered)
        question = next(questions, None)
        if question is None:
            self._ask_about_paste(pasted)
            return
        self._pasted_text = pasted

        def handle_choice(choice: str | None) -> None:
            if choice is None:
                self._ask_about_paste(pasted)
            elif choice == NONE_OF_THEM:
                self._ask_next_question(pasted, unanswered | {question.number})
            else:
                line = question.readings[int(choice) - 1].line
                self._take_answer(pasted, question.number, line, unanswered)

        self.app.push_screen(QuestionDialog(question, self.context), handle_choice)

    def _take_answer(
        self, pasted: PastedText, number: int, line: str, unanswered: frozenset[int]
    ) -> None:
        """Read all lines again with what was chosen for one. Those below may depend on it."""
        try:
            answered = parse_pasted(
                pasted.text,
                pasted.clipboard_text,
                self.context.book.load_parse_context(),
                build_line_days(self.context.clock),
                {**pasted.answers, number: line},
            )
        except BookError as error:
            self._ask_about_paste(pasted, str(error))
            return
        self._ask_next_question(answered, unanswered)

    def _save_pasted(self, pasted: PastedText) -> None:
        """Save the entries and the drafts together. The first draft is put on the line."""
        batch = pasted.batch
        is_first = is_first_ask(batch.entries, self.parse_context)
        try:
            items = self.session.save_entries(batch.entries, pasted.text, batch.build_drafts())
        except BookError as error:
            self._ask_about_paste(pasted, str(error))
            return
        self.replace_line("")
        self.list_saved(items, is_first=is_first)
        self.show_feedback()
        if batch.draft_lines:
            self._continue_with_drafts(pasted)

    def _continue_with_drafts(self, pasted: PastedText) -> None:
        """Show what was saved, and go on with the first draft."""
        entries, drafts = len(pasted.batch.entries), len(pasted.batch.draft_lines)
        saved_text = ngettext("{count} entry saved.", "{count} entries saved.", entries)
        kept_text = ngettext(
            "{count} line is kept as a draft.", "{count} lines are kept as drafts.", drafts
        )
        fits = len(pasted.batch.draft_lines[0].text) <= LONGEST_LINE
        if not fits or not self.write_or_show_error(lambda: self._show_draft(drafts)):
            next_step = _("Your drafts are in Entries.")
        elif drafts == 1:
            next_step = _("It’s on the line, so you can finish it now.")
        else:
            next_step = _("The first one is on the line. The others are in Entries.")
        sentences = (saved_text.format(count=entries), kept_text.format(count=drafts), next_step)
        self.notify(" ".join(sentences), markup=False)

    def _show_draft(self, count: int) -> None:
        """Put the first of so many new drafts on the line, and show what is not understood."""
        self.replace_line(self.session.load_new_draft(count))
        self.point_at_refusal()

    def _save_pasted_as_drafts(self, pasted: PastedText) -> None:
        """Save every pasted line as a draft. Where the book refuses, ask what to do."""
        try:
            self.context.book.drafts.save_new(pasted.drafts)
        except BookError as error:
            self._pasted_text = pasted
            ask_about_unsaved_text(
                self,
                str(error),
                "\n".join(text for text, _day in pasted.drafts),
                retry=lambda: self._save_pasted_as_drafts(pasted),
                go_back=lambda: self._ask_about_paste(pasted),
                leave=self._discard_pasted,
            )
            return
        self._discard_pasted()
        count = len(pasted.drafts)
        sentence = ngettext(
            "No entry was saved. {count} line is kept as a draft in Entries.",
            "No entry was saved. {count} lines are kept as drafts in Entries.",
            count,
        )
        self.notify(sentence.format(count=count), markup=False)

    def _discard_pasted(self) -> None:
        self._pasted_text = None
