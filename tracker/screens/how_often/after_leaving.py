"""After leaving a group: the totals, and whether regular payments and a yes ended, too."""

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from tracker.analysis.groups.after_leaving import (
    GroupClosing,
    build_closing,
    build_withdrawals,
    end_payments,
)
from tracker.analysis.groups.after_leaving_sentences import (
    describe_closing,
    describe_ended,
    describe_ongoing_question,
    describe_yes_answer,
)
from tracker.book.database.errors import BookError
from tracker.i18n import _, _label
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.page_screen import PageScreen
from tracker.screens.shell.step_runner import StepRunner
from tracker.steps import Steps
from tracker.widgets.inline_prompt import InlinePrompt

YES, SKIP = "yes", "skip"


class GroupClosingScreen(PageScreen[None]):
    """The totals of one group. An entry is saved only after a yes to the question."""

    TITLE = _label("After leaving a group")
    HELP = "\n".join(
        (
            _("See what happened with a group up to your last day with them."),
            _("Tracker changes nothing here unless you say yes."),
        )
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1, never rename.
        Binding("escape", "dismiss(None)", _label("Back"), id="back"),
    ]
    AUTO_FOCUS = "#scrolled"
    IS_WIDE = True

    def __init__(self, context: AppContext, group: str) -> None:
        """Show the group with this label. Its leaving day is loaded from the book."""
        super().__init__(context)
        self.group = group
        self.title = _label("After leaving {group}").format(group=group)
        self._group_closing: GroupClosing | None = None
        self._is_question_open = True
        """Whether the question is shown. After an answer it is shown only on a new visit."""
        self._save_error = ""
        """Why the answer could not be saved, or an empty text."""
        self._steps = StepRunner(self, context, self._show_problem)
        self._saved_closing: GroupClosing | None = None
        """The payments and yeses that were saved as ended here."""

    def compose_page(self) -> ComposeResult:
        """Show the totals, and the question below them."""
        with VerticalScroll(id="scrolled"):
            yield Static(markup=False, id="totals")
        yield InlinePrompt()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Load the totals again each time the screen is shown."""
        self.refresh_amounts()

    def refresh_amounts(self) -> None:
        """Load the totals, in a large notebook in steps, and show amounts or dots."""
        try:
            self._steps.start(self._load_and_show())
        except BookError as error:
            self._show_problem(str(error))

    def _load_and_show(self) -> Steps[None]:
        """Load the totals, and show all of them at once."""
        self._group_closing = yield from self._load_closing()
        self._show_totals()
        self._show_question()

    def _show_problem(self, sentence: str) -> None:
        """Show why the totals cannot be loaded."""
        self._group_closing, self._save_error = None, sentence
        self._show_totals()
        self._show_question()

    def _show_totals(self) -> None:
        """Show the totals, and what the answer did."""
        sentences = []
        if self._group_closing is not None:
            sentences = describe_closing(self._group_closing, self.context.numbers)
        if self._save_error:
            sentences.append(self._save_error)
        elif self._saved_closing is not None:
            sentences.append(describe_ended(self._saved_closing, self.context.numbers))
        if not sentences:
            sentences = [
                _(
                    "You haven’t entered your last day with this group."
                    " You can do that in Settings (F5)."
                )
            ]
        self.query_one("#totals", Static).update("\n\n".join(sentences))

    def _show_question(self) -> None:
        """Show the question, unless it was answered or asks about nothing."""
        prompt, closing, question = self.query_one(InlinePrompt), self._group_closing, ""
        if closing is not None and self._is_question_open:
            question = describe_ongoing_question(closing, self.context.numbers)
        if closing is None or not question:
            prompt.ask_question("", ())
        elif prompt.question != question:
            yes_answer = describe_yes_answer(closing)
            prompt.ask_question(question, ((YES, yes_answer), (SKIP, _label("no, change nothing"))))

    def _load_closing(self) -> Steps[GroupClosing | None]:
        book, today = self.context.book, self.context.clock.today()
        group = next(
            (stored for stored in book.groups.load_all() if stored.label == self.group), None
        )
        if group is None or group.left_on is None:
            return None
        pattern_facts = yield from book.ask_queries.load_pattern_facts_in_steps(today)
        money_back = book.ask_queries.load_money_back(today)
        return build_closing(pattern_facts, money_back, self.group, group.left_on)

    @on(InlinePrompt.Answered)
    def _handle_answer(self, event: InlinePrompt.Answered) -> None:
        """Save that payments and yeses ended, if the answer is yes."""
        self._is_question_open = False
        closing = self._group_closing
        if event.answer == YES and closing is not None:
            try:
                self._save_ends(closing)
            except BookError as error:
                self._save_error, self._is_question_open = str(error), True
            else:
                self._save_error, self._saved_closing = "", closing
        self.action_leave_question()
        self.refresh_amounts()

    def _save_ends(self, closing: GroupClosing) -> None:
        """Save that everything ended on the leaving day, as one change."""
        book = self.context.book
        items = book.find_entries(payment.entry for payment in closing.payments)
        book.edit_entries(
            end_payments(closing, items), build_withdrawals(closing), self.context.clock.today()
        )

    def action_leave_question(self) -> None:
        """Skip the question until the screen is opened again."""
        self.query_one("#scrolled").focus()
