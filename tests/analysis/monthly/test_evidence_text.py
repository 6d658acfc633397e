"""The parts of a sum in words, by how the person knows them."""

from tracker.analysis.monthly.evidence_text import describe_evidence
from tracker.entries.types import Evidence


def test_the_most_certain_part_comes_first() -> None:
    parts = {Evidence.ESTIMATED: 500, Evidence.DOCUMENTED: 9500}
    assert describe_evidence(parts) == "95.00 with a receipt, 5.00 estimated"
    assert describe_evidence({}) == ""
