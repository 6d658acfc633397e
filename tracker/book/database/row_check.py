"""Checks that rows make entries, many at once, where no entry is built of them."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Any

from tracker.book.database.row_mapping import ROW_COLUMNS, build_stored_entry, plan_row
from tracker.entries.types import AnswerWord
from tracker.months import Month, Period

_WORD_COLUMNS = ("kind", "every", "by", "evidence")
"""Columns with the words of fixed lists, few of which are different in many rows."""


def check_columns(columns: Mapping[str, Sequence[Any]]) -> None:
    """Raise DamagedBookError, as `build_stored_entry` does, if a row makes no entry.

    `columns` are `ROW_COLUMNS`.
    """
    try:
        _check_values(columns)
        is_valid = _has_required_values(columns)
    except (LookupError, TypeError, ValueError):
        is_valid = False
    if not is_valid:
        for row in zip(*(columns[name] for name in ROW_COLUMNS), strict=True):
            build_stored_entry(row)


def _check_values(columns: Mapping[str, Sequence[Any]]) -> None:
    """Raise an error for a word, day or month that there is not."""
    for day in {*columns["day"], *columns["logged_on"], *columns["until"]} - {None}:
        date.fromisoformat(day)
    for month in {*columns["for_month"]} - {None}:
        Month.parse(month)
    answers = chain.from_iterable(columns["answers"])
    for word, every in {(word, every) for word, _amount, every in answers}:
        AnswerWord(word)
        if every is not None:
            Period(every)
    for type_, *words in set(zip(*(columns[n] for n in ("type", *_WORD_COLUMNS)), strict=True)):
        values = dict(zip(_WORD_COLUMNS, words, strict=True))
        for _field, index, convert in plan_row(type_).columns:
            value = values.get(ROW_COLUMNS[index])
            if value is not None and convert is not None:
                convert(value)


def _has_required_values(columns: Mapping[str, Sequence[Any]]) -> bool:
    """Return whether each row has what its type cannot do without."""
    types = columns["type"]
    for type_ in set(types):
        plan = plan_row(type_)
        indexes = {field: index for field, index, _convert in plan.columns}
        for field in plan.required_fields:
            values = columns[ROW_COLUMNS[indexes[field]]]
            if None in values and (type_, None) in zip(types, values, strict=True):
                return False
    return True
