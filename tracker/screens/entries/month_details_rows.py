"""The rows of a month's details: a section for each total, a row for each entry behind it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.analysis.groups.meeting_entries import (
    MEETING_WORDS,
    build_entry_key,
    match_meetings,
)
from tracker.analysis.monthly.estimates_text import mark_estimates
from tracker.analysis.monthly.month_items import MonthFigure, MonthItem, MonthItems, UncountedEntry
from tracker.analysis.monthly.unknown_amounts_text import (
    add_unknown_amounts,
    add_unknown_refunds,
)
from tracker.entries.entry_description import NO_AMOUNT, UNKNOWN_AMOUNT
from tracker.entries.types import Cost, Evidence, Observation, StoredEntry
from tracker.i18n import (
    N_label,
    NumberFormat,
    _label,
    _label_plural,
    format_date,
    format_day,
    join_list,
    ngettext,
)
from tracker.months import Month
from tracker.widgets.recent_entries import describe_entry
from tracker.widgets.section_list import ListRow, ListSection

FIGURE_TITLES = {
    MonthFigure.GIVEN: N_label("Given: {amount}"),
    MonthFigure.TO_COME: N_label("Regular payments until {day}: {amount}"),
    MonthFigure.ASKED: N_label("Asked this month: {amount}"),
    MonthFigure.ASKED_EARLIER: N_label("From an earlier yes: {amount}"),
    MonthFigure.PLEDGED: N_label("Said yes to: {amount}"),
    MonthFigure.RETURNED: N_label("Refunds: {amount}"),
    MonthFigure.RECEIVED: N_label("From the group: {amount}"),
    MonthFigure.INCOME: N_label("Income: {amount}"),
    MonthFigure.NEEDS: N_label("Living costs: {amount}"),
}
"""The title of each section, with its total."""
ANSWER_FIGURES = frozenset({MonthFigure.ASKED_EARLIER, MonthFigure.PLEDGED})
"""Totals of what was answered, not of the entries' own amounts."""
ASK_FIGURES = ANSWER_FIGURES | {MonthFigure.ASKED}
"""Totals of asks and answers. The others are of money that was paid or came in."""
INDENT = "  "
"""What the row of an entry below its meeting begins with."""


@dataclass(frozen=True, slots=True)
class MonthDetailsRows:
    """A month with what counts in it, and the entries behind it."""

    month: Month
    month_items: MonthItems
    entries: Mapping[int, StoredEntry]
    today: date
    has_several_groups: bool
    """Whether there are several groups. Then each row names its own."""
    own_entries: Sequence[StoredEntry] = ()
    """All entries of the month, whether a total counts them or not."""

    def build_sections(self, numbers: NumberFormat) -> Iterator[ListSection]:
        """Yield each total with its rows, then the entries that no total counts."""
        for figure in MonthFigure:
            if items := self.month_items.select(figure):
                day = format_day(self.month.last_day)
                title = _label(FIGURE_TITLES[figure]).format(
                    amount=self._format_total(items, numbers), day=day
                )
                rows = [self._build_item_row(item, numbers) for item in items]
                yield ListSection(title, rows, _describe_missing(items))
        meeting_of_entry = match_meetings(map(build_entry_key, self.own_entries))
        observed, other_entries = self._divide_uncounted(meeting_of_entry)
        if observed:
            lines = [self._build_uncounted_row(other, numbers) for other in observed]
            yield ListSection(_label("What you saw or heard of"), lines)
        if meeting_rows := list(self._build_meeting_rows(meeting_of_entry, numbers)):
            yield ListSection(_label("Your meetings, and what belongs to them"), meeting_rows)
        if other_entries:
            lines = [self._build_uncounted_row(other, numbers) for other in other_entries]
            yield ListSection(_label("Other entries this month"), lines)

    def _format_total(self, items: tuple[MonthItem, ...], numbers: NumberFormat) -> str:
        """Return the total of items, with what of it is estimated."""
        figure, cents = items[0].figure, sum(item.high for item in items)
        if figure in ASK_FIGURES:
            return format_sum(items, numbers)
        estimated = sum(
            item.high
            for item in items
            if getattr(self.entries[item.number].entry, "evidence", None) is Evidence.ESTIMATED
        )
        text = mark_estimates(numbers.format_amount(cents), cents, estimated, numbers)
        if cents:
            return text
        add_missing = add_unknown_refunds if figure is MonthFigure.RETURNED else add_unknown_amounts
        return add_missing(text, cents, sum(item.open_count for item in items))

    def _divide_uncounted(
        self, meeting_of_entry: Mapping[int, int]
    ) -> tuple[list[UncountedEntry], list[UncountedEntry]]:
        """Return what was seen or heard, and what no other section has."""
        observed, others = [], []
        for other in self.month_items.uncounted_entries:
            entry = self.entries[other.number].entry
            is_of_meeting = isinstance(entry, Cost) and other.number in meeting_of_entry
            if isinstance(entry, Observation):
                observed.append(other)
            elif entry.word not in MEETING_WORDS and not is_of_meeting:
                others.append(other)
        return observed, others

    def _build_meeting_rows(
        self, meeting_of_entry: Mapping[int, int], numbers: NumberFormat
    ) -> Iterator[ListRow]:
        """Yield each meeting, the first day first, and below it what belongs to it."""
        of_meeting: dict[int, list[StoredEntry]] = defaultdict(list)
        for item in self.own_entries:
            if item.number in meeting_of_entry:
                of_meeting[meeting_of_entry[item.number]].append(item)
        for item in sorted(self.own_entries, key=lambda each: (each.entry.day, each.number)):
            if item.entry.word not in MEETING_WORDS:
                continue
            other = UncountedEntry(item.number)
            yield self._build_uncounted_row(other, numbers)
            for member in of_meeting[item.number]:
                description = describe_entry(member.entry, numbers)
                text = format_numbered(member.number, (description.sentence,))
                yield ListRow(f"meeting-{member.number}", " ", INDENT + text)

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
            reason = _label("not counted because of entry {number}").format(number=other.because_of)
        elif entry.day > self.today:
            reason = _label("in the future")
        group = description.group if self.has_several_groups else ""
        parts = (reason, description.sentence, group)
        return ListRow(
            f"other-{other.number}", format_day(entry.day), format_numbered(other.number, parts)
        )


def _describe_missing(items: tuple[MonthItem, ...]) -> str:
    """Return how many payments or refunds are not in a total, empty for none."""
    count = sum(item.open_count for item in items)
    if not (count and any(item.high for item in items)):
        return ""
    if items[0].figure is MonthFigure.GIVEN:
        text = ngettext(
            "The sum is without one payment whose amount you don’t know.",
            "The sum is without {count} payments whose amount you don’t know.",
            count,
        )
    elif items[0].figure is MonthFigure.RETURNED:
        text = ngettext(
            "The sum is without one refund whose amount you don’t know.",
            "The sum is without {count} refunds whose amount you don’t know.",
            count,
        )
    else:
        return ""
    return text.format(count=count)


def format_numbered(number: int, parts: Iterable[str], since: date | None = None) -> str:
    """Return an entry with its number, and since when if it is from another day."""
    description = join_list(filter(None, parts))
    if since is not None:
        text = _label("entry {number} since {day}: {description}")
        if not description:
            text = _label("entry {number} since {day}")
        return text.format(number=number, day=format_date(since), description=description)
    text = _label("entry {number}: {description}") if description else _label("entry {number}")
    return text.format(number=number, description=description)


def format_days(days: tuple[date, ...]) -> str:
    """Return the day, or the number of days and the first one."""
    if len(days) == 1:
        return format_day(days[0])
    text = _label_plural("{count} time from {day}", "{count} times from {day}", len(days))
    return text.format(count=len(days), day=format_day(days[0]))


def format_sum(items: tuple[MonthItem, ...], numbers: NumberFormat) -> str:
    """Return the total of items, as a range if there is one, and how many named no amount."""
    low, high = sum(item.low for item in items), sum(item.high for item in items)
    unnamed = sum(item.open_count for item in items)
    if unnamed == len(items):
        is_asked = items[0].figure in ASK_FIGURES
        return _label(NO_AMOUNT) if is_asked else _label(UNKNOWN_AMOUNT)
    amount = numbers.format_amount(high)
    if low != high and not numbers.is_hidden:
        amount = _label("{low} to {high}").format(low=numbers.format_amount(low), high=amount)
    if not unnamed:
        return amount
    times = _label_plural(
        "{amount}, and once without an amount",
        "{amount}, and {count} times without an amount",
        unnamed,
    )
    return times.format(amount=amount, count=unnamed)
