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


def sum_given_by_evidence(
    one_off: GivenByEvidence, facts: MonthlyFacts, first_month: Month, last_month: Month
) -> GivenByEvidence:
    """Return what was given from one month to another, both included.

    `one_off` are the one-off payments of these months. The occurrences of regular payments come
    from the facts, each with the evidence of its entry.
    """
    sums = Counter(one_off)
    payments = [item for item in facts.other_entries if isinstance(item.entry, Payment)]
    evidence = {item.number: item.entry.evidence for item in payments}
    for payment, day in expand_recurring(find_recurring_payments(payments), facts.today):
        if first_month <= Month.from_date(day) <= last_month:
            sums[payment.key[0], evidence[payment.number]] += payment.cents
    return dict(sums)


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
