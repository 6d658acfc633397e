"""The values of a summary, without a book: months, totals, asks, patterns and counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from tracker.analysis.events.event_total import EventTotal
from tracker.analysis.monthly.coverage import MonthCoverage
from tracker.analysis.monthly.monthly_facts import GroupLabel
from tracker.analysis.monthly.table import MonthRow
from tracker.analysis.patterns.pattern import Pattern
from tracker.charts.series import ChartView, Series, build_series
from tracker.export.privacy.omissions import Omissions
from tracker.export.report.cover import CoverNote
from tracker.export.report.notable_months import NotableMonths
from tracker.export.report.observation_selection import ReportObservation
from tracker.export.report.report_ask import ReportAsk
from tracker.i18n import format_date, format_month
from tracker.money import Cents
from tracker.months import Month

LAST_MONTHS = 3
"""How many months the table has."""


class AskTime(NamedTuple):
    """One of the times the person was asked: in which month and by which group."""

    month: Month
    group: GroupLabel


class RecordingCounts(NamedTuple):
    """How many entries about the groups there are, and how many were saved on their own day."""

    entries: int
    same_day: int


class HowAsked(NamedTuple):
    """How the person was asked, of the times where that is recorded."""

    total: int = 0
    """How many times the person was asked."""
    recorded: int = 0
    """How many of these times have a tag."""
    in_public: int = 0
    by_leader: int = 0
    after_no: int | None = None
    """At how many asks someone kept asking after a no, or asked again that day.

    None where nobody said no.
    """


@dataclass(frozen=True, slots=True)
class Report:
    """What one trusted person is shown. Nothing that is left out is in any part of it."""

    cover_note: CoverNote
    currency: str
    current_month: Month
    """The month in which it is made, which is not over."""
    groups: tuple[str, ...]
    """The names under which the groups are shown."""
    rows: tuple[MonthRow, ...]
    """The months of all groups together, without a gap."""
    total: MonthRow | None
    """The sums over all months, None where nothing is recorded."""
    group_totals: tuple[MonthRow, ...]
    """The sums of each group, where there are several."""
    notable_months: NotableMonths
    coverage: MonthCoverage
    """How many months these sums cover."""
    documented_amount: Cents
    """How much of what was given is known by a receipt."""
    omissions: Omissions
    has_income: bool
    """Whether amounts of income, and of what was left, may be shown."""
    patterns: tuple[Pattern, ...]
    how_asked: HowAsked
    asks: tuple[ReportAsk, ...]
    """The asks that are shown one by one."""
    ask_count: int
    """How many asks there are in all, a repeat being part of the first one."""
    ask_times: tuple[AskTime, ...]
    """Each time the person was asked, repeats as well, the earliest first."""
    recording_counts: RecordingCounts
    tag_meanings: Mapping[str, str]
    """What the person's own tags in the asks mean, empty where they wrote nothing."""
    events: tuple[EventTotal, ...]
    """Events of the included groups, under the names that are shown, and what each cost."""
    witness_root: str
    """The check code over all entries of the book: 64 hexadecimal digits, or empty."""
    observations: tuple[ReportObservation, ...] = ()
    """What others were asked for or gave, the newest first."""

    @property
    def has_days(self) -> bool:
        """Whether days may be shown, or the month in place of each."""
        return not self.omissions.days

    def format_day(self, day: date) -> str:
        """Return a day, or its month where days are left out."""
        return format_date(day) if self.has_days else format_month(day)

    @property
    def last_months(self) -> Sequence[MonthRow]:
        """The newest months, the earliest of them first."""
        return self.rows[-LAST_MONTHS:]

    @property
    def series(self) -> Series:
        """What the chart shows.

        Without income it shows amounts: from bars of a share of income, next to the amounts, an
        income could be measured. Where no share is known, there is nothing else to show.
        """
        is_known = any(row.share_given is not None for row in self.rows)
        view = ChartView.INCOME if self.has_income and is_known else ChartView.ASKED_GIVEN
        return build_series(view, self.rows, self.current_month)
