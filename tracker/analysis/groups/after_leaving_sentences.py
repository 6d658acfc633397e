"""The page "After leaving" in sentences, and its one question about what has not ended."""

from collections.abc import Iterator

from tracker.analysis.groups.after_leaving import GroupClosing, OngoingCommitment
from tracker.analysis.groups.group_comparison_sentences import format_hours
from tracker.analysis.monthly.estimates_text import describe_given
from tracker.analysis.monthly.unknown_amounts_text import add_unknown_refunds
from tracker.entries.entry_description import KIND_LABELS, PER_PERIOD
from tracker.i18n import (
    NumberFormat,
    _,
    _label,
    _label_plural,
    format_date,
    format_day,
    join_list,
    ngettext,
)
from tracker.money import Cents


def describe_closing(closing: GroupClosing, numbers: NumberFormat) -> list[str]:
    """Return the totals in sentences. What happened after the last day is the last one."""
    if closing.first_day is None:
        return [
            _("You recorded nothing about {group} up to {day}.").format(
                group=closing.group, day=format_date(closing.left_on)
            ),
            *_describe_after(closing, numbers),
        ]
    return [
        _("This covers your time with {group} from {first} to {last}.").format(
            group=closing.group,
            first=format_date(closing.first_day),
            last=format_date(closing.left_on),
        ),
        " ".join(_describe_time(closing)),
        " ".join(_describe_asks(closing)),
        " ".join(_describe_money(closing, numbers)),
        *_describe_after(closing, numbers),
    ]


def _describe_time(closing: GroupClosing) -> Iterator[str]:
    meetings, with_hours = closing.meetings, closing.meetings_with_hours
    hours = format_hours(*closing.hours)
    if not meetings:
        yield _("You recorded no meetings.")
    elif with_hours == meetings:
        yield ngettext(
            "You were at {count} meeting, {hours} h in total.",
            "You were at {count} meetings, {hours} h in total.",
            meetings,
        ).format(count=meetings, hours=hours)
    else:
        yield ngettext(
            "You were at {count} meeting.", "You were at {count} meetings.", meetings
        ).format(count=meetings)
        if with_hours:
            yield ngettext(
                "You recorded how long {count} of them was, {hours} h in total.",
                "You recorded how long {count} of them were, {hours} h in total.",
                with_hours,
            ).format(count=with_hours, hours=hours)
        else:
            yield ngettext(
                "You didn’t record how long it was.",
                "You didn’t record how long they were.",
                meetings,
            )


def _describe_asks(closing: GroupClosing) -> Iterator[str]:
    asks, noes = closing.asks, closing.noes
    if not asks:
        yield _("You recorded no asks for money.")
        return
    if asks == 1 and noes:
        yield _("You were asked for money once, and said no.")
        return
    yield ngettext(
        "You were asked for money once.", "You were asked for money {count} times.", asks
    ).format(count=asks)
    if noes:
        yield ngettext(
            "You said no to one of these asks.", "You said no to {count} of these asks.", noes
        ).format(count=noes)


def _describe_money(closing: GroupClosing, numbers: NumberFormat) -> Iterator[str]:
    if closing.given or closing.given_open:
        yield _("You gave {amount}.").format(
            amount=describe_given(
                closing.given, closing.given_estimated, closing.given_open, numbers
            )
        )
    else:
        yield _("You recorded no gifts.")
    if closing.returned or closing.returned_open:
        yield _("Of that, you got back {amount}.").format(
            amount=_format_back(closing.returned, closing.returned_open, numbers)
        )
    if closing.received:
        yield _("The group gave you {amount}.").format(
            amount=numbers.format_amount(closing.received)
        )


def _format_back(cents: Cents, open_count: int, numbers: NumberFormat) -> str:
    return add_unknown_refunds(numbers.format_amount(cents), cents, open_count)


def _describe_after(closing: GroupClosing, numbers: NumberFormat) -> Iterator[str]:
    """Yield what happened after the last day, none of it in the totals."""
    parts = []
    if closing.asks_after:
        asked = _label_plural(
            "you were asked once", "you were asked {count} times", closing.asks_after
        )
        parts.append(asked.format(count=closing.asks_after))
    if closing.given_after or closing.given_after_open:
        given = describe_given(
            closing.given_after, closing.given_after_estimated, closing.given_after_open, numbers
        )
        parts.append(_label("you gave {amount}").format(amount=given))
    if closing.money_back_after or closing.money_back_after_open:
        back = _format_back(closing.money_back_after, closing.money_back_after_open, numbers)
        parts.append(_label("you got {amount}").format(amount=back))
    if parts:
        yield _("After that day, not counted above: {facts}.").format(facts=join_list(parts))


def describe_ongoing_question(closing: GroupClosing, numbers: NumberFormat) -> str:
    """Return the question about what has not ended in the notebook, or empty text without any."""
    if not closing.has_ongoing:
        return ""
    if len(closing.payments) == 1 and not closing.pledges:
        return _(
            "A regular payment of {payment} is still running in your notebook. Did it end when you"
            " left?"
        ).format(payment=_describe_ongoing(closing.payments[0], numbers))
    if len(closing.pledges) == 1 and not closing.payments:
        return _(
            "A yes to {pledge} is still running in your notebook. Did it end when you left?"
        ).format(pledge=_describe_ongoing(closing.pledges[0], numbers))
    return _(
        "These are still running in your notebook: {things}. Did they all end when you left?"
    ).format(things=_list_ongoing(closing, numbers))


def _list_ongoing(closing: GroupClosing, numbers: NumberFormat) -> str:
    """Return each thing that has not ended, payments first."""
    payments = [
        _label("a payment of {payment}").format(payment=_describe_ongoing(commitment, numbers))
        for commitment in closing.payments
    ]
    pledges = [
        _label("a yes to {pledge}").format(pledge=_describe_ongoing(commitment, numbers))
        for commitment in closing.pledges
    ]
    return join_list([*payments, *pledges])


def describe_yes_answer(closing: GroupClosing) -> str:
    """Return the answer that says yes."""
    return _label("yes, on {day}").format(day=format_day(closing.left_on))


def describe_ended(closing: GroupClosing, numbers: NumberFormat) -> str:
    """Return the message after all of it was ended: what, when, and how to undo it."""
    return _("Ended on {day}: {things}. To undo it, press u in Entries.").format(
        day=format_date(closing.left_on), things=_list_ongoing(closing, numbers)
    )


def _describe_ongoing(commitment: OngoingCommitment, numbers: NumberFormat) -> str:
    amount = _label(PER_PERIOD[commitment.every]).format(
        amount=numbers.format_amount(commitment.amount)
    )
    # A label is the person's own text, and may name the amount.
    label = None if numbers.is_hidden else commitment.label
    purpose = join_list(filter(None, [_label(KIND_LABELS[commitment.kind.value]), label]))
    return _label("{amount} ({purpose})").format(amount=amount, purpose=purpose)
