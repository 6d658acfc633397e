"""Parts of pattern sentences: hours and days in tenths, ranges, estimates, joined sentences."""

from collections.abc import Callable

from tracker.i18n import NumberFormat, _label, format_count, format_limit_percent

TENTHS = 10
"""How many tenths a whole has."""


def format_tenths(value: int) -> str:
    """Return a count in tenths as people read it, whole where it is: `9`, `2.6`."""
    if value % TENTHS == 0:
        return format_count(value // TENTHS)
    return NumberFormat().format_tenths(value)


def format_range(low: int, high: int, format_number: Callable[[int], str]) -> str:
    """Return a number, or the two ends of a range."""
    if low == high:
        return format_number(low)
    return _label("{low} to {high}").format(low=format_number(low), high=format_number(high))


def format_percent_range(low: int, high: int, numbers: NumberFormat) -> str:
    """Return a percentage, or the two ends of a range in whole percent: `33 % to 40 %`.

    The ends are rounded outwards, and the range is sure to hold what it was.
    """
    format_percent = numbers.format_percent if numbers.is_hidden else format_limit_percent
    if low == high:
        return format_percent(low)
    return format_range(low // 100 * 100, -(-high // 100) * 100, format_percent)


def mark_estimate(amount: str) -> str:
    """Return an amount that is an estimate."""
    return _label("about {amount}").format(amount=amount)


def join_sentences(first: str, second: str) -> str:
    """Return two sentences, one after the other. The second may be empty."""
    return f"{first} {second}" if second else first
