"""Several groups, each for itself, so that a fair one and a pressing one are not one sum."""

from collections import Counter
from collections.abc import Iterator, Sequence

from tracker.analysis.monthly.table import MonthRow
from tracker.export.report.amount_text import (
    describe_amount_range,
    describe_given,
    describe_open_asks,
)
from tracker.export.report.model import Report
from tracker.export.report.safe_text import format_name
from tracker.i18n import NumberFormat, _, ngettext

MOST_GROUPS = 4
"""How many groups have a sentence of their own; the others have one together."""
LONGEST_NAME = 40


def describe_groups(report: Report, numbers: NumberFormat) -> Iterator[str]:
    """Yield what each group asked for and got; nothing where there is only one."""
    if len(report.group_totals) < 2:
        return
    ask_counts = Counter(ask_time.group for ask_time in report.ask_times)
    rows = sorted(report.group_totals, key=lambda row: (-row.given, -ask_counts[row.group]))
    own_rows = rows if len(rows) == MOST_GROUPS + 1 else rows[:MOST_GROUPS]
    for row in own_rows:
        name = _("“{group}”").format(group=format_name(row.group, LONGEST_NAME))
        yield _describe_group(name, [row], ask_counts[row.group], numbers)
    if others := rows[len(own_rows) :]:
        name = ngettext("{count} more group", "{count} more groups", len(others))
        ask_count = sum(ask_counts[row.group] for row in others)
        yield _describe_group(name.format(count=len(others)), others, ask_count, numbers)


def _describe_group(
    group_name: str, rows: Sequence[MonthRow], ask_count: int, numbers: NumberFormat
) -> str:
    given = describe_given(
        sum(row.given for row in rows), sum(row.given_open for row in rows), numbers
    )
    if not ask_count:
        # What was asked for regularly may go on, though it began before these months.
        return _("I noted no time at which {group} asked; I gave {given}.").format(
            group=group_name, given=given
        )
    low, high = map(sum, zip(*(row.new_asks_range for row in rows), strict=True))
    open_asks = sum(row.asked_open for row in rows)
    if high:
        asked_amount = " ".join(
            filter(None, (describe_amount_range(low, high, numbers), describe_open_asks(open_asks)))
        )
        text = ngettext(
            "{group} asked {count} time, for {asked}; I gave {given}.",
            "{group} asked {count} times, for {asked}; I gave {given}.",
            ask_count,
        )
        return text.format(group=group_name, count=ask_count, asked=asked_amount, given=given)
    text = ngettext(
        "{group} asked {count} time and named no amount; I gave {given}.",
        "{group} asked {count} times and named no amount; I gave {given}.",
        ask_count,
    )
    return text.format(group=group_name, count=ask_count, given=given)
