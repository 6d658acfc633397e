"""Queries about asks for the summary: flat rows to choose by, and the entries of those chosen."""

import json
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from tracker.analysis.monthly.monthly_facts import GroupLabel
from tracker.book.database.connection import translate_db_errors
from tracker.book.database.day_range import (
    DAY_UP_TO,
    filter_counted,
    find_outside_range,
    format_last_counted_day,
)
from tracker.book.database.row_mapping import read_entries
from tracker.book.database.store import Store
from tracker.entries.types import StoredEntry

_LINKED = f"""SELECT e.number, e.day, g.label, e.type = 'paid', e.every IS NOT NULL, e.for_entry
    FROM entries e LEFT JOIN groups g ON g.number = e.group_number
    WHERE e.for_entry IS NOT NULL AND +e.type IN ('answered', 'withdrew', 'paid', 'returned')
    AND {DAY_UP_TO} ORDER BY e.number"""
_WITH_WORDS = "SELECT number FROM entries WHERE +type IN ('ask', 'answered') AND words <> ''"
_CHOSEN = f"""WHERE {DAY_UP_TO} AND e.number IN (
    SELECT value FROM json_each(?)
    UNION ALL
    SELECT number FROM entries WHERE every IS NOT NULL AND type = 'paid') ORDER BY e.number"""


class LinkedEntry(NamedTuple):
    """An answer, a withdrawal, a payment or money back that belongs to another entry."""

    number: int
    day: date
    group: GroupLabel
    is_payment: bool
    is_regular: bool
    for_entry: int
    """The ask, or the payment of money that came back."""


class ReportQueries(Store):
    """Queries about the asks that a summary may show."""

    def load_linked_entries(self, last: date) -> list[LinkedEntry]:
        """Return what belongs to asks or payments and figures count, up to a day, by number."""
        with translate_db_errors(self._path):
            outside = find_outside_range(self._connection)
            rows = self._connection.execute(_LINKED, [format_last_counted_day(last)])
            return [
                LinkedEntry(number, date.fromisoformat(day), *others)
                for number, day, *others in rows
                if others[-1] not in outside
            ]

    def load_numbers_with_words(self) -> list[int]:
        """Return the numbers of the asks and answers that say what was said."""
        return self._load(int, _WITH_WORDS)

    def load_entries_of_asks(self, numbers: Iterable[int], last: date) -> list[StoredEntry]:
        """Return the entries of these numbers, and all regular payments, up to a day.

        A regular payment may be ended by one that belongs to no ask.
        """
        values = [format_last_counted_day(last), json.dumps(list(numbers))]
        with translate_db_errors(self._path):
            entries = read_entries(self._connection, _CHOSEN, values)
            return list(filter_counted(entries, find_outside_range(self._connection)))
