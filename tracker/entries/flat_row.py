"""An entry as one row of columns, and back: as it is stored, exported and imported."""

from dataclasses import MISSING, fields
from datetime import date
from typing import Any, NamedTuple

from tracker.entries.types import (
    Answer,
    Answered,
    Ask,
    Entry,
    Evidence,
    Form,
    Goal,
    Income,
    Kind,
    Limit,
    Means,
    Meeting,
    Need,
    NeedKind,
    Paid,
    Received,
    Returned,
    Wage,
    Withdrew,
)
from tracker.money import Cents, Hundredths
from tracker.months import Period


class Columns(NamedTuple):
    """One entry laid flat; what its type does not have is None, False or an empty tuple."""

    # Data: field names in people's notebooks since 0.1; never rename.
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


class NoSuchEntry(ValueError):
    """A row that makes no entry; `column` names the one that is missing or too many."""

    def __init__(self, column: str) -> None:
        """Remember the column at fault."""
        super().__init__(column)
        self.column = column


_CLASSES: dict[str, type[Entry]] = {
    cls.word: cls
    for cls in (Ask, Answered, Withdrew, Paid, Returned, Received, Income, Need, Wage, Limit, Goal)
}
_CLASSES |= {form.value: Meeting for form in Form}
TYPES = tuple(_CLASSES)
"""The first words of entry lines, each a type of entry."""

_NAMES = {cls: tuple(field.name for field in fields(cls)) for cls in _CLASSES.values()}
_NEEDED = {
    cls: tuple(
        field.name
        for field in fields(cls)
        if field.default is MISSING and field.name not in {"low", "high"}
    )
    for cls in _CLASSES.values()
}
_ELSEWHERE = {"amount": "low", "form": "type"}


def _used(cls: type[Entry]) -> frozenset[str]:
    names = {_ELSEWHERE.get(name, name) for name in _NAMES[cls]} | {"type"}
    return frozenset(names | {"high"} if "low" in names else names)


_AT = {name: index for index, name in enumerate(Columns._fields)}
_UNUSED = {
    cls: tuple(
        (index, Columns._field_defaults.get(name))
        for name, index in _AT.items()
        if name not in _used(cls)
    )
    for cls in _CLASSES.values()
}
"""Where the columns stand that a type has not, and what stands there."""
_PLACES = {
    cls: tuple((name, _AT[_ELSEWHERE.get(name, name)]) for name in names)
    for cls, names in _NAMES.items()
}


class Shape(NamedTuple):
    """How an entry of a type is made from columns: its class, and the column of each field."""

    cls: type[Entry]
    columns: tuple[tuple[str, str], ...]
    """Each field with its column."""
    needed: tuple[str, ...]
    """The fields without which it is no entry."""


def shape_of(type_: str) -> Shape:
    """How entries of a type are made; raises NoSuchEntry where there is no such type."""
    cls = _CLASSES.get(type_)
    if cls is None:
        raise NoSuchEntry("type")
    columns = tuple((name, _ELSEWHERE.get(name, name)) for name in _NAMES[cls])
    return Shape(cls, columns, _NEEDED[cls])


def to_columns(entry: Entry) -> Columns:
    """Lay an entry flat; an exact amount stands at both ends."""
    values: dict[str, Any] = {name: getattr(entry, name) for name in _NAMES[type(entry)]}
    if "amount" in values:
        values["low"] = values["high"] = values.pop("amount")
    if (kind := values.get("kind")) is not None:
        values["kind"] = kind.value
    values.pop("form", None)
    return Columns(type=entry.word, **values)


def from_columns(row: Columns) -> Entry:
    """Make the entry of a row; raises NoSuchEntry naming the column at fault."""
    cls = _CLASSES.get(row.type)
    if cls is None:
        raise NoSuchEntry("type")
    for index, empty in _UNUSED[cls]:
        if row[index] != empty:
            raise NoSuchEntry(Columns._fields[index])
    values: dict[str, Any] = {name: row[index] for name, index in _PLACES[cls]}
    for name in _NEEDED[cls]:
        if values[name] is None:
            raise NoSuchEntry(name)
    if "kind" in values:
        try:
            values["kind"] = NeedKind(row.kind or "") if cls is Need else Kind(row.kind or "")
        except ValueError as error:
            raise NoSuchEntry("kind") from error
    if "form" in values:
        values["form"] = Form(row.type)
    if cls is not Ask and row.low != row.high:
        raise NoSuchEntry("high")
    entry: Entry = cls(**values)
    return entry
