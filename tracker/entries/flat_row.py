"""An entry as one flat row of columns, and back: for storing, exporting and importing it."""

from collections.abc import Callable
from dataclasses import MISSING, fields
from datetime import date
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

from tracker.entries.types import (
    Answer,
    Ask,
    Cost,
    Entry,
    Evidence,
    Form,
    Goal,
    Income,
    Kind,
    LaterAnswer,
    Limit,
    Means,
    Meeting,
    MoneyFromGroup,
    Need,
    NeedKind,
    Note,
    Observation,
    Payment,
    Refund,
    Source,
    Wage,
    Withdrawal,
)
from tracker.money import Cents, Hundredths
from tracker.months import Month, Period


class FlatRow(NamedTuple):
    """One entry as a row. What its type doesn't have is None, False or an empty tuple."""

    # Data: field names in people's notebooks since 0.1. Never rename.
    type: str
    day: date
    group: str | None = None
    label: str | None = None
    kind: str | None = None
    every: Period | None = None
    until: date | None = None
    low: Cents | None = None
    high: Cents | None = None
    percent: Hundredths | None = None
    answers: tuple[Answer, ...] = ()
    met: bool = False
    for_entry: int | None = None
    campaign: str | None = None
    hours: int | None = None
    circumstances: tuple[str, ...] = ()
    words: str | None = None
    by: Means | None = None
    ref: str | None = None
    evidence: Evidence = Evidence.REMEMBERED
    private_note: str | None = None
    for_month: Month | None = None
    event: str | None = None
    hours_high: int | None = None
    minutes: int | None = None
    own_words: str | None = None


class InvalidFlatRowError(ValueError):
    """A row that isn't an entry. `column` is the one that is missing or shouldn't be there."""

    def __init__(self, column: str) -> None:
        """Remember the column at fault."""
        super().__init__(column)
        self.column = column


_ENTRY_CLASSES: dict[str, type[Entry]] = {
    cls.word: cls
    for cls in (
        Ask,
        LaterAnswer,
        Withdrawal,
        Payment,
        Cost,
        Refund,
        MoneyFromGroup,
        Income,
        Need,
        Wage,
        Limit,
        Goal,
        Note,
    )
}
_ENTRY_CLASSES |= {source.value: Observation for source in Source}
_ENTRY_CLASSES |= {form.value: Meeting for form in Form}
ENTRY_TYPES = tuple(_ENTRY_CLASSES)
"""The first words of entry lines, each a type of entry."""

_FIELD_NAMES = {cls: tuple(field.name for field in fields(cls)) for cls in _ENTRY_CLASSES.values()}
_OPEN_AMOUNTS = (Ask, Observation, Payment, Cost, Refund)
"""Types of which the amount may be unknown."""
_RANGES = (Ask, Observation, Goal)
"""Types of which the amount may be a range."""


def _is_required(cls: type[Entry], name: str) -> bool:
    return not (cls in _OPEN_AMOUNTS and name in ("low", "high", "amount"))


_REQUIRED_FIELDS = {
    cls: tuple(
        field.name
        for field in fields(cls)
        if field.default is MISSING and _is_required(cls, field.name)
    )
    for cls in _ENTRY_CLASSES.values()
} | {Note: ("day", "own_words")}
_TYPE_FIELDS = {"form": Form, "source": Source}
"""Fields that say the same as the type."""
_COLUMN_OF_FIELD = {"amount": "low"} | dict.fromkeys(_TYPE_FIELDS, "type")


def _list_used_columns(cls: type[Entry]) -> frozenset[str]:
    names = {_COLUMN_OF_FIELD.get(name, name) for name in _FIELD_NAMES[cls]} | {"type"}
    return frozenset(names | {"high"} if "low" in names else names)


_COLUMN_INDEX = {name: index for index, name in enumerate(FlatRow._fields)}
_ENUM_FIELDS = {"kind", *_TYPE_FIELDS}
"""Fields of which a row has the text."""


class _RowPlan(NamedTuple):
    """How an entry of a class becomes a row, and a row an entry, worked out once."""

    read_fields: Callable[[Any], tuple[Any, ...]]
    """Returns the values of the fields, with words as texts."""
    constants: tuple[Any, ...]
    """What comes after these values: the word of the class, then the values of empty columns."""
    arrange: Callable[[tuple[Any, ...]], tuple[Any, ...]]
    """Puts values and constants in the order of the columns."""
    read_unused: Callable[[FlatRow], tuple[Any, ...]]
    unused_columns: tuple[int, ...]
    empty_values: tuple[Any, ...]
    names: tuple[str, ...]
    read_columns: Callable[[FlatRow], tuple[Any, ...]]
    """Returns the values of the fields of these names."""
    required: tuple[str, ...]
    converters: tuple[tuple[str, dict[str, Any]], ...]
    """The words of each field of which a row has the text."""


def _plan_class(cls: type[Entry]) -> _RowPlan:
    names = _FIELD_NAMES[cls]
    columns = tuple(_COLUMN_INDEX[_COLUMN_OF_FIELD.get(name, name)] for name in names)
    used = _list_used_columns(cls)
    unused = tuple(index for name, index in _COLUMN_INDEX.items() if name not in used)
    empty_values = tuple(FlatRow._field_defaults.get(FlatRow._fields[index]) for index in unused)
    places = {column: place for place, column in enumerate(columns)}
    places.setdefault(_COLUMN_INDEX["type"], len(names))
    places |= {column: place for place, column in enumerate(unused, start=len(names) + 1)}
    if "amount" in names:
        places[_COLUMN_INDEX["high"]] = places[_COLUMN_INDEX["low"]]
    words = {"kind": NeedKind if cls is Need else Kind} | _TYPE_FIELDS
    return _RowPlan(
        # What an enum has as `value` is a function in Python, which takes longer.
        attrgetter(*(f"{name}._value_" if name in _ENUM_FIELDS else name for name in names)),
        (cls.word, *empty_values),
        itemgetter(*(places[column] for column in range(len(FlatRow._fields)))),
        itemgetter(*unused),
        unused,
        empty_values,
        names,
        itemgetter(*columns),
        _REQUIRED_FIELDS[cls],
        tuple(
            (name, {word.value: word for word in words[name]})
            for name in names
            if name in _ENUM_FIELDS
        ),
    )


_PLANS = {cls: _plan_class(cls) for cls in _ENTRY_CLASSES.values()}


class EntryShape(NamedTuple):
    """How an entry of a type is made from columns: its class, and the column of each field."""

    entry_class: type[Entry]
    columns: tuple[tuple[str, str], ...]
    """Each field with its column."""
    required: tuple[str, ...]
    """The fields without which it is no entry."""


def find_entry_shape(type_: str) -> EntryShape:
    """Return the fields and columns of a type. Raise InvalidFlatRowError for an unknown type."""
    cls = _ENTRY_CLASSES.get(type_)
    if cls is None:
        raise InvalidFlatRowError("type")
    columns = tuple((name, _COLUMN_OF_FIELD.get(name, name)) for name in _FIELD_NAMES[cls])
    return EntryShape(cls, columns, _REQUIRED_FIELDS[cls])


def flatten_entry(entry: Entry) -> FlatRow:
    """Return an entry as a row. An exact amount is in `low` and in `high`."""
    plan = _PLANS[type(entry)]
    return FlatRow._make(plan.arrange(plan.read_fields(entry) + plan.constants))


def build_entry(row: FlatRow) -> Entry:
    """Return the entry of a row. Raise InvalidFlatRowError with the wrong column."""
    cls = _ENTRY_CLASSES.get(row.type)
    if cls is None:
        raise InvalidFlatRowError("type")
    plan = _PLANS[cls]
    if plan.read_unused(row) != plan.empty_values:
        raise InvalidFlatRowError(_find_wrong_column(row, plan))
    values: dict[str, Any] = dict(zip(plan.names, plan.read_columns(row), strict=True))
    for name in plan.required:
        if values[name] is None:
            raise InvalidFlatRowError(name)
    for name, words in plan.converters:
        word = words.get(values[name])
        if word is None:
            raise InvalidFlatRowError(name)
        values[name] = word
    if cls not in _RANGES and row.low != row.high:
        raise InvalidFlatRowError("high")
    entry: Entry = cls(**values)
    return entry


def _find_wrong_column(row: FlatRow, plan: _RowPlan) -> str:
    """Return the first column that a row has and its type doesn't."""
    return next(
        FlatRow._fields[index]
        for index, empty in zip(plan.unused_columns, plan.empty_values, strict=True)
        if row[index] != empty
    )
