"""The sentences of the summary on each calendar year, where its months touch several of them."""

from collections.abc import Sequence

from tracker.analysis.monthly.table import MonthRow
from tracker.analysis.monthly.totals import split_by_year, sum_by_group
from tracker.export.report.amount_text import describe_given, describe_share
from tracker.i18n import NumberFormat, _, _label, list_month_names
from tracker.months import Month

MOST_YEARS = 3
"""How many years have sentences of their own. The earlier ones share one."""
MONTHS_IN_YEAR = 12


def describe_years(rows: Sequence[MonthRow], numbers: NumberFormat, *, exact: bool) -> str:
    """Return what I gave in each of the last years, and before them together.

    It is empty for the months of a single year, or if I gave nothing in all of them.
    """
    years = [months for _year, months in split_by_year(rows)]
    if len(years) < 2 or not any(row.given or row.given_open for row in rows):
        return ""
    earlier, last_years = years[:-MOST_YEARS], years[-MOST_YEARS:]
    sentences = [_describe_year(months, numbers, exact=exact) for months in last_years]
    if earlier:
        (total,) = sum_by_group([row for months in earlier for row in months])
        text = _("Before {year} I gave {given}.")
        year = last_years[0][0].month.year
        sentences.insert(0, text.format(year=year, given=_describe_given(total, numbers)))
    return " ".join(sentences)


def _describe_year(months: Sequence[MonthRow], numbers: NumberFormat, *, exact: bool) -> str:
    """Return what I gave in a year, or in the part of it that there is, and its share."""
    (total,) = sum_by_group(months)
    first, last = months[0].month, months[-1].month
    sentence = _choose_sentence(months).format(
        year=first.year,
        first=_name_month(first),
        last=_name_month(last),
        given=_describe_given(total, numbers),
    )
    share = describe_share(total.share_given, numbers, exact=exact)
    if not share or not total.given:
        return sentence
    share_sentence = (
        _("That is {share} of my income.")
        if all(row.income is not None for row in months)
        else _("That is {share} of my income in the months I know it for.")
    ).format(share=share)
    return f"{sentence} {share_sentence}"


def _name_month(month: Month) -> str:
    """Return a month's whole name, as it is written without a day: `November`."""
    *_within_dates, alone = list_month_names()[month.number - 1]
    return alone


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


def _describe_given(total: MonthRow, numbers: NumberFormat) -> str:
    if not total.given and not total.given_open:
        return _label("nothing", "I gave")
    return describe_given(total, numbers)
