"""What was said yes to and what was given, in words; sums beside one another, and no rest."""

from collections.abc import Iterator, Mapping

from tracker.analysis.asks.pledge_status import (
    Commitment,
    PledgeReport,
    PledgeStatus,
    RecurringPayment,
)
from tracker.analysis.monthly.facts import GroupLabel
from tracker.entries.entry_description import KIND_LABELS, PER_PERIOD, build_description
from tracker.entries.types import Ask, Kind
from tracker.i18n import N_, NumberFormat, _, format_date, join_list
from tracker.widgets.recent_entries import mask_numbers
from tracker.widgets.sentence_list import ListSentence

ASK, ORDER = "ask", "order"
"""How the id of a sentence begins; the number of the entry follows."""
BACK = N_("taken back on {day}")


def sentences(
    said: PledgeReport, asks: Mapping[int, Ask], numbers: NumberFormat, *, several: bool
) -> Iterator[ListSentence]:
    """A sentence an ask, then one a standing payment; with several groups each names its own.

    `asks` are the asks by their numbers.
    """
    for each in said.statuses:
        amount = build_description(asks[each.last_ask.number], numbers.format_amount).amount
        head = _head(each.last_ask.kind, amount, each.last_ask.group if several else None)
        yield ListSentence(f"{ASK}-{each.last_ask.number}", told(each, numbers), head=head)
    for order in said.other_payments:
        head = _head(order.kind, _("standing payment"), order.group if several else None)
        yield ListSentence(f"{ORDER}-{order.number}", _paid(order, numbers), head=head)


def _head(kind: Kind, what: str, group: GroupLabel) -> str:
    head = join_list((_(KIND_LABELS[kind.value]), what))
    return f"{head} · {group}" if group else head


def about_yes(said: PledgeStatus, ask: Ask, numbers: NumberFormat) -> str:
    """Which yes it is, on one line: the ask, its group, and what was said last."""
    last = said.commitments[-1]
    to = _("you said yes to {amount}").format(amount=_each(last, numbers))
    yes = join_list([to, *_end(last, _(BACK))])
    number = _("{number} is the number of that ask.").format(number=said.last_ask.number)
    return f"{_which(said, ask, numbers)}; {yes}\n{number}"


def _which(said: PledgeStatus, ask: Ask, numbers: NumberFormat) -> str:
    return _head(
        said.last_ask.kind,
        build_description(ask, numbers.format_amount).amount,
        said.last_ask.group,
    )


def told_before(said: PledgeStatus, ask: Ask, numbers: NumberFormat) -> str:
    """What is said before a yes is taken back: what there is, and what stays."""
    ends = _("From today on it does not stand any more. What was noted before stays noted.")
    return f"{_which(said, ask, numbers)}\n{told(said, numbers)}\n\n{ends}"


def told(said: PledgeStatus, numbers: NumberFormat) -> str:
    """What was said, what was given for it, and by which standing payments."""
    lines = [_said(said, numbers), _given(said, numbers)]
    if said.payments:
        orders = "; ".join(_promise(order.commitment, numbers) for order in said.payments)
        lines.append(_("standing payment: {orders}").format(orders=orders))
    return "\n".join(lines)


def _said(said: PledgeStatus, numbers: NumberFormat) -> str:
    first, *others = said.commitments
    parts = [
        _("you said yes to {amount} on {day}").format(
            amount=_each(first, numbers), day=format_date(first.start)
        ),
        *_end(first, _(BACK)),
    ]
    for promise in others:
        then = _("then to {amount} on {day}").format(
            amount=_each(promise, numbers), day=format_date(promise.start)
        )
        parts += [then, *_end(promise, _(BACK))]
    return join_list(parts)


def _given(said: PledgeStatus, numbers: NumberFormat) -> str:
    if not said.given:
        return _("no payment for it is noted")
    return _("{amount} given for it").format(amount=numbers.format_amount(said.given))


def _paid(order: RecurringPayment, numbers: NumberFormat) -> str:
    label = order.label and (mask_numbers(order.label) if numbers.is_hidden else order.label)
    return join_list(filter(None, (label, _promise(order.commitment, numbers))))


def _promise(promise: Commitment, numbers: NumberFormat) -> str:
    since = _("{amount} since {day}").format(
        amount=_each(promise, numbers), day=format_date(promise.start)
    )
    return join_list([since, *_end(promise, _("ended on {day}"))])


def _end(promise: Commitment, stopped: str) -> Iterator[str]:
    """When it ended, if it did; `stopped` says so of one that was not meant to end then."""
    if promise.stopped_on is not None:
        yield stopped.format(day=format_date(promise.stopped_on))
    elif promise.until is not None:
        yield _("until {day}").format(day=format_date(promise.until))


def _each(promise: Commitment, numbers: NumberFormat) -> str:
    amount = numbers.format_amount(promise.cents)
    return _(PER_PERIOD[promise.every]).format(amount=amount) if promise.every else amount
