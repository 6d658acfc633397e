"""A pattern: how often something happened, out of how often it could have."""

from dataclasses import dataclass
from enum import StrEnum


class PatternName(StrEnum):
    """The patterns, in the order of docs/reference/figures.md, "Patterns"."""

    # Data: in people's scripts since 0.1. Never rename.
    MEETINGS_WITH_ASK = "meetings_with_ask"
    HOURS_PER_ASK = "hours_per_ask"
    ASKED_IN_PUBLIC = "asked_in_public"
    NO_THEN_ASKED_AGAIN = "no_then_asked_again"
    YES_THEN_ASKED_AGAIN = "yes_then_asked_again"
    NO_THEN_YES = "no_then_yes"
    NO_ACCEPTED = "no_accepted"
    GOAL_RAISED = "goal_raised"
    PLEDGES = "pledges"
    MONTHS_OVER_LIMIT = "months_over_limit"
    SHARE_TREND = "share_trend"
    TIME_GIVEN = "time_given"


MIN_COUNT = 3
"""A count of fewer cases says little."""
MAX_LISTED = 5
"""Up to this many values are listed one by one, without their median."""
MIN_MONTHS = 6
"""A trend over fewer months says little."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern of the entries, without a score or a verdict.

    `count` and `total` are counts, but cents for `pledges`, and tenths of an hour where hours are
    counted (`count` of `time_given`, `total` of `hours_per_ask`). `count` is None for
    `share_trend`. `value` is in tenths of a day or an hour, or in hundredths of a percent or a
    point, or None if there is none.
    """

    name: PatternName
    count: int | None
    total: int
    value: int | None
    has_enough: bool
    """Whether `total` is large enough for a sentence."""
    entries: tuple[int, ...]
    """The numbers of the entries behind `count`, in their order, with what followed them."""
    aside_count: int = 0
    """What the sentence also has: asks outside a meeting or without tags, payments of unknown
    amount."""
    total_entries: tuple[int, ...] = ()
    """The numbers of the entries behind `total`, in their order."""
    counted_entries: tuple[int, ...] = ()
    """Those of `entries` that are counted themselves, in their order."""
    values: tuple[int, ...] = ()
    """What `value` is the median of, from low to high and in its unit, or empty if it is none."""

    @property
    def all_entries(self) -> tuple[int, ...]:
        """The numbers of all entries behind its sentence, in their order."""
        return tuple(sorted({*self.entries, *self.total_entries}))
