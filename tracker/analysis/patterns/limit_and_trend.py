"""What was given against my line and of the income, over the months with the group."""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from itertools import combinations

from tracker.analysis.monthly.facts import GroupLabel
from tracker.analysis.monthly.table import ALL_GROUPS, MonthlyTable, MonthRow
from tracker.analysis.patterns.pattern import MIN_COUNT, MIN_MONTHS, Pattern, PatternName
from tracker.analysis.patterns.pattern_facts import PatternFacts, PaymentFact
from tracker.analysis.patterns.statistics import round_half_away
from tracker.money import Hundredths
from tracker.months import Month

SLOPE_PRECISION = 10**12
"""Slopes are put in order by so many parts of a hundredth of a point, then taken exactly."""


class LimitAndTrend:
    """The months from the first to the last ask, payment or time with the group."""

    def __init__(
        self,
        pattern_facts: PatternFacts,
        monthly: MonthlyTable,
        group: GroupLabel,
        first: Month | None,
        last: Month | None,
    ) -> None:
        """`happened` is that of the group, if one is given; the months are cut to the range."""
        self._monthly = monthly
        self._current_month = monthly.current_month
        self._payments = pattern_facts.expand_payments()
        self._rows: Sequence[MonthRow] = []
        days = _list_contact_days(pattern_facts, self._payments)
        if days:
            start, end = Month.from_date(min(days)), Month.from_date(max(days))
            rows = monthly.build_rows(max(start, first or start), min(end, last or end), group)
            self._rows = [row for row in rows if group is not None or row.group == ALL_GROUPS]

    def count_months_over_limit(self) -> Pattern:
        """The months in which more than my line was given, of those where that is known."""
        known = [row for row in self._rows if row.over_limit is not None]
        above = self._find_payments(row.month for row in known if row.over_limit)
        lines = {
            number
            for row in known
            if (number := self._monthly.find_limit_number(row.month)) is not None
        }
        paid = self._find_payments(row.month for row in known)
        return Pattern(
            PatternName.MONTHS_OVER_LIMIT,
            count=sum(row.over_limit is True for row in known),
            total=len(known),
            value=None,
            has_enough=len(known) >= MIN_COUNT,
            entries=above,
            total_entries=tuple(sorted({*paid, *lines})),
            counted_entries=above,
        )

    def find_share_trend(self) -> Pattern:
        """By how much the part of the income that was given changed from month to month."""
        shares = [
            (row.month, row.share_given)
            for row in self._rows
            if row.month < self._current_month and row.share_given is not None
        ]
        paid = self._find_payments(month for month, _share in shares)
        return Pattern(
            PatternName.SHARE_TREND,
            count=None,
            total=len(shares),
            value=_find_median_slope(shares),
            has_enough=len(shares) >= MIN_MONTHS,
            entries=paid,
            total_entries=paid,
        )

    def _find_payments(self, months: Iterable[Month]) -> tuple[int, ...]:
        """The payments of these months."""
        wanted = set[tuple[int, int]](months)
        paid = {
            payment.number
            for payment in self._payments
            if (payment.day.year, payment.day.month) in wanted
        }
        return tuple(sorted(paid))


def _list_contact_days(pattern_facts: PatternFacts, payments: Sequence[PaymentFact]) -> list[date]:
    """The days of asks, payments and time with the group, in whatever form."""
    return [
        *(ask.day for ask in pattern_facts.asks),
        *(payment.day for payment in payments),
        *(spent.day for spent in pattern_facts.time_spent),
    ]


def _find_median_slope(shares: Sequence[tuple[Month, Hundredths]]) -> Hundredths | None:
    """The middle of the slopes between any two months (Theil-Sen), in hundredths of a point."""
    if len(shares) < 2:
        return None
    points = [(month.year * 12 + month.number, share) for month, share in shares]
    slopes = []
    for (one, before), (other, after) in combinations(points, 2):
        rise, run = after - before, other - one
        slopes.append((rise * SLOPE_PRECISION // run, rise, run))
    slopes.sort()
    half = len(slopes) // 2
    middle = slopes[half : half + 1] if len(slopes) % 2 else slopes[half - 1 : half + 1]
    return round_half_away(sum(Fraction(rise, run) for _order, rise, run in middle), len(middle))
