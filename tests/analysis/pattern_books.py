"""Random books in which patterns are often found: few names, days close together, tags, meetings.

They are the books of `tests.strategies`, only with more in them that meets.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from hypothesis import strategies as st

from tests.strategies import BookShape, _BookBuilder, days, one_of_these, some_of_these
from tracker.entries.types import (
    Ask,
    Entry,
    Goal,
    Income,
    Kind,
    Limit,
    Meeting,
    Need,
    NeedKind,
    Observation,
    Payment,
    Wage,
)
from tracker.months import Month, Period

FIRST, LAST = date(2026, 1, 1), date(2026, 8, 31)
PATTERN_TODAYS = st.one_of(days(date(2026, 3, 1), date(2026, 9, 30)), st.just(date(2026, 8, 31)))
TAGS = (
    *("no_accepted", "no_accepted", "no_not_accepted", "in_public", "public_pledge", "alcohol"),
)
_EVERY = st.none() | st.sampled_from(Period)
GOALS = (100_000, 100_000, 150_000, 150_000, 233_300)

MIXED = BookShape(
    most=40,
    first=FIRST,
    last=LAST,
    latest_start=date(2026, 10, 31),
    naughty=False,
    types=(
        *("ask", "ask", "ask", "ask", "answered", "answered", "withdrew", "paid", "meeting"),
        *("meeting", "goal", "income", "need", "limit", "wage", "returned", "received"),
        *("seen", "seen", "cost", "wrote"),
    ),
)
"""Something of everything."""
ASKS = replace(
    MIXED,
    most=25,
    last=date(2026, 3, 31),
    types=("ask", "ask", "ask", "answered", "meeting", "seen"),
)
"""Asked and answered again and again, at meetings and elsewhere, in three months."""
PLEDGES = replace(
    ASKS, last=date(2026, 5, 31), types=("ask", "ask", "answered", "withdrew", "paid", "paid")
)
"""Promises and money, tied and not."""
EVENINGS = replace(
    ASKS,
    most=40,
    last=date(2026, 2, 28),
    types=("meeting", "meeting", "seen", "seen", "seen", "seen", "ask", "cost"),
)
"""Meetings, and what others were asked there or elsewhere."""
GOALS_RAISED = replace(MIXED, most=15, types=("goal", "goal", "goal", "meeting"))
"""The group's targets."""
MONTHS = replace(
    MIXED,
    most=25,
    types=("paid", "paid", "paid", "income", "need", "wage", "limit", "meeting", "ask"),
)
"""Money, income and my line over eight months."""
FIRST_ENTRIES: tuple[Entry, ...] = (
    Income(day=FIRST, amount=95_000, every=Period.MONTH),
    Limit(day=FIRST, percent=200),
    Need(day=FIRST, amount=26_000, kind=NeedKind.FOOD, every=Period.MONTH),
    Wage(day=FIRST, amount=1140),
)
"""What many books begin with, before more of it replaces it."""


class _PatternBookBuilder(_BookBuilder):
    """Builds a random book whose entries are often close to each other."""

    def day(self, *, later: bool = False, since: date | None = None) -> date:
        """A day, often shortly after that of the entry before, or at the end of its 30 days."""
        day = super().day(later=later, since=since)
        gap = self.draw(one_of_these((None, 0, 7, 30, 31)))
        if gap is None or not self.entries:
            return day
        near = self.entries[-1].day + timedelta(days=gap)
        return near if (since or self.shape.first) <= near <= self.shape.last else day

    def circumstances(self) -> tuple[str, ...]:
        return tuple(self.draw(some_of_these(TAGS, 2)))

    def meeting(self) -> Meeting:
        """A meeting, mostly with hours, often a range, often on the day of an ask of its group."""
        meeting = super().meeting()
        tags = self.draw(one_of_these((meeting.circumstances, ("no_money",), ())))
        hours = self.draw(one_of_these((None, 150, 205, 1625)))
        meeting = replace(meeting, circumstances=tags)
        if hours is not None:
            high = self.draw(one_of_these((None, hours + 1, hours + 345)))
            meeting = replace(meeting, hours=hours, hours_high=high, minutes=None)
        asks = [ask for ask in self.entries if isinstance(ask, Ask) and ask.group == meeting.group]
        if not asks or self.draw(st.booleans()):
            return meeting
        return replace(meeting, day=self.draw(one_of_these(tuple(ask.day for ask in asks))))

    def seen(self) -> Observation:
        """Something seen or heard of, often without a period, often on the day of a meeting."""
        seen = super().seen()
        if self.draw(st.booleans()):
            low = self.draw(one_of_these((None, 500, 3000, 4700)))
            high = low and low + self.draw(one_of_these((0, 0, 2500)))
            seen = replace(seen, low=low, high=high, every=None)
        meetings = [entry for entry in self.entries if isinstance(entry, Meeting)]
        if not meetings or self.draw(st.booleans()):
            return seen
        meeting = self.draw(one_of_these(tuple(meetings)))
        return replace(seen, day=meeting.day, group=meeting.group)

    def names(self) -> dict[str, Any]:
        """A campaign, and mostly one of two events."""
        event = self.draw(one_of_these((None, *self.events)))
        return super().names() | {"event": event}

    def paid(self) -> Payment:
        """A payment, often of an amount that does not fill a pledge, or fills two."""
        payment = super().paid()
        amounts = one_of_these((payment.amount, 500, 1500, 2999, 8000))
        return replace(payment, amount=self.draw(amounts)) if payment.amount else payment

    def goal(self) -> Goal:
        """A goal of one of few amounts."""
        goal, amount = super().goal(), self.draw(st.sampled_from(GOALS))
        if goal.low < goal.high:
            return replace(goal, low=amount, high=amount + self.draw(one_of_these((500, 20_000))))
        return replace(goal, low=amount, high=amount)


@cache
def _type_words(types: Sequence[str], least: int, most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(types), min_size=least, max_size=most)


@st.composite
def pattern_books(draw: st.DrawFn, shape: BookShape) -> list[Entry]:
    """A book of this shape, seldom an empty one."""
    builder = _PatternBookBuilder(
        draw,
        shape,
        groups=["circle", "choir"],
        tags=[],
        campaigns=["office"],
        events=["seminar", "fair"],
    )
    builder.entries += draw(st.sampled_from((FIRST_ENTRIES, FIRST_ENTRIES[:1], ())))
    least = draw(st.sampled_from((shape.most // 2, shape.most // 2, shape.most // 2, 0)))
    for name in draw(_type_words(shape.types, least, shape.most)):
        builder.entries.append(getattr(builder, name)())
    return builder.entries


@st.composite
def ranges(draw: st.DrawFn) -> tuple[Month | None, Month | None]:
    """The first and the last month that are asked for: mostly none, sometimes ends that cross."""
    months = st.none() | st.none() | st.integers(-1, 9).map(Month.from_date(FIRST).add_months)
    return draw(months), draw(months)


@st.composite
def new_asks(draw: st.DrawFn, today: date) -> Ask:
    """An ask of today or of some days before, without an answer."""
    every, high = draw(_EVERY), draw(st.none() | st.sampled_from((1, 999, 3000, 5000, 70_000)))
    until = st.integers(0, 400).map(lambda length: date.fromordinal(today.toordinal() + length))
    return Ask(
        day=date.fromordinal(today.toordinal() - draw(st.integers(0, 9))),
        low=high and draw(st.integers(1, high)),
        high=high,
        kind=draw(st.sampled_from(Kind)),
        every=every,
        until=draw(st.none() | until) if every else None,
    )
