"""This month: what is left, what was asked and given, a year of small bars, the last entries."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Digits, Footer, Static

from tracker.charts.series import shares_of_income
from tracker.figures.monthly import ALL, Monthly
from tracker.screens.month_summary import Summary, summary
from tracker.screens.place import HELP, Place
from tracker.texts import _, listed, shown_month
from tracker.widgets.cells import YearOfBars
from tracker.widgets.entry_rows import EntryRows, entry_row
from tracker.widgets.heading import Heading
from tracker.widgets.told import dim
from tracker.widgets.two_ends import TwoEnds

YEAR = 12
LAST_ENTRIES = 20
"""As many as the tallest screens show."""


class ThisMonth(Place):
    """The first place."""

    CSS_PATH = "this_month.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("u", "app.undo", _("Undo"), id="undo"),
        HELP,
    ]

    def compose(self) -> ComposeResult:
        """What matters first, at the top; what can go on a small screen, below."""
        with Vertical(id="page"):
            yield Heading()
            with Vertical(id="empty"):
                yield Static(_("Nothing is noted yet."), markup=False, id="nothing")
                yield Static(
                    Content.assemble(
                        (_("a"), "bold $accent"), " ", _("After a meeting: note what was asked.")
                    )
                )
            with Vertical(id="figures"):
                with Horizontal(id="left"):
                    yield Digits(id="amount")
                    yield Static(markup=False, id="label")
                yield Static(markup=False, id="rests-on")
                yield TwoEnds(id="share")
                yield TwoEnds(id="asked")
                yield YearOfBars()
                yield Static(dim(_("Last entries")), id="last-entries")
                yield EntryRows()
        yield Footer(show_command_palette=False)

    def show(self) -> None:
        """Read this month, the year before it and the newest entries."""
        today = self.clock.today()
        facts = self.book.facts(today)
        monthly = Monthly(facts)
        rows = [
            row for row in monthly.rows(first=monthly.current.plus(1 - YEAR)) if row.group == ALL
        ]
        place = _("This month · {month}").format(month=shown_month(today))
        self.query_one(Heading).say(place, listed(facts.groups))
        self.set_class(not rows, "-empty")
        if not rows:
            return
        self._tell(summary(rows[-1], facts))
        self.query_one(YearOfBars).series = shares_of_income(rows, monthly.current)
        self.set_class(sum(row.share_given is not None for row in rows) < 2, "-without-bars")
        latest = self.book.latest(LAST_ENTRIES, today)
        self.query_one(EntryRows).rows = tuple(entry_row(item) for item in latest)

    def _tell(self, told: Summary) -> None:
        self.query_one("#amount", Digits).update(told.amount)
        self.query_one("#label", Static).update(told.label)
        self.query_one("#rests-on", Static).update(told.rests_on)
        self.query_one("#share", TwoEnds).put(told.share, told.line)
        self.query_one("#asked", TwoEnds).put(told.asked, told.times)
