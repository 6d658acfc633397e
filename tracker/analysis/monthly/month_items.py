"""The entries behind a month's figures: those that count in it, and the others of the month.

Each figure of a month's row is the sum of the items listed here under it. What repeats and what was
asked comes from the same occurrences that the row adds up (`expand_recurring`, `expand_ask_chain`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from tracker.analysis.monthly.ask_totals import (
    AskChain,
    AskCountKind,
    chain_asks,
    expand_ask_chain,
)
from tracker.analysis.monthly.monthly_facts import GroupLabel, MonthlyFacts
from tracker.analysis.monthly.recurrence import expand_recurring, find_successors
from tracker.analysis.monthly.table import (
    find_recurring_incomes,
    find_recurring_needs,
    find_recurring_payments,
)
from tracker.entries.types import (
    Income,
    Kind,
    MoneyFromGroup,
    Need,
    NeedKind,
    Payment,
    Refund,
    StoredEntry,
)
from tracker.money import Cents
from tracker.months import Month


class MonthFigure(StrEnum):
    """The figures of a month, in the order in which they are shown."""

    GIVEN = "given"
    TO_COME = "to_come"
    """Regular payments after today, which are taken off the amount left, too."""
    ASKED = "asked"
    """What was asked in the month. `asked_low` and `asked_high` are this and the next one."""
    ASKED_EARLIER = "asked_earlier"
    PLEDGED = "pledged"
    RETURNED = "returned"
    RECEIVED = "received"
    INCOME = "income"
    NEEDS = "needs"


SHARED_FIGURES = frozenset({MonthFigure.INCOME, MonthFigure.NEEDS})
"""Figures of the person, which are the same for every group."""


class CountedDay(NamedTuple):
    """What an entry adds on a day, at its two ends. One of unknown amount has none."""

    figure: MonthFigure
    number: int
    day: date
    low: Cents | None
    high: Cents | None
    group: GroupLabel
    kind: Kind | NeedKind | None = None


@dataclass(frozen=True, slots=True)
class MonthItem:
    """What an entry adds in a month: the amounts of all its days in it."""

    figure: MonthFigure
    number: int
    days: tuple[date, ...]
    low: Cents
    high: Cents
    open_count: int
    """1 for an entry whose amount is not known, and whose amounts are 0."""
    kind: Kind | NeedKind | None
    """What the money was for, or None for figures without kinds."""


@dataclass(frozen=True, slots=True)
class UncountedEntry:
    """An entry of the month that no figure counts."""

    number: int
    because_of: int | None = None
    """The later entry that counts in its place, or ends it."""


@dataclass(frozen=True, slots=True)
class MonthItems:
    """All that counts in a month, by figure and day, and its other entries."""

    items: tuple[MonthItem, ...]
    uncounted_entries: tuple[UncountedEntry, ...]

    def select(self, figure: MonthFigure) -> tuple[MonthItem, ...]:
        """Return the items that one figure is the sum of."""
        return tuple(item for item in self.items if item.figure is figure)


def list_month_items(
    facts: MonthlyFacts,
    month_entries: Iterable[StoredEntry],
    month_chains: Iterable[StoredEntry],
    month: Month,
    group: GroupLabel = None,
) -> MonthItems:
    """Return what counts in a month, for a group or for all of them.

    `month_entries` are those that count in that month. `month_chains` are the asks with something
    in it, with all that belongs to them up to today. What repeats comes from the facts.
    """
    chain_entries = {item.number: item for item in (*facts.other_entries, *month_chains)}
    chains = chain_asks(chain_entries.values())
    month_entries = sorted(month_entries, key=lambda item: (item.entry.day, item.number))
    counted_days: dict[tuple[MonthFigure, int], list[CountedDay]] = {}
    for counted in (
        *_expand_recurring(facts),
        *_expand_asks(chains, facts.today),
        *_find_one_off(month_entries, facts),
    ):
        is_wanted = group is None or counted.figure in SHARED_FIGURES or counted.group == group
        if Month.from_date(counted.day) == month and is_wanted:
            counted_days.setdefault((counted.figure, counted.number), []).append(counted)
    items = sorted(map(_sum_days, counted_days.values()), key=lambda item: (item.days, item.number))
    counted_numbers = {item.number for item in items}
    replacements = _find_replacements(facts, chains, month)
    return MonthItems(
        tuple(item for figure in MonthFigure for item in items if item.figure is figure),
        tuple(
            UncountedEntry(item.number, replacements.get(item.number))
            for item in month_entries
            if item.number not in counted_numbers
            and group in (None, getattr(item.entry, "group", group))
        ),
    )


def _sum_days(days: list[CountedDay]) -> MonthItem:
    first = days[0]
    return MonthItem(
        first.figure,
        first.number,
        tuple(sorted(counted.day for counted in days)),
        sum(counted.low or 0 for counted in days),
        sum(counted.high or 0 for counted in days),
        sum(counted.high is None for counted in days),
        first.kind,
    )


def _expand_recurring(facts: MonthlyFacts) -> Iterator[CountedDay]:
    """Yield each day of what repeats, to this month's end."""
    end = Month.from_date(facts.today).last_day
    for income, day in expand_recurring(find_recurring_incomes(facts.other_entries), end):
        yield CountedDay(MonthFigure.INCOME, income.number, day, income.cents, income.cents, None)
    for need, day in expand_recurring(find_recurring_needs(facts.other_entries), end):
        kind = NeedKind(need.key[0])
        yield CountedDay(MonthFigure.NEEDS, need.number, day, need.cents, need.cents, None, kind)
    for payment, day in expand_recurring(find_recurring_payments(facts.other_entries), end):
        # `0/month` only ends the payment before it.
        if payment.cents:
            group, payment_kind, _label = payment.key
            figure = MonthFigure.GIVEN if day <= facts.today else MonthFigure.TO_COME
            yield CountedDay(
                figure, payment.number, day, payment.cents, payment.cents, group, payment_kind
            )


_FIGURES = {
    AskCountKind.ASKED: MonthFigure.ASKED,
    AskCountKind.EARLIER_YES: MonthFigure.ASKED_EARLIER,
    AskCountKind.PLEDGED: MonthFigure.PLEDGED,
}


def _expand_asks(chains: Iterable[AskChain], today: date) -> Iterator[CountedDay]:
    for chain in chains:
        for count_kind, number, day, _month, low, high in expand_ask_chain(chain, today):
            yield CountedDay(_FIGURES[count_kind], number, day, low, high, chain.group)


def _find_one_off(
    month_entries: Iterable[StoredEntry], facts: MonthlyFacts
) -> Iterator[CountedDay]:
    """Yield what counts once, on its own day."""
    end = Month.from_date(facts.today).last_day
    for item in month_entries:
        is_past = item.entry.day <= facts.today
        match item.entry:
            case Income(amount=cents, every=None, counted_day=day) if item.entry.day <= end:
                yield CountedDay(MonthFigure.INCOME, item.number, day, cents, cents, None)
            case Need(amount=cents, every=None, day=day, kind=kind):
                yield CountedDay(MonthFigure.NEEDS, item.number, day, cents, cents, None, kind)
            case Payment(amount=cents, every=None, day=day, group=group, kind=kind) if is_past:
                yield CountedDay(MonthFigure.GIVEN, item.number, day, cents, cents, group, kind)
            case Refund(amount=cents, day=day, group=group) if is_past:
                yield CountedDay(MonthFigure.RETURNED, item.number, day, cents, cents, group)
            case MoneyFromGroup(amount=cents, day=day, group=group) if is_past:
                yield CountedDay(MonthFigure.RECEIVED, item.number, day, cents, cents, group)


def _find_replacements(
    facts: MonthlyFacts, chains: Iterable[AskChain], month: Month
) -> dict[int, int]:
    """Return, by its number, the later entry that counts in place of an ask or of what repeats."""
    replacements: dict[int, int] = {}
    for chain in chains:
        numbers = [number for number, ask in chain.asks if Month.from_date(ask.day) == month]
        replacements.update(dict.fromkeys(numbers[:-1], numbers[-1] if numbers else 0))
    return (
        replacements
        | find_successors(find_recurring_incomes(facts.other_entries))
        | find_successors(find_recurring_needs(facts.other_entries))
        | find_successors(find_recurring_payments(facts.other_entries))
    )
