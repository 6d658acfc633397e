"""The data of a bundle: everything in its files, as values that don't need the book."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import NamedTuple

from tracker.analysis.monthly.evidence import GivenByEvidence
from tracker.analysis.monthly.table import ALL_GROUPS, MonthRow
from tracker.book.witness.hashes import Witness
from tracker.charts.series import ChartView, Series, build_series
from tracker.export.privacy.omissions import Omissions
from tracker.export.report.cover import Audience
from tracker.export.report.model import Report
from tracker.export.report.report_ask import ReportAsk
from tracker.export.tables.csv_dialect import Dialect
from tracker.months import Month


class TableTags(NamedTuple):
    """The tags in the table of entries, and what the person's own mean."""

    names: tuple[str, ...] = ()
    """In alphabetical order."""
    own_meanings: Mapping[str, str] = MappingProxyType({})
    """Empty for a tag of which they wrote no meaning, or where their own words are left out."""
    has_others: bool = False
    """Whether some say how others were asked."""


NO_TAGS = TableTags()
"""Those of a table without tags."""


@dataclass(frozen=True, slots=True)
class BundleData:
    """Everything that one trusted person is shown."""

    dialect: Dialect
    has_private_notes: bool
    currency: str
    current_month: Month
    """The month in which it is made. The image marks it as unfinished."""
    groups: tuple[str, ...]
    """The names of the groups it is about."""
    rows: tuple[MonthRow, ...]
    given_by_evidence: GivenByEvidence
    """What was given in the months of the rows, by group and evidence."""
    entry_count: int
    """How many entries are included."""
    book_entry_count: int
    """How many entries the book has."""
    omissions: Omissions
    entries_csv: bytes = b""
    """`entries.csv`. Empty if no tables are wanted."""
    months_csv: bytes = b""
    """`months.csv`. Empty if no tables are wanted."""
    has_limit: bool = False
    """Whether the person set a limit, whatever of it is included."""
    shows_limit: bool = False
    """Whether the image shows it."""
    table_tags: TableTags = NO_TAGS
    """The tags in `entries.csv`."""
    redacted_columns: tuple[str, ...] = ()
    """The columns of `entries.csv` in which cells were emptied or names replaced."""
    possible_names: tuple[str, ...] = ()
    """Words in the included texts that look like someone's name."""
    mentions_minor: bool = False
    """Whether a tag of an included entry says that someone under 18 was involved."""
    report: Report | None = None
    """The report, if one is wanted."""
    asks: tuple[ReportAsk, ...] = ()
    """The newest asks that the report can describe one by one, the one that began last first."""
    witness: Witness | None = None
    """The witness in the report, which can prove later which entries existed by then."""

    @property
    def is_selection(self) -> bool:
        """Whether any entry of the book is left out, also a thought."""
        return self.omissions.is_extract or self.entry_count < self.book_entry_count

    @property
    def is_for_person(self) -> bool:
        """Whether it is for the person themselves, so nothing in it speaks to a reader."""
        return self.report is not None and self.report.cover_note.audience is Audience.ME

    @property
    def has_income(self) -> bool:
        """Whether the amounts of income and of living costs are included."""
        return not self.omissions.income

    @property
    def has_left_amounts(self) -> bool:
        """Whether the amount left is included. It needs living costs and everything given."""
        return self.has_income and not self.omissions.groups

    @property
    def series(self) -> Series:
        """What the image shows. Without income amounts no shares, because bars can be measured."""
        rows = [
            row if self.shows_limit else replace(row, limit=None)
            for row in self.rows
            if row.group == ALL_GROUPS
        ]
        view = ChartView.INCOME if self.has_income else ChartView.ASKED_GIVEN
        return build_series(view, rows, self.current_month)

    @property
    def is_last_month_unfinished(self) -> bool:
        """Whether the last month is the one in which it is made, which isn't over."""
        return bool(self.rows) and self.rows[-1].month == self.current_month
