"""Two groups: laid over each other at the same age, and side by side over a range of months."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.screen import Screen
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
from tracker.i18n import _
from tracker.months import Month
from tracker.screens.how_often.group_summary import describe_range, render_group_summary
from tracker.screens.how_often.month_range import MonthRange, build_range_dialog, parse_range
from tracker.screens.shell.context import AppContext
from tracker.screens.shell.input_dialogs import ChoiceDialog, InputTexts
from tracker.widgets.bullet_list import BulletList
from tracker.widgets.footer import Footer
from tracker.widgets.heading import PageHeading
from tracker.widgets.same_age_chart import SameAgeChart


class CompareGroupsScreen(Screen[None]):
    """The two groups something was noted of last, or two that are chosen."""

    TITLE = _("Two groups")
    HELP = "\n".join(
        (
            _("Two groups after as many meetings, or weeks, with each."),
            _("Below, both side by side over the months you choose."),
        )
    )
    CSS_PATH = "compare_groups.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1; never rename.
        Binding("r", "range", _("Period"), id="range"),
        Binding("w", "unit", _("Meetings or weeks"), id="unit"),
        Binding("s", "swap", _("Swap groups"), id="swap"),
        Binding("c", "choose", _("Other groups"), id="choose_groups"),
        Binding("l", "closing", _("When you left"), id="closing"),
        Binding("escape", "app.pop_screen", _("Back"), key_display="esc", id="back"),
    ]
    AUTO_FOCUS = "#scrolled"

    def __init__(self, context: AppContext) -> None:
        """Begin with the two groups of the latest entries."""
        super().__init__()
        self.context = context
        self._totals_by_group: dict[str, GroupActivity] = {}
        self._groups_by_label: dict[str, StoredGroup] = {}
        self._chosen: tuple[str, ...] = ()
        """The labels of the two; none while there are no two."""
        self._months = MonthRange()
        self._unit: AgeUnit | None = None
        self._shown_unit: AgeUnit | None = None

    def compose(self) -> ComposeResult:
        """The sentences, the steps, and both groups side by side."""
        with Vertical(id="page"):
            yield PageHeading(self.TITLE)
            with VerticalScroll(id="scrolled"):
                yield BulletList((), is_faint=False, id="sentences")
                yield SameAgeChart()
                yield Static(markup=False, id="range", classes="-dim")
                with Container(id="sides"):
                    yield Static(markup=False, id="older")
                    yield Static(markup=False, id="younger")
        yield Footer()

    def on_mount(self) -> None:
        """Read the book."""
        self.refresh_amounts()

    def refresh_amounts(self) -> None:
        """Read the book, and show amounts or dots."""
        today = self.context.clock.today()
        try:
            happened = self.context.book.ask_queries.load_pattern_facts(today)
            monthly = MonthlyTable(self.context.book.load_monthly_facts(today))
            self._groups_by_label = {
                each.label: each for each in self.context.book.groups.load_all()
            }
        except BookError as error:
            self._show_sentence(str(error))
            return
        self._totals_by_group = {
            label: build_group_activity(happened, label) for label in self._groups_by_label
        }
        if not set(self._chosen) <= self._totals_by_group.keys() or not self._chosen:
            two = find_latest_two(self._totals_by_group.values())
            self._chosen = tuple(past.group for past in two) if len(two) == 2 else ()
        if self._chosen:
            self._show_comparison(happened, monthly)
        else:
            self._show_sentence(
                _(
                    "Once something is noted with a second group, both stand here, each after as"
                    " many meetings. After a meeting (a), type @!name in a line, like @!choir."
                )
            )
        self.refresh_bindings()

    def _show_comparison(self, facts: PatternFacts, monthly: MonthlyTable) -> None:
        older, younger = (self._totals_by_group[label] for label in self._chosen)
        left = {
            label: each.left_on for label, each in self._groups_by_label.items() if each.left_on
        }
        same = compare_groups(older, younger, monthly, left, self._unit)
        self._shown_unit = same.unit if same else self._unit
        numbers = self.context.numbers
        self.query_one(PageHeading).set_texts(
            _("Two groups, at the same age"), " · ".join(self._chosen)
        )
        self.query_one(BulletList).set_points(describe_comparison(same, numbers))
        laid = self.query_one(SameAgeChart)
        laid.numbers, laid.comparison = numbers, same
        self.query_one("#range", Static).update(describe_range(self._months, monthly))
        for place, label in zip(("#older", "#younger"), self._chosen, strict=True):
            side = render_group_summary(facts, monthly, label, self._months, numbers)
            self.query_one(place, Static).update(side)

    def _show_sentence(self, sentence: str) -> None:
        """Show one sentence and nothing else."""
        self._chosen = ()
        self.query_one(BulletList).set_points([sentence])
        self.query_one(SameAgeChart).comparison = None
        for static in ("#range", "#older", "#younger"):
            self.query_one(static, Static).update("")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What needs two groups, a third, or one that was left is there only with them."""
        match action:
            case "range" | "unit" | "swap":
                return bool(self._chosen)
            case "choose":
                return len(self._totals_by_group) > 2
            case "closing":
                return self._left_group is not None and not self.context.is_copy
        return True

    @property
    def _left_group(self) -> str | None:
        """The first of both groups that was left."""
        left = (each for each in self._chosen if self._groups_by_label[each].left_on)
        return next(left, None)

    def action_range(self) -> None:
        """Ask for the months over which both stand side by side."""

        def take(texts: InputTexts | None) -> None:
            if texts is not None:
                self._months = parse_range(texts)
                self.refresh_amounts()

        self.app.push_screen(
            build_range_dialog(self._months, Month.from_date(self.context.clock.today())), take
        )

    def action_unit(self) -> None:
        """Count ages in weeks, or in meetings again."""
        self._unit = AgeUnit.MEETINGS if self._shown_unit is AgeUnit.WEEKS else AgeUnit.WEEKS
        self.refresh_amounts()

    def action_swap(self) -> None:
        """Let the other group stand first."""
        self._chosen = self._chosen[::-1]
        self.refresh_amounts()

    def action_choose(self) -> None:
        """Ask for the one group, then for the other."""

        def take_first(first: str | None) -> None:
            if first is None:
                return

            def take_second(second: str | None) -> None:
                if second is not None:
                    self._chosen = (first, second)
                    self.refresh_amounts()

            others = [label for label in self._totals_by_group if label != first]
            self.app.push_screen(
                ChoiceDialog(_("And beside it"), others, self._chosen[-1]), take_second
            )

        chosen = self._chosen[0] if self._chosen else ""
        self.app.push_screen(
            ChoiceDialog(_("The first of two groups"), list(self._totals_by_group), chosen),
            take_first,
        )

    def action_closing(self) -> None:
        """Open the closing page of the group that was left."""
        from tracker.screens.how_often.group_closing import GroupClosingScreen

        if self._left_group is not None:
            self.app.push_screen(
                GroupClosingScreen(self.context, self._left_group),
                lambda _closed: self.refresh_amounts(),
            )
