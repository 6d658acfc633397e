"""What a yes would mean, computed a second time, naively.

It is written from docs/reference/figures.md, "Before you answer", alone. It is read as follows: a
yes is given today, whenever it was asked. "With a yes" is the month as it would be with that money
paid in it. The wage is the newest that has begun. Days of food and hours of work are of the amount
once.
"""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from tests.analysis.monthly import second_computation
from tests.analysis.second_book import compute_row, count_hundredths, list_days, round_half_up
from tracker.entries.types import Ask, Kind, Need, NeedKind, Payment, StoredEntry, Wage
from tracker.months import Month, Period

EffectByName = dict[str, int | bool | None]

TIMES = {
    Period.WEEK: 52,
    Period.TWO_WEEKS: 26,
    Period.FOUR_WEEKS: 13,
    Period.MONTH: 12,
    Period.QUARTER: 4,
    Period.YEAR: 1,
}


def compute_yes_effect(ask: Ask, items: Sequence[StoredEntry], today: date) -> EffectByName:
    """The figures of an ask by name, in whole cents, hundredths and tenths."""
    now = compute_row(items, today, Month.from_date(today))
    effect: EffectByName = {}
    if_yes: dict[str, second_computation.Cell] = {}
    if ask.high is not None:
        month_end = date(today.year, today.month, monthrange(today.year, today.month)[1])
        payment = Payment(day=today, amount=ask.high, kind=ask.kind)
        times = sum(_is_occurrence(ask, day, today) for day in list_days(today, month_end))
        number = max([item.number for item in items], default=0)
        payments = [StoredEntry(number + n, "", today, payment) for n in range(1, times + 1)]
        if_yes = compute_row([*items, *payments], today, Month.from_date(today))
    for name in ("share", "left", "beyond_left"):
        column = "share_given" if name == "share" else name
        effect[f"{name}_now"] = count_hundredths(now[column])
        effect[f"{name}_if_yes"] = count_hundredths(if_yes.get(column))
    food = Fraction(_sum_food(items, today), monthrange(today.year, today.month)[1])
    effect["food_days"] = _count_tenths(ask.high, food)
    effect["work_hours"] = _count_tenths(ask.high, Fraction(_find_wage(items, today)))
    effect["year_total"] = _sum_year(ask, today)
    over_limit = if_yes.get("over_limit")
    effect["over_limit"] = None if over_limit is None else bool(over_limit)
    return effect


def find_earlier_asks(kind: Kind, items: Sequence[StoredEntry], today: date) -> list[int]:
    """The numbers of the asks of a kind that were made up to today."""
    return [
        item.number
        for item in items
        if isinstance(item.entry, Ask) and item.entry.kind is kind and item.entry.day <= today
    ]


def _is_occurrence(ask: Ask, day: date, today: date) -> bool:
    """Whether a yes of today to this ask has an occurrence on a day."""
    return second_computation._is_occurrence(day, today, ask.every, ask.until)


def _count_tenths(cents: int | None, price: Fraction) -> int | None:
    return round_half_up(cents / price * 10) if cents is not None and price else None


def _sum_food(items: Sequence[StoredEntry], today: date) -> int:
    """What food costs in the month of today, to its end."""
    food = [
        item for item in items if isinstance(item.entry, Need) and item.entry.kind is NeedKind.FOOD
    ]
    cents = count_hundredths(compute_row(food, today, Month.from_date(today))["needs"])
    return cents or 0


def _find_wage(items: Sequence[StoredEntry], today: date) -> int:
    wages = [
        (item.entry.day, item.number, item.entry.amount)
        for item in items
        if isinstance(item.entry, Wage) and item.entry.day <= today
    ]
    return max(wages)[2] if wages else 0


def _sum_year(ask: Ask, today: date) -> int | None:
    if ask.high is None or ask.every is None:
        return None
    year = list_days(today, date(today.year + 1, today.month, min(today.day, 28)))
    times = sum(_is_occurrence(ask, day, today) for day in year)
    return ask.high * min(TIMES[ask.every], times)
