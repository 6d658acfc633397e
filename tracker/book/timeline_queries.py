"""Queries about the timelines of asks: their order from numbers and days, each built when shown."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, overload

from tracker.analysis.asks.timeline import Timeline, build_timelines
from tracker.analysis.asks.timeline_steps import ANSWER_STEPS, ASK_STEPS, StepKind
from tracker.analysis.monthly.monthly_facts import GroupLabel
from tracker.book.database.connection import translate_db_errors
from tracker.book.database.day_range import (
    filter_counted,
    find_outside_range,
    format_last_counted_day,
)
from tracker.book.database.row_mapping import Row, build_stored_entry, read_rows
from tracker.book.database.store import Store
from tracker.entries.types import StoredEntry
from tracker.months import EARLIEST
from tracker.steps import pause_garbage_collection

PAGE = 20
"""Timelines that are built at a time. A screen shows fewer."""

_COUNTED = f"e.day <= :last AND +e.day >= '{EARLIEST}'"
_OF_GROUP = "AND e.group_number = (SELECT number FROM groups WHERE label = :group)"
_ASKS = f"""SELECT e.number, e.day, e.group_number FROM entries e
    WHERE e.type = 'ask' AND +{_COUNTED} {{group}}"""
_LINKED = f"""SELECT e.number, e.day, e.type, e.for_entry, e.every IS NOT NULL FROM entries e
    WHERE e.for_entry IS NOT NULL AND {_COUNTED} {{group}} ORDER BY e.number"""
_RECURRING = f"""SELECT e.number FROM entries e
    WHERE e.type = 'paid' AND e.every IS NOT NULL AND {_COUNTED}"""
_NUMBERED = "WHERE e.number IN (SELECT value FROM json_each(?))"
_HAS_ANSWER = f"""SELECT EXISTS (
    SELECT 1 FROM answers a JOIN entries e ON e.number = a.entry
    WHERE a.word = :word AND {_COUNTED} {{group}}
    AND a.entry NOT IN (SELECT value FROM json_each(:hidden)))"""
_STEPS_OF_TYPES = {
    "ask": StepKind.ASKED_AGAIN,
    "withdrew": StepKind.WITHDREW,
    "paid": StepKind.PAID,
    "returned": StepKind.RETURNED,
}
"""The steps that entries linked to an ask make, but for answers and regular payments."""

_ReadRows = Callable[[Iterable[int]], Iterable[Row]]


@dataclass(slots=True)
class _LinkedEntries:
    """What is linked to an ask, and the ask itself."""

    numbers: list[int]
    days: list[str]
    types: set[str] = field(default_factory=set)
    has_regular_payment: bool = False


@dataclass(slots=True)
class _Chains:
    """Asks with what is linked to them, by the number of the first one."""

    firsts: dict[int, tuple[str, int | None]]
    """The day and the number of the group."""
    linked: dict[int, _LinkedEntries] = field(default_factory=dict)
    """Only of asks to which anything is linked."""
    root: dict[int, int] = field(default_factory=dict)
    """The first ask of each linked entry."""
    loose: list[int] = field(default_factory=list)
    """Entries whose ask does not count."""

    def add_linked(self, rows: Iterable[tuple[int, str, str, int, bool]]) -> None:
        """Add entries in the order of their numbers: what they are linked to comes before them."""
        first_of_repeat: dict[int, int] = {}
        first_of_payment: dict[int, int] = {}
        for number, day, type_, target, is_regular in rows:
            first = target if target in self.firsts else first_of_repeat.get(target)
            if type_ == "returned" and first is None:
                # Money that comes back belongs to its payment.
                first = first_of_payment.get(target)
            if first is None:
                if type_ != "ask":
                    self.loose.append(number)
                continue
            if type_ == "ask":
                del self.firsts[number]
                first_of_repeat[number] = first
            elif type_ == "paid":
                first_of_payment[number] = first
            self.root[number] = first
            linked = self.linked.get(first)
            if linked is None:
                linked = self.linked[first] = _LinkedEntries([first], [self.firsts[first][0]])
            linked.numbers.append(number)
            linked.days.append(day)
            linked.types.add(type_)
            linked.has_regular_payment |= bool(is_regular) and type_ == "paid"

    def list_numbers(self, first: int) -> list[int]:
        """Return the numbers of the entries of an ask."""
        linked = self.linked.get(first)
        return linked.numbers if linked else [first]

    def list_days(self, first: int) -> list[str]:
        """Return the days of the entries of an ask."""
        linked = self.linked.get(first)
        return linked.days if linked else [self.firsts[first][0]]


class _EntryReader:
    """Reads entries by their numbers, as figures count them."""

    def __init__(self, read_rows: _ReadRows, outside: Collection[int]) -> None:
        """Read rows of entries. Entries `outside` do not count."""
        self._read_rows = read_rows
        self._outside = outside

    def read(self, numbers: Iterable[int]) -> Iterator[StoredEntry]:
        """Return the entries of these numbers."""
        return filter_counted(map(build_stored_entry, self._read_rows(numbers)), self._outside)

    def read_ahead(self, numbers: Iterable[int]) -> None:
        """Read the rows of these entries now, and none of others later."""
        rows = {row[0]: row for row in self._read_rows(numbers)}
        self._read_rows = lambda wanted: [rows[number] for number in wanted]


class Timelines(Sequence[Timeline]):
    """The timelines of asks, the one with the latest step first, each built when it is read."""

    def __init__(
        self,
        today: date,
        chains: _Chains,
        special: dict[int, Timeline],
        days: tuple[date | None, date | None],
        reader: _EntryReader,
    ) -> None:
        """Sort the asks that have a step on these days.

        `special` has the timelines of asks with regular payments, whose ends no entry tells alone.
        """
        self._today = today
        self._chains = chains
        self._special = special
        self._reader = reader
        self._pages: dict[int, list[Timeline]] = {}
        newest_first = sorted(
            (
                (*self._find_last(first), -first)
                if first in chains.linked
                else (chains.firsts[first][0], first, -first)
                for first in self._select_firsts(*days)
            ),
            reverse=True,
        )
        self._firsts = [-first for _day, _number, first in newest_first]

    def _find_last(self, first: int) -> tuple[str, int]:
        """Return the last day of an ask, and the highest number of its entries."""
        timeline = self._special.get(first)
        if timeline is not None:
            return str(timeline.last_day), timeline.entries[-1]
        linked = self._chains.linked[first]
        return max(linked.days), linked.numbers[-1]

    def _select_firsts(self, first_day: date | None, last_day: date | None) -> Iterable[int]:
        """Return the asks with a step on these days."""
        if first_day is None and last_day is None:
            return self._chains.firsts
        low, high = str(first_day or date.min), str(last_day or date.max)

        def has_step(first: int) -> bool:
            timeline = self._special.get(first)
            days = (
                [str(step.day) for step in timeline.steps]
                if timeline
                else self._chains.list_days(first)
            )
            return any(low <= day <= high for day in days)

        return filter(has_step, self._chains.firsts)

    def __len__(self) -> int:
        return len(self._firsts)

    @overload
    def __getitem__(self, index: int) -> Timeline: ...

    @overload
    def __getitem__(self, index: slice) -> list[Timeline]: ...

    def __getitem__(self, index: int | slice) -> Timeline | list[Timeline]:
        if isinstance(index, slice):
            return self._build(self._firsts[index])
        place = range(len(self._firsts))[index]
        page = place // PAGE
        if page not in self._pages:
            self._pages[page] = self[page * PAGE : (page + 1) * PAGE]
        return self._pages[page][place % PAGE]

    def __iter__(self) -> Iterator[Timeline]:
        """Yield each timeline, and keep none of them."""
        for start in range(0, len(self._firsts), PAGE):
            yield from self[start : start + PAGE]

    def _build(self, firsts: Sequence[int]) -> list[Timeline]:
        """Return the timelines of these asks."""
        numbers = [
            number
            for first in firsts
            if first not in self._special
            for number in self._chains.list_numbers(first)
        ]
        built = {
            find_first_ask(timeline): timeline
            for timeline in build_timelines(self._reader.read(numbers), self._today)
        }
        return [self._special.get(first) or built[first] for first in firsts]

    @property
    def has_several_groups(self) -> bool:
        """Whether the asks are of several groups, in which case each names its own."""
        return len({self._chains.firsts[first][1] for first in self._firsts}) > 1

    def find_places(self, number: int) -> list[int]:
        """Return the places of the timelines that an entry is in."""
        first = self._chains.root.get(number, number)
        found = {first, *(one for one, each in self._special.items() if number in each.entries)}
        return [place for place, one in enumerate(self._firsts) if one in found]

    def list_hidden_numbers(self) -> list[int]:
        """Return the numbers of entries that were read and are in none of the timelines."""
        hidden = self._chains.firsts.keys() - set(self._firsts)
        return self._chains.loose + [
            number for first in hidden for number in self._chains.list_numbers(first)
        ]

    def find_steps_without_answers(self) -> set[StepKind]:
        """Return the kinds of steps, but for those of answers."""
        kinds = {StepKind.ASKED} if self._firsts else set()
        shown = set(self._firsts)
        for first, linked in self._chains.linked.items():
            if first not in shown or first in self._special:
                continue
            kinds.update(kind for type_, kind in _STEPS_OF_TYPES.items() if type_ in linked.types)
        for first, timeline in self._special.items():
            if first in shown:
                kinds.update(step.kind for step in timeline.steps)
        return kinds

    def read_all(self) -> None:
        """Read the rows of all entries now: the book may be closed before they are shown."""
        self._reader.read_ahead(
            number for first in self._firsts for number in self._chains.list_numbers(first)
        )


class TimelineQueries(Store):
    """Queries about the timelines of the asks of a book."""

    def load_timelines(
        self,
        today: date,
        group: GroupLabel = None,
        first_day: date | None = None,
        last_day: date | None = None,
    ) -> Timelines:
        """Return the timelines up to today, of all groups or one, with a step on these days."""
        with translate_db_errors(self._path), pause_garbage_collection():
            chains = _Chains(
                {
                    number: (day, group_number)
                    for number, day, group_number in self._execute(_ASKS, today, group)
                }
            )
            chains.add_linked(self._execute(_LINKED, today, group))
            reader = _EntryReader(self._read_rows, find_outside_range(self._connection))
            special = self._build_special(today, chains, reader)
            return Timelines(today, chains, special, (first_day, last_day), reader)

    def _execute(
        self, sql: str, today: date, group: GroupLabel, **values: object
    ) -> Iterable[tuple[Any, ...]]:
        """Run a query up to today, about all groups or one."""
        sql = sql.format(group="" if group is None else _OF_GROUP)
        values |= {"last": format_last_counted_day(today)}
        if group is not None:
            values["group"] = group
        return self._connection.execute(sql, values)

    def _build_special(
        self, today: date, chains: _Chains, reader: _EntryReader
    ) -> dict[int, Timeline]:
        """Return the timelines of asks with regular payments, by the number of the first ask.

        A payment may be ended by one that belongs to no ask.
        """
        firsts = [first for first, linked in chains.linked.items() if linked.has_regular_payment]
        if not firsts:
            return {}
        numbers = {number for first in firsts for number in chains.linked[first].numbers}
        numbers |= {number for (number,) in self._execute(_RECURRING, today, None)}
        timelines = build_timelines(reader.read(numbers), today)
        return {find_first_ask(timeline): timeline for timeline in timelines}

    def _read_rows(self, numbers: Iterable[int]) -> Iterable[Row]:
        """Return the rows of the entries of these numbers."""
        with translate_db_errors(self._path):
            return list(read_rows(self._connection, _NUMBERED, [json.dumps(list(numbers))]))

    def find_step_kinds(
        self, timelines: Timelines, today: date, group: GroupLabel = None
    ) -> Collection[StepKind]:
        """Return the kinds of steps in these timelines, without building any."""
        hidden = json.dumps(timelines.list_hidden_numbers())
        kinds = timelines.find_steps_without_answers()
        with translate_db_errors(self._path):
            for word, kind in ANSWER_STEPS.items():
                rows = self._execute(_HAS_ANSWER, today, group, word=word.value, hidden=hidden)
                if kinds and kind not in kinds and any(found for (found,) in rows):
                    kinds.add(kind)
        return kinds


def find_first_ask(timeline: Timeline) -> int:
    """Return the number of the ask that the others repeat: they have higher ones."""
    return min(step.number for step in timeline.steps if step.kind in ASK_STEPS)
