"""Texts of the earlier asks in Before you answer: answers, and what followed."""

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
"""Earlier asks that are listed; the title counts all of them."""


def build_earlier_asks(
    asks: EarlierAsks,
    ask_context: AskContext | None,
    numbers: NumberFormat,
    *,
    has_several_groups: bool,
) -> tuple[str, tuple[EarlierAskRow, ...]]:
    """Return a title and the earlier asks of the same kind, newest first."""
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
    similar_asks = asks.find_of_kind(ask_context.kind, MAX_LISTED, ask_context.number)
    rows = tuple(
        build_earlier_row(earlier, numbers, has_several_groups=has_several_groups)
        for earlier in similar_asks
    )
    return title.format(kind=_(KIND_LABELS[ask_context.kind.value]), count=count), rows


def build_earlier_row(
    earlier: EarlierAsk, numbers: NumberFormat, *, has_several_groups: bool
) -> EarlierAskRow:
    """Return an ask as a row; with several groups it names its group."""
    description = build_description(earlier.ask, numbers.format_amount)
    return EarlierAskRow(
        day=format_date(earlier.ask.day),
        group=description.group if has_several_groups else "",
        amount=description.amount,
        answers=description.answers or ("" if earlier.later_answers else _("no answer noted")),
        followups=join_list(_describe_followups(earlier, numbers)),
    )


def _describe_followups(earlier: EarlierAsk, numbers: NumberFormat) -> Iterator[str]:
    """Yield what followed, oldest first: `asked again on Mar 5`, `then a yes`."""
    previous_day: date | None = None
    for day, text in sorted(_find_followups(earlier, numbers), key=itemgetter(0)):
        if day == previous_day:
            yield _("then {what}").format(what=text)
        else:
            yield f"{text} {format_day_after(day, earlier.ask.day)}"
        previous_day = day


def _find_followups(earlier: EarlierAsk, numbers: NumberFormat) -> Iterator[tuple[date, str]]:
    """Yield each later event with its day; on the same day a no comes before what followed it."""
    answer_texts = [
        (answer, _describe_answer(earlier, answer, numbers)) for answer in earlier.later_answers
    ]
    yield from (
        (answer.day, text) for answer, text in answer_texts if answer.answer.word not in YES_ANSWERS
    )
    if earlier.asked_again_on:
        yield earlier.asked_again_on, _("asked again")
    yield from (
        (answer.day, text) for answer, text in answer_texts if answer.answer.word in YES_ANSWERS
    )
    if earlier.later_yes_on:
        yield earlier.later_yes_on, _("a yes")
    if earlier.withdrawn_on:
        yield earlier.withdrawn_on, _("taken back")


def _describe_answer(earlier: EarlierAsk, dated_answer: DatedAnswer, numbers: NumberFormat) -> str:
    later_answer = LaterAnswer(
        day=dated_answer.day,
        for_entry=earlier.number,
        answers=(dated_answer.answer,),
        kind=earlier.ask.kind,
    )
    return build_description(later_answer, numbers.format_amount).answers


def format_day_after(day: date, since: date) -> str:
    """Return a later day as text: `on the same day`, or `on 5 Mar`; a different year is named."""
    if day == since:
        return _("on the same day")
    return _("on {day}").format(day=(format_day if day.year == since.year else format_date)(day))
