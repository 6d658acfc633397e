"""Several groups, each for itself, so that a fair one and a pressing one are not one sum."""

from collections import Counter
from collections.abc import Iterator, Sequence

from tracker.analysis.monthly.table import MonthRow
from tracker.export.report.amount_text import describe_amount_range, describe_open_asks
from tracker.export.report.model import Report
from tracker.export.report.safe_text import format_name
from tracker.i18n import NumberFormat, _, ngettext

MOST_GROUPS = 4
"""How many groups have a sentence of their own; the others have one together."""
LONGEST_NAME = 40


def describe_groups(report: Report, numbers: NumberFormat) -> Iterator[str]:
    """What each group asked for and got; nothing where there is but one."""
    if len(report.group_totals) < 2:
        return
    times = Counter(each.group for each in report.ask_times)
    rows = sorted(report.group_totals, key=lambda row: (-row.given, -times[row.group]))
    told = rows if len(rows) == MOST_GROUPS + 1 else rows[:MOST_GROUPS]
    for row in told:
        called = _("“{group}”").format(group=format_name(row.group, LONGEST_NAME))
        yield _describe_group(called, [row], times[row.group], numbers)
    if others := rows[len(told) :]:
        called = ngettext("{count} more group", "{count} more groups", len(others))
        asked = sum(times[row.group] for row in others)
        yield _describe_group(called.format(count=len(others)), others, asked, numbers)


def _describe_group(
    group_name: str, rows: Sequence[MonthRow], times: int, numbers: NumberFormat
) -> str:
    given = numbers.format_amount(sum(row.given for row in rows))
    if not times:
        # What was asked for regularly may go on, though it began before these months.
        return _("I noted no time at which {group} asked; I gave {given}.").format(
            group=group_name, given=given
        )
    low, high = map(sum, zip(*(row.new_asks_range for row in rows), strict=True))
    unnamed = sum(row.asked_open for row in rows)
    if high:
        asked = " ".join(
            filter(None, (describe_amount_range(low, high, numbers), describe_open_asks(unnamed)))
        )
        text = ngettext(
            "{group} asked {count} time, for {asked}; I gave {given}.",
            "{group} asked {count} times, for {asked}; I gave {given}.",
            times,
        )
        return text.format(group=group_name, count=times, asked=asked, given=given)
    text = ngettext(
        "{group} asked {count} time and named no amount; I gave {given}.",
        "{group} asked {count} times and named no amount; I gave {given}.",
        times,
    )
    return text.format(group=group_name, count=times, given=given)
