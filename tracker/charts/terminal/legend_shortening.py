"""What of a legend gives way where there are few rows."""

from collections.abc import Sequence
from dataclasses import replace

from tracker.charts.chart_text import LegendItem, LegendSign


def shorten_legend(items: Sequence[LegendItem]) -> list[LegendItem]:
    """The items in brief, or, where they are, without the one that is needed least.

    That is the last one; but no bar ends at the top unsaid while an ask without an amount has its
    sign there.
    """
    brief = [replace(item, text=item.short_text or item.text) for item in items]
    if brief != list(items):
        return brief
    both_above = [item.sign for item in items[-2:]] == [LegendSign.OPEN, LegendSign.BEYOND]
    return [*items[:-2], items[-1]] if both_above else list(items[:-1])
