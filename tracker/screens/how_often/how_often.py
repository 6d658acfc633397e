"""How often: every pattern as a sentence, with what it rests on; enter opens the entries behind."""

from datetime import date
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static

from tracker.analysis.monthly.clock_checks import explain_empty_table
from tracker.analysis.monthly.table import MonthlyTable
from tracker.analysis.patterns.pattern import Pattern
from tracker.analysis.patterns.patterns import find_patterns
from tracker.analysis.patterns.sentences import describe_pattern
from tracker.i18n import _, format_short_month
from tracker.months import Month
from tracker.screens.how_often.month_range import MonthRange, build_range_dialog, parse_range
from tracker.screens.shell.book_errors import notify_book_errors
from tracker.screens.shell.context import AppContext
from tracker.screens.shell.input_dialogs import InputTexts
from tracker.screens.shell.main_screen import HELP_BINDING, MainScreen
from tracker.widgets.footer import HIDE, Footer
from tracker.widgets.heading import PageHeading
from tracker.widgets.sentence_list import ListSentence, SentenceList

ENTRY_ACTIONS = frozenset({"life", "compare", "pledges", "targets", "range"})
"""Actions that there is nothing to do for in an empty book."""


def build_entry_marks(pattern: Pattern) -> dict[int, str]:
    """Return how entries behind a pattern are marked: those that it counts, and what followed."""
    followed = {*pattern.entries} - {*pattern.total_entries}
    return dict.fromkeys(followed, _("→ after it")) | dict.fromkeys(
        pattern.counted_entries, _("✓ counted")
    )


class HowOftenScreen(MainScreen, inherit_bindings=False):
    """The place of the patterns."""

    TITLE = _("How often")
    HELP = "\n".join(
        (
            _("What you noted, counted: how often something happened, of how often it could have."),
            _("Enter opens exactly the entries that a sentence was counted from."),
            _("What you did not note is not guessed; the sentence says so."),
            _("l, c, p and t show the same in other ways: ask by ask, group beside group."),
        )
    )
    CSS_PATH = "how_often.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1; never rename.
        Binding("l", "life", _("Life of each ask"), id="life"),
        Binding("c", "compare", _("Two groups"), id="two_groups"),
        Binding("p", "pledges", _("What you said yes to"), id="pledges"),
        Binding("t", "targets", _("The group’s targets"), id="targets"),
        Binding("r", "range", _("Period"), id="range"),
        Binding("w", "group", _("Which group"), id="which_group"),
        Binding("escape", "app.place('this_month')", _("Back"), id="back"),
        *MainScreen.BINDINGS,
        HELP_BINDING,
        *Screen.BINDINGS,
    ]
    AUTO_FOCUS = "SentenceList"

    def __init__(self, context: AppContext) -> None:
        """Begin with all groups and all months."""
        super().__init__(context)
        self._range = MonthRange()
        self._group: str | None = None
        self._groups: tuple[str, ...] = ()
        self._patterns: list[Pattern] = []

    def compose(self) -> ComposeResult:
        """A sentence a pattern."""
        with Vertical(id="page"):
            yield PageHeading(self.TITLE)
            with Vertical(id="empty"):
                yield Static(_("Nothing is noted yet."), markup=False, id="nothing")
                yield Static(
                    Content.assemble(
                        (_("a"), "bold $accent"), " ", _("After a meeting: note what was asked.")
                    )
                )
            yield SentenceList()
        yield Footer(HIDE)

    def show_book(self) -> None:
        """Count anew."""
        today = self.clock.today()
        # Shares and the line need no asks, which are slow to read where there are many.
        facts = self.book.load_monthly_facts(today, with_asks=False)
        self._groups = tuple(facts.groups)
        if self._group not in self._groups:
            self._group = None
        monthly, (first, last) = MonthlyTable(facts), self._range
        self._patterns = find_patterns(
            self.book.ask_queries.load_pattern_facts(today), monthly, self._group, first, last
        )
        wrong = explain_empty_table(facts)
        if wrong:
            self.query_one("#nothing", Static).update(wrong)
        is_empty = bool(wrong) or monthly.first_month is None
        self.set_class(is_empty, "-empty")
        if is_empty:
            self.set_focus(None)
        self.query_one(SentenceList).set_sentences(
            [
                ListSentence(
                    each.name,
                    describe_pattern(each, self.context.numbers, self._group),
                    not each.has_enough,
                )
                for each in self._patterns
            ]
        )
        about = "" if is_empty else self._describe_scope(facts.first_day, today)
        self.query_one(PageHeading).set_texts(self.TITLE, about)
        self.refresh_bindings()

    def _describe_scope(self, first_day: date | None, today: date) -> str:
        """Which months and whom the sentences are about."""
        if first_day is None:
            return ""
        first = self._range.first or Month.from_date(first_day)
        last = self._range.last or Month.from_date(today)
        months = _("{first} to {last}").format(
            first=format_short_month(first.first_day), last=format_short_month(last.first_day)
        )
        whom = self._group or (_("all groups") if len(self._groups) > 1 else "")
        return " · ".join(filter(None, (months, whom or "".join(self._groups))))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In an empty book there is nothing to look at, and one group leaves no choice."""
        if action == "group":
            return len(self._groups) > 1
        return not self.has_class("-empty") or action not in ENTRY_ACTIONS

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that act now: none of the list's own while it is empty."""
        bindings = super().active_bindings
        if not self.has_class("-empty"):
            return bindings
        return {
            key: each for key, each in bindings.items() if not isinstance(each.node, SentenceList)
        }

    @on(OptionList.OptionSelected)
    def _open_entries(self, event: OptionList.OptionSelected) -> None:
        """Show exactly the entries that the sentence was counted from, the counted ones marked."""
        pattern = self._patterns[event.option_index]
        if not pattern.all_entries:
            self.notify(_("Nothing was counted here, so there is no entry to show."), markup=False)
            return
        from tracker.screens.shell.entry_list_screen import EntryListScreen

        with notify_book_errors(self):
            found = self.book.find_entries(pattern.all_entries)
            told = partial(describe_pattern, pattern, group=self._group)
            self.app.push_screen(
                EntryListScreen(self.context, found, told, build_entry_marks(pattern))
            )

    def action_group(self) -> None:
        """Count for the next group, after the last one for all of them."""
        order = [None, *self._groups]
        self._group = order[(order.index(self._group) + 1) % len(order)]
        self._recount()

    def _recount(self) -> None:
        self.query_one(SentenceList).go_to_top()
        self.reload()

    def action_range(self) -> None:
        """Ask from when to when is counted."""
        current = Month.from_date(self.clock.today())

        def take(texts: InputTexts | None) -> None:
            if texts is not None:
                self._range = parse_range(texts)
                self._recount()

        self.app.push_screen(build_range_dialog(self._range, current), take)

    def action_life(self) -> None:
        """Show the life of each ask."""
        from tracker.screens.how_often.ask_timeline import AskTimelineScreen

        self.app.push_screen(AskTimelineScreen(self.context, self._group, months=self._range))

    def action_compare(self) -> None:
        """Lay two groups side by side."""
        from tracker.screens.how_often.compare_groups import CompareGroupsScreen

        self.app.push_screen(CompareGroupsScreen(self.context))

    def action_pledges(self) -> None:
        """Show what was said yes to, and what was given."""
        from tracker.screens.how_often.pledges import PledgesScreen

        self.app.push_screen(PledgesScreen(self.context, self._group, self._range))

    def action_targets(self) -> None:
        """Show the groups' targets."""
        from tracker.screens.how_often.fundraising_goals import FundraisingGoalsScreen

        self.app.push_screen(FundraisingGoalsScreen(self.context, self._group, self._range))
