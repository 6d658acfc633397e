"""An entry as rows of the book's tables, and as the text its history keeps."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from functools import cache
from itertools import islice
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

# Data: in people's notebooks since 0.1. Never rename.
_PLAIN_COLUMNS = (
    *("label", "kind", "low", "high", "percent", "for_entry", "campaign", "hours", "words", "ref"),
    *("event", "hours_high", "minutes", "own_words"),
)

SELECT = f"""SELECT e.number, e.id, e.logged_on, e.type, e.day,
    {", ".join(f"e.{name}" for name in _PLAIN_COLUMNS)},
    e.every, e.until, e.met, e.by, e.evidence, e.private_note, e.for_month, e.group_number
FROM entries e"""
"""The columns of an entry. A query adds its own WHERE and ORDER BY."""

Row = tuple[Any, ...]
"""An entry as it is read: `ROW_COLUMNS` in their order."""
# Data: in people's notebooks since 0.1. Never rename.
ROW_COLUMNS = (
    "number", "id", "logged_on", "type", "day", *_PLAIN_COLUMNS, "every", "until", "met", "by",
    "evidence", "private_note", "for_month", "group", "answers", "circumstances",
)  # fmt: skip
_TYPE_INDEX, _MET_INDEX = ROW_COLUMNS.index("type"), ROW_COLUMNS.index("met")
_GROUP_INDEX = ROW_COLUMNS.index("group")
_LIST_INDEXES = {name: ROW_COLUMNS.index(name) for name in ("answers", "circumstances")}
_TYPES_WITH_ANSWERS = ("ask", "answered")
_TYPES_WITHOUT_TAGS = ("paid", "income", "need")
_ANSWERS = "SELECT entry, word, amount, every FROM answers WHERE entry {} ORDER BY entry, position"
_TAGS = "SELECT entry, tag FROM circumstances WHERE entry {} ORDER BY entry, position"
_LISTED = "IN (SELECT value FROM json_each(?))"
_SPREAD = 4
"""Up to so many times as many numbers are read in one go. Else each is looked up."""
BATCH_SIZE = 1000
"""Entries read at a time, or written with one call of the driver."""


def read_entries(
    connection: Connection, condition_and_order: str = "", values: Sequence[object] = ()
) -> Iterator[StoredEntry]:
    """Yield the entries that SQL such as `WHERE e.day = ? ORDER BY e.number` chooses, in its order.

    Raises DamagedBookError for one that cannot be built.
    """
    return map(build_stored_entry, read_rows(connection, condition_and_order, values))


def read_rows(
    connection: Connection, condition_and_order: str = "", values: Sequence[object] = ()
) -> Iterator[Row]:
    """Yield the rows of entries as `read_entries` does, without building the entries."""
    rows = read_rows_without_lists(connection, condition_and_order, values)
    while batch := list(islice(rows, BATCH_SIZE)):
        yield from add_lists(connection, batch)


def read_rows_without_lists(
    connection: Connection, condition_and_order: str, values: Sequence[object]
) -> Iterator[Row]:
    """Yield the rows of entries, to which `add_lists` adds the answers and tags."""
    groups = dict(connection.execute("SELECT number, label FROM groups").fetchall())
    for row in connection.execute(f"{SELECT} {condition_and_order}", values):
        yield (*row[:-1], groups.get(row[-1]))


def add_lists(connection: Connection, rows: Sequence[Row]) -> list[Row]:
    """Return rows of entries, in any order, with the answers and the tags of each."""
    answers: dict[int, list[Row]] = {
        row[0]: [] for row in rows if row[_TYPE_INDEX] in _TYPES_WITH_ANSWERS
    }
    for answer in _select_of_entries(connection, _ANSWERS, answers):
        if answer[0] in answers:
            answers[answer[0]].append(answer[1:])
    tags: dict[int, list[str]] = {
        row[0]: [] for row in rows if row[_TYPE_INDEX] not in _TYPES_WITHOUT_TAGS
    }
    for number, tag in _select_of_entries(connection, _TAGS, tags):
        if number in tags:
            tags[number].append(tag)
    return [(*row, answers.get(row[0], ()), tags.get(row[0], ())) for row in rows]


def _select_of_entries(connection: Connection, sql: str, numbers: Collection[int]) -> Iterable[Row]:
    """Return the rows that belong to these entries. There may be some of others among them."""
    if not numbers:
        return ()
    first, last = min(numbers), max(numbers)
    if last - first < _SPREAD * len(numbers):
        return connection.execute(sql.format("BETWEEN ? AND ?"), [first, last])
    return connection.execute(sql.format(_LISTED), [json.dumps(list(numbers))])


def _build_lookup(words: type[StrEnum]) -> Callable[[Any], StrEnum]:
    """Find a word by its value: a fifth of what calling the enum costs."""
    return {word.value: word for word in words}.__getitem__


def _build_answers(items: Iterable[Sequence[Any]]) -> tuple[Answer, ...]:
    return tuple(
        Answer(AnswerWord(word), amount, Period(every) if every else None)
        for word, amount, every in items
    )


PAGE_SIZE = 100
"""Entries that are read at a time where a list is read by the page."""
_CONVERTERS: dict[str, Callable[[Any], Any]] = {
    "day": date.fromisoformat,
    "until": date.fromisoformat,
    "every": _build_lookup(Period),
    "for_month": Month.parse,
    "by": _build_lookup(Means),
    "met": bool,
    "evidence": _build_lookup(Evidence),
    "answers": _build_answers,
    "circumstances": tuple,
}
"""Converters of columns that are not None."""


class RowPlan(NamedTuple):
    """How a row of a type becomes its entry, worked out once."""

    cls: type[Entry]
    columns: tuple[tuple[str, int, Callable[[Any], Any] | None], ...]
    """Each field, the index of its column, and what converts it."""
    required_fields: tuple[str, ...]


@cache
def plan_row(type_: str) -> RowPlan:
    """Return how a row of a type becomes its entry. Raises InvalidFlatRowError for no type."""
    shape = find_entry_shape(type_)
    kinds = NeedKind if shape.entry_class is Need else Kind
    types = Source if shape.entry_class is Observation else Form
    converters = _CONVERTERS | {"kind": _build_lookup(kinds), "type": _build_lookup(types)}
    columns = tuple(
        (name, ROW_COLUMNS.index(column), converters.get(column)) for name, column in shape.columns
    )
    return RowPlan(shape.entry_class, columns, shape.required)


def build_stored_entry(row: Row) -> StoredEntry:
    """Return the entry of a row. Raises DamagedBookError if the row makes none.

    Read entry by entry, a book of 100,000 would be felt: this is the shortest way to each.
    """
    number, id_, logged_on, type_ = row[:4]
    try:
        plan = plan_row(type_)
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
    for place, name in enumerate(ROW_COLUMNS)
    if name not in ("number", "id", "logged_on", "met", "private_note", *_LIST_INDEXES)
)


def extract_history_fields(row: Row) -> dict[str, Any]:
    """Return what history would keep of a row, without its entry, and nothing empty."""
    fields = {name: value for name, index in _HISTORY_COLUMNS if (value := row[index]) is not None}
    if row[_MET_INDEX]:
        fields["met"] = True
    for name, index in _LIST_INDEXES.items():
        if row[index]:
            fields[name] = row[index]
    return fields


_PAGE_SIZE = 32
"""Entries of a list of which the answers and tags are read at a time."""


class LazyEntries(Sequence[StoredEntry]):
    """Entries read but not built yet: a list shows twenty of the thousand that a month may have.

    Their answers and tags are read with those around them, when one is shown.
    """

    def __init__(
        self, rows: Sequence[Row], add_lists: Callable[[Sequence[Row]], Sequence[Row]]
    ) -> None:
        """Take over rows without answers and tags, and what adds them."""
        self._rows = rows
        self._add_lists = add_lists
        self._complete_rows: dict[int, Row] = {}
        self._entries: dict[int, StoredEntry] = {}

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> StoredEntry: ...

    @overload
    def __getitem__(self, index: slice) -> "LazyEntries": ...

    def __getitem__(self, index: int | slice) -> "StoredEntry | LazyEntries":
        if isinstance(index, slice):
            return LazyEntries(self._rows[index], self._add_lists)
        index = range(len(self._rows))[index]
        if index not in self._entries:
            self._entries[index] = build_stored_entry(self._complete_row(index))
        return self._entries[index]

    def _complete_row(self, index: int) -> Row:
        if index not in self._complete_rows:
            start = index - index % _PAGE_SIZE
            page = self._add_lists(self._rows[start : start + _PAGE_SIZE])
            self._complete_rows.update(enumerate(page, start))
        return self._complete_rows[index]

    def list_columns(self, *names: str) -> list[tuple[Any, ...]]:
        """Return these columns, two or more and no lists, of each row as the book has it."""
        return list(map(itemgetter(*map(ROW_COLUMNS.index, names)), self._rows))

    def arrange(self, places: Sequence[int]) -> "LazyEntries":
        """Return the same entries in the order of these places."""
        return LazyEntries([self._rows[place] for place in places], self._add_lists)

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


_INSERT_COLUMNS = (
    "number", "id", "change", "logged_on", "type", "day", "month", "group_number",
    *_PLAIN_COLUMNS, "every", "until", "met", "by", "evidence", "private_note", "for_month",
)  # fmt: skip
_read_plain_columns = itemgetter(*map(FlatRow._fields.index, _PLAIN_COLUMNS))
_PLACEHOLDERS = ", ".join("?" * len(_INSERT_COLUMNS))
_INSERT_SQL = f"INSERT INTO entries ({', '.join(_INSERT_COLUMNS)}) VALUES ({_PLACEHOLDERS})"


def insert_rows(
    connection: Connection, items: Iterable[StoredEntry], change: int, groups: dict[str, int]
) -> Iterator[StoredEntry]:
    """Write entries of one change, batch by batch, and pass them on.

    `groups` has the number of every group's label. The caller keeps it complete.

    Indexes stay during large inserts: they are a tenth of the time. The checks of days are half of
    it and stay, too, because they keep other programs from writing nonsense.
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
        every, until, by, for_month = row.every, row.until, row.by, row.for_month
        month = None if for_month is None else str(for_month)
        entries.append(
            (
                item.number,
                item.id,
                change,
                item.logged_on.isoformat(),
                row.type,
                day,
                month or day[:7],
                None if row.group is None else groups[row.group],
                *_read_plain_columns(row),
                None if every is None else every.value,
                None if until is None else until.isoformat(),
                int(row.met),
                None if by is None else by.value,
                row.evidence.value,
                row.private_note,
                month,
            )
        )
        for position, answer in enumerate(row.answers):
            every = answer.every
            answers.append(
                (
                    item.number,
                    position,
                    answer.word.value,
                    answer.amount,
                    None if every is None else every.value,
                )
            )
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
