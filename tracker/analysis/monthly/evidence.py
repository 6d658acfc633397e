"""What was given, by how the person knows it: with a receipt, from memory, estimated."""

from collections import Counter
from collections.abc import Mapping
from typing import TypeAlias

from tracker.analysis.monthly.monthly_facts import GroupLabel, MonthlyFacts
from tracker.analysis.monthly.recurrence import expand_recurring
from tracker.analysis.monthly.table import ALL_GROUPS, find_recurring_payments
from tracker.entries.types import Evidence, Payment
from tracker.money import Cents
from tracker.months import Month

GivenByEvidence: TypeAlias = Mapping[tuple[GroupLabel, Evidence], Cents]
"""What was given in some months, by group and by how the person knows."""


def sum_given_by_evidence(facts: MonthlyFacts, first: Month, last: Month) -> GivenByEvidence:
    """Return what was given from one month to another, both included.

    Each occurrence of a regular payment has the evidence of its entry.
    """
    sums: Counter[tuple[GroupLabel, Evidence]] = Counter()
    for (month, group, _kind), cents in facts.paid.items():
        if first <= month <= last:
            sums[group, Evidence.REMEMBERED] += cents
    for evidence, parts in (
        (Evidence.ESTIMATED, facts.paid_estimated),
        (Evidence.DOCUMENTED, facts.paid_documented),
    ):
        for (month, group), cents in parts.items():
            if first <= month <= last:
                sums[group, evidence] += cents
                sums[group, Evidence.REMEMBERED] -= cents
    payments = [item for item in facts.other_entries if isinstance(item.entry, Payment)]
    known_by = {item.number: item.entry.evidence for item in payments}
    for payment, day in expand_recurring(find_recurring_payments(payments), facts.today):
        if first <= Month.from_date(day) <= last:
            sums[payment.key[0], known_by[payment.number]] += payment.cents
    return {key: cents for key, cents in sums.items() if cents}


def sum_group_by_evidence(sums: GivenByEvidence, group: str) -> dict[Evidence, Cents]:
    """Return what a group, or `all`, was given by evidence, without what is 0."""
    parts = {
        evidence: sum(
            cents
            for (label, known_by), cents in sums.items()
            if known_by is evidence and group in (ALL_GROUPS, label)
        )
        for evidence in Evidence
    }
    return {evidence: cents for evidence, cents in parts.items() if cents}
