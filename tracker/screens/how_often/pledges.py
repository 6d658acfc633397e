"""What you said yes to: each pledge with what was given, and keys to answer or withdraw it."""

from collections.abc import Set
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList, Static

from tracker.analysis.asks.pledge_status import (
    PledgeReport,
    PledgeStatus,
    RecurringPayment,
    build_pledge_report_in_steps,
)
from tracker.entries.line_parser import read_line
from tracker.entries.types import Ask, Payment
from tracker.i18n import _, _label
from tracker.screens.how_often.month_range import ALL_MONTHS, MonthRange
from tracker.screens.how_often.pledges_text import (
    ASK,
    build_pledge_sentences,
    describe_withdrawal,
    describe_yes,
)
from tracker.screens.log.edit_entry import EditEntryScreen
from tracker.screens.log.entry_line_screen import build_line_days
from tracker.screens.log.single_entry_screen import LineSubject, SingleEntryScreen
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.book_errors import notify_book_errors
from tracker.screens.shell.confirm import ConfirmDialog
from tracker.screens.shell.page_screen import PageScreen
from tracker.screens.shell.step_runner import StepRunner
from tracker.steps import Steps
from tracker.widgets.sentence_list import SentenceList

MAX_LISTED = 100
"""Asks and regular payments that are listed, newest first."""


class PledgeList(SentenceList):
    """The asks and regular payments, one below the other. Enter answers the chosen one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1, never rename.
        Binding("enter,e", "select", _label("Answer"), key_display="enter", id="answer_now"),
    ]


class PledgesScreen(PageScreen[None]):
    """The list of pledges, newest yes first. It never shows a remainder or a debt."""

    TITLE = _label("What you said yes to")
    HELP = "\n".join(
        (
            _("See what you said yes to, and what you’ve given for each."),
            _("You can change your answer (enter) or take a yes back (w) at any time."),
            _("Press p to add a payment, s to end a regular one, l to see the timeline."),
            _("“It has ended” only changes your notebook. Your bank pays until you end it there."),
        )
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1, never rename.
        Binding("w", "take_back", _label("I took my yes back", "button"), id="take_it_back"),
        Binding("p", "payment", _label("Add a payment"), id="note_payment"),
        Binding("s", "stop", _label("It has ended"), id="stop_payment"),
        Binding("l", "timeline", _label("Timeline"), id="life"),
        Binding("u", "undo", _label("Undo"), id="undo_pledge"),
        Binding("ctrl+y", "redo", _label("Redo"), id="redo_pledge"),
        Binding("escape", "app.pop_screen", _label("Back"), key_display="esc", id="back"),
    ]
    AUTO_FOCUS = "PledgeList"
    IS_WIDE = True
    WRITE_ACTIONS = frozenset({"take_back", "payment", "stop", "undo", "redo", "select"})

    def __init__(
        self, context: AppContext, group: str | None = None, months: MonthRange = ALL_MONTHS
    ) -> None:
        """List the pledges of a group, or of all groups, that were made in these months."""
        super().__init__(context)
        self.months = months
        self.group = group
        self.heading_detail = " · ".join(filter(None, (months.description, group)))
        self._pledge_report = PledgeReport((), ())
        self._asks: dict[int, Ask] = {}
        self._has_several_groups = False
        self._steps = StepRunner(
            self, context, lambda sentence: self.notify(sentence, markup=False)
        )

    def compose_page(self) -> ComposeResult:
        """Show the list, or a sentence if it is empty."""
        nothing = _("No yes or regular payment recorded yet.")
        if self.months.description:
            nothing = _("No yes or regular payment recorded in these months.")
        yield Static(nothing, markup=False, id="nothing")
        yield PledgeList()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Load the pledges again: an entry may have been added."""
        self.reload()

    def reload(self) -> None:
        """Load the pledges and list them, in a large book in steps."""
        with notify_book_errors(self):
            self._steps.start(self._load_pledges())

    def _load_pledges(self) -> Steps[None]:
        book, today = self.context.book, self.context.clock.today()
        facts = yield from book.ask_queries.load_pledge_facts_in_steps(today)
        report = yield from build_pledge_report_in_steps(
            facts, self.group, *self.months.days, MAX_LISTED
        )
        entries = book.find_entries(status.last_ask.number for status in report.statuses)
        self._asks = {item.number: item.entry for item in entries if isinstance(item.entry, Ask)}
        self._has_several_groups = self.group is None and len(book.groups.load_all()) > 1
        self._pledge_report = report
        self.refresh_amounts()

    def refresh_amounts(self) -> None:
        """Show amounts, or dots."""
        numbers, report = self.context.numbers, self._pledge_report
        self.set_class(not (report.statuses or report.other_payments), "-empty")
        sentences = build_pledge_sentences(
            report, self._asks, numbers, has_several_groups=self._has_several_groups
        )
        self.query_one(PledgeList).set_sentences(list(sentences))
        self.refresh_bindings()

    @property
    def chosen_pledge(self) -> PledgeStatus | None:
        """The pledge at the cursor, or None for a regular payment."""
        sort, number = self._selected_key
        return self._pledge_report.find_status(number) if sort == ASK else None

    @property
    def _selected_key(self) -> tuple[str, int]:
        lists = self.query(PledgeList)
        option = lists.first().highlighted_option if lists else None
        sort, _dash, number = (option.id or "" if option else "").partition("-")
        return sort, int(number or 0)

    def unlisted_actions(self) -> Set[str]:
        """Return the actions that the chosen row does not allow. Their keys say why."""
        chosen = self.chosen_pledge
        unlisted = set[str]() if chosen else {"payment", "timeline", "select"}
        if chosen is None or not chosen.is_active:
            unlisted.add("take_back")
        if self._chosen_payment is None:
            unlisted.add("stop")
        if not self.context.can_redo:
            unlisted.add("redo")
        return unlisted

    @on(OptionList.OptionHighlighted)
    def _refresh_keys(self) -> None:
        """Show the keys for the chosen row."""
        self.refresh_bindings()

    @on(OptionList.OptionSelected)
    def _answer_selected(self) -> None:
        """Answer the chosen ask. For a regular payment, offer to end it."""
        if self.context.is_copy:
            return
        if self.chosen_pledge is not None:
            self._open_entry_line(self.chosen_pledge, "answered ")
        else:
            self.action_stop()

    def action_payment(self) -> None:
        """Open a line for a payment for the chosen ask."""
        if chosen := self._get_chosen_pledge():
            self._open_entry_line(chosen, "paid ")

    def _get_chosen_pledge(self) -> PledgeStatus | None:
        """Return the chosen pledge. For a regular payment, show what can be done."""
        if self.chosen_pledge is None and self._pledge_report.other_payments:
            self.notify(
                _("This regular payment doesn’t belong to any ask. Press s if it has ended."),
                markup=False,
            )
        return self.chosen_pledge

    @property
    def _chosen_payment(self) -> RecurringPayment | None:
        """The chosen regular payment, or the one for the chosen ask, if it is running."""
        chosen = self.chosen_pledge
        payment = (
            chosen.running_payment
            if chosen
            else self._pledge_report.find_payment(self._selected_key[1])
        )
        return payment if payment and payment.commitment.is_running else None

    def action_stop(self) -> None:
        """Open the chosen regular payment, or the one for the chosen ask, with an end of today."""
        payment = self._chosen_payment
        if payment is None:
            if self._pledge_report.has_running_payment:
                self.notify(_("There’s no regular payment to end here."), markup=False)
            return
        with notify_book_errors(self):
            # Not `0/month` from today on: that would remove a payment due today.
            item = self.context.book.find_entry(payment.number)
            if item is not None and isinstance(item.entry, Payment):
                ended = replace(item.entry, until=self.context.clock.today())
                self.app.push_screen(EditEntryScreen(self.context, item, ended))
                self.notify(
                    _("This only changes your notebook. Your bank pays until you end it there."),
                    markup=False,
                )

    def _open_entry_line(self, chosen: PledgeStatus, beginning: str) -> None:
        """Open an entry line for the chosen ask."""
        with notify_book_errors(self):
            number = chosen.last_ask.number
            subject = LineSubject(partial(describe_yes, chosen, self._asks[number]), number)
            self.app.push_screen(
                SingleEntryScreen(
                    self.context, f"{beginning} for {number}", len(beginning), subject=subject
                )
            )

    @work
    async def action_take_back(self) -> None:
        """Ask whether to withdraw the yes to the chosen ask from today on, and do so."""
        chosen = self._get_chosen_pledge()
        if chosen is None:
            return
        if not chosen.is_active:
            self.notify(_("You’ve already taken this yes back."), markup=False)
            return
        ask = self._asks[chosen.last_ask.number]
        dialog = ConfirmDialog(
            _("Did you take your yes back?"),
            lambda: describe_withdrawal(chosen, ask, self.context.numbers),
            _label("I took my yes back", "button"),
        )
        if await self.app.push_screen_wait(dialog):
            self._withdraw(chosen)

    def _withdraw(self, chosen: PledgeStatus) -> None:
        """Save the withdrawal as one change."""
        book, clock = self.context.book, self.context.clock
        with notify_book_errors(self):
            line = f"withdrew for {chosen.last_ask.number}"
            book.log(
                read_line(line, book.load_parse_context(), build_line_days(clock)), clock.today()
            )
            self.notify(_("Saved. Press u to undo."), markup=False)
            self.reload()

    def action_timeline(self) -> None:
        """Open the timeline of the chosen ask."""
        from tracker.screens.how_often.ask_timeline import AskTimelineScreen

        if chosen := self._get_chosen_pledge():
            self.app.push_screen(
                AskTimelineScreen(self.context, self.group, chosen.last_ask.number)
            )

    async def action_undo(self) -> None:
        """Undo the newest change."""
        await self.run_action("app.undo")
        self.reload()

    async def action_redo(self) -> None:
        """Redo the change that was undone last."""
        await self.run_action("app.redo")
        self.reload()
