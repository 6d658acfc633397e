"""Choose which asks the summary describes one by one. Five are preselected."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from tracker.charts.timeline_text import TimelineFormat, format_amount_range
from tracker.entries.entry_description import KIND_LABELS
from tracker.export.report.report_ask import ReportAsk
from tracker.export.tables.bundle_data import BundleData
from tracker.i18n import (
    NumberFormat,
    _,
    _label,
    _label_plural,
    format_date,
    join_list,
)
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.page_screen import PageScreen
from tracker.widgets.checkbox import WrappingCheckbox

MAX_QUOTE = 60
"""Characters of a quote in a line of the list."""


class SelectAsksScreen(PageScreen[tuple[int, ...] | None]):
    """Returns the numbers of the selected asks, None for back."""

    TITLE = _label("Choose asks")
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1. Never rename.
        Binding("enter", "take", _label("Continue"), key_display="enter", id="take_these"),
        Binding("escape", "dismiss(None)", _label("Back"), id="back"),
        Binding("down,tab", "app.focus_next", show=False),
        Binding("up,shift+tab", "app.focus_previous", show=False),
    ]

    def __init__(self, contents: BundleData, context: AppContext) -> None:
        """Offer the asks of these contents."""
        super().__init__(context)
        self.contents = contents
        count = contents.report.ask_count if contents.report else 0
        self.heading_detail = _label_plural(
            "{count} ask", "{count} asks, newest first", count
        ).format(count=count)

    def compose_page(self) -> ComposeResult:
        """Show the number of asks, then each with a checkbox, newest first."""
        report = self.contents.report
        selected = {ask.number for ask in report.asks} if report else set()
        yield Static(
            _("The summary describes each ask you tick. Each takes about a third of a page."),
            markup=False,
            id="summary",
        )
        with VerticalScroll(id="shown", can_focus=False):
            for ask in self.contents.asks:
                text = format_ask_line(ask, self.context.numbers)
                yield WrappingCheckbox(text, ask.number in selected, id=f"ask-{ask.number}")

    def refresh_amounts(self) -> None:
        """Show amounts, or dots."""
        for ask in self.contents.asks:
            checkbox = self.query_one(f"#ask-{ask.number}", WrappingCheckbox)
            checkbox.text = format_ask_line(ask, self.context.numbers)
            checkbox.refresh(layout=True)

    def action_take(self) -> None:
        """Return the selected asks."""
        ask_ids = [
            checkbox.id or "" for checkbox in self.query(WrappingCheckbox) if checkbox.is_ticked
        ]
        self.dismiss(tuple(int(ask_id.removeprefix("ask-")) for ask_id in ask_ids))


def format_ask_line(ask: ReportAsk, numbers: NumberFormat) -> str:
    """Return an ask in one line: first day, amount, kind, how often, what was said."""
    amount = format_amount_range(ask.timeline.first_amount, TimelineFormat(numbers.format_amount))
    times = (
        _label_plural("asked {count} time", "asked {count} times", ask.timeline.ask_count).format(
            count=ask.timeline.ask_count
        )
        if ask.timeline.ask_count > 1
        else ""
    )
    words = next((step.words for step in ask.timeline.steps if step.words), "") or ""
    quoted = f"“{words[:MAX_QUOTE]}{'…' if len(words) > MAX_QUOTE else ''}”" if words else ""
    parts = (
        format_date(ask.timeline.first_day),
        amount,
        _label(KIND_LABELS[ask.timeline.kind.value]),
        times,
        quoted,
    )
    return join_list(part for part in parts if part)
