"""The totals with a group in sentences: time, what was good, asks, and money last."""

from collections.abc import Iterator, Mapping

from tracker.analysis.groups.after_leaving import GOOD_TAGS, GroupClosing
from tracker.analysis.groups.group_comparison_sentences import format_hours
from tracker.analysis.monthly.estimates_text import describe_given
from tracker.analysis.monthly.unknown_amounts_text import add_unknown_refunds
from tracker.entries.types import Form
from tracker.i18n import (
    NumberFormat,
    _,
    _label,
    _label_plural,
    format_date,
    join_list,
    ngettext,
)
from tracker.money import Cents


def describe_closing(closing: GroupClosing, numbers: NumberFormat) -> list[str]:
    """Return the totals in sentences. What happened after the last day is the last one."""
    group = closing.group or _label("the group")
    if closing.first_day is None:
        return [
            _("You recorded nothing about {group} up to {day}.").format(
                group=group, day=format_date(closing.last_day)
            ),
            *_describe_after(closing, numbers),
        ]
    return [
        _("This covers your time with {group} from {first} to {last}.").format(
            group=group,
            first=format_date(closing.first_day),
            last=format_date(closing.last_day),
        ),
        " ".join(_describe_time(closing)),
        *filter(None, [" ".join(_describe_good(closing))]),
        " ".join(_describe_asks(closing)),
        " ".join(_describe_money(closing, numbers)),
        *_describe_after(closing, numbers),
    ]


def _describe_time(closing: GroupClosing) -> Iterator[str]:
    meetings, with_hours = closing.meetings, closing.meetings_with_hours
    hours = format_hours(*closing.hours)
    if not meetings:
        yield _("You recorded no meetings.")
        return
    yield _describe_times(closing.times_by_form)
    if with_hours == meetings:
        yield _("That was {hours} h in total.").format(hours=hours)
    elif with_hours:
        yield ngettext(
            "You recorded how long {count} of them was, {hours} h in total.",
            "You recorded how long {count} of them were, {hours} h in total.",
            with_hours,
        ).format(count=with_hours, hours=hours)
    else:
        yield ngettext(
            "You didn’t record how long it was.", "You didn’t record how long they were.", meetings
        )


def _describe_times(times_by_form: Mapping[Form, int]) -> str:
    """Return how often they met and in which forms. Few people call a stall a meeting.

    Only meetings are called meetings here. Where figures are compared, one-to-ones and events count
    as meetings, too.
    """
    texts = {
        Form.MEETING: _label_plural(
            "{count} meeting", "{count} meetings", times_by_form.get(Form.MEETING, 0)
        ),
        Form.EVENT: _label_plural(
            "{count} event", "{count} events", times_by_form.get(Form.EVENT, 0)
        ),
        Form.ONE_TO_ONE: _label_plural(
            "{count} one-to-one", "{count} one-to-ones", times_by_form.get(Form.ONE_TO_ONE, 0)
        ),
        Form.STALL: _label_plural(
            "{count} stall", "{count} stalls", times_by_form.get(Form.STALL, 0)
        ),
    }
    forms = [texts[form].format(count=count) for form, count in times_by_form.items()]
    times = sum(times_by_form.values())
    if times_by_form.keys() == {Form.MEETING}:
        return ngettext(
            "You were at {count} meeting.", "You were at {count} meetings.", times
        ).format(count=times)
    return ngettext(
        "You were with them once: {forms}.", "You were with them {count} times: {forms}.", times
    ).format(count=times, forms=join_list(forms))


def _describe_good(closing: GroupClosing) -> Iterator[str]:
    """Yield what was good, in the order of `GOOD_TAGS`, and nothing where none is recorded."""
    count_by_tag = {tag: closing.good.get(tag, 0) for tag in GOOD_TAGS}
    texts = {
        "help_received": ngettext(
            "They helped you once.",
            "They helped you {count} times.",
            count_by_tag["help_received"],
        ),
        "no_money": ngettext(
            "You recorded once that money didn’t come up.",
            "You recorded {count} times that money didn’t come up.",
            count_by_tag["no_money"],
        ),
        "no_accepted": ngettext(
            "Your no was accepted once.",
            "Your no was accepted {count} times.",
            count_by_tag["no_accepted"],
        ),
        "time_to_decide": ngettext(
            "You had time to decide once.",
            "You had time to decide {count} times.",
            count_by_tag["time_to_decide"],
        ),
    }
    for tag, count in count_by_tag.items():
        if count:
            yield texts[tag].format(count=count)


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
