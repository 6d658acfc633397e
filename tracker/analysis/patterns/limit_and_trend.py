"""What was given against my line and of the income, over the months with the group."""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from itertools import combinations

from tracker.analysis.monthly.facts import Group
from tracker.analysis.monthly.table import ALL, Monthly, Row
from tracker.analysis.patterns.pattern import FEW, FEW_MONTHS, Pattern, PatternName
from tracker.analysis.patterns.pattern_facts import Happened, Payment
from tracker.analysis.patterns.statistics import nearest
from tracker.money import Hundredths
from tracker.months import Month

FINE = 10**12
"""Slopes are put in order by so many parts of a hundredth of a point, then taken exactly."""


class OverMonths:
    """The months from the first to the last ask, payment or time with the group."""

    def __init__(
        self,
        happened: Happened,
        monthly: Monthly,
        group: Group,
        first: Month | None,
        last: Month | None,
    ) -> None:
        """`happened` is that of the group, if one is given; the months are cut to the range."""
        self._monthly = monthly
        self._current = monthly.current
        self._payments = happened.payments()
        self._rows: Sequence[Row] = []
        days = _contact(happened, self._payments)
        if days:
            start, end = Month.of(min(days)), Month.of(max(days))
            rows = monthly.rows(max(start, first or start), min(end, last or end), group)
            self._rows = [row for row in rows if group is not None or row.group == ALL]

    def months_over_limit(self) -> Pattern:
        """The months in which more than my line was given, of those where that is known."""
        known = [row for row in self._rows if row.over_limit is not None]
        above = self._paid_in(row.month for row in known if row.over_limit)
        lines = {
            number for row in known if (number := self._monthly.limit_number(row.month)) is not None
        }
        paid = self._paid_in(row.month for row in known)
        return Pattern(
            PatternName.MONTHS_OVER_LIMIT,
            count=sum(row.over_limit is True for row in known),
            of=len(known),
            value=None,
            enough=len(known) >= FEW,
            entries=above,
            of_entries=tuple(sorted({*paid, *lines})),
            counted=above,
        )

    def share_trend(self) -> Pattern:
        """By how much the part of the income that was given changed from month to month."""
        shares = [
            (row.month, row.share_given)
            for row in self._rows
            if row.month < self._current and row.share_given is not None
        ]
        paid = self._paid_in(month for month, _share in shares)
        return Pattern(
            PatternName.SHARE_TREND,
            count=None,
            of=len(shares),
            value=_slope(shares),
            enough=len(shares) >= FEW_MONTHS,
            entries=paid,
            of_entries=paid,
        )

    def _paid_in(self, months: Iterable[Month]) -> tuple[int, ...]:
        """The payments of these months."""
        wanted = set[tuple[int, int]](months)
        paid = {
            payment.number
            for payment in self._payments
            if (payment.day.year, payment.day.month) in wanted
        }
        return tuple(sorted(paid))


def _contact(happened: Happened, payments: Sequence[Payment]) -> list[date]:
    """The days of asks, payments and time with the group, in whatever form."""
    return [
        *(ask.day for ask in happened.asks),
        *(payment.day for payment in payments),
        *(spent.day for spent in happened.time),
    ]


def _slope(shares: Sequence[tuple[Month, Hundredths]]) -> Hundredths | None:
    """The middle of the slopes between any two months (Theil-Sen), in hundredths of a point."""
    if len(shares) < 2:
        return None
    points = [(month.year * 12 + month.number, share) for month, share in shares]
    slopes = []
    for (one, before), (other, after) in combinations(points, 2):
        rise, run = after - before, other - one
        slopes.append((rise * FINE // run, rise, run))
    slopes.sort()
    half = len(slopes) // 2
    middle = slopes[half : half + 1] if len(slopes) % 2 else slopes[half - 1 : half + 1]
    return nearest(sum(Fraction(rise, run) for _order, rise, run in middle), len(middle))
