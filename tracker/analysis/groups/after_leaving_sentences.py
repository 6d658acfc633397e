"""The page "After leaving" in sentences, and its one question about what has not ended."""

from collections.abc import Iterator

from tracker.analysis.groups.after_leaving import GroupClosing, OngoingCommitment
from tracker.analysis.groups.group_comparison_sentences import format_hours
from tracker.analysis.monthly.unknown_amounts_text import add_unknown_amounts
from tracker.entries.entry_description import KIND_LABELS, PER_PERIOD
from tracker.i18n import NumberFormat, _, format_date, format_day, join_list, ngettext
from tracker.money import Cents

ONE_HOUR = 100
"""In hundredths."""


def describe_closing(closing: GroupClosing, numbers: NumberFormat) -> list[str]:
    """Return the totals in sentences; what came after the leaving day is the last one."""
    if closing.first_day is None:
        return [
            _("Nothing is noted with {group} up to {day}.").format(
                group=closing.group, day=format_date(closing.left_on)
            ),
            *_describe_after(closing, numbers),
        ]
    return [
        _("With {group} from {first} to {last}.").format(
            group=closing.group,
            first=format_date(closing.first_day),
            last=format_date(closing.left_on),
        ),
        _describe_time(closing),
        _describe_asks(closing),
        " ".join(_describe_money(closing, numbers)),
        *_describe_after(closing, numbers),
    ]


def _describe_time(closing: GroupClosing) -> str:
    if not closing.meetings:
        return _("No meeting is noted.")
    start = ngettext(
        "You were at {count} meeting", "You were at {count} meetings", closing.meetings
    ).format(count=closing.meetings)
    if not closing.meetings_with_hours:
        return _("{told}; how long is not noted.").format(told=start)
    if closing.meetings_with_hours == closing.meetings:
        hours = format_hours(closing.hours)
        text = ngettext(
            "{told}, {hours} hour in all.",
            "{told}, {hours} hours in all.",
            1 if hours == format_hours(ONE_HOUR) else 2,
        )
        return text.format(told=start, hours=hours)
    return _("{told}; for {count} of them hours are noted, {hours} in all.").format(
        told=start, count=closing.meetings_with_hours, hours=format_hours(closing.hours)
    )


def _describe_asks(closing: GroupClosing) -> str:
    if not closing.asks:
        return _("No ask for money is noted.")
    asked = ngettext("You were asked once", "You were asked {count} times", closing.asks)
    start = asked.format(count=closing.asks)
    if not closing.noes:
        return _("{told} for money.").format(told=start)
    if closing.asks == 1:
        return _("{told} for money, and said no.").format(told=start)
    noes = ngettext(
        "you said no to one of these asks", "you said no to {count} of these asks", closing.noes
    )
    return _("{told} for money; {said}.").format(told=start, said=noes.format(count=closing.noes))


def _describe_money(closing: GroupClosing, numbers: NumberFormat) -> Iterator[str]:
    if closing.given or closing.given_open:
        yield _("You gave {amount}.").format(
            amount=_format_sum(closing.given, closing.given_open, numbers)
        )
    else:
        yield _("No gift is noted.")
    if closing.returned or closing.returned_open:
        yield _("Of that {amount} came back.").format(
            amount=_format_sum(closing.returned, closing.returned_open, numbers)
        )
    if closing.received:
        yield _("The group gave you {amount}.").format(
            amount=numbers.format_amount(closing.received)
        )


def _format_sum(cents: Cents, open_count: int, numbers: NumberFormat) -> str:
    return add_unknown_amounts(numbers.format_amount(cents), cents, open_count)


def _describe_after(closing: GroupClosing, numbers: NumberFormat) -> Iterator[str]:
    """Yield what came after the leaving day, none of it in the totals."""
    parts = []
    if closing.asks_after:
        asked = ngettext("asked once", "asked {count} times", closing.asks_after)
        parts.append(asked.format(count=closing.asks_after))
    if closing.given_after or closing.given_after_open:
        given = _format_sum(closing.given_after, closing.given_after_open, numbers)
        parts.append(_("{amount} given").format(amount=given))
    if closing.money_back_after or closing.money_back_after_open:
        back = _format_sum(closing.money_back_after, closing.money_back_after_open, numbers)
        parts.append(_("{amount} came to you").format(amount=back))
    if parts:
        yield _("After that day, counted apart: {parts}.").format(parts=join_list(parts))


def describe_ongoing_question(closing: GroupClosing, numbers: NumberFormat) -> str:
    """Return the question about what has not ended in the notebook; empty text without any."""
    if not closing.has_ongoing:
        return ""
    if len(closing.payments) == 1 and not closing.pledges:
        return _("A standing payment of {what} is still noted. Did it end when you left?").format(
            what=_describe_ongoing(closing.payments[0], numbers)
        )
    if len(closing.pledges) == 1 and not closing.payments:
        return _("A standing yes to {what} is still noted. Did it end when you left?").format(
            what=_describe_ongoing(closing.pledges[0], numbers)
        )
    return _("Still noted as going on: {things}. Did all of it end when you left?").format(
        things="; ".join(_list_ongoing(closing, numbers))
    )


def _list_ongoing(closing: GroupClosing, numbers: NumberFormat) -> list[str]:
    """Return each thing that has not ended, payments first."""
    payments = [
        _("a payment of {what}").format(what=_describe_ongoing(commitment, numbers))
        for commitment in closing.payments
    ]
    pledges = [
        _("a yes to {what}").format(what=_describe_ongoing(commitment, numbers))
        for commitment in closing.pledges
    ]
    return [*payments, *pledges]


def describe_yes_answer(closing: GroupClosing) -> str:
    """Return the answer that says yes."""
    return _("yes, on {day}").format(day=format_day(closing.left_on))


def describe_ended(closing: GroupClosing, numbers: NumberFormat) -> str:
    """Return the message after all of it was ended: what, when, and how to undo it."""
    return _("Noted as ended on {day}: {things}. To undo it: u in Entries.").format(
        day=format_date(closing.left_on), things="; ".join(_list_ongoing(closing, numbers))
    )


def _describe_ongoing(commitment: OngoingCommitment, numbers: NumberFormat) -> str:
    amount = _(PER_PERIOD[commitment.every]).format(amount=numbers.format_amount(commitment.amount))
    # A label is the person's own text, and may name the amount.
    label = None if numbers.is_hidden else commitment.label
    what = join_list(filter(None, [_(KIND_LABELS[commitment.kind.value]), label]))
    return _("{amount} ({what})").format(amount=amount, what=what)
