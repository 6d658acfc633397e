"""How what was given is known: with a receipt, from memory, estimated; sums beside the totals."""

from collections import Counter
from collections.abc import Mapping
from typing import TypeAlias

from tracker.analysis.monthly.facts import Facts, Group
from tracker.analysis.monthly.recurrence import placed
from tracker.analysis.monthly.table import ALL, standing_payments
from tracker.entries.types import Evidence, Paid
from tracker.money import Cents
from tracker.months import Month

GivenByEvidence: TypeAlias = Mapping[tuple[Group, Evidence], Cents]
"""What was given in some months, by group and by how the person knows."""


def given_by_evidence(
    once: GivenByEvidence, facts: Facts, first: Month, last: Month
) -> GivenByEvidence:
    """What was given from one month to another, both included.

    `once` are the one-off payments of these months; the occurrences of standing ones, each known
    as its entry is, come from the facts.
    """
    sums = Counter(once)
    payments = [item for item in facts.others if isinstance(item.entry, Paid)]
    evidence = {item.number: item.entry.evidence for item in payments}
    for payment, day in placed(standing_payments(payments), facts.today):
        if first <= Month.of(day) <= last:
            sums[payment.key[0], evidence[payment.number]] += payment.cents
    return dict(sums)


def of_group(sums: GivenByEvidence, group: str) -> dict[Evidence, Cents]:
    """The part of a group, or of `all`, by how it is known; what is 0 is left out."""
    parts = {
        evidence: sum(
            cents
            for (label, known), cents in sums.items()
            if known is evidence and group in (ALL, label)
        )
        for evidence in Evidence
    }
    return {evidence: cents for evidence, cents in parts.items() if cents}
