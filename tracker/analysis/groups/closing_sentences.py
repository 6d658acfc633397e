"""A closing page in sentences, and its one question about what is noted as going on."""

from collections.abc import Iterator

from tracker.analysis.groups.closing import Closing, Stands
from tracker.analysis.groups.group_comparison_sentences import hours_told
from tracker.entries.entry_description import KINDS, PER
from tracker.i18n import Numbers, _, listed, ngettext, shown_date, shown_day

ONE_HOUR = 100
"""In hundredths."""


def closing_sentences(of: Closing, numbers: Numbers) -> list[str]:
    """The totals; what came after the leaving day stands apart."""
    if of.first is None:
        return [
            _("Nothing is noted with {group} up to {day}.").format(
                group=of.group, day=shown_date(of.left_on)
            ),
            *_after(of, numbers),
        ]
    return [
        _("With {group} from {first} to {last}.").format(
            group=of.group, first=shown_date(of.first), last=shown_date(of.left_on)
        ),
        _time(of),
        _asks(of),
        " ".join(_money(of, numbers)),
        *_after(of, numbers),
    ]


def _time(of: Closing) -> str:
    if not of.meetings:
        return _("No meeting is noted.")
    met = ngettext("You were at {count} meeting", "You were at {count} meetings", of.meetings)
    told = met.format(count=of.meetings)
    if not of.meetings_with_hours:
        return _("{told}; how long is not noted.").format(told=told)
    if of.meetings_with_hours == of.meetings:
        hours = hours_told(of.hours)
        text = ngettext(
            "{told}, {hours} hour in all.",
            "{told}, {hours} hours in all.",
            1 if hours == hours_told(ONE_HOUR) else 2,
        )
        return text.format(told=told, hours=hours)
    return _("{told}; for {count} of them hours are noted, {hours} in all.").format(
        told=told, count=of.meetings_with_hours, hours=hours_told(of.hours)
    )


def _asks(of: Closing) -> str:
    if not of.asks:
        return _("No ask for money is noted.")
    asked = ngettext("You were asked once", "You were asked {count} times", of.asks)
    told = asked.format(count=of.asks)
    if not of.noes:
        return _("{told} for money.").format(told=told)
    if of.asks == 1:
        return _("{told} for money, and said no.").format(told=told)
    said = ngettext(
        "you said no to one of these asks", "you said no to {count} of these asks", of.noes
    )
    return _("{told} for money; {said}.").format(told=told, said=said.format(count=of.noes))


def _money(of: Closing, numbers: Numbers) -> Iterator[str]:
    if of.given:
        yield _("You gave {amount}.").format(amount=numbers.amount(of.given))
    else:
        yield _("No gift is noted.")
    if of.returned:
        yield _("{amount} of it came back.").format(amount=numbers.amount(of.returned))
    if of.received:
        yield _("The group gave you {amount}.").format(amount=numbers.amount(of.received))


def _after(of: Closing, numbers: Numbers) -> Iterator[str]:
    """What came after the leaving day, none of it in the totals."""
    parts = []
    if of.asks_after:
        asked = ngettext("asked once", "asked {count} times", of.asks_after)
        parts.append(asked.format(count=of.asks_after))
    if of.given_after:
        parts.append(_("{amount} given").format(amount=numbers.amount(of.given_after)))
    if of.back_after:
        parts.append(_("{amount} came to you").format(amount=numbers.amount(of.back_after)))
    if parts:
        yield _("After that day, counted apart: {parts}.").format(parts=listed(parts))


def question(of: Closing, numbers: Numbers) -> str:
    """The one question about what still stands in the notebook; empty where nothing does."""
    if not of.stands:
        return ""
    if len(of.payments) == 1 and not of.pledges:
        return _("A standing payment of {what} is still noted. Did it end when you left?").format(
            what=_told(of.payments[0], numbers)
        )
    if len(of.pledges) == 1 and not of.payments:
        return _("A standing yes to {what} is still noted. Did it end when you left?").format(
            what=_told(of.pledges[0], numbers)
        )
    return _("Still noted as going on: {things}. Did all of it end when you left?").format(
        things="; ".join(_things(of, numbers))
    )


def _things(of: Closing, numbers: Numbers) -> list[str]:
    """Each thing that stands, payments first."""
    paid = [_("a payment of {what}").format(what=_told(each, numbers)) for each in of.payments]
    said = [_("a yes to {what}").format(what=_told(each, numbers)) for each in of.pledges]
    return [*paid, *said]


def yes_on_that_day(of: Closing) -> str:
    """The answer that says so."""
    return _("yes, on {day}").format(day=shown_day(of.left_on))


def stopped(of: Closing, numbers: Numbers) -> str:
    """What is said after it was noted that all of it ended: what, when, and how to undo it."""
    return _("Noted as ended on {day}: {things}. To undo it: u in Entries.").format(
        day=shown_date(of.left_on), things="; ".join(_things(of, numbers))
    )


def _told(each: Stands, numbers: Numbers) -> str:
    amount = _(PER[each.every]).format(amount=numbers.amount(each.amount))
    # A label is the person's own text, and may name the amount.
    label = None if numbers.hidden else each.label
    what = listed(filter(None, [_(KINDS[each.kind.value]), label]))
    return _("{amount} ({what})").format(amount=amount, what=what)
