"""All that the report says, as values that need no book."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from tracker.analysis.monthly.coverage import Basis
from tracker.analysis.monthly.facts import GroupLabel
from tracker.analysis.monthly.table import MonthRow
from tracker.analysis.patterns.pattern import Pattern
from tracker.charts.series import ChartView, Series, build_series
from tracker.export.privacy.omissions import LeftOut
from tracker.export.report.ask_selection import OneAsk
from tracker.export.report.cover import Cover
from tracker.export.report.notable_months import TellingMonths
from tracker.i18n import format_date, format_month
from tracker.money import Cents
from tracker.months import Month

LAST_MONTHS = 3
"""How many months stand in numbers."""


class TimeAsked(NamedTuple):
    """One of the times the person was asked: in which month and by which group."""

    month: Month
    group: GroupLabel


class WhenNoted(NamedTuple):
    """How many entries about the groups there are, and how many were noted on their own day."""

    entries: int
    same_day: int


@dataclass(frozen=True, slots=True)
class Report:
    """What one trusted person is shown; whatever was not chosen is in no part of it."""

    cover: Cover
    currency: str
    month: Month
    """The month in which it is made: it is not over."""
    groups: tuple[str, ...]
    """The names under which the groups are shown."""
    rows: tuple[MonthRow, ...]
    """The months of all groups together, without a gap."""
    total: MonthRow | None
    """The sums over all months; None where nothing is noted."""
    by_group: tuple[MonthRow, ...]
    """The sums of each group, where there are several."""
    telling: TellingMonths
    basis: Basis
    """On how many months they rest."""
    documented: Cents
    """How much of what was given is known by a receipt."""
    left_out: LeftOut
    with_income: bool
    """Whether income, and what it left, may stand here as amounts."""
    counted: tuple[Pattern, ...]
    asks: tuple[OneAsk, ...]
    """The asks that are told one by one."""
    asks_noted: int
    """How many asks there are in all, a repeat being part of the first one."""
    times_asked: tuple[TimeAsked, ...]
    """Each time the person was asked, repeats as well, the earliest first."""
    when_noted: WhenNoted
    tag_meanings: Mapping[str, str]
    """What the person's own tags in the asks mean; empty where they wrote nothing."""
    root: str
    """The witness over all entries of the book, 64 hexadecimal digits; empty where none is told."""

    @property
    def with_days(self) -> bool:
        """Whether days may stand here, or the month in place of each."""
        return not self.left_out.days

    def day_told(self, day: date) -> str:
        """A day, or its month where days stay out."""
        return format_date(day) if self.with_days else format_month(day)

    @property
    def last_months(self) -> Sequence[MonthRow]:
        """The newest months, the earliest of them first."""
        return self.rows[-LAST_MONTHS:]

    @property
    def series(self) -> Series:
        """What the chart shows.

        Without income it shows amounts: from bars of a part of the income, beside the amounts, an
        income could be measured. Where no part is known, there is nothing else to show.
        """
        is_known = any(row.share_given is not None for row in self.rows)
        view = ChartView.INCOME if self.with_income and is_known else ChartView.ASKED_GIVEN
        return build_series(view, self.rows, self.month)
