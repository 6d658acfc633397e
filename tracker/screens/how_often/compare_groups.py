"""Compare two groups: after the same number of meetings, and side by side in some months."""

from collections.abc import Set
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
from tracker.analysis.groups.group_comparison import AgeUnit, compare_groups
from tracker.analysis.groups.group_comparison_sentences import describe_comparison
from tracker.analysis.monthly.table import MonthlyTable
from tracker.analysis.patterns.pattern_facts import PatternFacts
from tracker.book.database.errors import BookError
from tracker.book.stores.groups import StoredGroup
from tracker.i18n import _, _label
from tracker.months import Month
from tracker.screens.how_often.group_summary import describe_range, render_group_summary
from tracker.screens.how_often.month_range import MonthRange, build_range_dialog, parse_range
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.input_dialogs import ChoiceDialog
from tracker.screens.shell.page_screen import PageScreen
from tracker.widgets.bullet_list import BulletList
from tracker.widgets.group_comparison_chart import GroupComparisonChart
from tracker.widgets.heading import PageHeading


class CompareGroupsScreen(PageScreen[None]):
    """The two groups with the newest entries, or two chosen ones."""

    TITLE = _label("Compare two groups")
    HELP = "\n".join(
        (
            _("Tracker compares two groups after the same number of meetings or weeks."),
            _("Below that, you see both side by side for the months you choose."),
        )
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1, never rename.
        Binding("r", "range", _label("Choose months"), id="range"),
        Binding("w", "unit", _label("Switch weeks/meetings"), id="unit"),
        Binding("s", "swap", _label("Swap groups"), id="swap"),
        Binding("c", "choose", _label("Choose groups"), id="choose_groups"),
        Binding("l", "closing", _label("After leaving"), id="closing"),
        Binding("escape", "app.pop_screen", _label("Back"), key_display="esc", id="back"),
    ]
    AUTO_FOCUS = "#scrolled"

    def __init__(self, context: AppContext) -> None:
        """Begin with the two groups of the latest entries."""
        super().__init__(context)
        self._activity_by_group: dict[str, GroupActivity] = {}
        self._groups_by_label: dict[str, StoredGroup] = {}
        self._chosen_groups: tuple[str, ...] = ()
        """The labels of the two groups, or nothing if there are fewer than two."""
        self._months = MonthRange()
        self._unit: AgeUnit | None = None
        self._shown_unit: AgeUnit | None = None

    def compose_page(self) -> ComposeResult:
        """Show the sentences, the chart, and both groups side by side."""
        with VerticalScroll(id="scrolled"):
            yield BulletList((), is_faint=False, id="sentences")
            yield GroupComparisonChart()
            yield Static(markup=False, id="range", classes="-dim")
            with Container(id="sides"):
                yield Static(markup=False, id="older")
                yield Static(markup=False, id="younger")

    @on(events.Mount)
    def refresh_amounts(self) -> None:
        """Load the groups again, and show amounts or dots."""
        today = self.context.clock.today()
        try:
            facts = self.context.book.ask_queries.load_pattern_facts(today)
            table = MonthlyTable(self.context.book.load_monthly_facts(today))
            self._groups_by_label = {
                group.label: group for group in self.context.book.groups.load_all()
            }
        except BookError as error:
            self._show_sentence(str(error))
            return
        self._activity_by_group = {
            label: build_group_activity(facts, label) for label in self._groups_by_label
        }
        if not (self._chosen_groups and {*self._chosen_groups} <= self._activity_by_group.keys()):
            activities = find_latest_two(self._activity_by_group.values())
            self._chosen_groups = tuple(activity.group for activity in activities)
        if len(self._chosen_groups) < 2:
            self._chosen_groups = ()
        if self._chosen_groups:
            self._show_comparison(facts, table)
        else:
            self._show_sentence(
                _(
                    "Once you add entries for a second group, you can compare both here after the"
                    " same number of meetings. To name a new group in an entry, type @! and the"
                    " name, e.g. @!choir"
                )
            )
        self.refresh_bindings()

    def _show_comparison(self, facts: PatternFacts, table: MonthlyTable) -> None:
        older, younger = (self._activity_by_group[label] for label in self._chosen_groups)
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
        self.query_one("#range", Static).update(describe_range(self._months, table))
        for selector, label in zip(("#older", "#younger"), self._chosen_groups, strict=True):
            summary = render_group_summary(facts, table, label, self._months, numbers)
            self.query_one(selector, Static).update(summary)

    def _show_sentence(self, sentence: str) -> None:
        """Show one sentence and nothing else."""
        self._chosen_groups = ()
        self.query_one(BulletList).set_points([sentence])
        self.query_one(GroupComparisonChart).comparison = None
        for static in ("#range", "#older", "#younger"):
            self.query_one(static, Static).update("")

    def idle_actions(self) -> Set[str]:
        """Return the actions that need two groups, a third one, or a group that was left."""
        idle = set[str]()
        if not self._chosen_groups:
            idle |= {"range", "unit", "swap"}
        if len(self._activity_by_group) < 3:
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
        labels = list(self._activity_by_group)
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

    def action_closing(self) -> None:
        """Open the closing screen of the group that was left."""
        from tracker.screens.how_often.after_leaving import GroupClosingScreen

        if self._left_group is not None:
            self.app.push_screen(
                GroupClosingScreen(self.context, self._left_group),
                lambda _closed: self.refresh_amounts(),
            )
