"""Delays in words: after how many days something followed, each one listed while they are few."""

from collections import Counter
from collections.abc import Sequence

from tracker.i18n import _, format_count, join_list, ngettext


def describe_delays(days: Sequence[int]) -> str:
    """Return the end of a sentence that lists a few delays.

    "all 3 on the same day", "after 2, 9 and 30 days", "2 on the same day and 1 after 9 days".
    """
    counts = Counter(days)
    if len(counts) == 1:
        return _describe_equal_delays(days[0], len(days))
    if len(counts) == len(days) and 0 not in counts:
        return _("after {days} days").format(
            days=join_with_and([format_count(day) for day in days])
        )
    return join_with_and([_describe_some_delays(day, count) for day, count in counts.items()])


def join_with_and(parts: Sequence[str]) -> str:
    """Return two or more parts as a list: `2, 9 and 30`."""
    return _("{parts} and {last}").format(parts=join_list(parts[:-1]), last=parts[-1])


def _describe_equal_delays(day: int, count: int) -> str:
    if count == 2:
        if not day:
            return _("both on the same day")
        return ngettext("both after {days} day", "both after {days} days", day).format(days=day)
    if not day:
        return _("all {count} on the same day").format(count=count)
    return ngettext("all {count} after {days} day", "all {count} after {days} days", day).format(
        count=count, days=day
    )


def _describe_some_delays(day: int, count: int) -> str:
    if not day:
        return _("{count} on the same day").format(count=count)
    return ngettext("{count} after {days} day", "{count} after {days} days", day).format(
        count=count, days=day
    )
