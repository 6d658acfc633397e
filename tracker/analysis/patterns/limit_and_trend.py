"""Months in which more was given than the limit, and the trend of the share of income given."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from itertools import chain, combinations
from operator import attrgetter

from tracker.analysis.monthly.monthly_facts import GroupLabel
from tracker.analysis.monthly.table import ALL_GROUPS, MonthlyTable, MonthRow
from tracker.analysis.patterns.pattern import MIN_COUNT, MIN_MONTHS, Pattern, PatternName
from tracker.analysis.patterns.pattern_facts import PatternFacts, PaymentFact
from tracker.analysis.patterns.statistics import round_half_away
from tracker.money import Hundredths
from tracker.months import Month

SLOPE_PRECISION = 10**12
"""Slopes are sorted by this many parts of a hundredth of a point, then compared exactly."""


class LimitAndTrend:
    """The months from the first to the last ask, payment or time with the group."""

    def __init__(
        self,
        pattern_facts: PatternFacts,
        table: MonthlyTable,
        group: GroupLabel,
        first: Month | None,
        last: Month | None,
    ) -> None:
        """Take the facts of the group, if one is given, and the months of the range."""
        self._table = table
        self._current_month = table.current_month
        payments = pattern_facts.expand_payments()
        self._payments_by_month: dict[tuple[int, int], set[int]] = defaultdict(set)
        """The numbers of the payments of each month."""
        for payment in payments:
            day = payment.day
            self._payments_by_month[day.year, day.month].add(payment.number)
        self._rows: Sequence[MonthRow] = []
        days = _list_contact_days(pattern_facts, payments)
        if days:
            start, end = Month.from_date(min(days)), Month.from_date(max(days))
            rows = table.build_rows(max(start, first or start), min(end, last or end), group)
            self._rows = [row for row in rows if group is not None or row.group == ALL_GROUPS]

    def count_months_over_limit(self) -> Pattern:
        """Count the months in which more than the limit was given, of those where that is known."""
        comparable = [row for row in self._rows if row.over_limit is not None]
        payments_above = self._find_payments(row.month for row in comparable if row.over_limit)
        limits = {
            number
            for row in comparable
            if (number := self._table.find_limit_number(row.month)) is not None
        }
        payments = self._find_payments(row.month for row in comparable)
        past = [row for row in comparable if row.month < self._current_month and row.knows_given]
        return Pattern(
            PatternName.MONTHS_OVER_LIMIT,
            count=sum(row.over_limit is True for row in comparable),
            total=len(comparable),
            value=None,
            has_enough=len(comparable) >= MIN_COUNT,
            entries=payments_above,
            total_entries=tuple(sorted({*payments, *limits})),
            counted_entries=payments_above,
            newest_month=past[-1] if past else None,
        )

    def find_share_trend(self) -> Pattern:
        """Return by how much the share of income that was given changed from month to month."""
        rows = [row for row in self._rows if row.month < self._current_month]
        shares = [(row.month, row.share_given) for row in rows if row.share_given is not None]
        payments = self._find_payments(month for month, _share in shares)
        return Pattern(
            PatternName.SHARE_TREND,
            count=None,
            total=len(shares),
            value=_find_median_slope(shares),
            has_enough=len(shares) >= MIN_MONTHS,
            entries=payments,
            aside_count=sum(row.given_open for row in rows if row.share_given is not None),
            total_entries=payments,
        )

    def _find_payments(self, months: Iterable[Month]) -> tuple[int, ...]:
        """Return the numbers of the payments of these months."""
        numbers = (self._payments_by_month.get(month, set[int]()) for month in months)
        return tuple(sorted(set[int]().union(*numbers)))


def _list_contact_days(pattern_facts: PatternFacts, payments: Sequence[PaymentFact]) -> set[date]:
    """Return the days of asks, payments and time with the group, in whatever form."""
    facts = chain(pattern_facts.asks, payments, pattern_facts.time_spent)
    return set(map(attrgetter("day"), facts))


def _find_median_slope(shares: Sequence[tuple[Month, Hundredths]]) -> Hundredths | None:
    """Return the median of the slopes between any two months (Theil-Sen), in 1/100 of a point."""
    if len(shares) < 2:
        return None
    points = [(month.year * 12 + month.number, share) for month, share in shares]
    slopes = []
    for (earlier, old_share), (later, new_share) in combinations(points, 2):
        rise, run = new_share - old_share, later - earlier
        slopes.append((rise * SLOPE_PRECISION // run, rise, run))
    slopes.sort()
    half = len(slopes) // 2
    middle = slopes[half : half + 1] if len(slopes) % 2 else slopes[half - 1 : half + 1]
    return round_half_away(sum(Fraction(rise, run) for _order, rise, run in middle), len(middle))
