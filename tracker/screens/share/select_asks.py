"""Which asks are told one by one: five are proposed, the person decides."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from tracker.charts.timeline_text import TimelineFormat, format_amount_range
from tracker.entries.entry_description import KIND_LABELS
from tracker.export.report.ask_selection import ReportAsk
from tracker.export.tables.bundle_data import BundleData
from tracker.i18n import NumberFormat, _, format_date, join_list, ngettext
from tracker.screens.shell.context import AppContext
from tracker.widgets.checkbox import WrappingCheckbox
from tracker.widgets.footer import Footer
from tracker.widgets.heading import PageHeading

MAX_QUOTE = 60
"""Characters of what was said that stand in a line of the list."""
MAX_OFFERED = 200
"""So many are offered, the newest; more could not be read through."""


class SelectAsksScreen(Screen[tuple[int, ...] | None]):
    """Gives the numbers of the asks that are ticked; None for back."""

    TITLE = _("Asks told one by one")
    CSS_PATH = "show_someone.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1; never rename.
        Binding("enter", "take", _("Go on"), key_display="enter", id="take_these"),
        Binding("escape", "dismiss(None)", _("Back"), id="back"),
        Binding("down,tab", "app.focus_next", show=False),
        Binding("up,shift+tab", "app.focus_previous", show=False),
    ]

    def __init__(self, contents: BundleData, context: AppContext) -> None:
        """Offer the asks of these contents."""
        super().__init__()
        self.contents = contents
        self.context = context
        self.newest_asks = sorted(
            contents.asks, key=lambda ask: ask.timeline.first_day, reverse=True
        )[:MAX_OFFERED]

    def compose(self) -> ComposeResult:
        """How many there are, then each with a tick, the newest first."""
        asks, report = self.contents.asks, self.contents.report
        picked = {ask.number for ask in report.asks} if report else set()
        count = ngettext("{count} ask", "{count} asks, newest first", len(asks)).format(
            count=len(asks)
        )
        with Vertical(id="page"):
            yield PageHeading(self.TITLE, count)
            yield Static(
                _("Five are proposed. Each takes a third of a page or so."),
                markup=False,
                id="summary",
            )
            with VerticalScroll(id="shown", can_focus=False):
                for ask in self.newest_asks:
                    told = format_ask_line(ask, self.context.numbers)
                    yield WrappingCheckbox(told, ask.number in picked, id=f"ask-{ask.number}")
        yield Footer()

    def refresh_amounts(self) -> None:
        """Show amounts, or dots."""
        for ask in self.newest_asks:
            tick = self.query_one(f"#ask-{ask.number}", WrappingCheckbox)
            tick.text = format_ask_line(ask, self.context.numbers)
            tick.refresh(layout=True)

    def action_take(self) -> None:
        """Take those that are ticked."""
        ticked = [tick.id or "" for tick in self.query(WrappingCheckbox) if tick.is_ticked]
        self.dismiss(tuple(int(each.removeprefix("ask-")) for each in ticked))


def format_ask_line(ask: ReportAsk, numbers: NumberFormat) -> str:
    """An ask in one line: since when, how much for what, how often, what was said."""
    amount = format_amount_range(ask.timeline.first_amount, TimelineFormat(numbers.format_amount))
    times = (
        ngettext("asked once", "asked {count} times", ask.timeline.ask_count).format(
            count=ask.timeline.ask_count
        )
        if ask.timeline.ask_count > 1
        else ""
    )
    said = next((moment.words for moment in ask.timeline.steps if moment.words), "") or ""
    quoted = f"“{said[:MAX_QUOTE]}{'…' if len(said) > MAX_QUOTE else ''}”" if said else ""
    parts = (
        format_date(ask.timeline.first_day),
        amount,
        _(KIND_LABELS[ask.timeline.kind.value]),
        times,
        quoted,
    )
    return join_list(part for part in parts if part)
