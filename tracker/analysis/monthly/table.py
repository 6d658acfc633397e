"""The monthly table: what was asked, given and left in each month, per group and in all."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tracker.analysis.monthly.ask_totals import AskTotals, chain_asks, sum_asked_by_group
from tracker.analysis.monthly.essential_costs import EssentialCosts
from tracker.analysis.monthly.monthly_facts import GroupLabel, MonthlyFacts
from tracker.analysis.monthly.recurrence import RecurringAmount, expand_recurring
from tracker.entries.types import (
    Evidence,
    Income,
    Kind,
    Limit,
    Need,
    NeedKind,
    Payment,
    Source,
    StoredEntry,
    Wage,
)
from tracker.money import Cents, Hundredths, calculate_share
from tracker.months import Month, list_months

ALL_GROUPS = "all"
"""How the row of all groups is named in files."""


@dataclass(frozen=True, slots=True)
class MonthRow:
    """The figures of one group, or of all, in one month, or in a total from `month` to `last`.

    `income` is None before the first income entry's month, `needs` before the first need's.
    `left` and `beyond_left` are None if either is. A share is None if it cannot be divided.
    """

    month: Month
    last: Month | None
    """The last month of a total. None in a month's own row."""
    group: str
    currency: str
    income: Cents | None
    needs: Cents | None
    asked_low: Cents
    asked_high: Cents
    asked_open: int
    pledged: Cents
    given: Cents
    returned: Cents
    received: Cents
    given_by_kind: Mapping[Kind, Cents]
    share_asked_low: Hundredths | None
    share_asked_high: Hundredths | None
    share_given: Hundredths | None
    share_after_needs: Hundredths | None
    left: Cents | None
    beyond_left: Cents | None
    limit: Limit | None
    """The limit that counts in this month. None in a total, or without one."""
    over_limit: bool | None
    """Whether more was given than the limit, or None without one or without a needed income."""
    months_over_limit: int | None
    """In how many months `over_limit` is true, or None if it is not known in any."""
    earlier_yes_amount: Cents = 0
    """What of `asked_low` and `asked_high` got a yes before the month, and was not asked in it."""
    upcoming_payments: Cents = 0
    """Regular payments after today, in the rest of this month."""
    unknown_costs: tuple[NeedKind, ...] = ()
    """Which of food and rent is not known, in which case no amount left is shown."""
    skipped_costs: tuple[NeedKind, ...] = ()
    """Which of food and rent is not known, and not to be asked about."""
    is_copy: bool = False
    """Whether its reader cannot add what is missing."""
    given_open: int = 0
    """Payments of an unknown amount, which are in no sum."""
    returned_open: int = 0
    given_estimated: Cents = 0
    """The part of `given` that the person estimated."""
    seen: int = 0
    """How often the person saw money asked of others or given by them. It is in no sum."""
    heard: int = 0
    """How often the person heard of it. It is in no sum."""
    ask_count: int = 0
    """How often money was asked for in the month."""

    @property
    def has_activity(self) -> bool:
        """Whether something was asked, answered, given or received."""
        return any(
            (
                self.asked_high,
                self.asked_open,
                self.pledged,
                self.given,
                self.given_open,
                self.returned,
                self.returned_open,
                self.received,
            )
        )

    @property
    def knows_given(self) -> bool:
        """Whether `given` says something: not if all that was given is of unknown amounts."""
        return bool(self.given or not self.given_open)

    @property
    def new_asks_range(self) -> tuple[Cents, Cents]:
        """What was asked in the month itself, at both ends."""
        return self.asked_low - self.earlier_yes_amount, self.asked_high - self.earlier_yes_amount


class MonthlyTable:
    """The figures of every month of a book that its facts have summed."""

    def __init__(self, facts: MonthlyFacts) -> None:
        """Find the days of what repeats, up to the end of today's month."""
        self._facts = facts
        self.today = facts.today
        self.current_month = Month.from_date(facts.today)
        self._income = Counter(facts.income)
        self._needs = Counter(facts.needs)
        self._food = Counter(facts.food)
        self._payments = Counter(facts.paid)
        self._estimates = Counter(facts.paid_estimated)
        self._upcoming_payments: Counter[tuple[Month, GroupLabel]] = Counter()
        self._costs = EssentialCosts(facts)
        self._add_recurring()
        self._open_chains = sum_asked_by_group(chain_asks(facts.other_entries), facts.today)
        limits = [item for item in facts.other_entries if isinstance(item.entry, Limit)]
        limits.sort(key=lambda item: (item.entry.day, item.number))
        self._limits = [
            (item.number, item.entry) for item in limits if isinstance(item.entry, Limit)
        ]

    @property
    def first_month(self) -> Month | None:
        """The month of the earliest entry. None in an empty book."""
        return Month.from_date(self._facts.first_day) if self._facts.first_day else None

    def build_rows(
        self, first: Month | None = None, last: Month | None = None, group: GroupLabel = None
    ) -> list[MonthRow]:
        """Return the rows from one month to another, both included, cut to what the facts know.

        Months before `MonthlyFacts.first_month` have no row. Without a group there is the row of
        all groups, then, where there are several, one of each.
        """
        if self.first_month is None:
            return []
        first = max(
            first or self.first_month, self.first_month, self._facts.first_month or self.first_month
        )
        last = min(last or self.current_month, self.current_month)
        labels = [group] if group is not None else self._list_groups()
        return [
            self._build_row(month, label) for month in list_months(first, last) for label in labels
        ]

    @property
    def hourly_wage(self) -> Cents | None:
        """What an hour of work pays at today's wage, or None without one."""
        entries = self._facts.other_entries
        wages = [
            (item.entry.day, item.number, item.entry.amount)
            for item in entries
            if isinstance(item.entry, Wage)
        ]
        return max(wages)[2] if wages else None

    @property
    def income_by_month(self) -> Mapping[Month, Cents]:
        """What came in, by month, with what is expected up to the end of the current one."""
        return self._income

    def has_other_gifts(self, group: GroupLabel) -> bool:
        """Return whether anything was given outside this group, which is False for all groups."""
        labels = {label for (_month, label, _kind), cents in self._payments.items() if cents}
        labels |= {label for (_month, label), cents in self._upcoming_payments.items() if cents}
        return group is not None and bool(labels - {group})

    def sum_food(self, month: Month) -> Cents:
        """Return what food costs in a month, or 0 if it is not known."""
        return self._food[month]

    def _list_groups(self) -> list[GroupLabel]:
        groups = self._facts.groups
        return [None, *groups] if len(groups) > 1 else [None]

    def _add_recurring(self) -> None:
        facts, end = self._facts, self.current_month.last_day
        for income, day in expand_recurring(find_recurring_incomes(facts.other_entries), end):
            self._income[Month.from_date(day)] += income.cents
        for need, day in expand_recurring(find_recurring_needs(facts.other_entries), end):
            self._needs[Month.from_date(day)] += need.cents
            if need.key[0] == NeedKind.FOOD:
                self._food[Month.from_date(day)] += need.cents
        estimates = find_estimated_payments(facts.other_entries)
        for payment, day in expand_recurring(find_recurring_payments(facts.other_entries), end):
            if day <= facts.today:
                self._payments[Month.from_date(day), *payment.key[:2]] += payment.cents
                if payment.number in estimates:
                    self._estimates[Month.from_date(day), payment.key[0]] += payment.cents
            else:
                self._upcoming_payments[Month.from_date(day), payment.key[0]] += payment.cents

    def _sum_of_group(
        self, sums: Mapping[tuple[Month, GroupLabel], int], month: Month, group: GroupLabel
    ) -> Cents:
        if group is not None:
            return sums.get((month, group), 0)
        return sum(sums.get((month, label), 0) for label in (None, *self._facts.groups))

    def _sum_asked(self, month: Month, group: GroupLabel) -> tuple[Cents, Cents, Cents, int, Cents]:
        facts = self._facts
        totals = (
            list(self._open_chains.values())
            if group is None
            else [self._open_chains.get(group, AskTotals())]
        )
        return (
            self._sum_of_group(facts.asked_low, month, group)
            + sum(total.low[month] for total in totals),
            self._sum_of_group(facts.asked_high, month, group)
            + sum(total.high[month] for total in totals),
            sum(total.earlier_yes[month] for total in totals),
            self._sum_of_group(facts.asked_open, month, group)
            + sum(total.open_asks[month] for total in totals),
            self._sum_of_group(facts.pledged, month, group)
            + sum(total.pledged[month] for total in totals),
        )

    def _build_row(self, month: Month, group: GroupLabel) -> MonthRow:
        facts = self._facts
        has_income = facts.first_income is not None and Month.from_date(facts.first_income) <= month
        income = self._income[month] if has_income else None
        has_needs = facts.first_need is not None and Month.from_date(facts.first_need) <= month
        needs = self._needs[month] if has_needs else None
        asked_low, asked_high, earlier_yes, asked_open, pledged = self._sum_asked(month, group)
        groups = (None, *facts.groups) if group is None else (group,)
        kinds = {kind: sum(self._payments[month, label, kind] for label in groups) for kind in Kind}
        given = sum(kinds.values())
        over_needs = None if income is None or needs is None else income - needs
        to_live_on = None if facts.lacks_groups else over_needs
        _number, limit = self._find_limit(month)
        over_limit = is_over_limit(given, limit, income)
        return MonthRow(
            month=month,
            last=None,
            group=ALL_GROUPS if group is None else group,
            currency=facts.currency,
            income=income,
            needs=needs,
            asked_low=asked_low,
            asked_high=asked_high,
            asked_open=asked_open,
            pledged=pledged,
            given=given,
            returned=self._sum_of_group(facts.returned, month, group),
            received=self._sum_of_group(facts.received, month, group),
            given_by_kind=kinds,
            share_asked_low=calculate_share(asked_low, income),
            share_asked_high=calculate_share(asked_high, income),
            share_given=calculate_share(given, income),
            share_after_needs=calculate_share(given, over_needs),
            left=None if to_live_on is None else max(0, to_live_on - given),
            beyond_left=None if to_live_on is None else max(0, given - max(0, to_live_on)),
            limit=limit,
            over_limit=over_limit,
            months_over_limit=None if over_limit is None else int(over_limit),
            earlier_yes_amount=earlier_yes,
            upcoming_payments=self._sum_of_group(self._upcoming_payments, month, group),
            unknown_costs=self._costs.find_unknown(month),
            skipped_costs=self._costs.find_skipped(month),
            is_copy=facts.is_copy,
            given_open=self._sum_of_group(facts.paid_open, month, group),
            returned_open=self._sum_of_group(facts.returned_open, month, group),
            given_estimated=self._sum_of_group(self._estimates, month, group),
            seen=self._count_observations(Source.SEEN, month, groups),
            heard=self._count_observations(Source.HEARD, month, groups),
            ask_count=self._sum_of_group(facts.ask_counts, month, group),
        )

    def _count_observations(
        self, source: Source, month: Month, groups: Sequence[GroupLabel]
    ) -> int:
        counts = self._facts.observations
        return sum(counts.get((month, label, source), 0) for label in groups)

    def find_limit_number(self, month: Month) -> int | None:
        """Return the number of the limit that counts in a month, or None without one."""
        return self._find_limit(month)[0]

    def _find_limit(self, month: Month) -> tuple[int, Limit] | tuple[None, None]:
        """Return the limit of the month's first day, or else the first one set in the month."""
        before = [numbered for numbered in self._limits if numbered[1].day <= month.first_day]
        if before and (before[-1][1].until is None or before[-1][1].until >= month.first_day):
            return before[-1]
        first_in_month = (
            numbered for numbered in self._limits if Month.from_date(numbered[1].day) == month
        )
        return next(first_in_month, (None, None))


def is_over_limit(given: Cents, limit: Limit | None, income: Cents | None) -> bool | None:
    """Return whether more than the limit was given, or None if that cannot be known."""
    if limit is None:
        return None
    if limit.amount is not None:
        return given > limit.amount
    if not income or limit.percent is None:
        return None
    return given * 10_000 > limit.percent * income


def find_recurring_incomes(entries: Sequence[StoredEntry]) -> Iterator[RecurringAmount[str | None]]:
    """Yield the incomes that repeat. A newer one of the same label replaces an older one."""
    for item in entries:
        match item.entry:
            case Income(day=day, amount=cents, every=every, until=until, label=label) if every:
                yield RecurringAmount(label, day, item.number, every, until, cents)


def find_recurring_needs(
    entries: Sequence[StoredEntry],
) -> Iterator[RecurringAmount[tuple[str, str | None]]]:
    """Yield the living costs that repeat. A newer one replaces one of its kind and label."""
    for item in entries:
        match item.entry:
            case Need(day=day, amount=cents, every=every, until=until) as need if every:
                key = (need.kind.value, need.label)
                yield RecurringAmount(key, day, item.number, every, until, cents)


def find_recurring_payments(
    entries: Sequence[StoredEntry],
) -> Iterator[RecurringAmount[tuple[GroupLabel, Kind, str | None]]]:
    """Yield the payments that repeat. A newer one replaces one of its group, kind and label."""
    for item in entries:
        match item.entry:
            case Payment(day=day, amount=int(cents), every=every, until=until) as payment if every:
                key = (payment.group, payment.kind, payment.label)
                yield RecurringAmount(key, day, item.number, every, until, cents)


def find_estimated_payments(entries: Sequence[StoredEntry]) -> frozenset[int]:
    """Return the numbers of the payments whose amount the person estimated."""
    return frozenset(
        item.number
        for item in entries
        if isinstance(item.entry, Payment) and item.entry.evidence is Evidence.ESTIMATED
    )
