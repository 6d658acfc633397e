"""What was said yes to and what was given, in words; sums beside one another, and no rest."""

from collections.abc import Iterator, Mapping

from tracker.entries.reading import KINDS, PER, reading
from tracker.entries.types import Ask, Kind
from tracker.figures.facts import Group
from tracker.figures.said_and_given import Promise, SaidAndGiven, SaidYes
from tracker.texts import Numbers, _, listed, shown_date
from tracker.widgets.entry_rows import veil
from tracker.widgets.sentence_list import Sentence

ASK, ORDER = "ask", "order"
"""How the id of a sentence begins; the number of the entry follows."""


def sentences(
    said: SaidYes, asks: Mapping[int, Ask], numbers: Numbers, *, several: bool
) -> Iterator[Sentence]:
    """A sentence an ask, then one a standing payment; with several groups each names its own.

    `asks` are the asks by their numbers.
    """
    for each in said.asks:
        amount = reading(asks[each.last.number], numbers.amount).amount
        head = _head(each.last.kind, amount, each.last.group if several else None)
        yield Sentence(f"{ASK}-{each.last.number}", told(each, numbers), head=head)
    for order in said.orders:
        head = _head(order.kind, _("standing payment"), order.group if several else None)
        text = _promise(order.pays, numbers)
        label = (veil(order.label) if numbers.hidden else order.label) if order.label else ""
        yield Sentence(f"{ORDER}-{order.number}", listed(filter(None, (label, text))), head=head)


def _head(kind: Kind, what: str, group: Group) -> str:
    head = listed((_(KINDS[kind.value]), what))
    return f"{head} · {group}" if group else head


def told(said: SaidAndGiven, numbers: Numbers) -> str:
    """What was said, what was given for it, and by which standing payments."""
    lines = [_said(said, numbers), _given(said, numbers)]
    if said.orders:
        orders = "; ".join(_promise(order.pays, numbers) for order in said.orders)
        lines.append(_("standing payment: {orders}").format(orders=orders))
    return "\n".join(lines)


def _said(said: SaidAndGiven, numbers: Numbers) -> str:
    first, *others = said.said
    parts = [
        _("you said yes to {amount} on {day}").format(
            amount=_each(first, numbers), day=shown_date(first.since)
        ),
        *_end(first),
    ]
    for promise in others:
        then = _("then to {amount} on {day}").format(
            amount=_each(promise, numbers), day=shown_date(promise.since)
        )
        parts += [then, *_end(promise)]
    return listed(parts)


def _given(said: SaidAndGiven, numbers: Numbers) -> str:
    template = (
        _("{amount} given for it so far")
        if said.given and said.is_standing
        else _("{amount} given for it")
    )
    return template.format(amount=numbers.amount(said.given))


def _promise(promise: Promise, numbers: Numbers) -> str:
    since = _("{amount} since {day}").format(
        amount=_each(promise, numbers), day=shown_date(promise.since)
    )
    return listed([since, *_end(promise)])


def _end(promise: Promise) -> Iterator[str]:
    if promise.stopped is not None:
        template = _("stopped {day}") if promise.every else _("taken back {day}")
        yield template.format(day=shown_date(promise.stopped))
    elif promise.until is not None:
        yield _("until {day}").format(day=shown_date(promise.until))


def _each(promise: Promise, numbers: Numbers) -> str:
    amount = numbers.amount(promise.cents)
    return _(PER[promise.every]).format(amount=amount) if promise.every else amount
