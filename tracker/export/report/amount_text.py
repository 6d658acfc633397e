"""Texts of the report for parts of the income, ranges of amounts and asks."""

from tracker.analysis.monthly.table import MonthRow
from tracker.i18n import NumberFormat, _, ngettext
from tracker.money import Cents, Hundredths


def describe_share(share: Hundredths | None, numbers: NumberFormat, *, exact: bool) -> str:
    """Return a part of the income; in whole percent unless `exact`; empty where it is unknown."""
    if share is None:
        return ""
    if exact:
        return numbers.format_percent(share)
    if not share:
        return numbers.format_percent(0, 0)
    if share < 50:
        return _("below 1\N{NO-BREAK SPACE}%")
    return _("about {percent}").format(percent=numbers.format_percent(share, 0))


def describe_amount_range(low: Cents, high: Cents, numbers: NumberFormat) -> str:
    """Return an amount, or a range of amounts."""
    if low == high:
        return numbers.format_amount(low)
    return _("{low} to {high}").format(
        low=numbers.format_amount(low), high=numbers.format_amount(high)
    )


def describe_asked_amount(row: MonthRow, numbers: NumberFormat) -> str:
    """Return what was asked for in a month, or in all of them."""
    anew = describe_new_asks(row, numbers)
    if not row.earlier_yes_amount:
        return anew
    earlier = _("{amount} from what I said yes to earlier").format(
        amount=numbers.format_amount(row.earlier_yes_amount)
    )
    if not row.new_asks_range[1] and not row.asked_open:
        return earlier
    return _("{asked}, and {earlier}").format(asked=anew, earlier=earlier)


def describe_new_asks(row: MonthRow, numbers: NumberFormat) -> str:
    """Return what was asked for in a month itself, without what I said yes to earlier."""
    low, high = row.new_asks_range
    if row.asked_open and not high:
        return _("no amount named")
    return " ".join(
        filter(
            None, (describe_amount_range(low, high, numbers), describe_open_asks(row.asked_open))
        )
    )


def describe_given(given: Cents, open_count: int, numbers: NumberFormat) -> str:
    """Return what was given, and how many payments have no known amount."""
    amount = numbers.format_amount(given)
    if not open_count:
        return amount
    payments = describe_open_payments(open_count)
    return (
        _("{amount} and {payments}").format(amount=amount, payments=payments) if given else payments
    )


def describe_open_payments(count: int) -> str:
    """Return how many payments have no known amount."""
    return ngettext(
        "{count} payment of an unknown amount", "{count} payments of an unknown amount", count
    ).format(count=count)


def describe_open_asks(times: int) -> str:
    """Return how often no amount was named, after one that was; empty for never."""
    if not times:
        return ""
    return ngettext(
        "and once without an amount", "and {count} times without an amount", times
    ).format(count=times)
