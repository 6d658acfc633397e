"""Sentences about food and rent: that they are not known yet, or that they are left out."""

from collections.abc import Iterator, Sequence

from tracker.analysis.monthly.essential_costs import ESSENTIAL_COSTS
from tracker.analysis.monthly.table import MonthRow
from tracker.entries.types import NeedKind
from tracker.i18n import N_, N_label, _, _label

EXAMPLE_COST_LINES = {NeedKind.FOOD: "need food 260/month", NeedKind.RENT: "need rent 380/month"}
"""By cost: an example of the line that adds it."""
NOT_COUNTED_SENTENCES = {
    NeedKind.FOOD: N_("What you spend on food isn’t counted in this."),
    NeedKind.RENT: N_("Your rent isn’t counted in this."),
}
"""By cost: the sentence beside the amount left, where the person left the cost out."""

NOT_COUNTED_SHORT = {
    NeedKind.FOOD: N_label("food not counted"),
    NeedKind.RENT: N_label("rent not counted"),
}
"""The same, where there is room for two or three words."""
NOT_COUNTED_NOTES = {
    NeedKind.FOOD: N_label("{columns}: what you spend on food isn’t counted"),
    NeedKind.RENT: N_label("{columns}: your rent isn’t counted"),
}
"""The same, below a table."""
NOT_IN_LEFT = {
    NeedKind.FOOD: N_("What I spend on food isn’t counted in what’s left."),
    NeedKind.RENT: N_("My rent isn’t counted in what’s left."),
}
"""The same, as the person says it to someone else."""

NOT_IN_COPY = N_("This copy doesn’t include enough to show what’s left.")
"""The sentence in place of the amount left, where the reader can add nothing."""


def explain_amount_left(rows: Sequence[MonthRow]) -> Iterator[str]:
    """Yield what a reader has to know about the amount left in rows of `adjust_amount_left`."""
    rows_with_left = [row for row in rows if row.left is not None]
    if any(row.upcoming_payments for row in rows_with_left):
        yield _("Regular payments until the end of the last month are subtracted from what’s left.")
    for cost, sentence in NOT_IN_LEFT.items():
        if any(cost in row.skipped_costs for row in rows_with_left):
            yield _(sentence)


def describe_beyond_left(row: MonthRow) -> str:
    """Return a label for what was given beyond what was left, with a place for the amount."""
    if row.upcoming_payments:
        return _label("{amount} of this month’s giving comes out of your living costs")
    return _label("{amount} of what you gave came out of your living costs")


def describe_unknown_costs(costs: Sequence[NeedKind]) -> str:
    """Return the sentence that names the unknown costs, or empty text without any."""
    if len(costs) == len(ESSENTIAL_COSTS):
        return _("Tracker doesn’t know yet what you spend on food and rent.")
    if NeedKind.FOOD in costs:
        return _("Tracker doesn’t know yet what you spend on food.")
    return _("Tracker doesn’t know your rent yet.") if costs else ""


def explain_how_to_add(lines: Sequence[str]) -> str:
    """Return the sentence that says which lines to add to see the amount left."""
    return _("To see what’s left, add e.g. {lines} (0/month if you pay nothing).").format(
        lines=" · ".join(lines)
    )
