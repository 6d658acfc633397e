"""Parts of the income and ranges of amounts, as the page says them."""

from tracker.analysis.monthly.table import MonthRow
from tracker.i18n import NumberFormat, _, ngettext
from tracker.money import Cents, Hundredths


def part_told(share: Hundredths | None, numbers: NumberFormat, *, exact: bool) -> str:
    """A part of the income; only whole percent where the income stays out. Empty: not known."""
    if share is None:
        return ""
    if exact:
        return numbers.format_percent(share)
    if not share:
        return numbers.format_percent(0, 0)
    if share < 50:
        return _("below 1\N{NO-BREAK SPACE}%")
    return _("about {percent}").format(percent=numbers.format_percent(share, 0))


def range_told(low: Cents, high: Cents, numbers: NumberFormat) -> str:
    """An amount, or from which to which."""
    if low == high:
        return numbers.format_amount(low)
    return _("{low} to {high}").format(
        low=numbers.format_amount(low), high=numbers.format_amount(high)
    )


def asked_told(row: MonthRow, numbers: NumberFormat) -> str:
    """What was asked for in a month, or in all of them."""
    anew = asked_anew_told(row, numbers)
    if not row.earlier_yes_amount:
        return anew
    earlier = _("{amount} from what I said yes to earlier").format(
        amount=numbers.format_amount(row.earlier_yes_amount)
    )
    if not row.new_asks_range[1] and not row.asked_open:
        return earlier
    return _("{asked}, and {earlier}").format(asked=anew, earlier=earlier)


def asked_anew_told(row: MonthRow, numbers: NumberFormat) -> str:
    """What was asked for in a month itself, without what I said yes to earlier."""
    low, high = row.new_asks_range
    if row.asked_open and not high:
        return _("no amount named")
    return " ".join(filter(None, (range_told(low, high, numbers), times_open(row.asked_open))))


def times_open(times: int) -> str:
    """How often no amount was named, after one that was; empty for never."""
    if not times:
        return ""
    return ngettext(
        "and once without an amount", "and {count} times without an amount", times
    ).format(count=times)
