"""The sentences of the summary on each calendar year, where its months touch several of them."""

from collections.abc import Iterator, Sequence

from tracker.analysis.monthly.table import MonthRow
from tracker.analysis.monthly.totals import split_by_year, sum_by_group
from tracker.export.report.amount_text import describe_given, describe_share
from tracker.i18n import NumberFormat, _, _label, format_month_name

MOST_YEARS = 3
"""How many years have sentences of their own: page one has little room."""
MONTHS_IN_YEAR = 12


def describe_years(
    rows: Sequence[MonthRow], numbers: NumberFormat, *, exact: bool
) -> Iterator[str]:
    """Yield what I gave in each of the last years, earlier ones in one.

    Nothing is said of the months of a single year, or if I gave nothing in all of them.
    """
    years = [months for _year, months in split_by_year(rows)]
    if len(years) < 2 or not any(row.given or row.given_open for row in rows):
        return
    earlier, last_years = years[:-MOST_YEARS], years[-MOST_YEARS:]
    if earlier:
        (total,) = sum_by_group([row for months in earlier for row in months])
        given = _describe_given(total, numbers)
        year = last_years[0][0].month.year
        yield _("Before {year} I gave {given}.").format(year=year, given=given)
    for months in last_years:
        yield " ".join(_describe_year(months, numbers, exact=exact))


def _describe_year(
    months: Sequence[MonthRow], numbers: NumberFormat, *, exact: bool
) -> Iterator[str]:
    """Yield what I gave in a year, or in the part of it that there is, and its share."""
    (total,) = sum_by_group(months)
    first, last = months[0].month, months[-1].month
    yield _choose_sentence(months).format(
        year=first.year,
        first=format_month_name(first.first_day),
        last=format_month_name(last.first_day),
        given=_describe_given(total, numbers),
    )
    share = describe_share(total.share_given, numbers, exact=exact)
    if share and total.given:
        yield _describe_year_share(months).format(share=share)


def _choose_sentence(months: Sequence[MonthRow]) -> str:
    starts_late = months[0].month.number > 1
    ends_early = months[-1].month.number < MONTHS_IN_YEAR
    if starts_late and ends_early:
        return _("In {year}, from {first} to {last}, I gave {given}.")
    if starts_late:
        return _("In {year}, from {first} on, I gave {given}.")
    return (
        _("In {year}, up to {last}, I gave {given}.")
        if ends_early
        else _("In {year} I gave {given}.")
    )


def _describe_year_share(months: Sequence[MonthRow]) -> str:
    if all(row.income is not None for row in months):
        return _("That was {share} of my income.")
    return _("In the months whose income I know, it was {share} of it.")


def _describe_given(total: MonthRow, numbers: NumberFormat) -> str:
    if not total.given and not total.given_open:
        return _label("nothing", "I gave")
    return describe_given(total.given, total.given_open, numbers)
