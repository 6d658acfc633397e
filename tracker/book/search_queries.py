"""Search for entries: SQL leaves out what surely does not match, and the filter decides.

So no entry is built that lacks a type, a tag, a day or a text that is searched for.

SQL may only leave out entries, because SQLite can't fold letters as Tracker does.
"""

import json
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from itertools import islice
from typing import NamedTuple

from tracker.book.database.connection import translate_db_errors
from tracker.book.database.row_mapping import read_entries
from tracker.book.database.store import Store
from tracker.entries.amounts import Amount
from tracker.entries.entry_filter import EntryFilter
from tracker.entries.filter_words import FilterWord
from tracker.entries.grammar import MET_WORDS
from tracker.entries.tokenizer import fold
from tracker.entries.types import StoredEntry

_TEXT = " || char(10) || ".join(
    f"coalesce(e.{name}, '')"
    for name in ("words", "own_words", "label", "ref", "private_note", "event", "campaign")
)
# Only other letters than those of ASCII have several forms that are searched for as one.
_HAS_OTHER_LETTERS = f"length(CAST({_TEXT} AS BLOB)) <> length({_TEXT})"
_HAS_TEXT = f"(instr(lower({_TEXT}), ?) OR {_HAS_OTHER_LETTERS})"
_HAS_ANSWER = "EXISTS (SELECT 1 FROM answers WHERE entry = e.number AND word = ?)"
_HAS_TAG = """EXISTS (SELECT 1 FROM circumstances
    WHERE entry = e.number AND tag IN (SELECT value FROM json_each(?)))"""
_HAS_GROUP = """e.group_number IN (
    SELECT number FROM groups WHERE label IN (SELECT value FROM json_each(?)))"""
MOST_CONDITIONS = 50
"""Conditions that SQL is given. The filter looks at all of them, and no person types as many."""
_WINDOW_START = "SELECT day FROM entries WHERE day <= ? ORDER BY day DESC LIMIT 1 OFFSET ?"


class _Condition(NamedTuple):
    """What SQL asks of an entry. Every entry that matches has it, and perhaps some others."""

    sql: str
    values: tuple[object, ...] = ()


class SearchWindow(NamedTuple):
    """What was found in some days, newest first, and the last day before them, if there is one."""

    items: list[StoredEntry]
    day_before: date | None


class SearchQueries(Store):
    """Queries of a search over the entries of a book."""

    def load_window(self, entry_filter: EntryFilter, last: date, size: int) -> SearchWindow:
        """Search the days that have so many entries up to a day, and the rest of the first day."""
        with translate_db_errors(self._path):
            row = self._connection.execute(_WINDOW_START, [str(last), size]).fetchone()
        first = date.min if row is None else date.fromisoformat(row[0])
        items = list(self._find(entry_filter, first, last, "ORDER BY e.day DESC, e.number DESC"))
        return SearchWindow(items, first - timedelta(days=1) if row and first > date.min else None)

    def find_entries(
        self, entry_filter: EntryFilter, first: date | None = None, last: date | None = None
    ) -> Iterator[StoredEntry]:
        """Yield what matches from one day to another, in the order of the numbers."""
        return self._find(entry_filter, first, last, "ORDER BY e.number")

    def _find(
        self, entry_filter: EntryFilter, first: date | None, last: date | None, order: str
    ) -> Iterator[StoredEntry]:
        conditions = [_Condition("TRUE"), *islice(_list_conditions(entry_filter), MOST_CONDITIONS)]
        if (first, last) != (None, None):
            # Of all days none is asked for: the entries are read in the order of their numbers.
            days = str(first or date.min), str(last or date.max)
            conditions.append(_Condition("e.day BETWEEN ? AND ?", days))
        where = " AND ".join(condition.sql for condition in conditions)
        values = [value for condition in conditions for value in condition.values]
        with translate_db_errors(self._path):
            for item in read_entries(self._connection, f"WHERE {where} {order}", values):
                if entry_filter.is_match(item.entry):
                    yield item


def _list_conditions(wanted: EntryFilter) -> Iterator[_Condition]:
    """Yield what an entry must have for a filter to match."""
    for column, values in (
        ("e.type", wanted.types),
        ("e.kind", wanted.kinds),
        ("e.evidence", wanted.evidence),
        ("e.by", wanted.means),
        ("e.for_entry", wanted.references),
        ("e.percent", wanted.percents),
        ("e.until", set(map(str, wanted.untils))),
    ):
        if values:
            yield _build_choice(column, values)
    if wanted.groups:
        yield _Condition(_HAS_GROUP, (json.dumps(list(wanted.groups)),))
    if wanted.types_or_kinds:
        choices = [_build_choice(name, wanted.types_or_kinds) for name in ("e.type", "e.kind")]
        yield _join(choices)
    if wanted.days or wanted.months:
        yield _join(
            [
                _build_choice("e.day", set(map(str, wanted.days))),
                _build_choice("substr(e.day, 1, 7)", set(map(str, wanted.months))),
            ]
        )
    for word in wanted.answers:
        yield _Condition(f"({_HAS_ANSWER} OR e.met = ?)", (word, int(word in MET_WORDS) or None))
    for column, names in (("campaign", wanted.campaigns), ("event", wanted.events)):
        yield from (_build_choice(f"e.{column}", [name]) for name in names)
    yield from (_Condition(_HAS_TAG, (json.dumps([tag]),)) for tag in wanted.tags)
    yield from (_build_amount(amount) for amount in wanted.amounts)
    yield from map(_build_text, wanted.texts)
    yield from (_build_word(text, word) for text, word in wanted.words)


def _build_choice(column: str, values: Collection[object]) -> _Condition:
    """Return that a column has one of these values."""
    return _Condition(f"{column} IN (SELECT value FROM json_each(?))", (json.dumps(list(values)),))


def _join(conditions: list[_Condition]) -> _Condition:
    """Return that any of these conditions is met."""
    sql = " OR ".join(condition.sql for condition in conditions)
    return _Condition(f"({sql})", tuple(value for one in conditions for value in one.values))


def _build_amount(amount: Amount) -> _Condition:
    if amount.low is None or amount.high is None:
        return _Condition("e.low IS NULL")
    return _Condition("e.low <= ? AND ? <= e.high", (amount.high, amount.low))


def _build_text(text: str) -> _Condition:
    folded_text = fold(text)
    if folded_text.isascii():
        return _Condition(_HAS_TEXT, (folded_text,))
    return _Condition(_HAS_OTHER_LETTERS)


def _build_word(text: str, word: FilterWord) -> _Condition:
    """Return that an entry has what a word asks for, or the word as a text."""
    in_column = (
        _Condition(_HAS_ANSWER, (word.value,))
        if word.column == "answers"
        else _Condition(f"e.{word.column} = ?", (word.value,))
    )
    return _join([_build_text(text), in_column])
