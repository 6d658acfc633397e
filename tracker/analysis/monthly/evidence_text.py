"""How the person knows what was given, in words: below totals, in the app, in the summary."""

from collections.abc import Mapping

from tracker.entries.types import Evidence
from tracker.i18n import N_label, NumberFormat, _label, join_list
from tracker.money import Cents

EVIDENCE_LABELS = {
    Evidence.DOCUMENTED: N_label("with a receipt"),
    Evidence.REMEMBERED: N_label("from memory"),
    Evidence.ESTIMATED: N_label("estimated"),
}
"""How a sum is known, the most certain first."""


def describe_evidence(parts: Mapping[Evidence, Cents], numbers: NumberFormat | None = None) -> str:
    """Return the parts of a sum in words: `95.00 with a receipt, 80.00 from memory`."""
    format_amount = (numbers or NumberFormat()).format_amount
    return join_list(
        _label("{amount} {evidence}").format(
            amount=format_amount(parts[evidence]), evidence=_label(label)
        )
        for evidence, label in EVIDENCE_LABELS.items()
        if evidence in parts
    )
