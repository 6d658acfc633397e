"""The goals, and whether what was measured meets them.

Milliseconds are those of the machine on which a bare Textual app was ready in 208. Elsewhere each
is judged by its ratio to that app's start, so that a slow machine fails none and a fast one hides
none.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from benchmarks.commands import (
    CHART,
    EXPORT,
    IMPORT,
    LINES,
    MONTHS,
    PLAIN_CHART,
    PLAIN_EXPORT,
    PLAIN_IMPORT,
    REPORTS,
    SUMMARY,
)
from benchmarks.figures import BARE, Figure
from benchmarks.memory import (
    APP_MEMORY,
    EXPORT_MEMORY,
    IMPORT_MEMORY,
    INSTALLED_SIZE,
    LARGEST_MEMORY,
    LINES_MEMORY,
    MONTHS_MEMORY,
    SMALLER,
)
from benchmarks.peers import HLEDGER
from benchmarks.screens import (
    BACK,
    BARE_INPUT,
    BARE_TABLE,
    CURSOR,
    EMPTY,
    MONTH,
    OPENED,
    SAVE,
    START,
    TYPING,
)

BARE_SECONDS = 0.208
"""The bare app's start on the machine on which the goals were set."""
MEGABYTE = 1e6
FLAT = 1.1
"""How many times as much still counts as the same."""


@dataclass(frozen=True)
class Goal:
    """What a measure may take: `limit` times what its peer takes, or so many bytes."""

    measure: str
    words: str
    limit: float
    peer: str | None
    """None where the limit is in bytes."""
    sizes: tuple[int, ...] = ()
    """The sizes that it is about. Without any it is about all."""

    def is_about(self, figure: Figure) -> bool:
        """Return whether the figure is one of this goal."""
        return figure.measure == self.measure and (not self.sizes or figure.size in self.sizes)

    def find_excess(self, figure: Figure) -> float | None:
        """Return the figure as a part of the limit: 1 is met just so. None if it has no peer."""
        value = figure.value if self.peer is None else figure.compute_ratio(self.peer)
        return None if value is None else value / self.limit


@dataclass(frozen=True)
class Judgement:
    """A goal, and the figures that it is about. Without figures it was not measured."""

    goal: Goal
    figures: tuple[Figure, ...]

    @property
    def worst(self) -> float | None:
        """The largest part of the limit at any size, above 1 where the goal is not met."""
        excesses = [self.goal.find_excess(figure) for figure in self.figures]
        return max((excess for excess in excesses if excess is not None), default=None)

    @property
    def verdict(self) -> str:
        """Whether the goal is met, and if not, how many times its limit was taken."""
        if self.worst is None:
            return "not measured"
        return "met" if self.worst <= 1 else f"not met: {self.worst:.2f}x"


def judge(goal: Goal, figures: Iterable[Figure]) -> Judgement:
    """Return the goal with those figures that it is about and that have its peer."""
    return Judgement(
        goal,
        tuple(
            figure
            for figure in figures
            if goal.is_about(figure) and goal.find_excess(figure) is not None
        ),
    )


def _limit_time(measure: str, words: str, seconds: float, *sizes: int) -> Goal:
    """Return a goal in seconds, which are judged by the bare app's start."""
    return Goal(measure, words, seconds / BARE_SECONDS, BARE, sizes)


def _limit_ratio(measure: str, times: float, peer: str, *sizes: int) -> Goal:
    return Goal(measure, f"{times:g}x {peer}", times, peer, sizes)


def _limit_memory(measure: str, megabytes: int) -> Goal:
    return Goal(measure, f"{megabytes} MB", megabytes * MEGABYTE, None)


GOALS = (
    _limit_ratio(START, 1.5, BARE),
    Goal(START, f"the same as {EMPTY}", FLAT, EMPTY),
    _limit_time(SAVE, "50 ms", 0.05),
    _limit_time(BACK, "80 ms", 0.08),
    _limit_time(MONTH, "50 ms", 0.05),
    *(_limit_time(opened, "120 ms", 0.12) for opened in OPENED),
    _limit_ratio(TYPING, 1.5, BARE_INPUT),
    _limit_ratio(CURSOR, 1.5, BARE_TABLE),
    _limit_time(MONTHS, "100 ms", 0.1, 1_000, 10_000, 100_000),
    _limit_time(MONTHS, "200 ms at 1,000,000", 0.2, 1_000_000),
    Goal(MONTHS, f"1/25 of {HLEDGER} at 100,000", 1 / 25, HLEDGER, (100_000,)),
    *(_limit_time(report, "300 ms at 100,000", 0.3, 100_000) for report in REPORTS),
    _limit_time(LINES, "25,000 a second of 100,000", 4, 100_000),
    _limit_ratio(IMPORT, 3, PLAIN_IMPORT, 100_000),
    _limit_ratio(EXPORT, 3, PLAIN_EXPORT, 10_000, 100_000),
    *(
        Goal(measure, f"the same as {SMALLER}", FLAT, SMALLER, (100_000, 1_000_000))
        for measure in (LINES_MEMORY, IMPORT_MEMORY, LARGEST_MEMORY, EXPORT_MEMORY)
    ),
    _limit_time(SUMMARY, "500 ms", 0.5),
    _limit_ratio(CHART, 1.6, PLAIN_CHART),
    _limit_memory(APP_MEMORY, 90),
    _limit_memory(MONTHS_MEMORY, 45),
    _limit_memory(INSTALLED_SIZE, 340),
)
"""Every goal for speed and size, but for how long the tests take: `make test` says that itself."""
