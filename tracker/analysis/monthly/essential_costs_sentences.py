"""What is said of food and rent while they are not known, and where they are left out."""

from collections.abc import Iterator, Sequence

from tracker.analysis.monthly.essential_costs import COSTS
from tracker.analysis.monthly.table import Row
from tracker.entries.types import NeedKind
from tracker.i18n import N_, _

LINES = {NeedKind.FOOD: "need food 260/month", NeedKind.RENT: "need rent 380/month"}
"""By cost: a line that says how high it is."""
WITHOUT = {
    NeedKind.FOOD: N_("What you spend on food isn’t counted in this."),
    NeedKind.RENT: N_("Your rent isn’t counted in this."),
}
"""By cost: what is said beside an amount that is left, where the person left the cost out."""

NOT_COUNTED = {
    NeedKind.FOOD: N_("food not counted"),
    NeedKind.RENT: N_("rent not counted"),
}
"""The same, where there is room for two or three words."""
BELOW = {
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


def what_left_rests_on(rows: Sequence[Row]) -> Iterator[str]:
    """Yield what a reader has to know of what was left in these months, as `to_tell` gives them."""
    known = [row for row in rows if row.left is not None]
    if any(row.to_come for row in known):
        yield _("Regular payments until the end of the last month are taken off what is left.")
    for cost, told in NOT_IN_LEFT.items():
        if any(cost in row.costs_left_out for row in known):
            yield _(told)


def beyond_left_told(row: Row) -> str:
    """Return what is said of a gift beyond what was left, around a place for the amount."""
    if row.to_come:
        return _("so {amount} of what you give this month comes out of what you live on")
    return _("so {amount} of what you gave came out of what you live on")


def unknown_costs_told(costs: Sequence[NeedKind]) -> str:
    """Return a sentence that names what is not known; empty where all is."""
    if len(costs) == len(COSTS):
        return _("Tracker doesn’t know yet what you spend on food and rent.")
    if NeedKind.FOOD in costs:
        return _("Tracker doesn’t know yet what you spend on food.")
    return _("Tracker doesn’t know your rent yet.") if costs else ""


def how_to_add(lines: Sequence[str]) -> str:
    """Return the lines that it takes to see what is left, the costs among them also as none."""
    return _("To see what is left, add e.g. {lines} (0/month if you pay none).").format(
        lines=" · ".join(lines)
    )
