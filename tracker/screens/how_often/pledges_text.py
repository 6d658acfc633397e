"""Texts of what you said yes to: pledged and given side by side, never a remainder."""

from collections.abc import Iterator, Mapping

from tracker.analysis.asks.pledge_status import (
    Commitment,
    PledgeReport,
    PledgeStatus,
    RecurringPayment,
)
from tracker.analysis.monthly.monthly_facts import GroupLabel
from tracker.analysis.monthly.unknown_amounts_text import add_unknown_amounts
from tracker.entries.entry_description import KIND_LABELS, PER_PERIOD, build_description
from tracker.entries.types import Ask, Kind
from tracker.i18n import N_, NumberFormat, _, format_date, join_list
from tracker.widgets.sentence_list import ListSentence

ASK, PAYMENT = "ask", "order"
"""The prefixes of sentence ids; the entry's number follows."""
WITHDRAWN = N_("taken back on {day}")


def build_pledge_sentences(
    report: PledgeReport,
    asks: Mapping[int, Ask],
    numbers: NumberFormat,
    *,
    has_several_groups: bool,
) -> Iterator[ListSentence]:
    """Yield a sentence for each ask, then for each regular payment.

    `asks` are the asks by number; with several groups each sentence names its group.
    """
    for status in report.statuses:
        amount = build_description(asks[status.last_ask.number], numbers.format_amount).amount
        head = _format_heading(
            status.last_ask.kind, amount, status.last_ask.group if has_several_groups else None
        )
        yield ListSentence(
            f"{ASK}-{status.last_ask.number}", describe_pledge(status, numbers), head=head
        )
    for payment in report.other_payments:
        head = _format_heading(
            payment.kind, _("standing payment"), payment.group if has_several_groups else None
        )
        yield ListSentence(
            f"{PAYMENT}-{payment.number}", _describe_regular_payment(payment, numbers), head=head
        )


def _format_heading(kind: Kind, what: str, group: GroupLabel) -> str:
    head = join_list((_(KIND_LABELS[kind.value]), what))
    return f"{head} · {group}" if group else head


def describe_yes(pledge: PledgeStatus, ask: Ask, numbers: NumberFormat) -> str:
    """Return the yes on one line: the ask, its group, and the latest commitment."""
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
    """Return the text of the question before a yes is withdrawn."""
    ends = _("From today on it does not stand any more. What was noted before stays noted.")
    return f"{_describe_ask(pledge, ask, numbers)}\n{describe_pledge(pledge, numbers)}\n\n{ends}"


def describe_pledge(pledge: PledgeStatus, numbers: NumberFormat) -> str:
    """Return what was said, what was given for it, and its regular payments."""
    lines = [_describe_answers(pledge, numbers), _describe_given(pledge, numbers)]
    if pledge.payments:
        payments = "; ".join(
            _describe_commitment(payment.commitment, numbers) for payment in pledge.payments
        )
        lines.append(_("standing payment: {orders}").format(orders=payments))
    return "\n".join(lines)


def _describe_answers(pledge: PledgeStatus, numbers: NumberFormat) -> str:
    first, *others = pledge.commitments
    parts = [
        _("you said yes to {amount} on {day}").format(
            amount=_format_commitment_amount(first, numbers), day=format_date(first.start)
        ),
        *_describe_end(first, _(WITHDRAWN)),
    ]
    for commitment in others:
        then = _("then to {amount} on {day}").format(
            amount=_format_commitment_amount(commitment, numbers), day=format_date(commitment.start)
        )
        parts += [then, *_describe_end(commitment, _(WITHDRAWN))]
    return join_list(parts)


def _describe_given(pledge: PledgeStatus, numbers: NumberFormat) -> str:
    if not (pledge.given or pledge.given_open):
        return _("no payment for it is noted")
    amount = numbers.format_amount(pledge.given)
    if not pledge.given_open:
        return _("{amount} given for it").format(amount=amount)
    return _("given for it: {amount}").format(
        amount=add_unknown_amounts(amount, pledge.given, pledge.given_open)
    )


def _describe_regular_payment(payment: RecurringPayment, numbers: NumberFormat) -> str:
    label = payment.label and numbers.mask_numbers(payment.label)
    return join_list(filter(None, (label, _describe_commitment(payment.commitment, numbers))))


def _describe_commitment(commitment: Commitment, numbers: NumberFormat) -> str:
    since = _("{amount} since {day}").format(
        amount=_format_commitment_amount(commitment, numbers), day=format_date(commitment.start)
    )
    return join_list([since, *_describe_end(commitment, _("ended on {day}"))])


def _describe_end(commitment: Commitment, stopped: str) -> Iterator[str]:
    """Yield when it ended, if it did; `stopped` is the text for an early end."""
    if commitment.stopped_on is not None:
        yield stopped.format(day=format_date(commitment.stopped_on))
    elif commitment.until is not None:
        yield _("until {day}").format(day=format_date(commitment.until))


def _format_commitment_amount(commitment: Commitment, numbers: NumberFormat) -> str:
    amount = numbers.format_amount(commitment.cents)
    return _(PER_PERIOD[commitment.every]).format(amount=amount) if commitment.every else amount
