"""Earlier asks of a kind in words: what was answered, and what followed."""

from collections.abc import Iterator
from datetime import date
from operator import itemgetter

from tracker.analysis.asks.earlier_asks import DatedAnswer, EarlierAsk, EarlierAsks
from tracker.analysis.patterns.answer_outcomes import YES_ANSWERS
from tracker.entries.entry_description import KIND_LABELS, build_description
from tracker.entries.types import LaterAnswer
from tracker.i18n import NumberFormat, _, format_date, format_day, join_list, ngettext
from tracker.screens.before_you_answer.ask_context import AskContext
from tracker.widgets.earlier_asks import EarlierAskRow

MAX_LISTED = 60
"""Earlier asks that are listed; how many there are is said."""


def build_earlier_asks(
    asks: EarlierAsks,
    ask_context: AskContext | None,
    numbers: NumberFormat,
    *,
    has_several_groups: bool,
) -> tuple[str, tuple[EarlierAskRow, ...]]:
    """A title and the asks of the kind that is thought about, the newest first."""
    if ask_context is None or ask_context.kind is None:
        return "", ()
    count = asks.count_of_kind(ask_context.kind, ask_context.number)
    title = _("No earlier ask like it is noted.")
    if count:
        title = ngettext(
            "Earlier asks like it: {kind}, once",
            "Earlier asks like it: {kind}, {count} times",
            count,
        )
    found = asks.find_of_kind(ask_context.kind, MAX_LISTED, ask_context.number)
    rows = tuple(
        build_earlier_row(each, numbers, has_several_groups=has_several_groups) for each in found
    )
    return title.format(kind=_(KIND_LABELS[ask_context.kind.value]), count=count), rows


def build_earlier_row(
    earlier: EarlierAsk, numbers: NumberFormat, *, has_several_groups: bool
) -> EarlierAskRow:
    """One ask as a row; with several groups it names its own."""
    told = build_description(earlier.ask, numbers.format_amount)
    return EarlierAskRow(
        day=format_date(earlier.ask.day),
        group=told.group if has_several_groups else "",
        amount=told.amount,
        answers=told.answers or ("" if earlier.later_answers else _("no answer noted")),
        followups=join_list(_describe_followups(earlier, numbers)),
    )


def _describe_followups(earlier: EarlierAsk, numbers: NumberFormat) -> Iterator[str]:
    """What followed, in the order in which it came: `asked again on Mar 5`, `then a yes`."""
    since: date | None = None
    for day, what in sorted(_find_followups(earlier, numbers), key=itemgetter(0)):
        if day == since:
            yield _("then {what}").format(what=what)
        else:
            yield f"{what} {format_day_after(day, earlier.ask.day)}"
        since = day


def _find_followups(earlier: EarlierAsk, numbers: NumberFormat) -> Iterator[tuple[date, str]]:
    """What came later, and on which day; on one day a no comes before what was done about it."""
    given = [(each, _describe_answer(earlier, each, numbers)) for each in earlier.later_answers]
    yield from ((each.day, text) for each, text in given if each.answer.word not in YES_ANSWERS)
    if earlier.asked_again_on:
        yield earlier.asked_again_on, _("asked again")
    yield from ((each.day, text) for each, text in given if each.answer.word in YES_ANSWERS)
    if earlier.later_yes_on:
        yield earlier.later_yes_on, _("a yes")
    if earlier.withdrawn_on:
        yield earlier.withdrawn_on, _("taken back")


def _describe_answer(earlier: EarlierAsk, given: DatedAnswer, numbers: NumberFormat) -> str:
    answered = LaterAnswer(
        day=given.day,
        for_entry=earlier.number,
        answers=(given.answer,),
        kind=earlier.ask.kind,
    )
    return build_description(answered, numbers.format_amount).answers


def format_day_after(day: date, since: date) -> str:
    """A day after another one: `on the same day`, `on 5 Mar`, with the year where it is another."""
    if day == since:
        return _("on the same day")
    return _("on {day}").format(day=(format_day if day.year == since.year else format_date)(day))
