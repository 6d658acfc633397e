"""What a yes would mean, in sentences: the month with and without it, a year, food, work."""

from collections.abc import Callable, Iterator
from datetime import date

from tracker.analysis.asks.yes_effect import (
    Tenths,
    YesRange,
    count_occurrences,
    find_current_row,
)
from tracker.analysis.monthly.amount_left import project_month_end
from tracker.analysis.monthly.essential_costs import ESSENTIAL_COSTS
from tracker.analysis.monthly.essential_costs_sentences import (
    EXAMPLE_COST_LINES,
    NOT_COUNTED_SENTENCES,
    describe_unknown_costs,
    explain_how_to_add,
)
from tracker.analysis.monthly.limit_sentences import describe_written_limit
from tracker.analysis.monthly.table import MonthlyTable, MonthRow
from tracker.analysis.monthly.unknown_amounts_text import add_unknown_amounts
from tracker.analysis.patterns.sentence_parts import format_range, join_sentences
from tracker.entries.types import Ask
from tracker.i18n import NumberFormat, _, _label_plural, format_date
from tracker.money import Cents


def describe_yes_effect(
    ask: Ask, effects: YesRange, table: MonthlyTable, numbers: NumberFormat
) -> Iterator[str]:
    """Yield what is known about a yes, then what to add to see more."""
    row, effect = find_current_row(table), effects.high
    if ask.high is None:
        yield _("Add an amount to see what a yes would mean.")
    elif ask.low is not None and ask.high != ask.low:
        yield describe_both_ends(ask.low, ask.high, numbers)
    if (
        row is not None
        and row.upcoming_payments
        and (effect.share_now, effect.left_now) != (None, None)
    ):
        yield describe_upcoming_payments(row, numbers)
    yield from _describe_amount_left(effects, table, numbers)
    if row is not None and effect.left_now is not None:
        yield from (_(NOT_COUNTED_SENTENCES[cost]) for cost in row.skipped_costs)
    yield from _describe_share(effects, numbers)
    if row is not None:
        yield from _describe_limit(ask, effects, table, row, numbers)
    yield from _describe_food_and_work(effects, numbers, each_time=ask.every is not None)
    yield from _describe_year(ask, effects, table.today, numbers)
    yield from _describe_missing(table, row)


def describe_both_ends(low: Cents, high: Cents, numbers: NumberFormat) -> str:
    """Say that there are two figures, and which is which."""
    return _("The first figure is for {low}, the second for {high}.").format(
        low=numbers.format_amount(low), high=numbers.format_amount(high)
    )


def format_ends(low: int | None, high: int | None, format_number: Callable[[int], str]) -> str:
    """Return a figure at both ends of an ask, once if it is the same, empty if not known."""
    if high is None:
        return ""
    return format_range(high if low is None else low, high, format_number)


def describe_upcoming_payments(row: MonthRow, numbers: NumberFormat) -> str:
    """Return how much the regular payments in the rest of a month are, and that they count."""
    return _("Regular payments until {day} add up to {amount}. They’re included here.").format(
        day=format_date(row.month.last_day), amount=numbers.format_amount(row.upcoming_payments)
    )


def _describe_amount_left(
    effects: YesRange, table: MonthlyTable, numbers: NumberFormat
) -> Iterator[str]:
    """Yield what is left of this month without and with a yes."""
    low, high = effects
    if high.left_now is not None:
        left, day = (
            numbers.format_amount(high.left_now),
            format_date(table.current_month.last_day),
        )
        if not high.left_now and not numbers.is_hidden:
            sentence = _("After living costs, you have nothing left until {day}.")
        elif high.left_if_yes is None:
            sentence = _("After living costs, you have {left} left until {day}.")
        else:
            sentence = _(
                "After living costs, you have {left} left until {day}. If you say yes, it’s"
                " {left_if_yes}."
            )
        left_if_yes = format_ends(low.left_if_yes, high.left_if_yes, numbers.format_amount)
        yield sentence.format(left=left, day=day, left_if_yes=left_if_yes)
    if high.beyond_left_if_yes:
        yield _(
            "If you say yes, {amount} of this month’s giving comes out of your living costs."
        ).format(
            amount=format_ends(
                low.beyond_left_if_yes, high.beyond_left_if_yes, numbers.format_amount
            )
        )


def _describe_share(effects: YesRange, numbers: NumberFormat) -> Iterator[str]:
    """Yield which share of this month's income is given."""
    low, high = effects
    if high.share_now is not None and high.share_if_yes is not None:
        yield _(
            "You’re giving {share} of this month’s income. If you say yes, it’s {share_if_yes}."
        ).format(
            share=numbers.format_percent(high.share_now),
            share_if_yes=format_ends(low.share_if_yes, high.share_if_yes, numbers.format_percent),
        )


def _describe_limit(
    ask: Ask, effects: YesRange, table: MonthlyTable, row: MonthRow, numbers: NumberFormat
) -> Iterator[str]:
    """Yield the limit as it was written, then what the month comes to with a yes.

    A share of income is said elsewhere. Nothing is said without what to put next to the limit.
    """
    if row.limit is None or ask.high is None or effects.high.over_limit is None:
        return
    sentence = describe_written_limit(row.limit, numbers)
    if row.limit.percent is not None:
        yield sentence
        return
    given = project_month_end(row).given
    times = count_occurrences(ask, table.today, table.current_month.last_day)
    low = ask.high if ask.low is None else ask.low
    amount = format_range(given + low * times, given + ask.high * times, numbers.format_amount)
    yield join_sentences(
        sentence,
        _("If you say yes, this month it’s {amount}.").format(
            amount=add_unknown_amounts(amount, given + ask.high * times, row.given_open)
        ),
    )


def _describe_food_and_work(
    effects: YesRange, numbers: NumberFormat, *, each_time: bool
) -> Iterator[str]:
    """Yield what the amount is in days of food and hours of work."""
    food_days, work_hours = format_food_days(effects, numbers), format_work_hours(effects, numbers)
    if food_days and work_hours:
        sentence = (
            _("Each time, that’s {food_days}, or {work_hours}.")
            if each_time
            else _("That’s {food_days}, or {work_hours}.")
        )
    elif food_days:
        sentence = _("Each time, that’s {food_days}.") if each_time else _("That’s {food_days}.")
    elif work_hours:
        sentence = _("Each time, that’s {work_hours}.") if each_time else _("That’s {work_hours}.")
    else:
        return
    yield sentence.format(food_days=food_days, work_hours=work_hours)


def format_food_days(effects: YesRange, numbers: NumberFormat) -> str:
    """Return how many days of food the amount is, empty if that is not known or next to none."""
    words, days = find_food_days_words(effects, numbers)
    return words.format(days=days)


def format_work_hours(effects: YesRange, numbers: NumberFormat) -> str:
    """Return how many hours of work the amount is, empty if that is not known or next to none."""
    words, hours = find_work_hours_words(effects, numbers)
    return words.format(hours=hours)


def find_food_days_words(effects: YesRange, numbers: NumberFormat) -> tuple[str, str]:
    """Return the words for days of food, with a place for their number, and the number."""
    low, high = effects.low.food_days, effects.high.food_days
    if not high:
        return "", ""
    count = _choose_plural_count(low, high, numbers)
    words = _label_plural("{days} day of food", "{days} days of food", count)
    return words, format_ends(low, high, numbers.format_tenths)


def find_work_hours_words(effects: YesRange, numbers: NumberFormat) -> tuple[str, str]:
    """Return the words for hours of work, with a place for their number, and the number."""
    low, high = effects.low.work_hours, effects.high.work_hours
    if not high:
        return "", ""
    count = _choose_plural_count(low, high, numbers)
    words = _label_plural("{hours} hour of work", "{hours} hours of work", count)
    return words, format_ends(low, high, numbers.format_tenths)


def _choose_plural_count(low: Tenths | None, high: Tenths, numbers: NumberFormat) -> int:
    """Return the count for singular or plural: 1.5, a range and a hidden number are plural."""
    return 2 if numbers.is_hidden or low != high or high % 10 else high // 10


def _describe_year(
    ask: Ask, effects: YesRange, today: date, numbers: NumberFormat
) -> Iterator[str]:
    """Yield what a regular yes adds up to in a year, or in total if it ends before."""
    amount = format_ends(effects.low.year_total, effects.high.year_total, numbers.format_amount)
    if not amount:
        return
    until = find_end_within_year(ask, today)
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


def _describe_missing(table: MonthlyTable, row: MonthRow | None) -> Iterator[str]:
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
