"""Sentences about notable months: the largest share, no income, nothing left, the last gift."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from tracker.analysis.monthly.table import MonthRow
from tracker.export.report.amount_text import describe_given, describe_new_asks, describe_share
from tracker.i18n import NumberFormat, _, format_month, ngettext
from tracker.money import Cents
from tracker.months import Month


@dataclass(frozen=True, slots=True)
class NotableMonths:
    """Which months they are; each None where there is none, or where it is left out."""

    largest_share: Month | None = None
    """The one in which the largest part of its income was given, where there are several."""
    no_income: Month | None = None
    """The one without an income in which most was given, else asked for."""
    nothing_left: Month | None = None
    """The one in which most was given beyond what the income leaves after needs."""

    @classmethod
    def from_rows(cls, rows: Sequence[MonthRow], *, has_needs: bool) -> Self:
        """Return those among the months of all groups, the newest of equals.

        Without needs no month is named in which nothing was left: that would reveal needs.
        """
        with_share = [row for row in rows if row.share_given]
        without_income = [
            row for row in rows if row.income == 0 and (_has_gifts(row) or _has_asks(row))
        ]
        with_nothing_left = [
            row
            for row in rows
            if row.income and row.left == 0 and row.given and not row.upcoming_payments
        ]
        return cls(
            largest_share=_find_highest(with_share, [row.share_given or 0 for row in with_share])
            if len(with_share) > 1
            else None,
            no_income=_find_highest(
                without_income, [(row.given, row.asked_high) for row in without_income]
            ),
            nothing_left=_find_highest(
                with_nothing_left, [row.beyond_left or 0 for row in with_nothing_left]
            )
            if has_needs
            else None,
        )


def _find_highest(
    rows: Sequence[MonthRow], ranks: Sequence[int] | Sequence[tuple[Cents, Cents]]
) -> Month | None:
    ranked = sorted(zip(ranks, (row.month for row in rows), strict=True))
    return ranked[-1][1] if ranked else None


def _has_asks(row: MonthRow) -> bool:
    return bool(row.asked_high or row.asked_open)


def _has_gifts(row: MonthRow) -> bool:
    return bool(row.given or row.given_open)


def describe_notable_months(
    notable: NotableMonths, rows: Sequence[MonthRow], numbers: NumberFormat, *, exact: bool
) -> Iterator[str]:
    """Yield what these months say; with `exact` amounts of income and of what was left."""
    row_by_month = {row.month: row for row in rows}
    if notable.largest_share:
        yield _describe_largest_share(row_by_month[notable.largest_share], numbers, exact=exact)
    if notable.nothing_left and notable.nothing_left != notable.largest_share:
        row = row_by_month[notable.nothing_left]
        yield _("In {month} I gave {given}. {left}").format(
            month=format_month(row.month.first_day),
            given=describe_given(row.given, row.given_open, numbers),
            left=_describe_left(row, numbers),
        )
    if notable.no_income:
        yield _describe_no_income(row_by_month[notable.no_income], numbers, exact=exact)


def _describe_largest_share(row: MonthRow, numbers: NumberFormat, *, exact: bool) -> str:
    month = format_month(row.month.first_day)
    part = describe_share(row.share_given, numbers, exact=exact)
    if not exact or row.income is None:
        # Which one it is to the cent, rounded incomes do not say.
        return _(
            "One of the months with the largest part was {month}: {part} of that month’s income."
        ).format(month=month, part=part)
    text = _(
        "The month with the largest part was {month}: I gave {given} of an income of {income}, "
        "that is {part}."
    ).format(
        month=month,
        given=numbers.format_amount(row.given),
        income=numbers.format_amount(row.income),
        part=part,
    )
    return " ".join(filter(None, (text, _describe_missing(row), _describe_left(row, numbers))))


def _describe_missing(row: MonthRow) -> str:
    """Return how many payments are not in what was given; empty for none."""
    if not row.given_open:
        return ""
    return ngettext(
        "{count} payment of an unknown amount is not in it.",
        "{count} payments of an unknown amount are not in it.",
        row.given_open,
    ).format(count=row.given_open)


def _describe_left(row: MonthRow, numbers: NumberFormat) -> str:
    """What was left in a month after living and giving; empty where it is not known yet."""
    if row.left is None or row.upcoming_payments:
        return ""
    if row.left:
        return _("After living and giving, {left} was left.").format(
            left=numbers.format_amount(row.left)
        )
    if row.beyond_left:
        return _(
            "After living and giving nothing was left; {beyond} of it was more than the income "
            "leaves after what I need to live."
        ).format(beyond=numbers.format_amount(row.beyond_left))
    return _("After living and giving nothing was left.")


def _describe_no_income(row: MonthRow, numbers: NumberFormat, *, exact: bool) -> str:
    month = _("In {month}, a month without income,")
    if not exact:
        # Rounding makes an income below the lowest step 0, too.
        month = _("In {month}, a month with no income or next to none,")
    if not _has_asks(row):
        text = _("{in_month} I gave {given}.")
    elif not row.new_asks_range[1] and not row.asked_open:
        text = _("{in_month} I had said yes to {earlier} before.")
        if _has_gifts(row):
            text = _("{in_month} I gave {given}. I had said yes to {earlier} before.")
    elif not _has_gifts(row):
        text = _("{in_month} I was asked for money ({asked}).")
    else:
        text = _("{in_month} I was asked for money ({asked}) and gave {given}.")
    return text.format(
        in_month=month.format(month=format_month(row.month.first_day)),
        asked=describe_new_asks(row, numbers),
        given=describe_given(row.given, row.given_open, numbers),
        earlier=numbers.format_amount(row.earlier_yes_amount),
    )


def describe_last_gift(
    rows: Sequence[MonthRow], ask_months: Sequence[Month], shown_count: int
) -> str:
    """Return when something was given last, where the last months only say that nothing was.

    `shown_count` is how many these are, `ask_months` has the month of each time the person was
    asked. Empty where there is nothing to say.
    """
    gave = [row.month for row in rows if _has_gifts(row)]
    if not gave or any(map(_has_gifts, rows[-shown_count:])):
        return ""
    month = gave[-1]
    text = _("I last gave in {month}.").format(month=format_month(month.first_day))
    times = sum(ask_month > month for ask_month in ask_months)
    if not times:
        return text
    since = ngettext(
        "In the months after that I was asked once.",
        "In the months after that I was asked {count} times.",
        times,
    ).format(count=times)
    return f"{text} {since}"
