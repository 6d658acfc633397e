"""The texts of an ask's timeline: its title, each step, and what the signs mean."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NamedTuple

from tracker.analysis.asks.timeline import AmountRange, StepKind, Timeline
from tracker.analysis.asks.timeline_steps import ASK_STEPS, TimelineStep
from tracker.analysis.patterns.sentence_parts import mark_estimate
from tracker.entries.entry_description import KIND_LABELS, PER_PERIOD, UNKNOWN_AMOUNT
from tracker.i18n import (
    N_label,
    _,
    _label,
    _label_plural,
    format_amount,
    format_date,
    format_day,
    join_list,
)
from tracker.money import Cents

STEP_SIGNS = {
    StepKind.ASKED: "○",
    StepKind.ASKED_AGAIN: "○",
    StepKind.NO: "×",
    StepKind.LATER: "»",
    StepKind.SILENT: "·",
    StepKind.YES: "●",
    StepKind.GAVE: "■",
    StepKind.PAID: "■",
    StepKind.PAYS: "■",
    StepKind.ENDED: "┤",
    StepKind.WITHDREW: "←",
    StepKind.RETURNED: "□",
}
"""One sign for each kind of step. Its word is always next to it."""
STEP_LABELS = {
    StepKind.ASKED: N_label("asked"),
    StepKind.ASKED_AGAIN: N_label("asked again"),
    StepKind.NO: N_label("no", "answer"),
    StepKind.LATER: N_label("later"),
    StepKind.SILENT: N_label("no answer"),
    StepKind.YES: N_label("yes", "answer"),
    StepKind.GAVE: N_label("gave"),
    StepKind.PAID: N_label("paid"),
    StepKind.PAYS: N_label("pays"),
    StepKind.ENDED: N_label("payment ends"),
    StepKind.WITHDREW: N_label("no after all"),
    StepKind.RETURNED: N_label("refund"),
}
STEP_AMOUNT_LABELS = {
    StepKind.ASKED: N_label("asked for {amount}"),
    StepKind.ASKED_AGAIN: N_label("asked again, {amount}"),
    StepKind.YES: N_label("yes to {amount}"),
    StepKind.GAVE: N_label("gave {amount}"),
    StepKind.PAID: N_label("paid {amount}"),
    StepKind.PAYS: N_label("pays {amount}"),
    StepKind.RETURNED: N_label("refund of {amount}"),
}
PAYING_STEPS = {StepKind.PAYS: True, StepKind.ENDED: False}
"""By a step that begins or ends a regular payment: whether it runs from then on."""
LEGEND_ROWS = (
    ((StepKind.ASKED, StepKind.ASKED_AGAIN), N_label("asked", "legend")),
    ((StepKind.NO,), N_label("no", "answer")),
    ((StepKind.LATER,), N_label("later")),
    ((StepKind.SILENT,), N_label("no answer")),
    ((StepKind.YES,), N_label("yes", "answer")),
    ((StepKind.GAVE, StepKind.PAID, StepKind.PAYS), N_label("gave or paid")),
    ((StepKind.ENDED,), N_label("regular payment ends")),
    ((StepKind.WITHDREW,), N_label("no after all")),
    ((StepKind.RETURNED,), N_label("refund")),
)
"""What each sign means, in the order in which a timeline may have them."""


class TimelineFormat(NamedTuple):
    """How amounts and words are written: in full, or without figures while amounts are hidden."""

    format_amount: Callable[[Cents], str] = format_amount
    format_words: Callable[[str], str] = str


PLAIN_FORMAT = TimelineFormat()


class TimelineMark(NamedTuple):
    """One step: its kind and its text."""

    kind: StepKind
    text: str


@dataclass(frozen=True, slots=True)
class TimelineDay:
    """A day on which something happened: its steps in their order, and what was said."""

    day: date
    day_text: str
    """The day in words, with the year where it is another than that of the day before."""
    marks: tuple[TimelineMark, ...]
    quotes: str
    is_paying: bool
    """Whether a regular payment runs from here on."""


def build_timeline_days(
    timeline: Timeline, timeline_format: TimelineFormat = PLAIN_FORMAT
) -> list[TimelineDay]:
    """Return the days of a timeline on which something happened."""
    days: list[TimelineDay] = []
    asked_amount: AmountRange | None = timeline.first_amount
    is_paying = False
    year = 0
    for day, group in groupby(timeline.steps, key=lambda step: step.day):
        steps, marks = list(group), []
        for step in steps:
            amount = step.amount
            if step.kind in ASK_STEPS:
                # The title names what was asked for. Only another amount is repeated.
                amount = amount if amount != asked_amount else None
                asked_amount = step.amount
            elif step.kind in PAYING_STEPS:
                is_paying = PAYING_STEPS[step.kind]
            text = describe_step(step.kind, amount, timeline_format)
            marks.append(TimelineMark(step.kind, text))
        quotes = _quote_steps(steps, timeline_format)
        day_text = format_day(day) if day.year == year else format_date(day)
        year = day.year
        days.append(TimelineDay(day, day_text, tuple(marks), quotes, is_paying))
    return days


def _quote_steps(steps: Iterable[TimelineStep], timeline_format: TimelineFormat) -> str:
    """Return all that was said on a day."""
    return " ".join(quote_words(step.words, timeline_format) for step in steps if step.words)


def describe_step(
    kind: StepKind, amount_range: AmountRange | None, timeline_format: TimelineFormat = PLAIN_FORMAT
) -> str:
    """Return a step in words, with its amount if it has one: `yes to 15.00 a month`."""
    if amount_range is None or kind not in STEP_AMOUNT_LABELS:
        return _label(STEP_LABELS[kind])
    if amount_range.low is None and kind not in ASK_STEPS:
        return join_list((_label(STEP_LABELS[kind]), _label(UNKNOWN_AMOUNT)))
    return _label(STEP_AMOUNT_LABELS[kind]).format(
        amount=format_amount_range(amount_range, timeline_format)
    )


def format_amount_range(
    amount_range: AmountRange, timeline_format: TimelineFormat = PLAIN_FORMAT
) -> str:
    """Return an amount, a range or “no amount named”, with its period: `30.00 a month`."""
    if amount_range.low is None or amount_range.high is None:
        text = _label("no amount named")
    elif amount_range.low == amount_range.high:
        text = timeline_format.format_amount(amount_range.low)
    else:
        text = _label("{low} to {high}").format(
            low=timeline_format.format_amount(amount_range.low),
            high=timeline_format.format_amount(amount_range.high),
        )
    if amount_range.is_estimated and amount_range.low is not None:
        text = mark_estimate(text)
    if amount_range.every is None:
        return text
    return _label(PER_PERIOD[amount_range.every]).format(amount=text)


def quote_words(words: str, timeline_format: TimelineFormat = PLAIN_FORMAT) -> str:
    """Return what was said, on one line and in quotes."""
    return f"“{' '.join(timeline_format.format_words(words).split())}”"


def format_timeline_title(
    timeline: Timeline, timeline_format: TimelineFormat = PLAIN_FORMAT
) -> str:
    """Return what was asked for: `dues, 30.00 a month`."""
    kind, first = (
        _label(KIND_LABELS[timeline.kind]),
        format_amount_range(timeline.first_amount, timeline_format),
    )
    if timeline.last_amount == timeline.first_amount:
        return _label("{kind}, {amount}").format(kind=kind, amount=first)
    return _label("{kind}, first {first}, last {last}").format(
        kind=kind, first=first, last=format_amount_range(timeline.last_amount, timeline_format)
    )


def describe_ask_number(timeline: Timeline) -> str:
    """Return how often it was asked: `asked 2 times`."""
    count = timeline.ask_count
    return _label_plural("asked once", "asked {count} times", count).format(count=count)


def has_several_groups(timelines: Iterable[Timeline]) -> bool:
    """Return whether the asks are of several groups, in which case each names its own."""
    groups = iter(timelines)
    first = next(groups, None)
    return first is not None and any(timeline.group != first.group for timeline in groups)


def format_timeline_subtitle(timeline: Timeline, *, with_group: bool) -> str:
    """Return how often it was asked, and with `with_group` by whom."""
    parts = (timeline.group if with_group else None, describe_ask_number(timeline))
    return " · ".join(part for part in parts if part)


def find_step_kinds(timelines: Iterable[Timeline]) -> set[StepKind]:
    """Return the kinds of steps that these timelines have."""
    return {step.kind for timeline in timelines for step in timeline.steps}


def build_timeline_legend(step_kinds: Collection[StepKind]) -> Iterator[tuple[StepKind, str]]:
    """Yield what the sign of each of these kinds of steps means."""
    for kinds, text in LEGEND_ROWS:
        if not set(kinds).isdisjoint(step_kinds):
            yield kinds[0], _label(text)


def describe_linking() -> str:
    """Return the sentence that says which asks share a timeline."""
    return _("Asks that you linked with “for” share a timeline. Every other ask has its own.")


def describe_no_asks(*, in_range: bool = False) -> str:
    """Return the sentence that is shown if there is no ask."""
    if in_range:
        return _("There are no asks here.")
    return _("There are no asks yet. When you add one, its timeline starts here.")


def format_timeline_heading(groups: Sequence[str] = ()) -> str:
    """Return the heading of the image, for a reader who sees nothing else of the book."""
    if len(groups) == 1:
        return _label("How {group} asked me for money, ask by ask").format(
            group=" ".join(groups[0].split())
        )
    return _label("How I was asked for money, ask by ask")
