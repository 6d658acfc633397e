"""How what was given is known, in words: the same below totals, in the app, and on the page."""

from collections.abc import Mapping

from tracker.entries.types import Evidence
from tracker.i18n import N_, NumberFormat, _, join_list
from tracker.money import Cents

EVIDENCE_LABELS = {
    Evidence.DOCUMENTED: N_("with a receipt"),
    Evidence.REMEMBERED: N_("from memory"),
    Evidence.ESTIMATED: N_("estimated"),
}
"""How a sum is known, the most certain first."""


def describe_evidence(parts: Mapping[Evidence, Cents], numbers: NumberFormat | None = None) -> str:
    """The parts of a sum: `95.00 with a receipt, 80.00 from memory`."""
    shown = (numbers or NumberFormat()).format_amount
    return join_list(
        _("{amount} {known}").format(amount=shown(parts[evidence]), known=_(known))
        for evidence, known in EVIDENCE_LABELS.items()
        if evidence in parts
    )
