"""What of a legend gives way where there are few rows."""

from collections.abc import Sequence
from dataclasses import replace

from tracker.charts.chart_text import Item, Sign


def in_less_room(items: Sequence[Item]) -> list[Item]:
    """The items in brief, or, where they are, without the one that is needed least.

    That is the last one; but no bar ends at the top unsaid while an ask without an amount has its
    sign there.
    """
    brief = [replace(item, text=item.brief or item.text) for item in items]
    if brief != list(items):
        return brief
    both_above = [item.sign for item in items[-2:]] == [Sign.OPEN, Sign.BEYOND]
    return [*items[:-2], items[-1]] if both_above else list(items[:-1])
