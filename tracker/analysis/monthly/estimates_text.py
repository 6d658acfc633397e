"""How a sum says which part of it is estimated."""

from tracker.analysis.monthly.unknown_amounts_text import add_unknown_amounts
from tracker.i18n import NumberFormat, _label
from tracker.money import Cents


def mark_estimates(text: str, cents: Cents, estimated: Cents, numbers: NumberFormat) -> str:
    """Return a sum, written as `text`, with its estimated part: `71.30 (12.00 of it estimated)`.

    The part is named, because “about 71.30” would be wrong where only 5.00 of it is estimated.
    """
    if not estimated:
        return text
    if estimated == cents:
        return _label("{sum} (estimated)").format(sum=text)
    return _label("{sum} ({amount} of it estimated)").format(
        sum=text, amount=numbers.format_amount(estimated)
    )


def describe_given(cents: Cents, estimated: Cents, open_count: int, numbers: NumberFormat) -> str:
    """Return a sum of payments with its estimated part, and how many payments are not in it."""
    amount = mark_estimates(numbers.format_amount(cents), cents, estimated, numbers)
    return add_unknown_amounts(amount, cents, open_count)
