"""On how many months a sum rests, where not everything was noted in all of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from tracker.analysis.monthly.table import MonthRow
from tracker.i18n import _


@dataclass(frozen=True, slots=True)
class Basis:
    """How many months there are, and of how many something is known."""

    months: int
    earning: int
    """Those with an income to divide by, be it 0: the first one noted and all after it."""
    living: int
    """Those of which is told what was left: income, food and rent are known in them."""
    lined: int
    """Those of which is known on which side of my line they are."""

    @classmethod
    def of(cls, rows: Iterable[MonthRow]) -> Self:
        """What the rows of each month rest on; several groups in a month are one month."""
        whole = list({row.month: row for row in reversed(list(rows))}.values())
        return cls(
            months=len(whole),
            earning=sum(row.income is not None for row in whole),
            living=sum(row.left is not None for row in whole),
            lined=sum(row.over_limit is not None for row in whole),
        )

    @property
    def part_earning(self) -> str:
        """How many months a sum or share of income rests on; empty where it is all or none."""
        return self._part(self.earning)

    @property
    def part_living(self) -> str:
        """How many months what is left rests on; empty where it is all or none."""
        return self._part(self.living)

    def _part(self, count: int) -> str:
        if count in (0, self.months):
            return ""
        return _("{count} of {total} months").format(count=count, total=self.months)
