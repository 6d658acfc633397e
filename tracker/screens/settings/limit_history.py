"""Past limits: every limit that was set, and the days on which it counted."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tracker.entries.types import Limit, StoredEntry
from tracker.i18n import _, _label, format_date
from tracker.months import LATEST, Month
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.page_screen import PageScreen
from tracker.widgets.recent_entries import describe_entry
from tracker.widgets.text_format import style_dim


@dataclass(frozen=True, slots=True)
class LimitPeriod:
    """A limit and its last day, which is None while the limit has no end."""

    limit: Limit
    last_day: date | None


def list_limit_periods(items: Iterable[StoredEntry]) -> list[LimitPeriod]:
    """Return every limit among these entries, newest first. Each ends before the next one."""
    limits = sorted(
        (item.entry.day, item.number, item.entry) for item in items if isinstance(item.entry, Limit)
    )
    periods = []
    for (day, _number, limit), next_limit in zip_longest(limits, limits[1:]):
        last_days = [limit.until] if limit.until else []
        if next_limit:
            last_days.append(max(day, next_limit[0] - timedelta(days=1)))
        periods.append(LimitPeriod(limit, min(last_days, default=None)))
    return periods[::-1]


class LimitHistoryScreen(PageScreen[None]):
    """Lists every limit, newest first."""

    HELP = "\n".join(
        (
            _("Your limit is the most you want to give: a share of your income, or an amount."),
            _("See all the limits you’ve set, newest first."),
            _("To set a new one, go to Settings (F5)."),
        )
    )
    TITLE = _label("Past limits")
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1, never rename.
        Binding("escape,enter", "app.pop_screen", _label("Back"), key_display="esc", id="back"),
    ]
    AUTO_FOCUS = "#lines"
    heading_detail = _label("every limit you’ve set")

    def __init__(self, context: AppContext) -> None:
        """List the limits of the book."""
        super().__init__(context)
        # Up to the last possible day, because a limit may begin in the future.
        facts = context.book.load_monthly_facts(LATEST, since=Month.from_date(LATEST))
        self.periods = list_limit_periods(facts.other_entries)

    def compose_page(self) -> ComposeResult:
        """Yield the heading and the limits."""
        with VerticalScroll(id="lines"):
            yield Static(id="periods")

    @on(events.Mount)
    def refresh_amounts(self) -> None:
        """Show amounts, or dots."""
        self.query_one("#periods", Static).update(Content("\n\n").join(self._describe_periods()))

    def _describe_periods(self) -> Iterator[Content]:
        today = self.context.clock.today()
        if not self.periods:
            yield Content(_("You haven’t set a limit yet. You can do that in Settings (F5)."))
        for period in self.periods:
            amount = describe_entry(period.limit, self.context.numbers).amount
            yield (
                Content.styled(amount, "bold")
                + Content("\n")
                + style_dim(format_limit_days(period, today))
            )
        if self.periods:
            yield style_dim(
                _(
                    "Each month uses the limit you had on its first day."
                    " If you had none, it uses the first limit you set that month."
                )
            )


def format_limit_days(period: LimitPeriod, today: date) -> str:
    """Return the days on which a limit counts."""
    since = format_date(period.limit.day)
    if period.last_day is None:
        words = _label("from {day}") if period.limit.day > today else _label("since {day}")
        return words.format(day=since)
    if period.last_day == period.limit.day:
        return _label("on {day}").format(day=since)
    return _label("from {first} to {last}").format(first=since, last=format_date(period.last_day))
