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
WITHDRAWN = N_("taken back on {day}")


def build_pledge_sentences(
    report: PledgeReport,
    asks: Mapping[int, Ask],
    numbers: NumberFormat,
    *,
    has_several_groups: bool,
) -> Iterator[ListSentence]:
    """A sentence an ask, then one a standing payment; with several groups each names its own.

    `asks` are the asks by their numbers.
    """
    for each in report.statuses:
        amount = build_description(asks[each.last_ask.number], numbers.format_amount).amount
        head = _format_heading(
            each.last_ask.kind, amount, each.last_ask.group if has_several_groups else None
        )
        yield ListSentence(
            f"{ASK}-{each.last_ask.number}", describe_pledge(each, numbers), head=head
        )
    for order in report.other_payments:
        head = _format_heading(
            order.kind, _("standing payment"), order.group if has_several_groups else None
        )
        yield ListSentence(
            f"{ORDER}-{order.number}", _describe_regular_payment(order, numbers), head=head
        )


def _format_heading(kind: Kind, what: str, group: GroupLabel) -> str:
    head = join_list((_(KIND_LABELS[kind.value]), what))
    return f"{head} · {group}" if group else head


def describe_yes(pledge: PledgeStatus, ask: Ask, numbers: NumberFormat) -> str:
    """Which yes it is, on one line: the ask, its group, and what was said last."""
    last = pledge.commitments[-1]
    to = _("you said yes to {amount}").format(amount=_format_commitment_amount(last, numbers))
    yes = join_list([to, *_describe_end(last, _(WITHDRAWN))])
    number = _("{number} is the number of that ask.").format(number=pledge.last_ask.number)
    return f"{_describe_ask(pledge, ask, numbers)}; {yes}\n{number}"


def _describe_ask(pledge: PledgeStatus, ask: Ask, numbers: NumberFormat) -> str:
    return _format_heading(
        pledge.last_ask.kind,
        build_description(ask, numbers.format_amount).amount,
        pledge.last_ask.group,
    )


def describe_withdrawal(pledge: PledgeStatus, ask: Ask, numbers: NumberFormat) -> str:
    """What is said before a yes is taken back: what there is, and what stays."""
    ends = _("From today on it does not stand any more. What was noted before stays noted.")
    return f"{_describe_ask(pledge, ask, numbers)}\n{describe_pledge(pledge, numbers)}\n\n{ends}"


def describe_pledge(pledge: PledgeStatus, numbers: NumberFormat) -> str:
    """What was said, what was given for it, and by which standing payments."""
    lines = [_describe_answers(pledge, numbers), _describe_given(pledge, numbers)]
    if pledge.payments:
        orders = "; ".join(
            _describe_commitment(order.commitment, numbers) for order in pledge.payments
        )
        lines.append(_("standing payment: {orders}").format(orders=orders))
    return "\n".join(lines)


def _describe_answers(pledge: PledgeStatus, numbers: NumberFormat) -> str:
    first, *others = pledge.commitments
    parts = [
        _("you said yes to {amount} on {day}").format(
            amount=_format_commitment_amount(first, numbers), day=format_date(first.start)
        ),
        *_describe_end(first, _(WITHDRAWN)),
    ]
    for promise in others:
        then = _("then to {amount} on {day}").format(
            amount=_format_commitment_amount(promise, numbers), day=format_date(promise.start)
        )
        parts += [then, *_describe_end(promise, _(WITHDRAWN))]
    return join_list(parts)


def _describe_given(pledge: PledgeStatus, numbers: NumberFormat) -> str:
    if not pledge.given:
        return _("no payment for it is noted")
    return _("{amount} given for it").format(amount=numbers.format_amount(pledge.given))


def _describe_regular_payment(order: RecurringPayment, numbers: NumberFormat) -> str:
    label = order.label and (mask_numbers(order.label) if numbers.is_hidden else order.label)
    return join_list(filter(None, (label, _describe_commitment(order.commitment, numbers))))


def _describe_commitment(commitment: Commitment, numbers: NumberFormat) -> str:
    since = _("{amount} since {day}").format(
        amount=_format_commitment_amount(commitment, numbers), day=format_date(commitment.start)
    )
    return join_list([since, *_describe_end(commitment, _("ended on {day}"))])


def _describe_end(commitment: Commitment, stopped: str) -> Iterator[str]:
    """When it ended, if it did; `stopped` says so of one that was not meant to end then."""
    if commitment.stopped_on is not None:
        yield stopped.format(day=format_date(commitment.stopped_on))
    elif commitment.until is not None:
        yield _("until {day}").format(day=format_date(commitment.until))


def _format_commitment_amount(commitment: Commitment, numbers: NumberFormat) -> str:
    amount = numbers.format_amount(commitment.cents)
    return _(PER_PERIOD[commitment.every]).format(amount=amount) if commitment.every else amount
