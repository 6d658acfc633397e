"""The life of one ask: what was asked, answered and paid, day by day, with every repeat of it."""

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
from tracker.analysis.monthly.facts import GroupLabel
from tracker.entries.types import Kind, StoredEntry

__all__ = ["AmountRange", "StepKind", "Timeline", "TimelineStep", "build_timelines"]


@dataclass(frozen=True, slots=True)
class Timeline:
    """An ask from the first time on, with its repeats and what became of them."""

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
    """Whether a standing payment still runs."""

    @property
    def ask_count(self) -> int:
        """How often it was asked."""
        return sum(moment.kind in ASK_STEPS for moment in self.steps)

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
    """The life of every ask up to today; the one in which something happened last comes first.

    `entries` are asks, answers, withdrawals, money back, and the payments that are tied to an ask
    or standing; others do no harm. With `group` only its asks; with `first` or `last` only those
    in which something happened on these days, each of them whole.
    """
    known = [item for item in entries if item.entry.day <= today]
    ended = find_recurrence_ends(known, today)

    def life(chain: AskThread) -> Timeline:
        asks = [ask for _number, ask in chain.asks]
        moments = chain.build_steps(ended)
        return Timeline(
            group=asks[0].group,
            kind=asks[0].kind,
            first_amount=AmountRange.from_ask(asks[0]),
            last_amount=AmountRange.from_ask(asks[-1]),
            steps=moments,
            entries=tuple(sorted({*chain.entry_numbers, *(moment.number for moment in moments)})),
            has_running_payment=chain.has_running_payment(ended),
        )

    found = [life(chain) for chain in build_threads(known) if group in (None, chain.group)]
    days = (first_day or date.min, last_day or date.max)
    found = [life for life in found if any(days[0] <= each.day <= days[1] for each in life.steps)]
    return sorted(found, key=lambda life: (life.last_day, life.entries[-1]), reverse=True)
