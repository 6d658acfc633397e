"""The data of a bundle: all that goes into its files, as values that need no book."""

from dataclasses import dataclass

from tracker.analysis.monthly.evidence import GivenByEvidence
from tracker.analysis.monthly.table import ALL_GROUPS, MonthRow
from tracker.book.witness.hashes import Witness
from tracker.charts.series import ChartView, Series, build_series
from tracker.export.privacy.omissions import Omissions
from tracker.export.report.ask_selection import ReportAsk
from tracker.export.report.model import Report
from tracker.export.tables.csv_dialect import Dialect
from tracker.months import Month


@dataclass(frozen=True, slots=True)
class BundleData:
    """Everything that one trusted person is to be shown."""

    dialect: Dialect
    has_private_notes: bool
    currency: str
    current_month: Month
    """The month in which it is made: the image marks it as unfinished."""
    groups: tuple[str, ...]
    """The names of the groups it is about."""
    rows: tuple[MonthRow, ...]
    given_by_evidence: GivenByEvidence
    """What was given in the months of the rows, by group and by how it is known."""
    entry_count: int
    """How many entries are included."""
    book_entry_count: int
    """How many entries the book has."""
    omissions: Omissions
    entries_csv: bytes = b""
    """`entries.csv`; empty where no tables are wanted."""
    months_csv: bytes = b""
    """`months.csv`; empty where no tables are wanted."""
    has_limit: bool = False
    """Whether the person set a limit, whatever of it is included."""
    redacted_columns: tuple[str, ...] = ()
    """The columns of `entries.csv` in which cells were emptied or names replaced."""
    possible_names: tuple[str, ...] = ()
    """Words in what is included that look like somebody's name."""
    report: Report | None = None
    """The report; None where none is wanted."""
    asks: tuple[ReportAsk, ...] = ()
    """The asks that the report may tell one by one, the newest first."""
    witness: Witness | None = None
    """The witness within the report, which can prove later what had been noted by then."""

    @property
    def is_selection(self) -> bool:
        """Whether any entry of the book is left out, also a thought."""
        return self.omissions.is_extract or self.entry_count < self.book_entry_count

    @property
    def has_income(self) -> bool:
        """Whether the amounts of income and of living costs are included."""
        return not self.omissions.income

    @property
    def has_left_amounts(self) -> bool:
        """Whether it is included what was left, which needs all that was given and living costs."""
        return self.has_income and not self.omissions.groups

    @property
    def series(self) -> Series:
        """What the image shows; without income amounts, since bars of shares can be measured."""
        rows = [row for row in self.rows if row.group == ALL_GROUPS]
        view = ChartView.INCOME if self.has_income else ChartView.ASKED_GIVEN
        return build_series(view, rows, self.current_month)

    @property
    def is_last_month_unfinished(self) -> bool:
        """Whether the last month is the one in which it is made, and so not over."""
        return bool(self.rows) and self.rows[-1].month == self.current_month
