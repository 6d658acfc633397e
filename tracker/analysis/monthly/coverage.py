"""On how many months a sum rests, where not everything was noted in all of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from tracker.analysis.monthly.table import MonthRow
from tracker.i18n import _


@dataclass(frozen=True, slots=True)
class MonthCoverage:
    """How many months there are, and of how many something is known."""

    months: int
    with_income: int
    """Those with an income to divide by, be it 0: the first one noted and all after it."""
    with_living_costs: int
    """Those of which is told what was left: income, food and rent are known in them."""
    with_limit: int
    """Those of which is known on which side of my line they are."""

    @classmethod
    def from_rows(cls, rows: Iterable[MonthRow]) -> Self:
        """What the rows of each month rest on; several groups in a month are one month."""
        whole = list({row.month: row for row in reversed(list(rows))}.values())
        return cls(
            months=len(whole),
            with_income=sum(row.income is not None for row in whole),
            with_living_costs=sum(row.left is not None for row in whole),
            with_limit=sum(row.over_limit is not None for row in whole),
        )

    @property
    def income_note(self) -> str:
        """How many months a sum or share of income rests on; empty where it is all or none."""
        return self._describe_part(self.with_income)

    @property
    def living_costs_note(self) -> str:
        """How many months what is left rests on; empty where it is all or none."""
        return self._describe_part(self.with_living_costs)

    def _describe_part(self, count: int) -> str:
        if count in (0, self.months):
            return ""
        return _("{count} of {total} months").format(count=count, total=self.months)
