"""What is said of food and rent while they are not known, and where they are left out."""

from collections.abc import Iterator, Sequence

from tracker.analysis.monthly.essential_costs import ESSENTIAL_COSTS
from tracker.analysis.monthly.table import MonthRow
from tracker.entries.types import NeedKind
from tracker.i18n import N_, _

EXAMPLE_COST_LINES = {NeedKind.FOOD: "need food 260/month", NeedKind.RENT: "need rent 380/month"}
"""By cost: a line that says how high it is."""
NOT_COUNTED_SENTENCES = {
    NeedKind.FOOD: N_("What you spend on food isn’t counted in this."),
    NeedKind.RENT: N_("Your rent isn’t counted in this."),
}
"""By cost: what is said beside an amount that is left, where the person left the cost out."""

NOT_COUNTED_SHORT = {
    NeedKind.FOOD: N_("food not counted"),
    NeedKind.RENT: N_("rent not counted"),
}
"""The same, where there is room for two or three words."""
NOT_COUNTED_NOTES = {
    NeedKind.FOOD: N_("{columns}: what you spend on food isn’t counted"),
    NeedKind.RENT: N_("{columns}: your rent isn’t counted"),
}
"""The same, below a table."""
NOT_IN_LEFT = {
    NeedKind.FOOD: N_("What I spend on food is not counted in what is left."),
    NeedKind.RENT: N_("My rent is not counted in what is left."),
}
"""The same, as the person says it to somebody else."""

NOT_IN_COPY = N_("This copy doesn’t have all that it takes to tell what is left.")
"""What is said in place of that, where the reader can add nothing."""


def explain_amount_left(rows: Sequence[MonthRow]) -> Iterator[str]:
    """Yield what a reader has to know of what was left in months of `adjust_amount_left`."""
    known = [row for row in rows if row.left is not None]
    if any(row.upcoming_payments for row in known):
        yield _("Regular payments until the end of the last month are taken off what is left.")
    for cost, told in NOT_IN_LEFT.items():
        if any(cost in row.skipped_costs for row in known):
            yield _(told)


def describe_beyond_left(row: MonthRow) -> str:
    """Return what is said of a gift beyond what was left, around a place for the amount."""
    if row.upcoming_payments:
        return _("so {amount} of what you give this month comes out of what you live on")
    return _("so {amount} of what you gave came out of what you live on")


def describe_unknown_costs(costs: Sequence[NeedKind]) -> str:
    """Return a sentence that names what is not known; empty where all is."""
    if len(costs) == len(ESSENTIAL_COSTS):
        return _("Tracker doesn’t know yet what you spend on food and rent.")
    if NeedKind.FOOD in costs:
        return _("Tracker doesn’t know yet what you spend on food.")
    return _("Tracker doesn’t know your rent yet.") if costs else ""


def explain_how_to_add(lines: Sequence[str]) -> str:
    """Return the lines that it takes to see what is left, the costs among them also as none."""
    return _("To see what is left, add e.g. {lines} (0/month if you pay none).").format(
        lines=" · ".join(lines)
    )
