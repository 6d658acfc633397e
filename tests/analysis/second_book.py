"""What both second computations see of a book: its entries up to today, and what a month comes to.

Nothing of `tracker.analysis` is used; what a month comes to is asked of `second_computation`.
"""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import floor
from statistics import median
from typing import NamedTuple

from tests.analysis.monthly import second_computation as monthly
from tracker.entries.types import (
    Answered,
    AnswerWord,
    Ask,
    Form,
    Logged,
    Meeting,
    Paid,
)
from tracker.months import Month

Numbers = tuple[int, ...]
Found = tuple[
    str, int | None, int, int | None, bool, Numbers, int, Numbers, Numbers, tuple[int, ...]
]
"""A pattern: name, count, of, value, enough, entries, aside, of_entries, counted, each."""
NARROW = (Form.MEETING, Form.EVENT, Form.ONE_TO_ONE, Form.STALL)


class Said(NamedTuple):
    """One answer; answers compare in the order in which they were given."""

    day: date
    number: int
    position: int
    word: AnswerWord
    is_last: bool
    """Whether no further answer stands on its line."""


@dataclass
class Seen:
    """The book up to today, and which part of it is asked for."""

    items: list[Logged]
    today: date
    group: str | None
    first: Month | None
    last: Month | None
    limits: Sequence[Logged] = ()
    """Every entry, also one after today: a line may be set for later."""

    def in_range(self, day: date) -> bool:
        month = (day.year, day.month)
        return (self.first is None or month >= self.first) and (
            self.last is None or month <= self.last
        )

    def is_of_group(self, item: Logged) -> bool:
        return self.group is None or getattr(item.entry, "group", None) == self.group

    def _wanted(self) -> Iterator[Logged]:
        for item in self.items:
            if self.is_of_group(item) and self.in_range(item.entry.day):
                yield item

    def asks(self) -> list[tuple[int, Ask]]:
        return [(one.number, one.entry) for one in self._wanted() if isinstance(one.entry, Ask)]

    def all_asks(self) -> list[tuple[int, Ask]]:
        return [(one.number, one.entry) for one in self.items if isinstance(one.entry, Ask)]

    def meetings(self) -> list[tuple[int, Meeting]]:
        found = [
            (one.number, one.entry) for one in self._wanted() if isinstance(one.entry, Meeting)
        ]
        return [(number, entry) for number, entry in found if entry.form in NARROW]

    def lines_of(self, number: int) -> list[tuple[int, Ask | Answered]]:
        """An ask's own entry, and those that answer it later."""
        found: list[tuple[int, Ask | Answered]] = []
        for item in self.items:
            entry = item.entry
            if isinstance(entry, Ask) and item.number == number:
                found.append((item.number, entry))
            if isinstance(entry, Answered) and entry.for_entry == number:
                found.append((item.number, entry))
        return found

    def said(self, number: int, words: Sequence[AnswerWord]) -> list[Said]:
        """The answers of one ask that are one of some words, in their order."""
        return sorted(
            Said(entry.day, at, position, answer.word, position == len(entry.answers) - 1)
            for at, entry in self.lines_of(number)
            for position, answer in enumerate(entry.answers)
            if answer.word in words
        )

    def asks_with(self, words: Sequence[AnswerWord]) -> list[tuple[int, Ask]]:
        return [(number, ask) for number, ask in self.asks() if self.said(number, words)]

    def paid_days(self, item: Logged) -> list[date]:
        """The days up to today on which a payment was made."""
        entry = item.entry
        if not isinstance(entry, Paid) or entry.amount == 0:
            return []
        days = days_between(entry.day, self.today)
        return [day for day in days if monthly._counts_on(day, item, entry, self.items)]


def root_of(seen: Seen, number: int) -> int:
    """The first ask of all that is tied to an ask."""
    asks = dict(seen.all_asks())
    while (before := asks[number].for_entry) is not None:
        number = before
    return number


def days_between(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def half_up(number: Fraction) -> int:
    return floor(number + Fraction(1, 2))


def middle(numbers: Sequence[int | Fraction]) -> Fraction | None:
    return median(Fraction(number) for number in numbers) if numbers else None


def tenths(number: Fraction | None) -> int | None:
    return None if number is None else half_up(number * 10)


def month_row(
    items: Sequence[Logged], today: date, month: Month, group: str | None = None
) -> dict[str, monthly.Cell]:
    """The row of one month and group, whether or not the whole table has it."""
    first = date(month.year, month.number, 1)
    month_end = date(today.year, today.month, monthrange(today.year, today.month)[1])
    now = [item for item in items if monthly._exists(item, today, month_end)]
    days = days_between(first, date(month.year, month.number, month.days))
    events = [event for day in days for event in monthly._events_of(day, now, today)]
    return monthly._row(first, group, items, now, events, "EUR")


def hundredths(cell: monthly.Cell) -> int | None:
    """A cell of the table as the figures have it."""
    return None if cell is None else int(Fraction(str(cell)) * 100)
