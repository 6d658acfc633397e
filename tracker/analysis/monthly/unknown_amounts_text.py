"""How a sum says which payments or refunds are not in it, because their amount is not known.

Where no amount is known at all, no sum is given. A sum of 0 would say that nothing was given.
"""

from tracker.i18n import _label_plural
from tracker.money import Cents


def add_unknown_amounts(text: str, cents: Cents, count: int) -> str:
    """Return a sum of payments, written as `text`, with how many are not in it."""
    if not count:
        return text
    if not cents:
        return _label_plural(
            "a payment whose amount you don’t know",
            "{count} payments whose amount you don’t know",
            count,
        ).format(count=count)
    return _label_plural(
        "{sum}, without one payment whose amount you don’t know",
        "{sum}, without {count} payments whose amount you don’t know",
        count,
    ).format(sum=text, count=count)


def add_unknown_refunds(text: str, cents: Cents, count: int) -> str:
    """Return a sum of refunds, written as `text`, with how many are not in it."""
    if not count:
        return text
    if not cents:
        return _label_plural(
            "an amount you don’t know", "{count} amounts you don’t know", count
        ).format(count=count)
    return _label_plural(
        "{sum}, without one refund whose amount you don’t know",
        "{sum}, without {count} refunds whose amount you don’t know",
        count,
    ).format(sum=text, count=count)
