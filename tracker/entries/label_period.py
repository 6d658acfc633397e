"""A saved entry whose label says how often it comes, though it was saved as coming once."""

from dataclasses import replace
from typing import NamedTuple

from tracker.entries.grammar import PERIODS
from tracker.entries.period_words import said_in
from tracker.entries.types import Entry, Income, Need, Paid
from tracker.months import Period


class Repeating(NamedTuple):
    """The words of the label that say how often, and the entry as one that comes so often."""

    words: str
    entry: Income | Need | Paid

    @property
    def every(self) -> Period:
        """Return how often that is."""
        return self.entry.every or Period.MONTH


def as_repeating(entry: Entry) -> Repeating | None:
    """Return the entry as its label says it; None where that says no period, or none is missing."""
    if not isinstance(entry, Income | Need | Paid) or entry.every or not entry.amount:
        return None
    label = " ".join((entry.label or "").split())
    said = said_in(label)
    if said is None or said.period not in PERIODS:
        return None
    rest = " ".join(label.replace(said.text, "", 1).split()).strip(" ,;:()[]-")
    return Repeating(said.text, replace(entry, every=Period(said.period), label=rest or None))
