"""The closing page of a group that was left: the totals, and one question about what stands."""

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from tracker.analysis.groups.closing import (
    GroupClosing,
    build_closing,
    build_withdrawals,
    end_payments,
)
from tracker.analysis.groups.closing_sentences import (
    describe_closing,
    describe_ended,
    describe_ongoing_question,
    describe_yes_answer,
)
from tracker.book.database.errors import BookError
from tracker.i18n import _
from tracker.screens.shell.context import AppContext
from tracker.widgets.footer import Footer
from tracker.widgets.heading import PageHeading
from tracker.widgets.inline_prompt import InlinePrompt

YES, SKIP = "yes", "leave it"


class GroupClosingScreen(Screen[None]):
    """What there was with one group; an entry is noted only after a yes."""

    TITLE = _("When you left")
    HELP = "\n".join(
        (
            _("What there was with a group up to the day you left."),
            _("Nothing is noted without your yes."),
        )
    )
    CSS_PATH = "compare_groups.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1; never rename.
        Binding("escape", "dismiss(None)", _("Back"), id="back"),
    ]
    AUTO_FOCUS = "#scrolled"

    def __init__(self, context: AppContext, group: str) -> None:
        """Close with the group of this label; its leaving day is read from the book."""
        super().__init__()
        self.context = context
        self.group = group
        self._group_closing: GroupClosing | None = None
        self._is_question_open = True
        """Whether the question is still put; once answered it rests until the next visit."""
        self._save_error = ""
        """Why the answer could not be noted; empty where it could."""
        self._saved_closing: GroupClosing | None = None
        """What was noted as ended here."""

    def compose(self) -> ComposeResult:
        """The totals, and below them the question."""
        with Vertical(id="page"):
            yield PageHeading(self.TITLE, self.group)
            with VerticalScroll(id="scrolled"):
                yield Static(markup=False, id="told")
            yield InlinePrompt()
        yield Footer()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Read anew whenever it is come back to."""
        self.refresh_amounts()

    def refresh_amounts(self) -> None:
        """Read the totals, and show amounts or dots."""
        try:
            self._group_closing = self._load_closing()
        except BookError as error:
            self._group_closing, self._save_error = None, str(error)
        of, numbers = self._group_closing, self.context.numbers
        told = describe_closing(of, numbers) if of else []
        answer = self._save_error or (
            describe_ended(self._saved_closing, numbers) if self._saved_closing else ""
        )
        if not told and not answer:
            told = [_("No day on which you left is noted. Settings (F5) has a line for the group.")]
        self.query_one("#told", Static).update("\n\n".join([*told, *filter(None, [answer])]))
        gentle = self.query_one(InlinePrompt)
        asked = describe_ongoing_question(of, numbers) if of and self._is_question_open else ""
        if of is None or not asked:
            gentle.ask_question("", ())
        elif gentle.question != asked:
            gentle.ask_question(
                asked, ((YES, describe_yes_answer(of)), (SKIP, _("no, leave it as it is")))
            )

    def _load_closing(self) -> GroupClosing | None:
        book, today = self.context.book, self.context.clock.today()
        noted = next((each for each in book.groups.load_all() if each.label == self.group), None)
        if noted is None or noted.left_on is None:
            return None
        return build_closing(
            book.ask_queries.load_pattern_facts(today),
            book.ask_queries.load_money_back(today),
            self.group,
            noted.left_on,
        )

    @on(InlinePrompt.Answered)
    def _handle_answer(self, event: InlinePrompt.Answered) -> None:
        """Note that it stopped, or nothing."""
        self._is_question_open = False
        of = self._group_closing
        if event.answer == YES and of is not None:
            try:
                self._save_ends(of)
            except BookError as error:
                self._save_error, self._is_question_open = str(error), True
            else:
                self._save_error, self._saved_closing = "", of
        self.action_leave_question()
        self.refresh_amounts()

    def _save_ends(self, closing: GroupClosing) -> None:
        """Save that everything ended on the leaving day, as one change."""
        book = self.context.book
        items = book.find_entries(each.entry for each in closing.payments)
        book.edit_entries(
            end_payments(closing, items), build_withdrawals(closing), self.context.clock.today()
        )

    def action_leave_question(self) -> None:
        """Let the question be, until the page is opened again."""
        self.query_one("#scrolled").focus()
