"""How a sum says that amounts are missing from it, because the person does not know them."""

from tracker.i18n import _label_plural
from tracker.money import Cents


def add_unknown_amounts(text: str, cents: Cents, count: int) -> str:
    """Return a sum, written as `text`, with how many amounts are not in it: `20.00 and 2 …`.

    A sum of nothing is left out where amounts are missing: it would say that nothing was given.
    """
    if not count:
        return text
    if not cents:
        return _label_plural(
            "an amount you don’t know", "{count} amounts you don’t know", count
        ).format(count=count)
    return _label_plural(
        "{sum} and an amount you don’t know", "{sum} and {count} amounts you don’t know", count
    ).format(sum=text, count=count)
