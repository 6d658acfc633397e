"""After leaving a group: the totals up to the last day with it, and what came after that day."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from tracker.analysis.groups.after_leaving import GroupClosing, build_closing
from tracker.analysis.groups.after_leaving_sentences import describe_closing
from tracker.book.database.errors import BookError
from tracker.i18n import _, _label
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.page_screen import PageScreen
from tracker.screens.shell.step_runner import StepRunner
from tracker.steps import Steps


class GroupClosingScreen(PageScreen[None]):
    """The totals of one group, or of all entries of a notebook that names none."""

    TITLE = _label("Your time with a group")
    HELP = "\n".join(
        (
            _("See what happened with a group up to your last day with them, or to today."),
            _("What came after that day is counted separately."),
        )
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1, never rename.
        Binding("escape", "dismiss(None)", _label("Back"), id="back"),
    ]
    AUTO_FOCUS = "#scrolled"
    IS_WIDE = True

    def __init__(self, context: AppContext, group: str | None) -> None:
        """Show the group with this label. Its last day is loaded from the book."""
        super().__init__(context)
        self.group = group
        if group is not None:
            self.title = _label("Your time with {group}").format(group=group)
        self._steps = StepRunner(self, context, self._show_problem)

    def compose_page(self) -> ComposeResult:
        """Show the totals."""
        with VerticalScroll(id="scrolled"):
            yield Static(markup=False, id="totals")

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
        closing = yield from self._load_closing()
        sentences = describe_closing(closing, self.context.numbers)
        self.query_one("#totals", Static).update("\n\n".join(sentences))

    def _show_problem(self, sentence: str) -> None:
        """Show why the totals cannot be loaded."""
        self.query_one("#totals", Static).update(sentence)

    def _load_closing(self) -> Steps[GroupClosing]:
        book, today = self.context.book, self.context.clock.today()
        last_days = {group.label: group.left_on for group in book.groups.load_all()}
        last_day = last_days.get(self.group or "") or today
        pattern_facts = yield from book.ask_queries.load_pattern_facts_in_steps(today)
        money_back = book.ask_queries.load_money_back(today)
        return build_closing(pattern_facts, money_back, self.group, last_day)
