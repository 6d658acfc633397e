"""The rows of a month's details: a section for each figure, a row for each entry behind it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from tracker.analysis.monthly.month_items import MonthFigure, MonthItem, MonthItems, UncountedEntry
from tracker.entries.entry_description import NO_AMOUNT
from tracker.entries.types import StoredEntry
from tracker.i18n import N_, NumberFormat, _, format_date, format_day, join_list, ngettext
from tracker.months import Month
from tracker.widgets.recent_entries import describe_entry
from tracker.widgets.section_list import ListRow, ListSection

FIGURE_TITLES = {
    MonthFigure.GIVEN: N_("Given: {amount}"),
    MonthFigure.TO_COME: N_("Regular payments until {day}: {amount}"),
    MonthFigure.ASKED: N_("Asked in this month: {amount}"),
    MonthFigure.ASKED_EARLIER: N_("From what you said yes to earlier: {amount}"),
    MonthFigure.PLEDGED: N_("Said yes to: {amount}"),
    MonthFigure.RETURNED: N_("Refunds: {amount}"),
    MonthFigure.RECEIVED: N_("From the group: {amount}"),
    MonthFigure.INCOME: N_("Income: {amount}"),
    MonthFigure.NEEDS: N_("Living costs: {amount}"),
}
"""What each figure is called, with its sum."""
ANSWER_FIGURES = frozenset({MonthFigure.ASKED_EARLIER, MonthFigure.PLEDGED})
"""Figures that rest on an answer, not on the entry's own amount."""


@dataclass(frozen=True, slots=True)
class MonthDetailsRows:
    """A month with what counts in it, and the entries that this comes from."""

    month: Month
    month_items: MonthItems
    entries: Mapping[int, StoredEntry]
    today: date
    has_several_groups: bool
    """Whether there are several groups, so that each row has to name its own."""

    def build_sections(self, numbers: NumberFormat) -> Iterator[ListSection]:
        """Yield each figure with its rows, then the entries that no figure counts."""
        for figure in MonthFigure:
            if items := self.month_items.select(figure):
                amount, day = format_sum(items, numbers), format_day(self.month.last_day)
                title = _(FIGURE_TITLES[figure]).format(amount=amount, day=day)
                yield ListSection(title, [self._build_item_row(item, numbers) for item in items])
        if uncounted := self.month_items.uncounted_entries:
            lines = [self._build_uncounted_row(other, numbers) for other in uncounted]
            yield ListSection(_("Other entries in this month"), lines)

    def _build_item_row(self, item: MonthItem, numbers: NumberFormat) -> ListRow:
        entry = self.entries[item.number].entry
        description = describe_entry(entry, numbers)
        repeats = getattr(entry, "every", None) is not None
        is_new = Month.from_date(entry.counted_day) == self.month
        parts = (
            description.amount if repeats or not is_new else "",
            description.answers if item.figure in ANSWER_FIGURES else "",
            *(
                description.kind,
                description.details,
                description.group if self.has_several_groups else "",
            ),
        )
        since = None if is_new and not repeats else entry.day
        return ListRow(
            f"{item.figure}-{item.number}",
            format_days(item.days),
            join_list((format_sum((item,), numbers), format_numbered(item.number, parts, since))),
        )

    def _build_uncounted_row(self, other: UncountedEntry, numbers: NumberFormat) -> ListRow:
        entry = self.entries[other.number].entry
        description = describe_entry(entry, numbers)
        reason = ""
        if other.because_of is not None:
            reason = _("not counted because of entry {number}").format(number=other.because_of)
        elif entry.day > self.today:
            reason = _("after today")
        group = description.group if self.has_several_groups else ""
        parts = (reason, description.sentence, group)
        return ListRow(
            f"other-{other.number}", format_day(entry.day), format_numbered(other.number, parts)
        )


def format_numbered(number: int, parts: Iterable[str], since: date | None = None) -> str:
    """Return what an entry says behind its number, and since when where it is of another day."""
    what = join_list(filter(None, parts))
    if since is not None:
        text = _("entry {number} since {day}: {what}") if what else _("entry {number} since {day}")
        return text.format(number=number, day=format_date(since), what=what)
    text = _("entry {number}: {what}") if what else _("entry {number}")
    return text.format(number=number, what=what)


def format_days(days: tuple[date, ...]) -> str:
    """Return the day, or how often from the first one on."""
    if len(days) == 1:
        return format_day(days[0])
    text = ngettext("{count} time from {day}", "{count} times from {day}", len(days))
    return text.format(count=len(days), day=format_day(days[0]))


def format_sum(items: tuple[MonthItem, ...], numbers: NumberFormat) -> str:
    """Return what items add up to, at both ends, and how many of them named no amount."""
    low, high = sum(item.low for item in items), sum(item.high for item in items)
    unnamed = sum(item.open_count for item in items)
    if unnamed == len(items):
        return _(NO_AMOUNT)
    amount = numbers.format_amount(high)
    if low != high and not numbers.is_hidden:
        amount = _("{low} to {high}").format(low=numbers.format_amount(low), high=amount)
    if not unnamed:
        return amount
    times = ngettext(
        "{amount}, and once without an amount",
        "{amount}, and {count} times without an amount",
        unnamed,
    )
    return times.format(amount=amount, count=unnamed)
