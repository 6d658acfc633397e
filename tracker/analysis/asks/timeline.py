"""The timeline of an ask: what was asked, answered and paid, day by day, with every repeat.

Only what is linked by `for` is on one line. Two asks of one kind are not made one by guessing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tracker.analysis.asks.timeline_steps import (
    ASK_STEPS,
    AmountRange,
    AskThread,
    StepKind,
    TimelineStep,
    build_threads,
    find_recurrence_ends,
)
from tracker.analysis.monthly.monthly_facts import GroupLabel
from tracker.entries.types import Kind, StoredEntry

__all__ = ["AmountRange", "StepKind", "Timeline", "TimelineStep", "build_timelines"]


@dataclass(frozen=True, slots=True)
class Timeline:
    """An ask from the first time on, with its repeats and what followed them."""

    group: GroupLabel
    kind: Kind
    first_amount: AmountRange
    """What was asked for at first."""
    last_amount: AmountRange
    """What was asked for the last time."""
    steps: tuple[TimelineStep, ...]
    """In the order in which they happened."""
    entries: tuple[int, ...]
    """The numbers of the entries behind it."""
    has_running_payment: bool = False
    """Whether a regular payment still runs."""

    @property
    def ask_count(self) -> int:
        """How often it was asked."""
        return sum(step.kind in ASK_STEPS for step in self.steps)

    @property
    def first_day(self) -> date:
        """The day on which something happened first."""
        return self.steps[0].day

    @property
    def last_day(self) -> date:
        """The day on which something happened last."""
        return self.steps[-1].day


def build_timelines(
    entries: Iterable[StoredEntry],
    today: date,
    group: GroupLabel = None,
    first_day: date | None = None,
    last_day: date | None = None,
) -> list[Timeline]:
    """Return the timeline of every ask up to today, the one with the latest step first.

    `entries` are asks, answers, withdrawals, money back, and the payments that are for an ask or
    repeat. Others do no harm. With `group`, only its asks are returned. With `first_day` or
    `last_day`, only those with a step on these days are, each with all its steps.
    """
    past_entries = [item for item in entries if item.entry.day <= today]
    ends = find_recurrence_ends(past_entries, today)

    def build_timeline(thread: AskThread) -> Timeline:
        asks = [ask for _number, ask in thread.asks]
        steps = thread.build_steps(ends)
        return Timeline(
            group=asks[0].group,
            kind=asks[0].kind,
            first_amount=AmountRange.from_entry(asks[0]),
            last_amount=AmountRange.from_entry(asks[-1]),
            steps=steps,
            entries=tuple(sorted({*thread.entry_numbers, *(step.number for step in steps)})),
            has_running_payment=thread.has_running_payment(ends),
        )

    timelines = [
        build_timeline(thread)
        for thread in build_threads(past_entries)
        if group in (None, thread.group)
    ]
    day_range = (first_day or date.min, last_day or date.max)
    timelines = [
        timeline
        for timeline in timelines
        if any(day_range[0] <= step.day <= day_range[1] for step in timeline.steps)
    ]
    return sorted(
        timelines, key=lambda timeline: (timeline.last_day, timeline.entries[-1]), reverse=True
    )
