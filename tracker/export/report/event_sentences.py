"""Sentences of the summary about events: what was paid, spent around it, and the hours."""

from collections.abc import Iterable, Iterator

from tracker.analysis.events.event_text import format_time
from tracker.analysis.events.event_total import EventTotal, MoneySum
from tracker.export.report.amount_text import describe_refunds, describe_sum_given
from tracker.export.report.safe_text import format_name
from tracker.i18n import NumberFormat, _, _label, format_months

LONGEST_NAME = 40


def describe_events(events: Iterable[EventTotal], numbers: NumberFormat) -> Iterator[str]:
    """Yield a text for each event, with its month in place of its days."""
    for event in events:
        yield " ".join(_list_sentences(event, numbers))


def _list_sentences(event: EventTotal, numbers: NumberFormat) -> Iterator[str]:
    money = list(_describe_money(event, numbers))
    name, months = _format_name(numbers.mask_numbers(event.name)), _describe_months(event)
    yield _label("{event} ({months}): {sentence}").format(
        event=name, months=months, sentence=money[0]
    )
    yield from money[1:]
    yield from _describe_label(event, numbers)
    yield from describe_refunds(event.refunds.cents, event.refunds.unknown_count, numbers)
    if time := format_time(event):
        yield _("It took {hours}.").format(hours=time)


def _describe_money(event: EventTotal, numbers: NumberFormat) -> Iterator[str]:
    """Yield what was paid, then what was spent around it. A sum of nothing is not known."""
    paid, costs = event.paid, event.costs
    if paid.cents:
        yield _("I paid the group {sum}.").format(sum=_format_sum(paid, numbers))
    elif not paid.is_empty:
        yield _("I don’t know how much I paid the group.")
    if costs.cents:
        text = (
            _("I spent {sum} on it, which the group didn’t get.")
            if paid.is_empty
            else _("I spent another {sum} on it, which the group didn’t get.")
        )
        yield text.format(sum=_format_sum(costs, numbers))
    elif not costs.is_empty:
        yield _("I don’t know how much else I spent on it.")


def _describe_label(event: EventTotal, numbers: NumberFormat) -> Iterator[str]:
    """Yield what the costs were for: the label of the largest sum, if one is shown."""
    labels = [cost.label for cost in event.costs_by_label]
    if not labels or labels[0] is None:
        return
    text = (
        _("That was for “{label}”.")
        if len(labels) == 1
        else _("The largest part was for “{label}”.")
    )
    yield text.format(label=format_name(numbers.mask_numbers(labels[0]), LONGEST_NAME))


def _format_name(name: str) -> str:
    """Return the name of an event, or words for one whose name is not shown."""
    if not name:
        return _label("An event")
    return _label("“{event}”").format(event=format_name(name, LONGEST_NAME))


def _describe_months(event: EventTotal) -> str:
    return format_months(event.first_day, event.last_day)


def _format_sum(money: MoneySum, numbers: NumberFormat) -> str:
    """Return a sum, its estimated part, and how many amounts are not in it."""
    return describe_sum_given(money.cents, money.estimated, money.unknown_count, numbers)
