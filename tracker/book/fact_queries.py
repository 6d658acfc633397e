"""Facts about groups, read for patterns and pledges in flat rows, so it takes no time.

Patterns are counted in Python: SQL's window queries were no faster, and each rule would exist
twice.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from tracker.analysis.monthly.monthly_facts import GroupLabel
from tracker.analysis.patterns.pattern_facts import (
    AnswerFact,
    AskFact,
    ObservationFact,
    PatternFacts,
    PaymentFact,
    RecurringPaymentFact,
    TimeFact,
    WithdrawalFact,
)
from tracker.book.database.connection import Connection
from tracker.book.database.day_range import (
    DAY_UP_TO,
    find_outside_range,
    format_last_counted_day,
    parse_valid_day,
)
from tracker.book.database.row_mapping import read_entries
from tracker.entries.types import AnswerWord, Evidence, Form, Kind, Source
from tracker.months import Period
from tracker.steps import LARGE, Steps

_KINDS = {kind.value: kind for kind in Kind}
_WORDS = {word.value: word for word in AnswerWord}
_FORMS = {form.value: form for form in Form}
_SOURCES = {source.value: source for source in Source}
_make_row = tuple.__new__
"""Makes a named tuple of its values in half the time that its class takes."""
_PERIODS: dict[str | None, Period | None] = {
    None: None,
    **{period.value: period for period in Period},
}

# A plus keeps SQLite from looking up by type what is a good part of the book: reading all of it in
# the order of its numbers takes half the time.
_ASKS = f"""SELECT number, day, group_number, kind, for_entry, high, every, until, campaign
    FROM entries WHERE +type = 'ask' AND {DAY_UP_TO} ORDER BY number"""
_YES_WORDS = "('yes', 'pledged')"
_ASKS_FOR_A_YES = f"""SELECT
    number, day, group_number, kind, for_entry, high, every, until, campaign
    FROM entries WHERE +type = 'ask' AND {DAY_UP_TO} AND (
        for_entry IS NOT NULL
        OR number IN (SELECT entry FROM answers WHERE word IN {_YES_WORDS})
        OR number IN (
            SELECT for_entry FROM entries WHERE for_entry IS NOT NULL
            AND type IN ('ask', 'answered')))
    ORDER BY number"""
"""Asks with a yes on their line, and all that belong to others: a yes may be on any of those."""
_ANSWERS_FOR_A_YES = f"""SELECT entry, position, word, amount, every FROM answers
    WHERE word = 'no' OR word IN {_YES_WORDS} ORDER BY entry, position"""
_LATER_ENTRIES = (
    f"SELECT number, day, for_entry FROM entries WHERE type = ? AND {DAY_UP_TO} ORDER BY number"
)
_ANSWERS = "SELECT entry, position, word, amount, every FROM answers ORDER BY entry, position"
_TAGS = "SELECT entry, tag FROM circumstances ORDER BY entry, position"
_PAYMENTS = f"""SELECT number, day, group_number, kind, for_entry, low, evidence FROM entries
    WHERE +type = 'paid' AND every IS NULL AND {DAY_UP_TO} ORDER BY number"""
_PAYMENTS_FOR_A_YES = f"""SELECT
    number, day, group_number, kind, for_entry, low, evidence
    FROM entries WHERE +type = 'paid' AND every IS NULL AND {DAY_UP_TO} AND (for_entry IS NOT NULL
    OR (coalesce(group_number, 0), kind) IN (
        SELECT coalesce(e.group_number, 0), e.kind FROM answers a JOIN entries e
        ON e.number = a.entry WHERE a.word IN {_YES_WORDS}))
    ORDER BY number"""
_RECURRING_PAYMENTS = f"""SELECT
    number, day, group_number, kind, for_entry, low, evidence, label, every, until
    FROM entries WHERE type = 'paid' AND every IS NOT NULL AND {DAY_UP_TO} ORDER BY number"""
_TIME = f"""SELECT number, day, group_number, type, hours, hours_high FROM entries
    WHERE +type IN ({", ".join("?" * len(_FORMS))}) AND {DAY_UP_TO} ORDER BY number"""
_OBSERVATIONS = f"""SELECT number, day, group_number, type, low, high, every, evidence
    FROM entries WHERE +type IN ('seen', 'heard') AND {DAY_UP_TO} ORDER BY number"""
_GOALS = f"WHERE e.type = 'goal' AND {DAY_UP_TO} ORDER BY e.number"


def load_pattern_facts(connection: Connection, today: date) -> Steps[PatternFacts]:
    """Return all that patterns are made from, as of today.

    In a large book each type of entry is a step. Nothing is being read between two of them.
    """
    reader = _FactReader(connection, today)
    is_large = reader.count_entries() >= LARGE
    if is_large:
        yield
    asks = reader.read_asks()
    if is_large:
        yield
    answers = reader.read_answers(asks)
    if is_large:
        yield
    tags_by_entry, one_off_payments = reader.read_tags(), reader.read_payments()
    if is_large:
        yield
    time_spent = reader.read_time()
    if is_large:
        yield
    return PatternFacts(
        today=today,
        asks=asks,
        answers=answers,
        withdrawals=[WithdrawalFact(*fields) for fields in reader.read_later_entries("withdrew")],
        tags_by_entry=tags_by_entry,
        one_off_payments=one_off_payments,
        recurring_payments=reader.read_recurring_payments(),
        time_spent=time_spent,
        observations=reader.read_observations(),
        goals=list(read_entries(connection, _GOALS, [format_last_counted_day(today)])),
    )


def load_pledge_facts(connection: Connection, today: date) -> Steps[PatternFacts]:
    """Return what was asked, answered and paid, as far as it can be for a yes.

    In a large book each type of entry is a step.
    """
    reader = _FactReader(connection, today)
    is_large = reader.count_entries() >= LARGE
    asks = reader.read_asks(_ASKS_FOR_A_YES)
    if is_large:
        yield
    answers = reader.read_answers(asks, _ANSWERS_FOR_A_YES)
    if is_large:
        yield
    numbers = {ask.number for ask in asks}
    return PatternFacts(
        today=today,
        asks=asks,
        answers=answers,
        withdrawals=[
            WithdrawalFact(day, entry, ask)
            for day, entry, ask in reader.read_later_entries("withdrew")
            if ask in numbers
        ],
        one_off_payments=reader.read_payments(_PAYMENTS_FOR_A_YES),
        recurring_payments=reader.read_recurring_payments(),
    )


def load_recurring_payments(connection: Connection, today: date) -> list[RecurringPaymentFact]:
    """Return the regular payments up to today, whether they are current or not."""
    return _FactReader(connection, today).read_recurring_payments()


class _DayCache(dict[str, date]):
    """Each day made once, from its text: a large book has it many times."""

    def __missing__(self, text: str) -> date:
        day = self[text] = date.fromisoformat(text)
        return day


class _SingleTags(dict[str, tuple[str, ...]]):
    """Each tag as the only one of an entry, made once."""

    def __missing__(self, tag: str) -> tuple[str, ...]:
        tags = self[tag] = (tag,)
        return tags


class _FactReader:
    """Reads rows up to a day, with groups by their labels."""

    def __init__(self, connection: Connection, last: date) -> None:
        self._connection = connection
        self._last = format_last_counted_day(last)
        self._outside = find_outside_range(connection)
        self._days = _DayCache()
        self._groups: dict[int | None, GroupLabel] = {None: None}
        self._groups.update(connection.execute("SELECT number, label FROM groups").fetchall())

    def count_entries(self) -> int:
        """Return how many entries the book has at most."""
        ((number,),) = self._connection.execute("SELECT max(number) FROM entries")
        return int(number or 0)

    def read_asks(self, sql: str = _ASKS) -> list[AskFact]:
        """Return the asks in the order of their numbers."""
        days, groups, kinds = self._days, self._groups, _KINDS
        return [
            _make_row(
                AskFact,
                (
                    number,
                    days[day],
                    groups[group],
                    kinds[kind],
                    None if tied in self._outside else tied,
                    high,
                    _PERIODS[every],
                    until and parse_valid_day(until),
                    campaign,
                ),
            )
            for number, day, group, kind, tied, high, every, until, campaign in (
                self._connection.execute(sql, [self._last])
            )
        ]

    def read_later_entries(self, type_: str) -> Iterator[tuple[date, int, int]]:
        """Of each entry of a type that is for an ask: its day, its own number and the ask's."""
        for number, day, ask in self._connection.execute(_LATER_ENTRIES, [type_, self._last]):
            if ask not in self._outside:
                yield self._days[day], number, ask

    def read_answers(self, asks: Iterable[AskFact], sql: str = _ANSWERS) -> list[AnswerFact]:
        """Return the answers on the lines of these asks, and those given later."""
        days = {ask.number: ask.day for ask in asks}
        asks_by_entry = dict(zip(days, days, strict=True))
        for day, entry, number in self.read_later_entries("answered"):
            days[entry], asks_by_entry[entry] = day, number
        words, periods = _WORDS, _PERIODS
        return [
            _make_row(
                AnswerFact,
                (days[entry], entry, position, ask, words[word], amount, periods[every]),
            )
            for entry, position, word, amount, every in self._connection.execute(sql)
            if (ask := asks_by_entry.get(entry)) is not None
        ]

    def read_tags(self) -> dict[int, tuple[str, ...]]:
        """Return the tags of every entry that has any."""
        tags: dict[int, tuple[str, ...]] = {}
        # Most entries have one tag, and those share one value.
        single = _SingleTags()
        for entry, tag in self._connection.execute(_TAGS):
            tags[entry] = (*tags[entry], tag) if entry in tags else single[tag]
        return tags

    def read_payments(self, sql: str = _PAYMENTS) -> list[PaymentFact]:
        """Return the payments without a period."""
        return [self._build_payment(row) for row in self._connection.execute(sql, [self._last])]

    def read_recurring_payments(self) -> list[RecurringPaymentFact]:
        """Return the payments with a group, whether they are current or not."""
        return [
            RecurringPaymentFact(
                self._build_payment(row), label, Period(every), parse_valid_day(until)
            )
            for *row, label, every, until in self._connection.execute(
                _RECURRING_PAYMENTS, [self._last]
            )
        ]

    def _build_payment(self, row: Sequence[Any]) -> PaymentFact:
        number, day, group, kind, tied, cents, evidence = row
        return _make_row(
            PaymentFact,
            (
                self._days[day],
                number,
                self._groups[group],
                _KINDS[kind],
                None if tied in self._outside else tied,
                cents or 0,
                evidence == Evidence.ESTIMATED,
            ),
        )

    def read_time(self) -> list[TimeFact]:
        """Time with the groups, in whatever form."""
        days, groups, forms = self._days, self._groups, _FORMS
        return [
            _make_row(TimeFact, (number, days[day], groups[group], forms[form], hours, hours_high))
            for number, day, group, form, hours, hours_high in (
                self._connection.execute(_TIME, [*_FORMS, self._last])
            )
        ]

    def read_observations(self) -> list[ObservationFact]:
        """Return what others were asked or gave, in the order of the entries' numbers."""
        days, groups = self._days, self._groups
        return [
            ObservationFact(
                number,
                days[day],
                groups[group],
                _SOURCES[source],
                low,
                high,
                _PERIODS[every],
                evidence == Evidence.ESTIMATED,
            )
            for number, day, group, source, low, high, every, evidence in (
                self._connection.execute(_OBSERVATIONS, [self._last])
            )
        ]
