"""A pattern: how often something happened, out of how often it could have."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from tracker.analysis.monthly.table import MonthRow


class PatternName(StrEnum):
    """The patterns, in the order of docs/reference/patterns.md, "What each pattern counts"."""

    # Data: in people's scripts since 0.1. Never rename.
    MONEY_CAME_UP = "money_came_up"
    MEETINGS_WITH_ASK = "meetings_with_ask"
    SEEN = "seen"
    HEARD = "heard"
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
MEETING_PATTERNS = frozenset({PatternName.MONEY_CAME_UP, PatternName.MEETINGS_WITH_ASK})
"""Both are counted from meetings and their asks, so one sentence is enough for them."""


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
    amount, observations of a regular amount."""
    total_entries: tuple[int, ...] = ()
    """The numbers of the entries behind `total`, in their order."""
    counted_entries: tuple[int, ...] = ()
    """Those of `entries` that are counted themselves, in their order."""
    values: tuple[int, ...] = ()
    """What `value` is the median of, from low to high and in its unit, or empty if it is none."""
    low: int | None = None
    """The lowest of what has no middle value: an amount that was seen or heard of, a rise of a
    goal, or hours. In cents, hundredths of a percent or tenths of an hour."""
    high: int | None = None
    """The highest of the same."""
    value_high: int | None = None
    """What `value` is if a range of hours counts with its higher end."""
    ranges: tuple[tuple[int, int], ...] = ()
    """The least and the most of each rise of a goal, from low to high."""
    unrecorded_count: int = 0
    """For how many meetings it is not recorded whether money came up."""
    asked_count: int = 0
    """At how many meetings the person was asked."""
    gave_more: bool = False
    """Whether more than `count` was given: more than was pledged to an ask does not count."""
    newest_month: MonthRow | None = field(default=None, compare=False)
    """The newest month that is over, and whose sum can be compared with the limit."""

    @property
    def all_entries(self) -> tuple[int, ...]:
        """The numbers of all entries behind its sentence, in their order."""
        return tuple(sorted({*self.entries, *self.total_entries}))


def select_shown_patterns(patterns: Iterable[Pattern]) -> list[Pattern]:
    """Return the patterns that get a sentence. Of the two about money at meetings it is mostly one.

    Whether money came up also tells how often the person was asked. But where nothing is
    recorded other than that, it tells no more, and it would sound as if money always came up.
    """
    patterns = list(patterns)
    left_out = set[PatternName]()
    for pattern in patterns:
        if pattern.name is PatternName.MONEY_CAME_UP and pattern.has_enough:
            tells_more = pattern.total > pattern.asked_count
            left_out.add(PatternName.MEETINGS_WITH_ASK if tells_more else pattern.name)
    return [pattern for pattern in patterns if pattern.name not in left_out]
