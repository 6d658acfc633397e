"""An entry as rows of the book's tables, and as the text its history keeps."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple, overload

from tracker.book.database.connection import Connection
from tracker.book.database.errors import BookError, DamagedBookError
from tracker.entries.flat_row import (
    FlatRow,
    InvalidFlatRowError,
    build_entry,
    find_entry_shape,
    flatten_entry,
)
from tracker.entries.parse_context import LARGEST_NUMBER
from tracker.entries.types import (
    Answer,
    AnswerWord,
    Entry,
    Evidence,
    Form,
    Kind,
    Means,
    Need,
    NeedKind,
    Observation,
    Source,
    StoredEntry,
)
from tracker.i18n import _error
from tracker.months import Month, Period

# Data: in people's notebooks since 0.1, the last four since 0.2. Never rename.
_PLAIN_COLUMNS = (
    *("label", "kind", "low", "high", "percent", "for_entry", "campaign", "hours", "words", "ref"),
    *("event", "hours_high", "minutes", "own_words"),
)

SELECT = f"""SELECT e.number, e.id, e.logged_on, e.type, e.day, g.label,
    {", ".join(f"e.{name}" for name in _PLAIN_COLUMNS)},
    e.every, e.until, e.met, e.by, e.evidence, e.private_note, e.for_month,
    CASE WHEN e.type IN ('ask', 'answered') THEN
        (SELECT json_group_array(json_array(word, amount, every))
         FROM (SELECT word, amount, every FROM answers WHERE entry = e.number ORDER BY position))
    END,
    CASE WHEN e.type NOT IN ('paid', 'income', 'need') THEN
        (SELECT json_group_array(tag)
         FROM (SELECT tag FROM circumstances WHERE entry = e.number ORDER BY position))
    END
FROM entries e LEFT JOIN groups g ON g.number = e.group_number"""
"""Every column of an entry. A query adds its own WHERE and ORDER BY."""


# Data: in people's notebooks since 0.1. Never rename.
_SELECT_COLUMNS = (
    "number", "id", "logged_on", "type", "day", "group", *_PLAIN_COLUMNS,
    "every", "until", "met", "by", "evidence", "private_note", "for_month", "answers",
    "circumstances",
)  # fmt: skip
"""The columns of `SELECT` in their order."""
_GROUP_INDEX, _MET_INDEX = _SELECT_COLUMNS.index("group"), _SELECT_COLUMNS.index("met")
_LIST_INDEXES = {name: _SELECT_COLUMNS.index(name) for name in ("answers", "circumstances")}


def _parse_tags(text: str) -> tuple[str, ...]:
    return () if text == EMPTY_LIST else tuple(json.loads(text))


def _parse_answers(text: str) -> tuple[Answer, ...]:
    return () if text == EMPTY_LIST else _build_answers(json.loads(text))


def _build_lookup(words: type[StrEnum]) -> Callable[[Any], StrEnum]:
    """Find a word by its value: a fifth of what calling the enum costs."""
    return {word.value: word for word in words}.__getitem__


PAGE_SIZE = 100
"""Entries that are read at a time where a list is read by the page."""
EMPTY_LIST = "[]"
"""How a row says that there are no answers, or no tags."""
_CONVERTERS: dict[str, Callable[[Any], Any]] = {
    "day": date.fromisoformat,
    "until": date.fromisoformat,
    "every": _build_lookup(Period),
    "for_month": Month.parse,
    "by": _build_lookup(Means),
    "met": bool,
    "evidence": _build_lookup(Evidence),
    "answers": _parse_answers,
    "circumstances": _parse_tags,
}
"""Converters of columns that are not None."""


class _RowPlan(NamedTuple):
    """How a row of a type becomes its entry, worked out once."""

    cls: type[Entry]
    columns: tuple[tuple[str, int, Callable[[Any], Any] | None], ...]
    """Each field, the index of its column, and what converts it."""
    required_fields: tuple[str, ...]


@cache
def _plan_row(type_: str) -> _RowPlan:
    shape = find_entry_shape(type_)
    kinds = NeedKind if shape.entry_class is Need else Kind
    types = Source if shape.entry_class is Observation else Form
    converters = _CONVERTERS | {"kind": _build_lookup(kinds), "type": _build_lookup(types)}
    columns = tuple(
        (name, _SELECT_COLUMNS.index(column), converters.get(column))
        for name, column in shape.columns
    )
    return _RowPlan(shape.entry_class, columns, shape.required)


def build_stored_entry(row: Sequence[Any]) -> StoredEntry:
    """Return the entry of a row of `SELECT`. Raises DamagedBookError if the row makes none.

    Read entry by entry, a book of 100,000 would be felt: this is the shortest way to each.
    """
    number, id_, logged_on, type_ = row[:4]
    try:
        plan = _plan_row(type_)
        values = {
            name: value if (value := row[index]) is None or make is None else make(value)
            for name, index, make in plan.columns
        }
        for name in plan.required_fields:
            if values[name] is None:
                raise InvalidFlatRowError(name)
        return StoredEntry(number, id_, date.fromisoformat(logged_on), plan.cls(**values))
    except (LookupError, TypeError, ValueError) as error:
        raise _build_damage_error(number) from error


_HISTORY_COLUMNS = tuple(
    (name, place)
    for place, name in enumerate(_SELECT_COLUMNS)
    if name not in ("number", "id", "logged_on", "met", "private_note", *_LIST_INDEXES)
)


def extract_history_fields(row: Sequence[Any]) -> dict[str, Any]:
    """Return what history would keep of a row of `SELECT`, without its entry, and nothing empty."""
    fields = {name: value for name, index in _HISTORY_COLUMNS if (value := row[index]) is not None}
    if row[_MET_INDEX]:
        fields["met"] = True
    for name, index in _LIST_INDEXES.items():
        if row[index] is not None and row[index] != EMPTY_LIST:
            fields[name] = json.loads(row[index])
    return fields


class LazyEntries(Sequence[StoredEntry]):
    """Entries read but not built yet: a list shows twenty of the thousand that a month may have."""

    def __init__(self, rows: Sequence[Sequence[Any]]) -> None:
        """Take over rows of `SELECT`."""
        self._rows = rows
        self._entries: dict[int, StoredEntry] = {}

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> StoredEntry: ...

    @overload
    def __getitem__(self, index: slice) -> "LazyEntries": ...

    def __getitem__(self, index: int | slice) -> "StoredEntry | LazyEntries":
        if isinstance(index, slice):
            return LazyEntries(self._rows[index])
        if index not in self._entries:
            self._entries[index] = build_stored_entry(self._rows[index])
        return self._entries[index]

    def list_columns(self, *names: str) -> list[tuple[Any, ...]]:
        """Return these columns, two or more, of each row as the book has it."""
        return list(map(itemgetter(*map(_SELECT_COLUMNS.index, names)), self._rows))

    def arrange(self, places: Sequence[int]) -> "LazyEntries":
        """Return the same entries in the order of these places."""
        return LazyEntries([self._rows[place] for place in places])

    @property
    def groups(self) -> set[str]:
        """Return the labels of the groups that they name."""
        return {row[_GROUP_INDEX] for row in self._rows} - {None}

    @property
    def highest_number(self) -> int:
        """Return the highest of their numbers, or 0 if there is none."""
        return max((row[0] for row in self._rows), default=0)


class EntryPages(Sequence[StoredEntry]):
    """Entries of which only their numbers are known: each page is read when it is shown."""

    def __init__(
        self,
        numbers: Sequence[int],
        load_page: Callable[[Sequence[int]], Sequence[StoredEntry]],
        *,
        has_several_groups: bool,
    ) -> None:
        """List the entries of these numbers in this order. `load_page` returns some of them."""
        self._numbers = numbers
        self._load_page = load_page
        self._pages: dict[int, Sequence[StoredEntry]] = {}
        self.has_several_groups = has_several_groups

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, index: int) -> StoredEntry: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[StoredEntry]: ...

    def __getitem__(self, index: int | slice) -> StoredEntry | Sequence[StoredEntry]:
        if isinstance(index, slice):
            return self._load_page(self._numbers[index])
        place = range(len(self._numbers))[index]
        page = place // PAGE_SIZE
        if page not in self._pages:
            self._pages[page] = self[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]
        return self._pages[page][place % PAGE_SIZE]

    @property
    def highest_number(self) -> int:
        """Return the highest of their numbers, or 0 if there is none."""
        return max(self._numbers, default=0)


def _build_answers(items: Iterable[Sequence[Any]]) -> tuple[Answer, ...]:
    return tuple(
        Answer(AnswerWord(word), amount, Period(every) if every else None)
        for word, amount, every in items
    )


_INSERT_COLUMNS = (
    "number", "id", "change", "logged_on", "type", "day", "month", "group_number",
    *_PLAIN_COLUMNS, "every", "until", "met", "by", "evidence", "private_note", "for_month",
)  # fmt: skip
_PLACEHOLDERS = ", ".join("?" * len(_INSERT_COLUMNS))
_INSERT_SQL = f"INSERT INTO entries ({', '.join(_INSERT_COLUMNS)}) VALUES ({_PLACEHOLDERS})"
BATCH_SIZE = 1000
"""Entries written with one call of the driver."""


def insert_rows(
    connection: Connection, items: Iterable[StoredEntry], change: int, groups: dict[str, int]
) -> Iterator[StoredEntry]:
    """Write entries of one change, batch by batch, and pass them on.

    `groups` has the number of every group's label. The caller keeps it complete.
    """
    batch: list[StoredEntry] = []
    for item in items:
        if item.number > LARGEST_NUMBER:
            raise BookError(
                _error(
                    "This notebook has no entry numbers left. Create a new notebook, add an "
                    "entry there, then import this one into it."
                )
            )
        batch.append(item)
        yield item
        if len(batch) == BATCH_SIZE:
            _insert_batch(connection, batch, change, groups)
            batch = []
    _insert_batch(connection, batch, change, groups)


def _insert_batch(
    connection: Connection, batch: list[StoredEntry], change: int, groups: dict[str, int]
) -> None:
    entries, answers, circumstances = [], [], []
    for item in batch:
        row = flatten_entry(item.entry)
        day = row.day.isoformat()
        entries.append(
            (
                item.number,
                item.id,
                change,
                item.logged_on.isoformat(),
                row.type,
                day,
                str(row.for_month or day[:7]),
                None if row.group is None else groups[row.group],
                *(getattr(row, name) for name in _PLAIN_COLUMNS),
                row.every and row.every.value,
                row.until and row.until.isoformat(),
                int(row.met),
                row.by and row.by.value,
                row.evidence.value,
                row.private_note,
                row.for_month and str(row.for_month),
            )
        )
        for position, answer in enumerate(row.answers):
            every = answer.every and answer.every.value
            answers.append((item.number, position, answer.word.value, answer.amount, every))
        for position, tag in enumerate(row.circumstances):
            circumstances.append((item.number, position, tag))
    connection.executemany(_INSERT_SQL, entries)
    connection.executemany("INSERT INTO answers VALUES (?, ?, ?, ?, ?)", answers)
    connection.executemany("INSERT INTO circumstances VALUES (?, ?, ?)", circumstances)


def to_json(entry: Entry) -> str:
    """Return an entry as its history keeps it: without the private note."""
    row = flatten_entry(replace(entry, private_note=None))
    fields = {name: value for name, value in row._asdict().items() if value not in (None, ())}
    fields["answers"] = [(a.word, a.amount, a.every) for a in row.answers]
    if row.for_month is not None:
        fields["for_month"] = str(row.for_month)
    return json.dumps(fields, default=str, ensure_ascii=False)


def _build_damage_error(number: int) -> DamagedBookError:
    """For a row that no version of Tracker wrote: a plain book's file does not notice a change."""
    return DamagedBookError(
        _error(
            "Entry {number} can’t be read, because the notebook file is damaged. To see your "
            "backups, type “tracker restore” in a terminal."
        ).format(number=number)
    )


def from_json(number: int, text: str) -> Entry:
    """Return the entry of a number from what history kept. Raises DamagedBookError without one."""
    try:
        return _build_from_fields(json.loads(text))
    except (LookupError, TypeError, ValueError) as error:
        raise _build_damage_error(number) from error


def _build_from_fields(fields: dict[str, Any]) -> Entry:
    fields["day"] = date.fromisoformat(fields["day"])
    fields["answers"] = _build_answers(fields["answers"])
    fields["circumstances"] = tuple(fields.get("circumstances", ()))
    fields["evidence"] = Evidence(fields["evidence"])
    makers: tuple[tuple[str, Callable[[Any], Any]], ...] = (
        ("until", date.fromisoformat),
        ("every", Period),
        ("by", Means),
        ("for_month", Month.parse),
    )
    for name, make in makers:
        if name in fields:
            fields[name] = make(fields[name])
    return build_entry(FlatRow(**fields))
