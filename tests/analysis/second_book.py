"""What the second computations know of a book: its entries up to today, and a month's row.

Nothing of `tracker.analysis` is used; the rows are those of `second_computation`.
"""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import floor
from statistics import median
from typing import NamedTuple

from tests.analysis.monthly import second_computation
from tracker.entries.types import (
    AnswerWord,
    Ask,
    Form,
    LaterAnswer,
    Meeting,
    Observation,
    Payment,
    Source,
    StoredEntry,
)
from tracker.months import Month

Numbers = tuple[int, ...]
MEETING_FORMS = (Form.MEETING, Form.EVENT, Form.ONE_TO_ONE, Form.STALL)


@dataclass(frozen=True)
class FoundPattern:
    """A pattern of a second computation, with the fields of `Pattern` in their order."""

    name: str
    count: int | None
    total: int
    value: int | None
    has_enough: bool
    entries: Numbers
    aside_count: int = 0
    total_entries: Numbers = ()
    counted_entries: Numbers = ()
    values: Numbers = ()
    low: int | None = None
    high: int | None = None
    value_high: int | None = None
    ranges: tuple[tuple[int, int], ...] = ()
    unrecorded_count: int = 0
    asked_count: int = 0
    gave_more: bool = False
    newest_month: tuple[Month, int] | None = None
    """The newest month that is over and can be compared with the limit, and what was given."""


class SecondAnswer(NamedTuple):
    """One answer; answers compare in the order in which they were given."""

    day: date
    number: int
    position: int
    word: AnswerWord
    is_last: bool
    """Whether no further answer stands on its line."""


@dataclass
class SecondBook:
    """The book up to today, and which part of it is asked for."""

    items: list[StoredEntry]
    today: date
    group: str | None
    first: Month | None
    last: Month | None
    limits: Sequence[StoredEntry] = ()
    """Every entry, also one after today: a line may be set for later."""

    def is_in_range(self, day: date) -> bool:
        month = (day.year, day.month)
        return (self.first is None or month >= self.first) and (
            self.last is None or month <= self.last
        )

    def is_of_group(self, item: StoredEntry) -> bool:
        return self.group is None or getattr(item.entry, "group", None) == self.group

    def _select_items(self) -> Iterator[StoredEntry]:
        for item in self.items:
            if self.is_of_group(item) and self.is_in_range(item.entry.day):
                yield item

    def find_asks(self) -> list[tuple[int, Ask]]:
        return [
            (item.number, item.entry)
            for item in self._select_items()
            if isinstance(item.entry, Ask)
        ]

    def find_all_asks(self) -> list[tuple[int, Ask]]:
        return [(item.number, item.entry) for item in self.items if isinstance(item.entry, Ask)]

    def find_meetings(self) -> list[tuple[int, Meeting]]:
        meetings = [
            (item.number, item.entry)
            for item in self._select_items()
            if isinstance(item.entry, Meeting)
        ]
        return [(number, entry) for number, entry in meetings if entry.form in MEETING_FORMS]

    def find_observations(self, source: Source) -> list[tuple[int, Observation]]:
        return [
            (item.number, item.entry)
            for item in self._select_items()
            if isinstance(item.entry, Observation) and item.entry.source is source
        ]

    def find_lines(self, number: int) -> list[tuple[int, Ask | LaterAnswer]]:
        """An ask's own entry, and those that answer it later."""
        lines: list[tuple[int, Ask | LaterAnswer]] = []
        for item in self.items:
            entry = item.entry
            if isinstance(entry, Ask) and item.number == number:
                lines.append((item.number, entry))
            if isinstance(entry, LaterAnswer) and entry.for_entry == number:
                lines.append((item.number, entry))
        return lines

    def find_answers(self, number: int, words: Sequence[AnswerWord]) -> list[SecondAnswer]:
        """The answers of one ask that are one of some words, in their order."""
        return sorted(
            SecondAnswer(entry.day, at, position, answer.word, position == len(entry.answers) - 1)
            for at, entry in self.find_lines(number)
            for position, answer in enumerate(entry.answers)
            if answer.word in words
        )

    def find_asks_with(self, words: Sequence[AnswerWord]) -> list[tuple[int, Ask]]:
        return [
            (number, ask) for number, ask in self.find_asks() if self.find_answers(number, words)
        ]

    def find_payment_days(self, item: StoredEntry) -> list[date]:
        """The days up to today on which a payment was made."""
        entry = item.entry
        if not isinstance(entry, Payment) or entry.amount == 0:
            return []
        days = list_days(entry.day, self.today)
        return [day for day in days if second_computation._is_counted(day, item, entry, self.items)]


def find_root(book: SecondBook, number: int) -> int:
    """The first ask of all that is tied to an ask."""
    asks = dict(book.find_all_asks())
    while (before := asks[number].for_entry) is not None:
        number = before
    return number


def list_days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def round_half_up(number: Fraction) -> int:
    return floor(number + Fraction(1, 2))


def find_median(numbers: Sequence[int | Fraction]) -> Fraction | None:
    return median(Fraction(number) for number in numbers) if numbers else None


def count_tenths(number: Fraction | None) -> int | None:
    return None if number is None else round_half_up(number * 10)


def compute_row(
    items: Sequence[StoredEntry], today: date, month: Month, group: str | None = None
) -> dict[str, second_computation.Cell]:
    """The row of one month and group, whether or not the whole table has it."""
    first = date(month.year, month.number, 1)
    month_end = date(today.year, today.month, monthrange(today.year, today.month)[1])
    now = [item for item in items if second_computation._is_there(item, today, month_end)]
    days = list_days(first, date(month.year, month.number, month.day_count))
    events = [event for day in days for event in second_computation._find_events(day, now, today)]
    return second_computation._build_row(first, group, items, now, events, "EUR")


def count_hundredths(cell: second_computation.Cell) -> int | None:
    """A cell of the table as the figures have it."""
    return None if cell is None else int(Fraction(str(cell)) * 100)
