"""Texts of the summary for shares of income, ranges of amounts and asks."""

from collections.abc import Iterable, Iterator

from tracker.analysis.monthly.estimates_text import mark_estimates
from tracker.analysis.monthly.table import MonthRow
from tracker.i18n import NumberFormat, _, _label, _label_plural, ngettext
from tracker.money import Cents, Hundredths


def describe_share(share: Hundredths | None, numbers: NumberFormat, *, exact: bool) -> str:
    """Return a share of income, empty where it is unknown.

    Unless `exact`, it is in whole percent.
    """
    if share is None:
        return ""
    if exact:
        return numbers.format_percent(share)
    if not share:
        return numbers.format_percent(0, 0)
    if share < 50:
        return _label("below 1\N{NO-BREAK SPACE}%")
    return _label("about {percent}").format(percent=numbers.format_percent(share, 0))


def describe_amount_range(low: Cents, high: Cents, numbers: NumberFormat) -> str:
    """Return an amount, or a range of amounts."""
    if low == high:
        return numbers.format_amount(low)
    return _label("{low} to {high}").format(
        low=numbers.format_amount(low), high=numbers.format_amount(high)
    )


def describe_asked_amount(row: MonthRow, numbers: NumberFormat) -> str:
    """Return what was asked for in a month, or in all of them."""
    new_asks = describe_new_asks(row, numbers)
    if not row.earlier_yes_amount:
        return new_asks
    amount = numbers.format_amount(row.earlier_yes_amount)
    if not row.new_asks_range[1] and not row.asked_open:
        return _label("{amount} from an earlier yes").format(amount=amount)
    return _label("{asked}, plus {amount} from an earlier yes").format(
        asked=new_asks, amount=amount
    )


def describe_new_asks(row: MonthRow, numbers: NumberFormat) -> str:
    """Return what was asked for in a month itself, without what I said yes to earlier."""
    low, high = row.new_asks_range
    if row.asked_open and not high:
        return _label("no amount named")
    amount = describe_amount_range(low, high, numbers)
    if not row.asked_open:
        return amount
    return _label_plural(
        "{amount}, and once with no amount named",
        "{amount}, and {count} times with no amount named",
        row.asked_open,
    ).format(amount=amount, count=row.asked_open)


def describe_given(row: MonthRow, numbers: NumberFormat) -> str:
    """Return what was given, what of it is estimated, and how many payments are not in it."""
    return describe_sum_given(row.given, row.given_estimated, row.given_open, numbers)


def describe_sum_given(
    given: Cents, estimated: Cents, open_count: int, numbers: NumberFormat
) -> str:
    """Return a sum of payments, what of it is estimated, and how many payments are not in it.

    Page one says in full what that means: without payments whose amount I don’t know.
    """
    if open_count and not given:
        return _label_plural(
            "one payment whose amount I don’t know",
            "{count} payments whose amount I don’t know",
            open_count,
        ).format(count=open_count)
    amount = numbers.format_amount(given)
    if not open_count:
        return mark_estimates(amount, given, estimated, numbers)
    if not estimated:
        text = _label_plural(
            "{amount} (one payment not counted)",
            "{amount} ({count} payments not counted)",
            open_count,
        )
    elif estimated == given:
        text = _label_plural(
            "{amount} (estimated, one payment not counted)",
            "{amount} (estimated, {count} payments not counted)",
            open_count,
        )
    else:
        text = _label_plural(
            "{amount} ({part} of it estimated, one payment not counted)",
            "{amount} ({part} of it estimated, {count} payments not counted)",
            open_count,
        )
    return text.format(amount=amount, part=numbers.format_amount(estimated), count=open_count)


def format_given_cell(row: MonthRow, numbers: NumberFormat) -> str:
    """Return what was given in a cell of a table, with marks: `~20.00 + 1 ×?`."""
    amount = numbers.format_amount(row.given)
    if row.given_estimated:
        amount = f"~{amount}"
    if not row.given_open:
        return amount
    unknown = f"{row.given_open}\N{NO-BREAK SPACE}×?"
    return f"{amount} + {unknown}" if row.given else unknown


def explain_given_marks(rows: Iterable[MonthRow]) -> Iterator[str]:
    """Yield a sentence for each mark in the cells of these months."""
    rows = list(rows)
    if any(row.given_estimated for row in rows):
        yield _("The sign ~ means that I estimated some of it.")
    if any(row.given_open for row in rows):
        yield _("The sign ×? means a payment whose amount I don’t know. It isn’t in the sum.")


def describe_unknown_payments(row: MonthRow) -> str:
    """Return how many payments are not in what was given, empty for none."""
    if not row.given_open:
        return ""
    return ngettext(
        "That is without one payment whose amount I don’t know.",
        "That is without {count} payments whose amount I don’t know.",
        row.given_open,
    ).format(count=row.given_open)


def describe_refunds(returned: Cents, open_count: int, numbers: NumberFormat) -> Iterator[str]:
    """Yield what was paid back, and how many refunds are not in it."""
    if returned:
        yield _("{amount} was paid back.").format(amount=numbers.format_amount(returned))
    if open_count:
        text = (
            ngettext(
                "That is without one refund whose amount I don’t know.",
                "That is without {count} refunds whose amount I don’t know.",
                open_count,
            )
            if returned
            else ngettext(
                "I got one refund whose amount I don’t know.",
                "I got {count} refunds whose amount I don’t know.",
                open_count,
            )
        )
        yield text.format(count=open_count)
