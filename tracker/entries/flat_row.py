"""An entry as one flat row of columns, and back: for storing, exporting and importing it."""

from dataclasses import MISSING, fields
from datetime import date
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
    # Since 0.2.
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
_UNUSED_COLUMNS = {
    cls: tuple(
        (index, FlatRow._field_defaults.get(name))
        for name, index in _COLUMN_INDEX.items()
        if name not in _list_used_columns(cls)
    )
    for cls in _ENTRY_CLASSES.values()
}
"""The columns that a type doesn't have, by index, and their empty values."""
_FIELD_COLUMNS = {
    cls: tuple((name, _COLUMN_INDEX[_COLUMN_OF_FIELD.get(name, name)]) for name in names)
    for cls, names in _FIELD_NAMES.items()
}


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
    values: dict[str, Any] = {name: getattr(entry, name) for name in _FIELD_NAMES[type(entry)]}
    if "amount" in values:
        values["low"] = values["high"] = values.pop("amount")
    if (kind := values.get("kind")) is not None:
        values["kind"] = kind.value
    for name in _TYPE_FIELDS:
        values.pop(name, None)
    return FlatRow(type=entry.word, **values)


def build_entry(row: FlatRow) -> Entry:
    """Return the entry of a row. Raise InvalidFlatRowError with the wrong column."""
    cls = _ENTRY_CLASSES.get(row.type)
    if cls is None:
        raise InvalidFlatRowError("type")
    for index, empty in _UNUSED_COLUMNS[cls]:
        if row[index] != empty:
            raise InvalidFlatRowError(FlatRow._fields[index])
    values: dict[str, Any] = {name: row[index] for name, index in _FIELD_COLUMNS[cls]}
    for name in _REQUIRED_FIELDS[cls]:
        if values[name] is None:
            raise InvalidFlatRowError(name)
    if "kind" in values:
        try:
            values["kind"] = NeedKind(row.kind or "") if cls is Need else Kind(row.kind or "")
        except ValueError as error:
            raise InvalidFlatRowError("kind") from error
    values |= {name: make(row.type) for name, make in _TYPE_FIELDS.items() if name in values}
    if cls not in _RANGES and row.low != row.high:
        raise InvalidFlatRowError("high")
    entry: Entry = cls(**values)
    return entry
