"""Texts of what you said yes to: what was pledged and what was given, never a remainder."""

from collections.abc import Iterator, Mapping

from tracker.analysis.asks.pledge_status import (
    Commitment,
    PledgeReport,
    PledgeStatus,
    RecurringPayment,
)
from tracker.analysis.monthly.estimates_text import describe_given
from tracker.analysis.monthly.monthly_facts import GroupLabel
from tracker.entries.entry_description import KIND_LABELS, PER_PERIOD, build_description
from tracker.entries.types import Ask, Kind
from tracker.i18n import N_, NumberFormat, _, _label, format_date, join_list
from tracker.widgets.sentence_list import ListSentence

ASK, PAYMENT = "ask", "order"
"""The prefixes of sentence ids, before the entry's number."""
YES_WITH_END = N_("You said yes to {amount} from {start} to {end}.")
FIRST_YES = (N_("You said yes to {amount} on {start}."), YES_WITH_END)
LATER_YES = (
    N_("Then you said yes to {amount} on {start}."),
    N_("Then you said yes to {amount} from {start} to {end}."),
)
"""The sentences about a yes, without and with a last day."""


def build_pledge_sentences(
    report: PledgeReport,
    asks: Mapping[int, Ask],
    numbers: NumberFormat,
    *,
    has_several_groups: bool,
) -> Iterator[ListSentence]:
    """Yield a sentence for each ask, then for each regular payment.

    `asks` are the asks by number. With several groups each sentence names its group.
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
            payment.kind, _label("regular payment"), payment.group if has_several_groups else None
        )
        yield ListSentence(
            f"{PAYMENT}-{payment.number}", _describe_regular_payment(payment, numbers), head=head
        )


def _format_heading(kind: Kind, subject: str, group: GroupLabel) -> str:
    head = join_list((_label(KIND_LABELS[kind.value]), subject))
    return f"{head} · {group}" if group else head


def describe_yes(pledge: PledgeStatus, ask: Ask, numbers: NumberFormat) -> str:
    """Return the ask and its group, then the latest yes and the number of the ask."""
    last = pledge.commitments[-1]
    text = _("You said yes to {amount}.") if last.until is None else _(YES_WITH_END)
    sentences = [
        text.format(
            amount=_format_commitment_amount(last, numbers),
            start=format_date(last.start),
            end=last.until and format_date(last.until),
        ),
        *_describe_withdrawn(last),
        _("The ask is entry {number}.").format(number=pledge.last_ask.number),
    ]
    return f"{_describe_ask(pledge, ask, numbers)}\n{' '.join(sentences)}"


def _describe_ask(pledge: PledgeStatus, ask: Ask, numbers: NumberFormat) -> str:
    return _format_heading(
        pledge.last_ask.kind,
        build_description(ask, numbers.format_amount).amount,
        pledge.last_ask.group,
    )


def describe_withdrawal(pledge: PledgeStatus, ask: Ask, numbers: NumberFormat) -> str:
    """Return the text of the question before a yes is withdrawn."""
    effect = _("Your yes ends today. Earlier entries stay. Tracker doesn’t tell anyone.")
    return f"{_describe_ask(pledge, ask, numbers)}\n{describe_pledge(pledge, numbers)}\n\n{effect}"


def describe_pledge(pledge: PledgeStatus, numbers: NumberFormat) -> str:
    """Return what was said, what was given for it, and its regular payments."""
    return "\n".join(
        [
            _describe_answers(pledge, numbers),
            _describe_given(pledge, numbers),
            *(
                _("Regular payment: {payment}.").format(
                    payment=_describe_commitment(payment.commitment, numbers)
                )
                for payment in pledge.payments
            ),
        ]
    )


def _describe_answers(pledge: PledgeStatus, numbers: NumberFormat) -> str:
    sentences = []
    for index, commitment in enumerate(pledge.commitments):
        texts = LATER_YES if index else FIRST_YES
        text = texts[commitment.until is not None]
        sentences.append(
            _(text).format(
                amount=_format_commitment_amount(commitment, numbers),
                start=format_date(commitment.start),
                end=commitment.until and format_date(commitment.until),
            )
        )
        sentences += _describe_withdrawn(commitment)
    return " ".join(sentences)


def _describe_withdrawn(commitment: Commitment) -> Iterator[str]:
    if commitment.stopped_on is not None:
        yield _("You took it back on {day}.").format(day=format_date(commitment.stopped_on))


def _describe_given(pledge: PledgeStatus, numbers: NumberFormat) -> str:
    if not (pledge.given or pledge.given_open):
        return _("No payment recorded yet.")
    amount = describe_given(pledge.given, pledge.given_estimated, pledge.given_open, numbers)
    return _("Given so far: {amount}.").format(amount=amount)


def _describe_regular_payment(payment: RecurringPayment, numbers: NumberFormat) -> str:
    label = payment.label and numbers.mask_numbers(payment.label)
    return join_list(filter(None, (label, _describe_commitment(payment.commitment, numbers))))


def _describe_commitment(commitment: Commitment, numbers: NumberFormat) -> str:
    """Return the amount and the days of a regular payment."""
    end = commitment.stopped_on or commitment.until
    if commitment.stopped_on is not None:
        text = _label("{amount} since {start}, ended on {end}")
    elif commitment.until is not None:
        text = _label("{amount} from {start} to {end}")
    else:
        text = _label("{amount} since {start}")
    return text.format(
        amount=_format_commitment_amount(commitment, numbers),
        start=format_date(commitment.start),
        end=end and format_date(end),
    )


def _format_commitment_amount(commitment: Commitment, numbers: NumberFormat) -> str:
    amount = numbers.format_amount(commitment.cents)
    return (
        _label(PER_PERIOD[commitment.every]).format(amount=amount) if commitment.every else amount
    )
