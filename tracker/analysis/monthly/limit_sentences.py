"""Sentences about the limit: the day and the words of it, and what a month came to.

They say both, one after the other. None says which is higher: that would grade the person.
"""

from tracker.analysis.monthly.table import MonthRow
from tracker.analysis.monthly.unknown_amounts_text import add_unknown_amounts
from tracker.entries.types import Limit
from tracker.i18n import NumberFormat, _, format_date, format_limit_percent, format_month


def describe_written_limit(limit: Limit, numbers: NumberFormat) -> str:
    """Return when the person wrote down the most they want to give, and how much that is."""
    day = format_date(limit.day)
    if limit.percent is None:
        text = _("On {day} you wrote that you want to give at most {amount} a month.")
        return text.format(day=day, amount=numbers.format_amount(limit.amount or 0))
    format_percent = numbers.format_percent if numbers.is_hidden else format_limit_percent
    text = _("On {day} you wrote that you want to give at most {percent} of your income.")
    return text.format(day=day, percent=format_percent(limit.percent))


def describe_month_with_limit(
    row: MonthRow | None, numbers: NumberFormat, group: str | None = None
) -> str:
    """Return the limit of a past month as it was written, then what that month came to.

    With a group it is what was given to that group alone, while the limit is for all of them. A
    share of an income that is not known is no share: then nothing is said.

    It is the newest past month, whether it was more or less: to choose the months with more would
    be a charge. In how many months it was no more than the limit is not said anywhere, because “in
    8 of 14” is a score.
    """
    if row is None or row.limit is None:
        return ""
    if row.limit.percent is None:
        amount = numbers.format_amount(row.given)
    elif row.share_given is None:
        return ""
    else:
        amount = numbers.format_percent(row.share_given)
    text = _("In {month} it was {amount}.")
    if group is not None:
        text = _("In {month} it was {amount} for {group}. The limit is for all groups together.")
    sentence = text.format(
        month=format_month(row.month.first_day),
        amount=add_unknown_amounts(amount, row.given, row.given_open),
        group=group,
    )
    return f"{describe_written_limit(row.limit, numbers)} {sentence}"
