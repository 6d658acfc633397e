"""What a yes would mean, in sentences: the month with and without it, a year, food, work."""

from collections.abc import Iterator
from datetime import date

from tracker.analysis.asks.yes_effect import Tenths, YesEffect, find_current_row
from tracker.analysis.monthly.amount_left import project_month_end
from tracker.analysis.monthly.essential_costs import ESSENTIAL_COSTS
from tracker.analysis.monthly.essential_costs_sentences import (
    EXAMPLE_COST_LINES,
    NOT_COUNTED_SENTENCES,
    describe_unknown_costs,
    explain_how_to_add,
)
from tracker.analysis.monthly.table import MonthlyTable, MonthRow
from tracker.entries.types import Ask
from tracker.i18n import NumberFormat, _, _label_plural, format_date


def describe_yes_effect(
    ask: Ask, effect: YesEffect, table: MonthlyTable, numbers: NumberFormat
) -> Iterator[str]:
    """Yield what is known about a yes, then what to add to see more."""
    row = find_current_row(table)
    if ask.high is None:
        yield _("Add an amount to see what a yes would mean.")
    elif ask.high != ask.low:
        yield _("This counts the higher amount, {amount}.").format(
            amount=numbers.format_amount(ask.high)
        )
    if (
        row is not None
        and row.upcoming_payments
        and (effect.share_now, effect.left_now) != (None, None)
    ):
        yield describe_upcoming_payments(row, numbers)
    yield from _describe_amount_left(effect, table, numbers)
    if row is not None and effect.left_now is not None:
        yield from (_(NOT_COUNTED_SENTENCES[cost]) for cost in row.skipped_costs)
    yield from _describe_share_and_limit(effect, row and project_month_end(row), numbers)
    yield from _describe_food_and_work(effect, numbers, each_time=ask.every is not None)
    yield from _describe_year(ask, effect, table.today, numbers)
    yield from _describe_missing(ask, effect, table, row)


def describe_upcoming_payments(row: MonthRow, numbers: NumberFormat) -> str:
    """Return how much the regular payments in the rest of a month are, and that they count."""
    return _("Regular payments until {day} add up to {amount}. They’re included here.").format(
        day=format_date(row.month.last_day), amount=numbers.format_amount(row.upcoming_payments)
    )


def _describe_amount_left(
    effect: YesEffect, table: MonthlyTable, numbers: NumberFormat
) -> Iterator[str]:
    """Yield what is left of this month without and with a yes."""
    if effect.left_now is not None:
        left, day = (
            numbers.format_amount(effect.left_now),
            format_date(table.current_month.last_day),
        )
        if not effect.left_now and not numbers.is_hidden:
            sentence = _("After living costs, you have nothing left until {day}.")
        elif effect.left_if_yes is None:
            sentence = _("After living costs, you have {left} left until {day}.")
        else:
            sentence = _(
                "After living costs, you have {left} left until {day}. If you say yes, it’s"
                " {left_if_yes}."
            )
        yield sentence.format(
            left=left, day=day, left_if_yes=numbers.format_amount(effect.left_if_yes or 0)
        )
    if effect.beyond_left_if_yes:
        yield _(
            "If you say yes, {amount} of this month’s giving comes out of your living costs."
        ).format(amount=numbers.format_amount(effect.beyond_left_if_yes))


def _describe_share_and_limit(
    effect: YesEffect, row: MonthRow | None, numbers: NumberFormat
) -> Iterator[str]:
    """Yield which share of this month's income is given, and whether that is above the limit."""
    if effect.share_now is not None and effect.share_if_yes is not None:
        yield _(
            "You’re giving {share} of this month’s income. If you say yes, it’s {share_if_yes}."
        ).format(
            share=numbers.format_percent(effect.share_now),
            share_if_yes=numbers.format_percent(effect.share_if_yes),
        )
    if effect.over_limit is None:
        return
    if not effect.over_limit:
        yield _("If you say yes, this month’s giving stays within your limit.")
    elif row is not None and row.over_limit:
        yield _("This month’s giving is above your limit, with or without this yes.")
    else:
        yield _("If you say yes, this month’s giving is above your limit.")


def _describe_food_and_work(
    effect: YesEffect, numbers: NumberFormat, *, each_time: bool
) -> Iterator[str]:
    """Yield what the amount is in days of food and hours of work."""
    food, work = effect.food_days, effect.work_hours
    food_days = format_food_days(food or 0, numbers).format(days=numbers.format_tenths(food or 0))
    work_hours = format_work_hours(work or 0, numbers).format(
        hours=numbers.format_tenths(work or 0)
    )
    if food and work:
        sentence = (
            _("Each time, that’s {food_days}, or {work_hours}.")
            if each_time
            else _("That’s {food_days}, or {work_hours}.")
        )
    elif food:
        sentence = _("Each time, that’s {food_days}.") if each_time else _("That’s {food_days}.")
    elif work:
        sentence = _("Each time, that’s {work_hours}.") if each_time else _("That’s {work_hours}.")
    else:
        return
    yield sentence.format(food_days=food_days, work_hours=work_hours)


def format_food_days(food: Tenths, numbers: NumberFormat) -> str:
    """Return the words for so many days, with a place for their number."""
    return _label_plural(
        "{days} day of food", "{days} days of food", _choose_plural_count(food, numbers)
    )


def format_work_hours(work: Tenths, numbers: NumberFormat) -> str:
    """Return the words for so many hours, with a place for their number."""
    return _label_plural(
        "{hours} hour of work", "{hours} hours of work", _choose_plural_count(work, numbers)
    )


def _choose_plural_count(tenths: Tenths, numbers: NumberFormat) -> int:
    """Return the count for singular or plural: 1.5 is plural, and so is a hidden number."""
    return 2 if numbers.is_hidden or tenths % 10 else tenths // 10


def _describe_year(
    ask: Ask, effect: YesEffect, today: date, numbers: NumberFormat
) -> Iterator[str]:
    """Yield what a regular yes adds up to in a year, or in total if it ends before."""
    if effect.year_total is None:
        return
    amount, until = numbers.format_amount(effect.year_total), find_end_within_year(ask, today)
    if until is None:
        yield _("A yes adds up to {amount} a year.").format(amount=amount)
    else:
        yield _("A yes adds up to {amount} in total, until {day}.").format(
            amount=amount, day=format_date(until)
        )


def find_end_within_year(ask: Ask, today: date) -> date | None:
    """Return the last day of an ask, where that is sooner than a year from today."""
    if ask.until is None:
        return None
    # A year after a leap day is no date, and the last year has none after it.
    in_a_year = (today.year + 1, today.month, today.day)
    return ask.until if (ask.until.year, ask.until.month, ask.until.day) < in_a_year else None


def _describe_missing(
    ask: Ask, effect: YesEffect, table: MonthlyTable, row: MonthRow | None
) -> Iterator[str]:
    """Yield what is not known, and the line that adds it."""
    if row is None or row.income is None:
        yield _(
            "To see what share of your income a yes takes, add your income, e.g. income 950/month"
        )
    costs = ESSENTIAL_COSTS if row is None else row.unknown_costs
    if costs:
        yield describe_unknown_costs(costs)
        yield explain_how_to_add([EXAMPLE_COST_LINES[cost] for cost in costs])
        yield _("To leave it out for good, type: tracker dont-ask {cost}").format(cost=costs[0])
    if table.hourly_wage is None:
        yield _("To see how many hours of work that is, add your wage, e.g. wage 12")
