"""Texts of the earlier asks in Before you answer: answers, and what followed."""

from collections.abc import Iterator
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from tracker.analysis.asks.campaign_observations_text import format_campaign
from tracker.analysis.asks.earlier_asks import (
    DatedAnswer,
    EarlierAsk,
    is_of_campaign,
)
from tracker.analysis.patterns.answer_outcomes import YES_ANSWERS
from tracker.analysis.patterns.fundraising_goals import CampaignKey
from tracker.book.earlier_ask_queries import EarlierAskPage
from tracker.entries.entry_description import KIND_LABELS, build_description
from tracker.entries.types import Ask, LaterAnswer
from tracker.i18n import (
    N_label,
    NumberFormat,
    _label,
    _label_plural,
    format_date,
    format_day,
    join_list,
)
from tracker.screens.before_you_answer.ask_context import AskContext
from tracker.widgets.earlier_asks import BETWEEN, EarlierAskRow

MAX_LISTED = 60
"""The most earlier asks that are listed. The title counts all of them."""


class _Wording(NamedTuple):
    """How to say that something followed an ask, for each day it may have happened on."""

    on_day: str
    on_same_day: str
    """On the day of the ask."""
    right_after: str
    """On the day of what was named just before it."""


ASKED_AGAIN = _Wording(
    N_label("they asked again on {day}"),
    N_label("they asked again on the same day"),
    N_label("then they asked again"),
)
SAID_YES = _Wording(
    N_label("you said yes on {day}"),
    N_label("you said yes on the same day"),
    N_label("then you said yes"),
)
TOOK_BACK = _Wording(
    N_label("you took it back on {day}"),
    N_label("you took it back on the same day"),
    N_label("then you took it back"),
)
# Translators: {answer} is an answer or several, e.g. “no” or “yes to 10.00”.
ANSWERED = _Wording(
    N_label("{answer} on {day}"),
    N_label("{answer} on the same day"),
    N_label("then {answer}"),
)


class _Followup(NamedTuple):
    """Something that followed an ask."""

    day: date
    wording: _Wording
    answer: str = ""


def build_earlier_asks(
    earlier_asks: EarlierAskPage | None,
    ask_context: AskContext | None,
    numbers: NumberFormat,
    *,
    has_several_groups: bool,
) -> tuple[str, tuple[EarlierAskRow, ...]]:
    """Return a title and the earlier asks of the same kind, newest first."""
    if earlier_asks is None or ask_context is None or ask_context.kind is None:
        return "", ()
    count, asks = earlier_asks
    title = _label("No earlier asks like this")
    if count:
        title = _label_plural(
            "Earlier asks like this: {kind}, once",
            "Earlier asks like this: {kind}, {count} times",
            count,
        )
    campaign = find_campaign_key(ask_context.ask)
    rows = tuple(
        _mark_campaign(
            build_earlier_row(earlier, numbers, has_several_groups=has_several_groups),
            earlier.ask,
            campaign,
            numbers,
        )
        for earlier in asks
    )
    return title.format(kind=_label(KIND_LABELS[ask_context.kind.value]), count=count), rows


def find_campaign_key(ask: Ask) -> CampaignKey | None:
    """Return the campaign of an ask with its group, or None if it has none."""
    return None if ask.campaign is None else (ask.group, ask.campaign)


def _mark_campaign(
    row: EarlierAskRow, ask: Ask, campaign: CampaignKey | None, numbers: NumberFormat
) -> EarlierAskRow:
    """Name the campaign of the line behind the answers of each of its asks."""
    if campaign is None or not is_of_campaign(ask, campaign):
        return row
    parts = (format_campaign(campaign[1], numbers), row.followups)
    return row._replace(followups=BETWEEN.join(filter(None, parts)))


def build_earlier_row(
    earlier: EarlierAsk, numbers: NumberFormat, *, has_several_groups: bool
) -> EarlierAskRow:
    """Return an ask as a row. With several groups it names its group."""
    description = build_description(earlier.ask, numbers.format_amount)
    return EarlierAskRow(
        day=format_date(earlier.ask.day),
        group=description.group if has_several_groups else "",
        amount=description.amount,
        answers=description.answers
        or ("" if earlier.later_answers else _label("no answer recorded")),
        followups=join_list(_describe_followups(earlier, numbers)),
    )


def _describe_followups(earlier: EarlierAsk, numbers: NumberFormat) -> Iterator[str]:
    """Yield what followed, oldest first: `they asked again on Mar 5`, `then you said yes`."""
    previous_day: date | None = None
    for followup in sorted(_find_followups(earlier, numbers), key=attrgetter("day")):
        day, wording = followup.day, followup.wording
        if day == previous_day:
            text = _label(wording.right_after)
        elif day == earlier.ask.day:
            text = _label(wording.on_same_day)
        else:
            text = _label(wording.on_day)
        # A different year is named.
        format_ = format_day if day.year == earlier.ask.day.year else format_date
        yield text.format(answer=followup.answer, day=format_(day))
        previous_day = day


def _find_followups(earlier: EarlierAsk, numbers: NumberFormat) -> Iterator[_Followup]:
    """Yield what followed. On the same day a no comes before what followed it."""
    yes_answers: list[_Followup] = []
    for answer in earlier.later_answers:
        followup = _Followup(answer.day, ANSWERED, _describe_answer(earlier, answer, numbers))
        if answer.answer.word in YES_ANSWERS:
            yes_answers.append(followup)
        else:
            yield followup
    if earlier.asked_again_on:
        yield _Followup(earlier.asked_again_on, ASKED_AGAIN)
    yield from yes_answers
    if earlier.later_yes_on:
        yield _Followup(earlier.later_yes_on, SAID_YES)
    if earlier.withdrawn_on:
        yield _Followup(earlier.withdrawn_on, TOOK_BACK)


def _describe_answer(earlier: EarlierAsk, dated_answer: DatedAnswer, numbers: NumberFormat) -> str:
    later_answer = LaterAnswer(
        day=dated_answer.day,
        for_entry=earlier.number,
        answers=(dated_answer.answer,),
        kind=earlier.ask.kind,
    )
    return build_description(later_answer, numbers.format_amount).answers
