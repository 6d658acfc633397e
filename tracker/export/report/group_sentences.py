"""Sentences about each group of several: a fair one and a pushy one are not one sum."""

from collections import Counter
from collections.abc import Iterator, Sequence

from tracker.analysis.monthly.table import MonthRow
from tracker.export.report.amount_text import describe_given, describe_sum_given
from tracker.export.report.model import Report
from tracker.export.report.safe_text import format_name
from tracker.i18n import NumberFormat, _, ngettext

MOST_GROUPS = 4
"""How many groups have a sentence of their own. The others share one."""
LONGEST_NAME = 40


def describe_groups(report: Report, numbers: NumberFormat) -> Iterator[str]:
    """Yield how often each group asked and what it got, where there are several."""
    if len(report.group_totals) < 2:
        return
    ask_counts = Counter(ask_time.group for ask_time in report.ask_times)
    rows = sorted(report.group_totals, key=lambda row: (-row.given, -ask_counts[row.group]))
    own_rows = rows if len(rows) == MOST_GROUPS + 1 else rows[:MOST_GROUPS]
    for row in own_rows:
        yield _describe_group(row, ask_counts[row.group], numbers)
    if others := rows[len(own_rows) :]:
        yield _describe_other_groups(others, sum(ask_counts[row.group] for row in others), numbers)


def _describe_group(row: MonthRow, ask_count: int, numbers: NumberFormat) -> str:
    # What repeats may go on without an ask, where it began before these months.
    text = (
        ngettext(
            "“{group}” asked once. I gave {given}.",
            "“{group}” asked {count} times. I gave {given}.",
            ask_count,
        )
        if ask_count
        else _("I wrote down no request from “{group}”. I gave {given}.")
    )
    return text.format(
        group=format_name(row.group or "", LONGEST_NAME),
        count=ask_count,
        given=describe_given(row, numbers),
    )


def _describe_other_groups(rows: Sequence[MonthRow], ask_count: int, numbers: NumberFormat) -> str:
    text = (
        ngettext(
            "Other groups ({groups}) asked once. I gave them {given}.",
            "Other groups ({groups}) asked {count} times. I gave them {given}.",
            ask_count,
        )
        if ask_count
        else _("I wrote down no request from other groups ({groups}). I gave them {given}.")
    )
    return text.format(
        groups=len(rows),
        count=ask_count,
        given=describe_sum_given(
            sum(row.given for row in rows),
            sum(row.given_estimated for row in rows),
            sum(row.given_open for row in rows),
            numbers,
        ),
    )
