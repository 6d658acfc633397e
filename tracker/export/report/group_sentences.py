"""Several groups, each for itself, so that a fair one and a pressing one are not one sum."""

from collections import Counter
from collections.abc import Iterator, Sequence

from tracker.analysis.monthly.table import MonthRow
from tracker.export.report.amount_text import range_told, times_open
from tracker.export.report.model import Report
from tracker.export.report.safe_text import name
from tracker.i18n import NumberFormat, _, ngettext

MOST = 4
"""How many groups have a sentence of their own; the others have one together."""
LONGEST_NAME = 40


def groups_told(report: Report, numbers: NumberFormat) -> Iterator[str]:
    """What each group asked for and got; nothing where there is but one."""
    if len(report.by_group) < 2:
        return
    times = Counter(each.group for each in report.times_asked)
    rows = sorted(report.by_group, key=lambda row: (-row.given, -times[row.group]))
    told = rows if len(rows) == MOST + 1 else rows[:MOST]
    for row in told:
        called = _("“{group}”").format(group=name(row.group, LONGEST_NAME))
        yield _told(called, [row], times[row.group], numbers)
    if others := rows[len(told) :]:
        called = ngettext("{count} more group", "{count} more groups", len(others))
        asked = sum(times[row.group] for row in others)
        yield _told(called.format(count=len(others)), others, asked, numbers)


def _told(called: str, rows: Sequence[MonthRow], times: int, numbers: NumberFormat) -> str:
    given = numbers.format_amount(sum(row.given for row in rows))
    if not times:
        # What was asked for regularly may go on, though it began before these months.
        return _("I noted no time at which {group} asked; I gave {given}.").format(
            group=called, given=given
        )
    low, high = map(sum, zip(*(row.new_asks_range for row in rows), strict=True))
    unnamed = sum(row.asked_open for row in rows)
    if high:
        asked = " ".join(filter(None, (range_told(low, high, numbers), times_open(unnamed))))
        text = ngettext(
            "{group} asked {count} time, for {asked}; I gave {given}.",
            "{group} asked {count} times, for {asked}; I gave {given}.",
            times,
        )
        return text.format(group=called, count=times, asked=asked, given=given)
    text = ngettext(
        "{group} asked {count} time and named no amount; I gave {given}.",
        "{group} asked {count} times and named no amount; I gave {given}.",
        times,
    )
    return text.format(group=called, count=times, given=given)
