"""How often: each pattern as a sentence with its counts. Enter shows its entries."""

from collections.abc import Sequence, Set
from dataclasses import replace
from datetime import date
from functools import partial
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.screen import Screen
from textual.widgets import OptionList, Static

from tracker.analysis.monthly.clock_checks import explain_empty_table
from tracker.analysis.monthly.table import MonthlyTable
from tracker.analysis.patterns.all_patterns import find_patterns_in_steps
from tracker.analysis.patterns.pattern import Pattern, select_shown_patterns
from tracker.analysis.patterns.pattern_sentences import describe_pattern
from tracker.i18n import _, _label, _label_plural, format_short_months
from tracker.months import Month
from tracker.screens.how_often.month_range import MonthRange, build_range_dialog, parse_range
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.book_errors import notify_book_errors
from tracker.screens.shell.main_screen import HELP_BINDING, MainScreen
from tracker.screens.shell.step_runner import StepRunner
from tracker.steps import Steps
from tracker.widgets.heading import PageHeading
from tracker.widgets.sentence_list import ListSentence, SentenceList
from tracker.widgets.side_entries import MAX_ENTRIES, SideEntries

ENTRY_ACTIONS = frozenset(
    {"timelines", "compare", "pledges", "goals", "event_costs", "range", "select"}
)
"""Actions that need entries."""


FOLDED = "folded"
"""The id of the row in place of the sentences with too little behind them."""


def build_entry_marks(pattern: Pattern) -> dict[int, str]:
    """Return the marks of a pattern's entries: counted ones, and those that followed."""
    followed = {*pattern.entries} - {*pattern.total_entries}
    return dict.fromkeys(followed, _label("→ afterwards")) | dict.fromkeys(
        pattern.counted_entries, _label("✓ counted")
    )


def select_first_entries(pattern: Pattern, count: int) -> Pattern:
    """Return a pattern with its first entries, as so many of a hundred thousand are shown."""
    return replace(
        pattern,
        entries=pattern.entries[:count],
        total_entries=pattern.total_entries[:count],
        counted_entries=pattern.counted_entries[:count],
    )


class HowOftenScreen(MainScreen, inherit_bindings=False):
    """The list of pattern sentences."""

    TITLE = _label("How often")
    HELP = "\n".join(
        (
            _("See how often things happened, counted from your entries."),
            _("Enter shows the entries that a sentence was counted from."),
            _("Tracker never guesses. If something isn’t recorded, the sentence says so."),
            _("The last row is for sentences that need more entries. Enter shows them."),
            _(
                "Press l, c, p, t or e to see each ask, two groups, each yes, their goals, or what"
                " each event cost."
            ),
        )
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1, never rename.
        Binding("l", "timelines", _label("Timelines"), id="life"),
        Binding("c", "compare", _label("Compare two groups"), id="two_groups"),
        Binding("p", "pledges", _label("What you said yes to"), id="pledges"),
        Binding("t", "goals", _label("Their fundraising goals"), id="targets"),
        Binding("e", "event_costs", _label("What each event cost"), id="event_costs"),
        Binding("r", "range", _label("Choose months"), id="range"),
        Binding("w", "group", _label("Switch group"), id="which_group"),
        Binding("escape", "app.place('this_month')", _label("Back"), id="back"),
        *MainScreen.BINDINGS,
        HELP_BINDING,
        *Screen.BINDINGS,
    ]
    AUTO_FOCUS = "SentenceList"
    FIRST_WEEK_KEYS = ("help", "back", "entries_behind", "after_a_meeting", "places")
    IS_WIDE = True

    def __init__(self, context: AppContext) -> None:
        """Begin with all groups and all months."""
        super().__init__(context)
        self._range = MonthRange()
        self._group: str | None = None
        self._groups: tuple[str, ...] = ()
        self._patterns: list[Pattern] = []
        """The patterns with a sentence on screen, in their order."""
        self._is_unfolded = False
        """Whether sentences with too little behind them are shown, until the app is closed."""
        self._counted: dict[tuple[str | None, MonthRange], list[Pattern]] = {}
        """The patterns of each group and range that were counted since the last change."""
        self._counted_state: tuple[object, ...] = ()
        """The book, its number of writes and the day of these counts."""
        self._steps = StepRunner(
            self, context, lambda sentence: self.post_message(self.Unreadable(sentence))
        )

    def compose_page(self) -> ComposeResult:
        """Show a sentence for each pattern, and beside it the entries behind the chosen one."""
        yield from self.compose_empty_notice()
        with Container(classes="columns"):
            yield SentenceList(classes="main-column")
            yield SideEntries(has_year=True)

    def show_book(self) -> None:
        """Show the patterns. They are counted again after a change, in a large book in steps."""
        today = self.clock.today()
        facts = self.book.load_monthly_facts(today)
        self._groups = tuple(facts.groups)
        if self._group not in self._groups:
            self._group = None
        table = MonthlyTable(facts)
        problem = explain_empty_table(facts)
        if problem:
            self.query_one("#nothing", Static).update(problem)
        is_empty = bool(problem) or table.first_month is None
        self.set_class(is_empty, "-empty")
        if is_empty:
            self.set_focus(None)
        scope = "" if is_empty else self._describe_scope(facts.first_day, today)
        self.query_one(PageHeading).set_texts(self.TITLE, scope)
        self._follow_cursor()
        self._steps.start(self._count_and_show(table, today))
        self.refresh_bindings()

    def _count_and_show(self, table: MonthlyTable, today: date) -> Steps[None]:
        """Count the patterns unless they are known, and show all of them at once."""
        queries, choice = self.book.ask_queries, (self._group, self._range)
        state = self.book, queries.count_writes(), today
        if state != self._counted_state:
            self._counted, self._counted_state = {}, state
        counted = self._counted
        if choice not in counted:
            pattern_facts = yield from queries.load_pattern_facts_in_steps(today)
            patterns = yield from find_patterns_in_steps(pattern_facts, table, *choice)
            counted[choice] = select_shown_patterns(patterns)
        self._show_patterns(counted[choice])

    def _show_patterns(self, patterns: Sequence[Pattern]) -> None:
        """Show the sentences. Those with too little behind them are one row at the end."""
        few = [pattern for pattern in patterns if not pattern.has_enough]
        is_folded = bool(few) and not self._is_unfolded
        self._patterns = [pattern for pattern in patterns if pattern.has_enough]
        if not is_folded:
            self._patterns += few
        sentences = [
            ListSentence(
                pattern.name,
                describe_pattern(pattern, self.context.numbers, self._group),
                not pattern.has_enough,
            )
            for pattern in self._patterns
        ]
        if is_folded:
            sentences.append(ListSentence(FOLDED, _describe_folded(len(few), sentences), True))
        self.query_one(SentenceList).set_sentences(sentences)

    @on(OptionList.OptionHighlighted)
    def _follow_cursor(self) -> None:
        """Let the side column follow the chosen sentence."""
        self.query_one(SideEntries).follow(self.context.numbers)

    @on(SideEntries.Wanted)
    def _show_side_entries(self) -> None:
        """Show the first entries behind the chosen sentence."""
        side, place = self.query_one(SideEntries), self.query_one(SentenceList).highlighted
        chosen = [] if place is None else self._patterns[place : place + 1]
        if not chosen or self.context.opened_book is None:
            side.set_entries("", ())
            return
        pattern = select_first_entries(chosen[0], MAX_ENTRIES + 1)
        numbers = pattern.all_entries
        with notify_book_errors(self):
            items = self.book.find_entries(numbers[:MAX_ENTRIES])
            side.set_entries(
                _label("The entries behind this"),
                sorted(items, key=lambda item: (item.entry.day, item.number)),
                build_entry_marks(pattern),
                has_more=len(numbers) > MAX_ENTRIES,
            )

    def _describe_scope(self, first_day: date | None, today: date) -> str:
        """Return the months and the groups that the sentences are about."""
        if first_day is None:
            return ""
        first = self._range.first or Month.from_date(first_day)
        last = self._range.last or Month.from_date(today)
        months = format_short_months(first.first_day, last.first_day)
        group = self._group or (_label("all groups") if len(self._groups) > 1 else "")
        return " · ".join(filter(None, (months, group or "".join(self._groups))))

    def idle_actions(self) -> Set[str]:
        """Return the actions that need entries, or several groups."""
        idle = ENTRY_ACTIONS if self.has_class("-empty") else frozenset[str]()
        return idle if len(self._groups) > 1 else idle | {"group"}

    @on(OptionList.OptionSelected)
    def _open_entries(self, event: OptionList.OptionSelected) -> None:
        """Open the entries of the chosen sentence, with the counted ones marked, or unfold."""
        if event.option_id == FOLDED:
            self._is_unfolded = True
            self.reload()
            return
        pattern = self._patterns[event.option_index]
        if not pattern.all_entries:
            self.notify(
                _("Nothing was counted here, so there are no entries to show."), markup=False
            )
            return
        from tracker.screens.shell.entry_list_screen import EntryListScreen

        with notify_book_errors(self):
            numbers, marks = pattern.all_entries, build_entry_marks(pattern)
            describe = partial(describe_pattern, pattern, group=self._group)
            self.app.push_screen(EntryListScreen(self.context, numbers, describe, marks))

    def action_group(self) -> None:
        """Count for the next group, or for all groups after the last one."""
        choices = [None, *self._groups]
        self._group = choices[(choices.index(self._group) + 1) % len(choices)]
        self._recount()

    def _recount(self) -> None:
        """Show the patterns of another choice, and until they are counted none."""
        self._patterns = []
        self.query_one(SentenceList).set_sentences([])
        self.query_one(SentenceList).go_to_top()
        self.reload()

    @work
    async def action_range(self) -> None:
        """Ask for the months that are counted."""
        current = Month.from_date(self.clock.today())
        texts = await self.app.push_screen_wait(build_range_dialog(self._range, current))
        if texts is not None:
            self._range = parse_range(texts)
            self._recount()

    def action_timelines(self) -> None:
        """Open the timelines of the asks."""
        from tracker.screens.how_often.ask_timeline import AskTimelineScreen

        self.app.push_screen(AskTimelineScreen(self.context, self._group, months=self._range))

    def action_compare(self) -> None:
        """Open the comparison of two groups."""
        from tracker.screens.how_often.compare_groups import CompareGroupsScreen

        self.app.push_screen(CompareGroupsScreen(self.context))

    def action_pledges(self) -> None:
        """Open the list of asks with a yes."""
        from tracker.screens.how_often.pledges import PledgesScreen

        self.app.push_screen(PledgesScreen(self.context, self._group, self._range))

    def action_goals(self) -> None:
        """Open the fundraising goals."""
        from tracker.screens.how_often.fundraising_goals import FundraisingGoalsScreen

        self.app.push_screen(FundraisingGoalsScreen(self.context, self._group, self._range))

    def action_event_costs(self) -> None:
        """Open the list of events with what each cost."""
        from tracker.screens.how_often.event_costs import EventCostsScreen

        self.app.push_screen(EventCostsScreen(self.context, self._group, self._range))


def _describe_folded(count: int, shown: Sequence[ListSentence]) -> str:
    """Return the row in place of so many sentences, below those that are shown."""
    if shown:
        text = _label_plural(
            "{count} more, when there is more to count",
            "{count} more, when there is more to count",
            count,
        )
    else:
        text = _label_plural(
            "{count} sentence, when there is more to count",
            "{count} sentences, when there is more to count",
            count,
        )
    return text.format(count=count)
