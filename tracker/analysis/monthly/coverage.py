"""How many months a sum covers, where not all of them have income or living costs."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from tracker.analysis.monthly.table import MonthRow
from tracker.i18n import _label


@dataclass(frozen=True, slots=True)
class MonthCoverage:
    """How many months there are, and in how many of them something is known."""

    months: int
    with_income: int
    """Those with an income, even one of 0: the month of the first one, and all after it."""
    with_living_costs: int
    """Those in which the amount left is known: income, food and rent are known in them."""

    @classmethod
    def from_rows(cls, rows: Iterable[MonthRow]) -> Self:
        """Count the months of these rows. Several groups in a month are one month."""
        months = list({row.month: row for row in reversed(list(rows))}.values())
        return cls(
            months=len(months),
            with_income=sum(row.income is not None for row in months),
            with_living_costs=sum(row.left is not None for row in months),
        )

    @property
    def income_note(self) -> str:
        """How many months a sum or share of income covers, or empty text if it is all or none."""
        return self._describe_part(self.with_income)

    @property
    def living_costs_note(self) -> str:
        """How many months the amount left covers, or empty text if it is all or none."""
        return self._describe_part(self.with_living_costs)

    def _describe_part(self, count: int) -> str:
        if count in (0, self.months):
            return ""
        return _label("{count} of {total} months").format(count=count, total=self.months)
