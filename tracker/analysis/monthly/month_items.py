"""What a month's figures are made of: every entry that counts in it, and the others of the month.

Each figure of a month's row is the sum of the items listed here under it. What repeats and what was
asked comes from the same occurrences that the row adds up (`standing.placed`, `asked.asked_on`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from tracker.analysis.monthly.ask_totals import AskCountKind, chain_asks, expand_ask_chain
from tracker.analysis.monthly.facts import GroupLabel, MonthlyFacts
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
    """What is taken off what is left besides: regular payments after today."""
    ASKED = "asked"
    """What was asked in the month; `asked_low` and `asked_high` are this and the next one."""
    ASKED_EARLIER = "asked_earlier"
    PLEDGED = "pledged"
    RETURNED = "returned"
    RECEIVED = "received"
    INCOME = "income"
    NEEDS = "needs"


SHARED_FIGURES = frozenset({MonthFigure.INCOME, MonthFigure.NEEDS})
"""Figures that are of the person, and so of every group."""


class CountedDay(NamedTuple):
    """What an entry counts on a day, at its two ends; an open ask has no amounts."""

    figure: MonthFigure
    number: int
    day: date
    low: Cents | None
    high: Cents | None
    group: GroupLabel
    kind: Kind | NeedKind | None = None


@dataclass(frozen=True, slots=True)
class MonthItem:
    """What an entry counts in a month: the amounts of all its days in it."""

    figure: MonthFigure
    number: int
    days: tuple[date, ...]
    low: Cents
    high: Cents
    open_asks: int
    """1 for an ask that named no amount; its amounts are 0."""
    kind: Kind | NeedKind | None
    """What the money was for; None where the figure does not tell kinds apart."""


@dataclass(frozen=True, slots=True)
class UncountedEntry:
    """An entry of the month that no figure counts."""

    number: int
    because_of: int | None = None
    """The later entry because of which it does not count: it was asked again, or ended."""


@dataclass(frozen=True, slots=True)
class MonthItems:
    """All that counts in a month, by figure and day, and its other entries."""

    items: tuple[MonthItem, ...]
    uncounted_entries: tuple[UncountedEntry, ...]

    def select(self, figure: MonthFigure) -> tuple[MonthItem, ...]:
        """Return what one figure is the sum of."""
        return tuple(item for item in self.items if item.figure is figure)


def list_month_items(
    facts: MonthlyFacts,
    month_entries: Iterable[StoredEntry],
    month: Month,
    group: GroupLabel = None,
) -> MonthItems:
    """Return what counts in a month, for a group or for all of them.

    `own` are the entries of that month; what counts from other months comes from the facts.
    """
    month_entries = sorted(month_entries, key=lambda item: (item.entry.day, item.number))
    found: dict[tuple[MonthFigure, int], list[CountedDay]] = {}
    for each in (
        *_expand_recurring(facts),
        *_expand_asks(facts),
        *_find_one_off(month_entries, facts),
    ):
        is_wanted = group is None or each.figure in SHARED_FIGURES or each.group == group
        if Month.from_date(each.day) == month and is_wanted:
            found.setdefault((each.figure, each.number), []).append(each)
    items = sorted(map(_sum_days, found.values()), key=lambda item: (item.days, item.number))
    counted = {item.number for item in items}
    instead = _find_replacements(facts, month)
    return MonthItems(
        tuple(item for figure in MonthFigure for item in items if item.figure is figure),
        tuple(
            UncountedEntry(item.number, instead.get(item.number))
            for item in month_entries
            if item.number not in counted and group in (None, getattr(item.entry, "group", group))
        ),
    )


def _sum_days(parts: list[CountedDay]) -> MonthItem:
    first = parts[0]
    return MonthItem(
        first.figure,
        first.number,
        tuple(sorted(each.day for each in parts)),
        sum(each.low or 0 for each in parts),
        sum(each.high or 0 for each in parts),
        sum(each.high is None for each in parts),
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
    for paid, day in expand_recurring(find_recurring_payments(facts.other_entries), end):
        # `0/month` only ends what stood before.
        if paid.cents:
            group, for_what, _label = paid.key
            figure = MonthFigure.GIVEN if day <= facts.today else MonthFigure.TO_COME
            yield CountedDay(figure, paid.number, day, paid.cents, paid.cents, group, for_what)


_FIGURES = {
    AskCountKind.ASKED: MonthFigure.ASKED,
    AskCountKind.EARLIER_YES: MonthFigure.ASKED_EARLIER,
    AskCountKind.PLEDGED: MonthFigure.PLEDGED,
}


def _expand_asks(facts: MonthlyFacts) -> Iterator[CountedDay]:
    for chain in chain_asks(facts.other_entries):
        for how, number, day, _month, low, high in expand_ask_chain(chain, facts.today):
            yield CountedDay(_FIGURES[how], number, day, low, high, chain.group)


def _find_one_off(
    month_entries: Iterable[StoredEntry], facts: MonthlyFacts
) -> Iterator[CountedDay]:
    """Yield what counts once, on its own day."""
    for item in month_entries:
        is_past = item.entry.day <= facts.today
        match item.entry:
            case Income(amount=cents, every=None, day=day):
                yield CountedDay(MonthFigure.INCOME, item.number, day, cents, cents, None)
            case Need(amount=cents, every=None, day=day, kind=kind):
                yield CountedDay(MonthFigure.NEEDS, item.number, day, cents, cents, None, kind)
            case Payment(amount=cents, every=None, day=day, group=of, kind=for_what) if is_past:
                yield CountedDay(MonthFigure.GIVEN, item.number, day, cents, cents, of, for_what)
            case Refund(amount=cents, day=day, group=of) if is_past:
                yield CountedDay(MonthFigure.RETURNED, item.number, day, cents, cents, of)
            case MoneyFromGroup(amount=cents, day=day, group=of) if is_past:
                yield CountedDay(MonthFigure.RECEIVED, item.number, day, cents, cents, of)


def _find_replacements(facts: MonthlyFacts, month: Month) -> dict[int, int]:
    """Return, by number, the later entry because of which an ask or what repeats may not count."""
    instead: dict[int, int] = {}
    for chain in chain_asks(facts.other_entries):
        made = [number for number, ask in chain.asks if Month.from_date(ask.day) == month]
        instead.update(dict.fromkeys(made[:-1], made[-1] if made else 0))
    return (
        instead
        | find_successors(find_recurring_incomes(facts.other_entries))
        | find_successors(find_recurring_needs(facts.other_entries))
        | find_successors(find_recurring_payments(facts.other_entries))
    )
