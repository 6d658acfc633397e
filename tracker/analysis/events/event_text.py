"""What an event cost, in words: a figure a line, or all of them on one line."""

from collections.abc import Iterator, Sequence

from tracker.analysis.events.event_total import EventTotal, LabelCost, MoneySum
from tracker.analysis.monthly.estimates_text import describe_given
from tracker.entries.entry_description import format_duration
from tracker.i18n import NumberFormat, _, _label, _label_plural, format_date, join_list

MOST_LABELS = 4
"""How many labels of costs have a sum of their own. The others share one."""
SEPARATOR = " · "

EventFigure = tuple[str, str]
"""A name and what it is: a sum, hours or a count."""


def describe_days(total: EventTotal) -> str:
    """Return the day of an event, or its first and its last one."""
    first, last = format_date(total.first_day), format_date(total.last_day)
    return first if first == last else _label("{first} to {last}").format(first=first, last=last)


def describe_head(total: EventTotal, numbers: NumberFormat, *, has_group: bool) -> str:
    """Return the name of an event, its days, and its group where there are several."""
    parts = numbers.mask_numbers(total.name), describe_days(total), total.group or ""
    return SEPARATOR.join(filter(None, parts if has_group else parts[:2]))


def describe_event(total: EventTotal, numbers: NumberFormat) -> str:
    """Return what an event cost on one line: `paid 20.00 · costs 77.00 · 15 to 17 h`."""
    parts = []
    if not total.paid.is_empty:
        parts.append(_label("paid {sum}").format(sum=format_sum(total.paid, numbers)))
    if not total.costs.is_empty:
        parts.append(_label("costs {sum}").format(sum=format_sum(total.costs, numbers)))
    parts += filter(None, [format_time(total)])
    return SEPARATOR.join(parts) or _("No money and no hours recorded.")


def list_figures(total: EventTotal, numbers: NumberFormat) -> Iterator[EventFigure]:
    """Yield each figure of an event that has something to say, by its name."""
    if not total.paid.is_empty:
        yield _label("Paid to the group"), format_sum(total.paid, numbers)
    if not total.costs.is_empty:
        yield _label("Costs around it"), _describe_costs(total, numbers)
    if not (total.paid.is_empty or total.costs.is_empty):
        yield _label("Together"), format_sum(total.together, numbers)
    if time := _describe_time(total):
        yield _label("Time"), time
    if not total.refunds.is_empty:
        yield _label("Refunds"), format_sum(total.refunds, numbers)
    if total.asked:
        yield _label("You were asked"), _describe_asks(total)
    if total.seen or total.heard:
        yield _label("Seen or heard"), _describe_others(total)


def format_sum(money: MoneySum, numbers: NumberFormat) -> str:
    """Return a sum, how much of it is estimated, and how many amounts are not in it."""
    return describe_given(money.cents, money.estimated, money.unknown_count, numbers)


def format_time(total: EventTotal) -> str:
    """Return the hours of an event, or an empty text where none are known."""
    if not total.hours_high:
        return ""
    low, high = total.hours_low, total.hours_high
    return format_duration(low, None if low == high else high, total.minutes)


def _describe_costs(total: EventTotal, numbers: NumberFormat) -> str:
    """Return the sum of the costs, then that of each label: `77.00: train 41.00, drinks 36.00`."""
    text = format_sum(total.costs, numbers)
    costs = total.costs_by_label
    if all(cost.label is None for cost in costs):
        return text
    if len(costs) == 1:
        return _label("{sum}: {parts}").format(
            sum=text, parts=numbers.mask_numbers(costs[0].label or "")
        )
    parts = join_list(_describe_label(cost, numbers) for cost in _join_others(costs))
    return _label("{sum}: {parts}").format(sum=text, parts=parts)


def _join_others(costs: Sequence[LabelCost]) -> list[LabelCost]:
    """Return the costs of a few labels, and all others as one."""
    named = [cost for cost in costs if cost.label is not None]
    own = named if len(named) <= MOST_LABELS else named[:MOST_LABELS]
    others = MoneySum()
    for cost in costs:
        others = others if cost in own else others.add(cost.sum)
    # Where no amount of them is known, the sum says that.
    return [*own, LabelCost(None, others)] if others.cents else own


def _describe_label(cost: LabelCost, numbers: NumberFormat) -> str:
    name = _label("other") if cost.label is None else numbers.mask_numbers(cost.label)
    return _label("{label} {sum}").format(label=name, sum=format_sum(cost.sum, numbers))


def _describe_time(total: EventTotal) -> str:
    hours, count = format_time(total), total.times_without_hours
    if not count:
        return hours
    if not hours:
        return _label_plural(
            "once, hours not recorded", "{count} times, hours not recorded", count
        ).format(count=count)
    return _label_plural(
        "{hours}, and once without hours", "{hours}, and {count} times without hours", count
    ).format(hours=hours, count=count)


def _describe_asks(total: EventTotal) -> str:
    asked = _label_plural("once", "{count} times", total.asked, "asked").format(count=total.asked)
    if not total.asked_open:
        return asked
    if total.asked == total.asked_open:
        return _label("{asked}, no amount named").format(asked=asked)
    return _label_plural(
        "{asked}, of these once without an amount",
        "{asked}, of these {count} times without an amount",
        total.asked_open,
    ).format(asked=asked, count=total.asked_open)


def _describe_others(total: EventTotal) -> str:
    """Return how often the person saw or heard of it. There is no sum of others' money."""
    parts = []
    if total.seen:
        parts.append(
            _label_plural("seen once", "seen {count} times", total.seen).format(count=total.seen)
        )
    if total.heard:
        parts.append(
            _label_plural("heard of once", "heard of {count} times", total.heard).format(
                count=total.heard
            )
        )
    return join_list(parts)
