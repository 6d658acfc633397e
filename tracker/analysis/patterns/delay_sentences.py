"""Delays in words: after how many days something followed, each one listed if they are few."""

from collections import Counter
from collections.abc import Sequence

from tracker.i18n import _label, _label_plural, format_count, join_list


def describe_delays(days: Sequence[int]) -> str:
    """Return a few delays as a phrase for a sentence.

    "all 3 on the same day", "after 2, 9 and 30 days", "2 on the same day and 1 after 9 days".
    """
    counts = Counter(days)
    if len(counts) == 1:
        return _describe_equal_delays(days[0], len(days))
    if len(counts) == len(days) and 0 not in counts:
        return _label("after {days} days").format(
            days=join_with_and([format_count(day) for day in days])
        )
    return join_with_and([_describe_some_delays(day, count) for day, count in counts.items()])


def join_with_and(parts: Sequence[str]) -> str:
    """Return two or more parts as a list: `2, 9 and 30`."""
    return _label("{parts} and {last}").format(parts=join_list(parts[:-1]), last=parts[-1])


def _describe_equal_delays(day: int, count: int) -> str:
    if count == 2:
        if not day:
            return _label("both on the same day")
        both = _label_plural("both after {days} day", "both after {days} days", day)
        return both.format(days=day)
    if not day:
        return _label("all {count} on the same day").format(count=count)
    all_of_them = _label_plural(
        "all {count} after {days} day", "all {count} after {days} days", day
    )
    return all_of_them.format(count=count, days=day)


def _describe_some_delays(day: int, count: int) -> str:
    if not day:
        return _label("{count} on the same day").format(count=count)
    some = _label_plural("{count} after {days} day", "{count} after {days} days", day)
    return some.format(count=count, days=day)
