"""This month: what is left, what was asked and given, a year of small bars, the last entries."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.content import Content
from textual.widgets import Digits, Static

from tracker.analysis.groups.meeting_schedule import PastMeeting
from tracker.analysis.groups.prompts import Prompt, PromptKind
from tracker.analysis.monthly.amount_left import adjust_amount_left
from tracker.analysis.monthly.clock_checks import explain_empty_table, warn_of_clock_behind
from tracker.analysis.monthly.facts import MonthlyFacts
from tracker.analysis.monthly.table import ALL_GROUPS, MonthlyTable
from tracker.charts.series import build_income_series
from tracker.entries.types import StoredEntry
from tracker.i18n import _, format_month, join_list
from tracker.months import Month, is_in_range
from tracker.screens.shell.book_errors import notify_book_errors
from tracker.screens.shell.context import AppContext
from tracker.screens.shell.main_screen import HELP_BINDING, MainScreen
from tracker.screens.this_month import setup_prompts
from tracker.screens.this_month.meeting_prompt import describe_saved_meeting, save_meeting_of_ask
from tracker.screens.this_month.summary import MonthSummary, build_summary
from tracker.widgets.chart_views import YearBarsView
from tracker.widgets.footer import HIDE, Footer
from tracker.widgets.heading import PageHeading
from tracker.widgets.inline_prompt import InlinePrompt
from tracker.widgets.recent_entries import RecentEntries, build_recent_entry
from tracker.widgets.split_line import SplitLine

MONTHS_SHOWN = 12
FIGURE_QUESTIONS = (PromptKind.FOOD, PromptKind.RENT, PromptKind.INCOME)
"""Questions that say themselves what the figures lack."""
LAST_ENTRIES = 40
"""As many as the tallest screens show."""


class ThisMonthScreen(MainScreen):
    """The first place; its help begins with a sentence on what the whole notebook is for."""

    TITLE = _("This month")
    HELP = "\n".join(
        (
            _("Tracker is your own notebook of what a group asks you for, and what you give it."),
            _(
                "At the top of This month: what is left until it ends,"
                " once income and needs are noted."
            ),
            _(
                "Below: what part of income went to the group, and my line,"
                " the most you want to give."
            ),
            _("Then a year as small bars, the newest entries, a question that can be left alone."),
            _("Somebody comes near? ctrl+n hides every amount, ctrl+l locks, ctrl+q closes."),
        )
    )
    CSS_PATH = "this_month_screen.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1; never rename.
        Binding("c", "counted", _("Details"), id="month_details"),
        Binding("u", "app.undo", _("Undo"), show=False, id="undo"),
        Binding("ctrl+y", "app.redo", _("Redo"), show=False, id="redo"),
        HELP_BINDING,
    ]

    def __init__(self, context: AppContext) -> None:
        """Begin without a question."""
        super().__init__(context)
        self._question: Prompt | None = None
        self._asked_meeting: PastMeeting | None = None
        """The meeting of which the person just said that they were asked for money there."""

    def compose(self) -> ComposeResult:
        """What matters first, at the top; what can go on a small screen, below or beside."""
        with Vertical(id="page"):
            yield PageHeading()
            with Vertical(id="empty"):
                yield Static(_("Nothing is noted yet."), markup=False, id="nothing")
                if not self.context.is_copy:
                    yield Static(
                        Content.assemble(
                            (_("a"), "bold $accent"),
                            " ",
                            _("After a meeting: note what was asked."),
                        )
                    )
            with Container(id="figures"):
                with Vertical(id="month"):
                    with Horizontal(id="left"):
                        yield Digits(id="amount")
                        yield Static(markup=False, id="label")
                    yield Static(markup=False, id="rests-on")
                    yield SplitLine(id="share")
                    yield SplitLine(id="asked")
                    yield SplitLine(id="earlier")
                    yield YearBarsView()
                yield RecentEntries(_("Last entries"))
            yield InlinePrompt()
        yield Footer(HIDE)

    def show_book(self) -> None:
        """Read this month, the year before it and the newest entries."""
        today = self.clock.today()
        since = Month.from_date(today).add_months(1 - MONTHS_SHOWN)
        facts = self.book.load_monthly_facts(today, since=since)
        year = MonthlyTable(facts)
        rows = [row for row in year.build_rows() if row.group == ALL_GROUPS]
        place = _("This month · {month}").format(month=format_month(today))
        self.query_one(PageHeading).set_texts(place, join_list(facts.groups))
        self.set_class(not rows, "-empty")
        if wrong := explain_empty_table(facts):
            self.query_one("#nothing", Static).update(wrong)
        self._show_question(facts)
        if not rows:
            return
        month = adjust_amount_left(rows[-1])
        self._show_summary(build_summary(month, facts, self.context.numbers))
        if month.left is None and self._question and self._question.kind in FIGURE_QUESTIONS:
            self.query_one("#rests-on", Static).update("")
        bars = self.query_one(YearBarsView)
        bars.series = build_income_series(rows, year.current_month)
        bars.hides_amounts = self.context.hides_amounts
        self.set_class(sum(row.share_given is not None for row in rows) < 2, "-without-bars")
        numbers = self.context.numbers
        self.query_one(RecentEntries).rows = tuple(
            build_recent_entry(item.entry, numbers)
            for item in self.book.load_latest(LAST_ENTRIES, today)
            if is_in_range(item.entry.day)
        )

    def _show_summary(self, summary: MonthSummary) -> None:
        self.query_one("#amount", Digits).update(summary.amount)
        self.query_one("#label", Static).update(summary.label)
        self.query_one("#rests-on", Static).update(summary.basis)
        self.query_one("#share", SplitLine).set_contents(summary.share, summary.limit)
        self.query_one("#asked", SplitLine).set_contents(summary.asked_amount, summary.ask_count)
        self.query_one("#earlier", SplitLine).set_contents(summary.earlier_yes, Content(""))

    def _show_question(self, facts: MonthlyFacts) -> None:
        """Put the question of today, or none; instead of it that the device's date may be wrong."""
        asks = not self.context.is_copy
        # On a day that may be none, nothing is asked about it.
        wrong_day = warn_of_clock_behind(facts) if asks else ""
        asks = asks and not wrong_day
        self._question = setup_prompts.find_todays_question(facts, self.book) if asks else None
        gentle = self.query_one(InlinePrompt)
        self.set_class(self._question is not None or bool(wrong_day), "-asks")
        if self._question is None:
            gentle.ask_question(wrong_day, ())
            return
        sentence = setup_prompts.describe_question(self._question, facts, self.context.numbers)
        gentle.ask_question(sentence, setup_prompts.list_answers(self._question))

    @on(InlinePrompt.Answered)
    def _handle_answer(self, event: InlinePrompt.Answered) -> None:
        """Do as the person answered; a line is noted on a screen of its own."""
        question = self._question
        if question is None:
            return
        today = self.clock.today()
        with notify_book_errors(self):
            line = setup_prompts.build_answer_line(question, event.answer, self.book)
            self._show_saved_message(
                setup_prompts.save_answer(question, event.answer, self.book, today)
            )
            if line:
                self._asked_meeting = question.meeting
                self.post_message(self.AddEntryRequest(line))
        self.action_leave_question()
        self.reload()

    def _show_saved_message(self, items: Sequence[StoredEntry]) -> None:
        """Say what an answer noted by itself, so that it can be taken back."""
        for item in items:
            self.notify(describe_saved_meeting(item, self.context.numbers), markup=False)

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """After a line about an ask at a meeting: note the meeting as well."""
        meeting, self._asked_meeting = self._asked_meeting, None
        if meeting is not None:
            with notify_book_errors(self):
                self._show_saved_message(
                    save_meeting_of_ask(meeting, self.book, self.clock.today())
                )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In an empty book nothing counts."""
        if action == "counted":
            return not self.has_class("-empty")
        return super().check_action(action, parameters)

    def action_counted(self) -> None:
        """Show what counts in this month."""
        from tracker.screens.entries.month_details import show_month_details

        show_month_details(self, Month.from_date(self.clock.today()))

    def action_leave_question(self) -> None:
        """Let the question be."""
        self.set_focus(None)
