"""What a yes would mean, as sentences: the month with it and without, a year, food, work."""

from collections.abc import Iterator
from datetime import date

from tracker.analysis.asks.yes_effect import Tenths, Yes, this_month
from tracker.analysis.monthly.amount_left import at_its_end
from tracker.analysis.monthly.essential_costs import COSTS
from tracker.analysis.monthly.essential_costs_sentences import (
    LINES,
    WITHOUT,
    how_to_add,
    unknown_costs_told,
)
from tracker.analysis.monthly.table import Monthly, Row
from tracker.entries.types import Ask
from tracker.i18n import Numbers, _, listed, ngettext, shown_date


def yes_sentences(ask: Ask, meant: Yes, monthly: Monthly, numbers: Numbers) -> Iterator[str]:
    """What can be known of a yes, then what to note so that more can."""
    row = this_month(monthly)
    if ask.high is None:
        yield _("No amount is named yet; with one, this says what a yes would mean.")
    elif ask.high != ask.low:
        yield _("Counted at the higher end, {amount}.").format(amount=numbers.amount(ask.high))
    if row is not None and row.to_come and (meant.share_now, meant.left_now) != (None, None):
        yield regular_to_come(row, numbers)
    yield from _left(meant, monthly, numbers)
    if row is not None and meant.left_now is not None:
        yield from (_(WITHOUT[cost]) for cost in row.costs_left_out)
    yield from _of_income(meant, row and at_its_end(row), numbers)
    yield from _once(meant, numbers, each_time=ask.every is not None)
    yield from _year(ask, meant, monthly.today, numbers)
    yield from _lacking(ask, meant, monthly, row)


def regular_to_come(row: Row, numbers: Numbers) -> str:
    """Return what a month's regular payments come to that are still to come, and that it counts."""
    return _("Regular payments until {day} come to {amount}. They are counted here.").format(
        day=shown_date(row.month.last), amount=numbers.amount(row.to_come)
    )


def _left(meant: Yes, monthly: Monthly, numbers: Numbers) -> Iterator[str]:
    """What is left of this month as it is, and as a yes would make it."""
    if meant.left_now is not None:
        left, day = numbers.amount(meant.left_now), shown_date(monthly.current.last)
        if not meant.left_now and not numbers.hidden:
            told = _("After what you need, nothing is left until {day}.")
        elif meant.left_if_yes is None:
            told = _("After what you need, {left} is left until {day}.")
        else:
            told = _("After what you need, {left} is left until {day}; with a yes it is {then}.")
        yield told.format(left=left, day=day, then=numbers.amount(meant.left_if_yes or 0))
    if meant.beyond_left_if_yes:
        yield _(
            "With a yes, {amount} of what you give this month comes out of what you live on."
        ).format(amount=numbers.amount(meant.beyond_left_if_yes))


def _of_income(meant: Yes, row: Row | None, numbers: Numbers) -> Iterator[str]:
    """What is given of this month's income, and where my line is."""
    if meant.share_now is not None and meant.share_if_yes is not None:
        yield _("Of this month’s income {now} is given; with a yes it is {then}.").format(
            now=numbers.percent(meant.share_now), then=numbers.percent(meant.share_if_yes)
        )
    if meant.over_limit is None:
        return
    if not meant.over_limit:
        yield _("With a yes, what you give this month stays within your line.")
    elif row is not None and row.over_limit:
        yield _("What you give this month is above your line, with a yes and without.")
    else:
        yield _("With a yes, what you give this month is above your line.")


def _once(meant: Yes, numbers: Numbers, *, each_time: bool) -> Iterator[str]:
    """What the amount is in days of food and hours of work."""
    food, work, parts = meant.food_days, meant.work_hours, []
    if food:
        parts.append(days_of_food(food, numbers).format(days=numbers.tenths(food)))
    if work:
        parts.append(hours_of_work(work, numbers).format(hours=numbers.tenths(work)))
    if parts:
        told = _("Each time that is {what}.") if each_time else _("That is {what}.")
        yield told.format(what=listed(parts))


def days_of_food(food: Tenths, numbers: Numbers) -> str:
    """The words for so many days, around a place for their number."""
    return ngettext("{days} day of food", "{days} days of food", _whole(food, numbers))


def hours_of_work(work: Tenths, numbers: Numbers) -> str:
    """The words for so many hours, around a place for their number."""
    return ngettext("{hours} hour of work", "{hours} hours of work", _whole(work, numbers))


def _whole(tenths: Tenths, numbers: Numbers) -> int:
    """The count that a word goes by: 1.5 is several, and so is what is hidden."""
    return 2 if numbers.hidden or tenths % 10 else tenths // 10


def _year(ask: Ask, meant: Yes, today: date, numbers: Numbers) -> Iterator[str]:
    """What a standing yes comes to in a year, or in all where it ends before."""
    if meant.year_total is None:
        return
    amount, until = numbers.amount(meant.year_total), ends_within_a_year(ask, today)
    if until is None:
        yield _("In a year a yes comes to {amount}.").format(amount=amount)
    else:
        yield _("A yes comes to {amount} in all, until {day}.").format(
            amount=amount, day=shown_date(until)
        )


def ends_within_a_year(ask: Ask, today: date) -> date | None:
    """The day until which an ask goes, where that is sooner than a year from today."""
    if ask.until is None:
        return None
    # A year after a leap day is no date, and the last year has none after it.
    in_a_year = (today.year + 1, today.month, today.day)
    return ask.until if (ask.until.year, ask.until.month, ask.until.day) < in_a_year else None


def _lacking(ask: Ask, meant: Yes, monthly: Monthly, row: Row | None) -> Iterator[str]:
    """What is not noted, and the line that notes it."""
    if row is None or row.income is None:
        yield _("To see what part of your income a yes takes, note it, like: income 950/month")
    costs = COSTS if row is None else row.unknown_costs
    if costs:
        yield unknown_costs_told(costs)
        yield how_to_add([LINES[cost] for cost in costs])
        yield _("To leave it out for good, type: tracker dont-ask {cost}").format(cost=costs[0])
    if monthly.wage is None:
        yield _("To see how many hours of work it is, note a wage, like: wage 12")
