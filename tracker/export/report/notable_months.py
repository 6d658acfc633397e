"""Sentences about notable months: the largest share, no income, nothing left, the last gift."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from tracker.analysis.monthly.estimates_text import mark_estimates
from tracker.analysis.monthly.table import MonthRow
from tracker.export.report.amount_text import (
    describe_given,
    describe_new_asks,
    describe_share,
    describe_unknown_payments,
)
from tracker.i18n import NumberFormat, _, _label, format_month, ngettext
from tracker.money import Cents
from tracker.months import Month


@dataclass(frozen=True, slots=True)
class NotableMonths:
    """Which months they are, each None where there is none or where it is left out."""

    largest_share: Month | None = None
    """The one with the largest share of income given, where several have one."""
    no_income: Month | None = None
    """The one without an income in which most was given, or else asked for."""
    nothing_left: Month | None = None
    """The one in which most of what was given came out of living costs."""

    @classmethod
    def from_rows(cls, rows: Sequence[MonthRow], *, has_needs: bool) -> Self:
        """Return those among the months of all groups, the newest of equals.

        Without living costs no month is named in which nothing was left, as that would reveal them.
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
    """Yield sentences about these months, with `exact` those that tell an income or what was left.

    The largest share is among the key figures as well, by `describe_largest_share`.
    """
    row_by_month = {row.month: row for row in rows}
    if exact and notable.largest_share:
        yield _describe_largest_share(row_by_month[notable.largest_share], numbers)
    if notable.nothing_left and notable.nothing_left != notable.largest_share:
        row = row_by_month[notable.nothing_left]
        gave_text = _("In {month} I gave {given}.").format(
            month=format_month(row.month.first_day),
            given=describe_given(row, numbers),
        )
        yield " ".join((gave_text, _describe_left(row, numbers)))
    if notable.no_income:
        yield _describe_no_income(row_by_month[notable.no_income], numbers, exact=exact)


def describe_largest_share(
    notable: NotableMonths, rows: Sequence[MonthRow], numbers: NumberFormat, *, exact: bool
) -> str:
    """Return the largest share with its month, empty where there is none.

    From rounded incomes it is one of the largest, so the text does not say that it is the largest.
    """
    shares = [row.share_given for row in rows if row.month == notable.largest_share]
    if notable.largest_share is None or not shares:
        return ""
    return _label("{share} in {month}").format(
        share=describe_share(shares[0], numbers, exact=exact),
        month=format_month(notable.largest_share.first_day),
    )


def _describe_largest_share(row: MonthRow, numbers: NumberFormat) -> str:
    text = _("In {month} I gave {given} out of {income}.").format(
        month=format_month(row.month.first_day),
        given=mark_estimates(
            numbers.format_amount(row.given), row.given, row.given_estimated, numbers
        ),
        income=numbers.format_amount(row.income or 0),
    )
    return " ".join(
        filter(None, (text, describe_unknown_payments(row), _describe_left(row, numbers)))
    )


def _describe_left(row: MonthRow, numbers: NumberFormat) -> str:
    """Return what was left in a month after living costs, empty where it is not known yet."""
    if row.left is None or row.upcoming_payments:
        return ""
    if row.left:
        return _("That left {left} after living costs.").format(
            left=numbers.format_amount(row.left)
        )
    if row.beyond_left:
        return _(
            "That left nothing, and {beyond} of what I gave was money I needed for living costs."
        ).format(beyond=numbers.format_amount(row.beyond_left))
    return _("That left nothing after living costs.")


def _describe_no_income(row: MonthRow, numbers: NumberFormat, *, exact: bool) -> str:
    # Rounding turns a very low income into 0, too.
    month_text = (
        _("In {month} I had no income.")
        if exact
        else _("In {month} I had no income, or very little.")
    )
    text = " ".join((month_text, *_list_asked_and_given(row)))
    return text.format(
        month=format_month(row.month.first_day),
        asked=describe_new_asks(row, numbers),
        given=describe_given(row, numbers),
        earlier=numbers.format_amount(row.earlier_yes_amount),
    )


def _list_asked_and_given(row: MonthRow) -> Iterator[str]:
    """Yield the sentences about a month's asks and gifts, with places for the amounts."""
    if not _has_asks(row):
        yield _("I gave {given}.")
        return
    if row.new_asks_range[1] and not row.earlier_yes_amount:
        yield (
            _("I was asked for {asked} and gave {given}.")
            if _has_gifts(row)
            else _("I was asked for {asked}.")
        )
        return
    if row.new_asks_range[1]:
        yield _("I was asked for {asked}, on top of {earlier} I had said yes to before.")
    else:
        if row.asked_open:
            yield _("I was asked for money, and no amount was named.")
        if row.earlier_yes_amount:
            yield _("Before that, I had said yes to {earlier}.")
    if _has_gifts(row):
        yield _("I gave {given}.")


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
        "In the months after that, I was asked once.",
        "In the months after that, I was asked {count} times.",
        times,
    ).format(count=times)
    return f"{text} {since}"
