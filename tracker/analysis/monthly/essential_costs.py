"""Food and rent: whether they are known in a month, which the amount left needs.

An income and food alone gave an amount that was too high and argued for a yes. Rent paid once in
March says nothing of November. Files keep their rule, so old tables stay the same.
"""

from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise

from tracker.analysis.monthly.monthly_facts import MonthlyFacts
from tracker.entries.types import Need, NeedKind
from tracker.months import Month

ESSENTIAL_COSTS = (NeedKind.FOOD, NeedKind.RENT)
"""The costs without which no amount left is shown, in the order in which Tracker asks for them."""


class EssentialCosts:
    """In which months food and rent are known: there is an amount, or the answer that it is 0."""

    def __init__(self, facts: MonthlyFacts) -> None:
        """Find from when to when each regular entry of these costs counts."""
        self._facts = facts
        rows: dict[tuple[NeedKind, str | None], list[tuple[date, int, date | None]]] = defaultdict(
            list
        )
        for item in facts.other_entries:
            entry = item.entry
            if isinstance(entry, Need) and entry.every and entry.kind in ESSENTIAL_COSTS:
                rows[entry.kind, entry.label].append((entry.day, item.number, entry.until))
        self._spans = [
            (kind, start, end)
            for (kind, _label), row in rows.items()
            for start, end in _find_spans(row)
        ]

    def find_unknown(self, month: Month) -> tuple[NeedKind, ...]:
        """Return the costs that are not known in a month, that the person may be asked about."""
        return tuple(
            kind
            for kind in ESSENTIAL_COSTS
            if kind not in self._facts.skipped_costs and not self._is_known(kind, month)
        )

    def find_skipped(self, month: Month) -> tuple[NeedKind, ...]:
        """Return the costs that are not known in a month, and not to be asked about."""
        return tuple(
            kind
            for kind in ESSENTIAL_COSTS
            if kind in self._facts.skipped_costs and not self._is_known(kind, month)
        )

    def _is_known(self, kind: NeedKind, month: Month) -> bool:
        """Return whether a one-off cost is of the month, or a regular one counts in it."""
        return (month, kind) in self._facts.one_off_costs or any(
            known_kind is kind
            and start <= month.last_day
            and (end is None or end >= month.first_day)
            for known_kind, start, end in self._spans
        )


def _find_spans(row: list[tuple[date, int, date | None]]) -> list[tuple[date, date | None]]:
    """Return from when to when each entry counts: to the day before the next one at most."""
    row.sort(key=lambda entry: entry[:2])
    spans = []
    for (start, _number, until), (following, _next, _until) in pairwise(row):
        before = following - timedelta(days=1)
        spans.append((start, before if until is None else min(until, before)))
    start, _number, until = row[-1]
    return [*spans, (start, until)]
