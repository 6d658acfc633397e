"""This month: amount left, asked and given, a year of small bars, latest entries, one question."""

from collections.abc import Sequence, Set
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Digits, Static

from tracker.analysis.groups.meeting_schedule import PastMeeting
from tracker.analysis.monthly.amount_left import adjust_amount_left
from tracker.analysis.monthly.clock_checks import explain_empty_table, warn_of_clock_behind
from tracker.analysis.monthly.monthly_facts import MonthlyFacts
from tracker.analysis.monthly.table import ALL_GROUPS, MonthlyTable
from tracker.analysis.prompts import Prompt
from tracker.charts.series import build_income_series
from tracker.entries.types import StoredEntry
from tracker.i18n import _, _label, format_month, join_list
from tracker.months import Month, is_in_range
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.book_errors import notify_book_errors
from tracker.screens.shell.main_screen import HELP_BINDING, MainScreen
from tracker.screens.this_month import setup_prompts
from tracker.screens.this_month.meeting_prompt import describe_saved_meeting, save_meeting_of_ask
from tracker.screens.this_month.summary import MonthSummary, build_summary
from tracker.widgets.heading import PageHeading
from tracker.widgets.inline_prompt import InlinePrompt
from tracker.widgets.recent_entries import RecentEntries, build_recent_entry
from tracker.widgets.split_line import SplitLine
from tracker.widgets.year_bars import YearBarsView

MONTHS_SHOWN = 12
LAST_ENTRIES = 40
"""Entries that are loaded: as many as the tallest screen shows."""


class ThisMonthScreen(MainScreen):
    """The first main screen. Its help begins with what the notebook is for.

    What was said, own words and thoughts are folded: what hurt most should not be what the app
    opens with. That they were shown is saved nowhere.
    """

    # The first paint waits for no rules of other screens: what it needs is in the app's own sheet.
    CSS_PATH = None
    IS_WIDE = True
    TITLE = _label("This month")
    HELP = "\n".join(
        (
            _("Tracker is your own notebook of what a group asks you for and what you give."),
            _("At the top: what you have left this month (after you add income and living costs)."),
            _(
                "Below: the share of income that went to the group, and your limit, the most"
                " you want to give."
            ),
            _(
                "Then: the last 12 months, your latest entries (w shows their words), and a"
                " question you can skip."
            ),
            _("Someone coming? ctrl+n hides amounts, ctrl+l locks, ctrl+q quits."),
        )
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1, never rename.
        Binding("c", "month_details", _label("Details"), id="month_details"),
        Binding("w", "show_words", _label("Show words"), id="show_words"),
        # The same key under the same id, while the words are shown.
        Binding("w", "hide_words", _label("Hide words"), id="show_words"),
        Binding("u", "app.undo", _label("Undo"), show=False, id="undo"),
        Binding("ctrl+y", "app.redo", _label("Redo"), show=False, id="redo"),
        HELP_BINDING,
    ]

    def __init__(self, context: AppContext) -> None:
        """Begin without a question."""
        super().__init__(context)
        self._prompt: Prompt | None = None
        self._asked_meeting: PastMeeting | None = None
        """The meeting at which the person just said they were asked for money."""
        self._latest: Sequence[StoredEntry] = ()
        self._shows_words = False
        """Whether words are shown in the latest entries, until the person leaves the screen."""

    def compose_page(self) -> ComposeResult:
        """Show the summary at the top. What a small screen can omit is below or beside it."""
        yield from self.compose_empty_notice()
        with Container(id="figures", classes="columns"):
            with Vertical(id="month", classes="main-column"):
                with Horizontal(id="left"):
                    yield Digits(id="amount")
                    yield Static(markup=False, id="label")
                yield Static(markup=False, id="rests-on")
                yield SplitLine(id="share")
                yield SplitLine(id="asked")
                yield SplitLine(id="earlier")
                yield YearBarsView()
            yield RecentEntries(_label("Latest entries"), classes="side-column")
        yield Static(markup=False, id="last-opened")
        yield InlinePrompt()

    def show_book(self) -> None:
        """Read this month, the year before it and the newest entries."""
        today = self.clock.today()
        since = Month.from_date(today).add_months(1 - MONTHS_SHOWN)
        facts = self.book.load_monthly_facts(today, since=since)
        year = MonthlyTable(facts)
        rows = [row for row in year.build_rows() if row.group == ALL_GROUPS]
        title = _label("This month · {month}").format(month=format_month(today))
        self.query_one(PageHeading).set_texts(title, join_list(facts.groups))
        if problem := explain_empty_table(facts):
            self.query_one("#nothing", Static).update(problem)
        self._show_last_opened()
        asks = self._show_prompt(facts)
        lacks_bars = sum(row.share_given is not None for row in rows) < 2
        # All at once: each change of a class matches the rules of every widget again.
        classes = {"-empty": not rows, "-asks": asks, "-without-bars": lacks_bars}
        self.update_classes(classes, update=not self.is_resuming)
        if not rows:
            return
        month = adjust_amount_left(rows[-1])
        summary = build_summary(month, facts, self.context.numbers)
        if self.context.offers.is_first_week:
            summary = summary.drop_empty_texts(month)
        self._show_summary(summary)
        bars = self.query_one(YearBarsView)
        bars.series = build_income_series(rows, year.current_month)
        bars.hides_amounts = self.context.hides_amounts
        self._latest = self.book.load_latest(LAST_ENTRIES, today)
        self._show_latest()
        self.refresh_bindings()

    def _show_last_opened(self) -> None:
        """Show when the notebook was last opened, if the person chose that."""
        line = self.query_one("#last-opened", Static)
        line.display = bool(self.context.last_opened)
        line.update(self.context.last_opened)

    def _show_latest(self) -> None:
        """Show the latest entries, with their words or with marks that they have some."""
        numbers = self.context.numbers
        self.set_class(self._shows_words, "-words")
        self.query_one(RecentEntries).rows = tuple(
            build_recent_entry(item.entry, numbers, shows_words=self._shows_words)
            for item in self._latest
            if is_in_range(item.entry.day)
        )

    def _show_summary(self, summary: MonthSummary) -> None:
        self.query_one("#left").display = bool(summary.amount)
        self.query_one("#amount", Digits).update(summary.amount)
        self.query_one("#label", Static).update(summary.label)
        self._show_basis(summary.basis)
        self.query_one("#share", SplitLine).set_contents(summary.share, summary.limit)
        self.query_one("#asked", SplitLine).set_contents(summary.asked_amount, summary.ask_count)
        self.query_one("#earlier", SplitLine).set_contents(summary.earlier_yes, Content(""))

    def _show_basis(self, basis: Content) -> None:
        """Show what the main figure was calculated from. Without a figure no room is kept."""
        line = self.query_one("#rests-on", Static)
        line.update(basis)
        line.display = bool(basis) or self.query_one("#left").display

    def _show_prompt(self, facts: MonthlyFacts) -> bool:
        """Show the question of today, or a warning that the device's date may be wrong.

        Return whether there is either.
        """
        may_ask = not self.context.is_copy
        # Where the date may be wrong, nothing is asked about today.
        wrong_day = warn_of_clock_behind(facts) if may_ask else ""
        may_ask = may_ask and not wrong_day
        evening = self.clock.undated_day()
        self._prompt = (
            setup_prompts.find_todays_prompt(facts, self.book, evening) if may_ask else None
        )
        prompt = self.query_one(InlinePrompt)
        if self._prompt is None:
            prompt.ask_question(wrong_day, ())
            return bool(wrong_day)
        sentence = setup_prompts.describe_prompt(self._prompt, facts, self.context.numbers)
        prompt.ask_question(sentence, setup_prompts.list_answers(self._prompt))
        return True

    @on(InlinePrompt.Answered)
    def _handle_answer(self, event: InlinePrompt.Answered) -> None:
        """Save the answer. Open the entry line if the answer needs one."""
        prompt = self._prompt
        if prompt is None:
            return
        today = self.clock.today()
        with notify_book_errors(self):
            line = setup_prompts.build_answer_line(prompt, event.answer, self.book)
            self._show_saved_message(
                setup_prompts.save_answer(prompt, event.answer, self.book, today)
            )
            if line:
                self._asked_meeting = prompt.meeting
                self.post_message(self.AddEntryRequest(line))
        self.action_leave_question()
        self.reload()

    def _show_saved_message(self, items: Sequence[StoredEntry]) -> None:
        """Show which entries an answer added, so they can be undone."""
        for item in items:
            self.notify(describe_saved_meeting(item, self.context.numbers), markup=False)

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Save the meeting, too, after an ask at a meeting was saved."""
        meeting, self._asked_meeting = self._asked_meeting, None
        if meeting is not None:
            with notify_book_errors(self):
                self._show_saved_message(
                    save_meeting_of_ask(meeting, self.book, self.clock.today())
                )

    def on_screen_suspend(self) -> None:
        """Hide the words again when the person leaves. A dialog over the screen does not count."""
        if self._shows_words and not isinstance(self.app.screen, ModalScreen):
            self._shows_words = False
            self._show_latest()

    def idle_actions(self) -> Set[str]:
        """Return the actions that have nothing to do, because no entries or no words are there."""
        idle = {"month_details"} if self.has_class("-empty") else set[str]()
        idle.add("show_words" if self._shows_words else "hide_words")
        for entries in self.query(RecentEntries):
            if not (entries.display and any(row.has_words for row in entries.rows)):
                idle |= {"show_words", "hide_words"}
        return idle

    def action_show_words(self) -> None:
        """Show the words of the latest entries."""
        self._shows_words = True
        self._show_latest()
        self.refresh_bindings()

    def action_hide_words(self) -> None:
        """Show marks in place of the words again."""
        self._shows_words = False
        self._show_latest()
        self.refresh_bindings()

    def action_month_details(self) -> None:
        """Open the details of this month."""
        from tracker.screens.entries.month_details import show_month_details

        show_month_details(self, Month.from_date(self.clock.today()))

    def action_leave_question(self) -> None:
        """Leave the question without an answer."""
        self.set_focus(None)
