"""What an event cost as JSON and as a row: counts as integers, sums and hours as text."""

from tracker.analysis.events.event_total import EventTotal, MoneySum, NameField
from tracker.money import format_canonical

JsonLabel = dict[str, str | int | None]
JsonValue = str | int | None | list[JsonLabel]

# Data: in people's scripts since 0.1. Never rename.
NAME_COLUMNS = ("event", "campaign", "group", "first_day", "last_day", "currency")
SUM_COLUMNS = ("paid", "returned", "costs", "together")
HOUR_COLUMNS = ("hours_low", "hours_high")
COUNT_COLUMNS = ("times_without_hours", "asked", "asked_open", "seen", "heard")
COSTS_BY_LABEL = "costs_by_label"
COLUMNS = (
    *NAME_COLUMNS,
    *(f"{name}{end}" for name in SUM_COLUMNS for end in ("", "_open", "_estimated")),
    *HOUR_COLUMNS,
    *COUNT_COLUMNS,
)
"""The columns of a row. JSON has the costs of each label besides."""


def serialize_event(total: EventTotal, field: NameField, currency: str) -> dict[str, JsonValue]:
    """Return what an event cost by key. What others were asked or gave has counts, no sums."""
    values: dict[str, JsonValue] = {
        "event": total.name if field is NameField.EVENT else None,
        "campaign": total.name if field is NameField.CAMPAIGN else None,
        "group": total.group,
        "first_day": str(total.first_day),
        "last_day": str(total.last_day),
        "currency": currency,
    }
    sums = (total.paid, total.refunds, total.costs, total.together)
    for name, money in zip(SUM_COLUMNS, sums, strict=True):
        values |= _serialize_sum(name, money)
    values |= {name: format_canonical(getattr(total, name)) for name in HOUR_COLUMNS}
    values |= {name: getattr(total, name) for name in COUNT_COLUMNS}
    values[COSTS_BY_LABEL] = [
        {"label": label, **_serialize_sum("costs", money)} for label, money in total.costs_by_label
    ]
    return values


def _serialize_sum(name: str, money: MoneySum) -> dict[str, str | int | None]:
    return {
        name: format_canonical(money.cents),
        f"{name}_open": money.unknown_count,
        f"{name}_estimated": format_canonical(money.estimated),
    }
