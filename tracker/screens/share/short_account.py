"""In a few sentences: what happened with a group, rounded, to read and to copy by hand."""

from collections.abc import Set
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from tracker.analysis.monthly.table import MonthlyTable
from tracker.analysis.short_account.account_facts import AccountFacts, count_account_in_steps
from tracker.analysis.short_account.account_sentences import (
    NEEDS_SENTENCE,
    PURPOSE_SENTENCE,
    RECOGNITION_SENTENCE,
    build_account,
)
from tracker.export.presets import find_main_group
from tracker.i18n import _, _label
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.book_errors import notify_book_errors
from tracker.screens.shell.main_screen import HELP_BINDING
from tracker.screens.shell.page_screen import PageScreen
from tracker.screens.shell.step_runner import StepRunner
from tracker.steps import Steps
from tracker.widgets.footer import HIDE


class ShortAccountScreen(PageScreen[None]):
    """Shows the sentences about one group. No file is made of them, and nothing is copied."""

    TITLE = _label("In a few sentences")
    HELP = "\n".join(
        (
            _("Read what happened in a few sentences, or copy them by hand."),
            _("They have no dates, no names and none of your words. Amounts are rounded."),
            _("People who were there may still recognise you."),
        )
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1. Never rename.
        Binding("w", "group", _label("Switch group"), id="account_group"),
        Binding("escape", "app.pop_screen", _label("Back"), key_display="esc", id="back"),
        HELP_BINDING,
    ]
    FOOTER_KEYS = (HIDE,)
    AUTO_FOCUS = "#scrolled"

    def __init__(self, context: AppContext) -> None:
        """Begin with the main group. Raises BookError."""
        super().__init__(context)
        facts = context.book.load_monthly_facts(context.clock.today())
        self._table = MonthlyTable(facts)
        self._groups = tuple(facts.groups)
        self._main_group = find_main_group(context.book)
        self._group = self._main_group
        self._facts: AccountFacts | None = None
        self._steps = StepRunner(self, context, self.show_message)

    def compose_page(self) -> ComposeResult:
        """Show the sentences, and what to know before they are used."""
        with VerticalScroll(id="scrolled"):
            yield Static(markup=False, id="detail")
            yield Static(markup=False, id="sentences")
        yield Static(markup=False, id="answer")

    @on(events.Mount)
    def reload(self) -> None:
        """Count for the group, in a large notebook in steps."""
        with notify_book_errors(self):
            self._steps.start(self._count_and_show())

    def _count_and_show(self) -> Steps[None]:
        today = self.context.clock.today()
        pattern_facts = yield from self.context.book.ask_queries.load_pattern_facts_in_steps(today)
        self._facts = yield from count_account_in_steps(
            pattern_facts, self._table, self._group, has_share=self._group == self._main_group
        )
        self.refresh_amounts()

    def refresh_amounts(self) -> None:
        """Show the sentences with their amounts, or with dots."""
        if self._facts is None:
            return
        currency = self.context.book.currency
        sentences = build_account(self._facts, currency, self.context.numbers)
        self.query_one("#sentences", Static).update("\n".join(sentences) or _(NEEDS_SENTENCE))
        detail = self.query_one("#detail", Static)
        detail.update(f"{_(PURPOSE_SENTENCE)} {_(RECOGNITION_SENTENCE)}")
        detail.display = bool(sentences)

    def idle_actions(self) -> Set[str]:
        """Return the actions that have nothing to do: there may be one group."""
        return frozenset() if len(self._groups) > 1 else {"group"}

    def action_group(self) -> None:
        """Show the sentences about the next group."""
        index = self._groups.index(self._group) + 1 if self._group in self._groups else 0
        self._group = self._groups[index % len(self._groups)]
        self._facts = None
        self.query_one("#sentences", Static).update("")
        self.reload()
