"""A saved entry whose label names a period (`rent monthly`), though it was saved as coming once."""

from dataclasses import replace
from typing import NamedTuple

from tracker.entries.grammar import PERIOD_WORDS
from tracker.entries.period_words import find_frequency_in_label
from tracker.entries.types import Entry, Income, Need, Payment
from tracker.months import Period


class RepeatingEntry(NamedTuple):
    """The words of the label that say how often, and the entry as one that comes so often."""

    words: str
    entry: Income | Need | Payment

    @property
    def every(self) -> Period:
        """Return how often that is."""
        return self.entry.every or Period.MONTH


def convert_to_repeating(entry: Entry) -> RepeatingEntry | None:
    """Return the entry with the period of its label, or None if it has none or needs none."""
    if not isinstance(entry, Income | Need | Payment) or entry.every or not entry.amount:
        return None
    label = " ".join((entry.label or "").split())
    frequency = find_frequency_in_label(label)
    if frequency is None or frequency.period not in PERIOD_WORDS:
        return None
    rest = " ".join(label.replace(frequency.text, "", 1).split()).strip(" ,;:()[]-")
    return RepeatingEntry(
        frequency.text, replace(entry, every=Period(frequency.period), label=rest or None)
    )
