"""Compare two groups: after the same number of meetings, and side by side in some months."""

from collections.abc import Sequence, Set
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.widgets import Static

from tracker.analysis.groups.group_activity import (
    GroupActivity,
    build_group_activity,
    find_latest_two,
)
from tracker.analysis.groups.group_comparison import AgeUnit, can_compare, compare_groups
from tracker.analysis.groups.group_comparison_sentences import describe_comparison
from tracker.analysis.monthly.table import MonthlyTable
from tracker.analysis.patterns.all_patterns import find_patterns_in_steps
from tracker.analysis.patterns.pattern import Pattern
from tracker.analysis.patterns.pattern_facts import PatternFacts
from tracker.book.database.errors import BookError
from tracker.book.stores.groups import StoredGroup
from tracker.i18n import _, _label
from tracker.months import Month
from tracker.screens.how_often.group_summary import describe_range, render_group_summary
from tracker.screens.how_often.month_range import MonthRange, build_range_dialog, parse_range
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.book_errors import notify_book_errors
from tracker.screens.shell.input_dialogs import ChoiceDialog
from tracker.screens.shell.page_screen import PageScreen
from tracker.screens.shell.step_runner import StepRunner
from tracker.steps import Steps
from tracker.widgets.bullet_list import BulletList
from tracker.widgets.group_comparison_chart import GroupComparisonChart
from tracker.widgets.group_words import AnsweredQuestion, GroupWords
from tracker.widgets.heading import PageHeading


class CompareGroupsScreen(PageScreen[None]):
    """The two groups with the newest entries, or two chosen ones."""

    TITLE = _label("Compare two groups")
    HELP = "\n".join(
        (
            _("Tracker compares two groups after the same number of meetings or weeks."),
            _("Numbers come after three meetings with each group."),
            _("Your questions and what you found out are there from the start. q opens them."),
        )
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1, never rename.
        Binding("r", "range", _label("Choose months"), id="range"),
        Binding("w", "unit", _label("Switch weeks/meetings"), id="unit"),
        Binding("s", "swap", _label("Swap groups"), id="swap"),
        Binding("c", "choose", _label("Choose groups"), id="choose_groups"),
        Binding("q", "questions", _label("My questions"), id="group_questions"),
        Binding("l", "closing", _label("Your time with them"), id="closing"),
        Binding("escape", "app.pop_screen", _label("Back"), key_display="esc", id="back"),
    ]
    AUTO_FOCUS = "#scrolled"
    IS_WIDE = True

    def __init__(self, context: AppContext) -> None:
        """Begin with the two groups of the latest entries."""
        super().__init__(context)
        self._groups_by_label: dict[str, StoredGroup] = {}
        self._chosen_groups: tuple[str, ...] = ()
        """The labels of the two groups, or nothing if there are fewer than two."""
        self._has_numbers = False
        """Whether there are enough meetings with each to compare their numbers."""
        self._months = MonthRange()
        self._unit: AgeUnit | None = None
        self._shown_unit: AgeUnit | None = None
        self._loaded: tuple[PatternFacts, MonthlyTable] | None = None
        """What both groups are counted from, read again after a change."""
        self._loaded_state: tuple[object, ...] = ()
        """The number of writes, and the day, of what was loaded."""
        self._steps = StepRunner(self, context, self._show_sentence)

    def compose_page(self) -> ComposeResult:
        """Show the sentences, the chart, the words, and both groups side by side."""
        with VerticalScroll(id="scrolled"):
            yield BulletList((), is_faint=False, id="sentences")
            yield GroupComparisonChart()
            yield GroupWords(_label("My questions"))
            yield Static(markup=False, id="range", classes="-dim")
            with Container(id="sides"):
                yield Static(markup=False, id="older")
                yield Static(markup=False, id="younger")

    @on(events.Mount)
    def refresh_amounts(self) -> None:
        """Compare the groups again, in a large notebook in steps, and show amounts or dots."""
        book = self.context.book
        try:
            self._groups_by_label = {group.label: group for group in book.groups.load_all()}
            if not (self._chosen_groups and {*self._chosen_groups} <= self._groups_by_label.keys()):
                groups = find_latest_two(
                    book.ask_queries.load_group_days(self.context.clock.today())
                )
                self._chosen_groups = tuple(group.group for group in groups)
            if len(self._chosen_groups) == 2:
                self._steps.start(self._compare_and_show())
        except BookError as error:
            self._show_sentence(str(error))
            return
        if len(self._chosen_groups) < 2:
            self._show_sentence(
                _(
                    "Once you add entries for a second group, you can compare both here after the"
                    " same number of meetings. To name a new group in an entry, type @! and the"
                    " name, e.g. @!choir"
                )
            )
        self.refresh_bindings()

    def _load(self) -> Steps[tuple[PatternFacts, MonthlyTable]]:
        """Return what the groups are counted from. It is read again after a change."""
        book, today = self.context.book, self.context.clock.today()
        state = book.ask_queries.count_writes(), today
        if self._loaded is None or state != self._loaded_state:
            facts = yield from book.ask_queries.load_pattern_facts_in_steps(today)
            table = MonthlyTable(book.load_monthly_facts(today))
            self._loaded, self._loaded_state = (facts, table), state
        return self._loaded

    def _compare_and_show(self) -> Steps[None]:
        """Compare the chosen groups, and show all of it at once."""
        facts, table = yield from self._load()
        activities = []
        patterns: list[list[Pattern]] = []
        for label in self._chosen_groups:
            activities.append(build_group_activity(facts, label))
            if facts.is_large:
                yield
        older, younger = activities
        self._has_numbers = can_compare(older, younger)
        for label in self._chosen_groups if self._has_numbers else ():
            found = yield from find_patterns_in_steps(facts, table, label, self._months)
            patterns.append(found)
        self._show_comparison(older, younger, table)
        self._show_words()
        self._show_sides(activities, patterns, table)
        self.refresh_bindings()

    def _show_comparison(
        self, older: GroupActivity, younger: GroupActivity, table: MonthlyTable
    ) -> None:
        """Show the sentences and the chart, or that the numbers come later."""
        leaving_days = {
            label: group.left_on for label, group in self._groups_by_label.items() if group.left_on
        }
        comparison = compare_groups(older, younger, table, leaving_days, self._unit)
        self._shown_unit = comparison.unit if comparison else self._unit
        numbers = self.context.numbers
        self.query_one(PageHeading).set_texts(self.TITLE, " · ".join(self._chosen_groups))
        self.query_one(BulletList).set_points(describe_comparison(comparison, numbers))
        chart = self.query_one(GroupComparisonChart)
        chart.numbers, chart.comparison = numbers, comparison

    def _show_words(self) -> None:
        """Show the person's questions with their answers. A read-only copy has none."""
        words = self.query_one(GroupWords)
        words.display = not self.context.is_copy
        store, mask_numbers = self.context.book.group_questions, self.context.numbers.mask_numbers
        answers_by_label = {
            label: store.load_answers(self._groups_by_label[label].number)
            for label in self._chosen_groups
        }
        answered = [
            AnsweredQuestion(
                mask_numbers(question.text),
                [
                    (label, mask_numbers(answers[question.number].text))
                    for label, answers in answers_by_label.items()
                    if question.number in answers
                ],
            )
            for question in store.load_questions()
        ]
        offer = _("To ask a group what you want to know, and write down the answers, press q.")
        words.set_questions([question for question in answered if question.answers], offer)

    def _show_sides(
        self,
        activities: Sequence[GroupActivity],
        patterns: Sequence[list[Pattern]],
        table: MonthlyTable,
    ) -> None:
        """Show both groups in the chosen months, or nothing while the numbers come later."""
        self._clear_sides()
        if not patterns:
            return
        self.query_one("#range", Static).update(describe_range(self._months, table))
        for selector, group, patterns_of_group in zip(
            ("#older", "#younger"), activities, patterns, strict=True
        ):
            summary = render_group_summary(
                patterns_of_group, table, group, self._months, self.context.numbers
            )
            self.query_one(selector, Static).update(summary)

    def _clear_sides(self) -> None:
        for static in ("#range", "#older", "#younger"):
            self.query_one(static, Static).update("")

    def _show_sentence(self, sentence: str) -> None:
        """Show one sentence and nothing else."""
        self._chosen_groups = ()
        self.query_one(BulletList).set_points([sentence])
        self.query_one(GroupComparisonChart).comparison = None
        self.query_one(GroupWords).display = False
        self._clear_sides()

    def idle_actions(self) -> Set[str]:
        """Return the actions that need two groups, numbers, a third group, or one that was left."""
        idle = set[str]()
        if not self._chosen_groups:
            idle.add("swap")
        if not (self._chosen_groups and self._has_numbers):
            idle |= {"range", "unit"}
        if self.context.is_copy:
            idle.add("questions")
        if len(self._groups_by_label) < 3:
            idle.add("choose")
        if self._left_group is None or self.context.is_copy:
            idle.add("closing")
        return idle

    @property
    def _left_group(self) -> str | None:
        """The label of the first of the two groups that was left."""
        left_labels = (
            label for label in self._chosen_groups if self._groups_by_label[label].left_on
        )
        return next(left_labels, None)

    @work
    async def action_range(self) -> None:
        """Ask for the months of the comparison side by side."""
        current = Month.from_date(self.context.clock.today())
        texts = await self.app.push_screen_wait(build_range_dialog(self._months, current))
        if texts is not None:
            self._months = parse_range(texts)
            self.refresh_amounts()

    def action_unit(self) -> None:
        """Switch between weeks and meetings."""
        self._unit = AgeUnit.MEETINGS if self._shown_unit is AgeUnit.WEEKS else AgeUnit.WEEKS
        self.refresh_amounts()

    def action_swap(self) -> None:
        """Swap the two groups."""
        self._chosen_groups = self._chosen_groups[::-1]
        self.refresh_amounts()

    @work
    async def action_choose(self) -> None:
        """Ask for the first group, then for the second."""
        labels = list(self._groups_by_label)
        chosen = self._chosen_groups[0] if self._chosen_groups else ""
        first = await self.app.push_screen_wait(ChoiceDialog(_label("First group"), labels, chosen))
        if first is None:
            return
        labels.remove(first)
        second = await self.app.push_screen_wait(
            ChoiceDialog(_label("Second group"), labels, self._chosen_groups[-1])
        )
        if second is not None:
            self._chosen_groups = (first, second)
            self.refresh_amounts()

    def action_questions(self) -> None:
        """Open the person's questions to the second group."""
        from tracker.screens.how_often.group_questions import GroupQuestionsScreen

        label = self._chosen_groups[-1] if self._chosen_groups else None
        with notify_book_errors(self):
            self.app.push_screen(
                GroupQuestionsScreen(self.context, label), lambda _closed: self.refresh_amounts()
            )

    def action_closing(self) -> None:
        """Open the closing screen of the group that was left."""
        from tracker.screens.how_often.after_leaving import GroupClosingScreen

        if self._left_group is not None:
            self.app.push_screen(
                GroupClosingScreen(self.context, self._left_group),
                lambda _closed: self.refresh_amounts(),
            )
