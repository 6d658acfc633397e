"""What was said yes to: per ask what was said and what was given, to be answered, taken back."""

from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import OptionList, Static

from tracker.analysis.asks.pledge_status import (
    PledgeReport,
    PledgeStatus,
    RecurringPayment,
    build_pledge_report,
    select_days,
)
from tracker.entries.line_parser import read_line
from tracker.entries.types import Ask, Payment
from tracker.i18n import _
from tracker.screens.how_often.month_range import ALL_MONTHS, Range
from tracker.screens.how_often.pledge_list import PledgeList
from tracker.screens.how_often.pledges_text import ASK, about_yes, sentences, told_before
from tracker.screens.log.edit_entry import EditEntry
from tracker.screens.log.entry_line_screen import days_of
from tracker.screens.log.single_entry_screen import About, NoteOne
from tracker.screens.shell.book_errors import says_why
from tracker.screens.shell.confirm import Confirm
from tracker.screens.shell.context import Desk
from tracker.widgets.footer import Footer
from tracker.widgets.heading import PageHeading

MOST = 100
"""Asks and standing payments that are listed, the newest first."""
WRITES = frozenset({"take_back", "payment", "stop", "undo", "redo", "select"})
"""Actions that a copy to look at does not offer."""
WITH_AN_ASK = frozenset({"payment", "life", "select"})
"""Actions that there is nothing to do for where no ask is chosen."""


class Pledges(Screen[None]):
    """Lists it, the newest yes first; nothing in it is a rest or a debt."""

    TITLE = _("What you said yes to")
    HELP = "\n".join(
        (
            _("What you said yes to, ask by ask, and what you gave for it, side by side."),
            _("You can always answer anew (enter), or take a yes back from today on (w)."),
            _("p notes a payment, s stops a standing one, l shows the whole life of the ask."),
        )
    )
    CSS_PATH = "pledges.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1; never rename.
        Binding("w", "take_back", _("Take it back"), id="take_it_back"),
        Binding("p", "payment", _("Note a payment"), id="note_payment"),
        Binding("s", "stop", _("Stop the standing payment"), id="stop_payment"),
        Binding("l", "life", _("Its life"), id="life"),
        Binding("u", "undo", _("Undo"), id="undo_pledge"),
        Binding("ctrl+y", "redo", _("Redo"), id="redo_pledge"),
        Binding("escape", "app.pop_screen", _("Back"), key_display="esc", id="back"),
    ]
    AUTO_FOCUS = "PledgeList"

    def __init__(self, desk: Desk, group: str | None = None, months: Range = ALL_MONTHS) -> None:
        """List those of a group, or of all, of which something was said in these months."""
        super().__init__()
        self.months = months
        self.desk = desk
        self.group = group
        self._said = PledgeReport((), ())
        self._asks: dict[int, Ask] = {}
        self._several = False
        self._is_read = False
        """Whether what is listed was read just now."""

    def compose(self) -> ComposeResult:
        """The list, or a sentence in its place."""
        self._read()
        self._is_read = True
        with Vertical(id="page"):
            beside = " · ".join(filter(None, (self.months.told, self.group)))
            yield PageHeading(self.TITLE, beside)
            nothing = _("No yes is noted, and no standing payment.")
            if self.months.told:
                nothing = _("In these months no yes is noted, and no standing payment.")
            yield Static(nothing, markup=False, id="nothing")
            yield PledgeList()
        yield Footer()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Read the book: something may have been noted."""
        if not self._is_read:
            self._read()
        self._is_read = False
        self.show_numbers()

    def read_anew(self) -> None:
        """List what the book says now."""
        self._read()
        self.show_numbers()

    def _read(self) -> None:
        book = self.desk.book
        with says_why(self):
            said = build_pledge_report(
                book.ask_queries.load_pledge_facts(self.desk.clock.today()), self.group
            )
            said = select_days(said, *self.months.days)
            self._said = PledgeReport(said.statuses[:MOST], said.other_payments[:MOST])
            found = book.find_entries(each.last_ask.number for each in self._said.statuses)
            self._asks = {item.number: item.entry for item in found if isinstance(item.entry, Ask)}
            self._several = self.group is None and len(book.groups.load_all()) > 1

    def show_numbers(self) -> None:
        """Show amounts, or dots."""
        numbers, said = self.desk.numbers, self._said
        self.set_class(not (said.statuses or said.other_payments), "-empty")
        listed = sentences(said, self._asks, numbers, several=self._several)
        self.query_one(PledgeList).set_sentences(list(listed))
        self.refresh_bindings()

    @property
    def chosen(self) -> PledgeStatus | None:
        """The ask that is gone to."""
        sort, number = self._at
        return self._said.find_status(number) if sort == ASK else None

    @property
    def _at(self) -> tuple[str, int]:
        lists = self.query(PledgeList)
        option = lists.first().highlighted_option if lists else None
        sort, _dash, number = (option.id or "" if option else "").partition("-")
        return sort, int(number or 0)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What writes is not offered where one only looks."""
        return not (self.desk.is_copy and action in WRITES)

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that do something for the chosen one; the others only say what there is."""
        idle, chosen = set[str](), self.chosen
        if self.desk.is_copy:
            idle |= WRITES
        if chosen is None:
            idle |= WITH_AN_ASK
        if chosen is None or not chosen.is_active:
            idle.add("take_back")
        if self._chosen_order is None:
            idle.add("stop")
        if not self.desk.can_redo:
            idle.add("redo")
        bindings = super().active_bindings
        return {key: each for key, each in bindings.items() if each.binding.action not in idle}

    @on(OptionList.OptionHighlighted)
    def _follow(self) -> None:
        """Show the keys for the one that is gone to."""
        self.refresh_bindings()

    @on(OptionList.OptionSelected)
    def _answer(self) -> None:
        """Answer the chosen ask now; a standing payment is stopped or left."""
        if self.desk.is_copy:
            return
        if self.chosen is not None:
            self._note_for(self.chosen, "answered ")
        else:
            self.action_stop()

    def action_payment(self) -> None:
        """Note a payment for the chosen ask."""
        if chosen := self._wanted():
            self._note_for(chosen, "paid ")

    def _wanted(self) -> PledgeStatus | None:
        """The chosen ask; where a standing payment is chosen it is said what can be done."""
        if self.chosen is None and self._said.other_payments:
            self.notify(_("This is a standing payment for no ask; s stops it."), markup=False)
        return self.chosen

    @property
    def _chosen_order(self) -> RecurringPayment | None:
        """The chosen standing payment, or the one to the chosen ask, if it runs."""
        chosen = self.chosen
        order = chosen.running_payment if chosen else self._said.find_payment(self._at[1])
        return order if order and order.commitment.is_running else None

    def action_stop(self) -> None:
        """Let it be saved that the chosen standing payment ends, or the one to the chosen ask."""
        order = self._chosen_order
        if order is None:
            if self._said.has_running_payment:
                self.notify(_("No standing payment runs here."), markup=False)
            return
        with says_why(self):
            # Not `0/month` from today on: that would take out a payment that falls on today.
            item = self.desk.book.find_entry(order.number)
            if item is not None and isinstance(item.entry, Payment):
                ended = replace(item.entry, until=self.desk.clock.today())
                self.app.push_screen(EditEntry(self.desk, item, ended))

    def _note_for(self, chosen: PledgeStatus, begun: str) -> None:
        """Let a line be completed that is for an ask."""
        with says_why(self):
            number = chosen.last_ask.number
            about = About(partial(about_yes, chosen, self._asks[number]), number)
            self.app.push_screen(
                NoteOne(self.desk, f"{begun} for {number}", len(begun), about=about)
            )

    def action_take_back(self) -> None:
        """Ask whether the yes to the chosen ask is taken back from today on."""
        chosen = self._wanted()
        if chosen is None:
            return
        if not chosen.is_active:
            self.notify(_("Your yes to it is taken back already."), markup=False)
            return
        ask = self._asks[chosen.last_ask.number]
        dialog = Confirm(
            _("Take your yes back?"),
            lambda: told_before(chosen, ask, self.desk.numbers),
            _("Take it back"),
        )
        self.app.push_screen(dialog, partial(self._take_back, chosen))

    def _take_back(self, chosen: PledgeStatus, wanted: bool | None) -> None:
        """Note that it is taken back, as one change."""
        if not wanted:
            return
        book, clock = self.desk.book, self.desk.clock
        with says_why(self):
            line = f"withdrew for {chosen.last_ask.number}"
            book.log(read_line(line, book.load_parse_context(), days_of(clock)), clock.today())
            self.notify(_("Taken back; u undoes it."), markup=False)
            self.read_anew()

    def action_life(self) -> None:
        """Show the life of the chosen ask."""
        from tracker.screens.how_often.ask_timeline import LifeOfAsks

        if chosen := self._wanted():
            self.app.push_screen(LifeOfAsks(self.desk, self.group, chosen.last_ask.number))

    async def action_undo(self) -> None:
        """Take back the newest change."""
        await self.run_action("app.undo")
        self.read_anew()

    async def action_redo(self) -> None:
        """Make the change again that was undone last."""
        await self.run_action("app.redo")
        self.read_anew()
