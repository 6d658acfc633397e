"""An entry of every type, whatever its fields hold, comes back from the file and from history."""

import json
from dataclasses import fields, replace
from datetime import date
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import TODAY, make_book_in_memory
from tests.strategies import (
    ANY_LETTERS,
    HOURS,
    amounts,
    count_examples,
    days,
    group_labels,
    own_tags,
    private_notes,
    texts,
)
from tracker.book.database.row_mapping import (
    extract_history_fields,
    from_json,
    read_rows,
    to_json,
)
from tracker.book.witness.hashes import serialize_hashed_entry
from tracker.entries.types import (
    Answer,
    AnswerWord,
    Entry,
    Evidence,
    Form,
    Goal,
    Kind,
    Means,
    Need,
    NeedKind,
    Note,
    Source,
)
from tracker.months import Month, Period

FIRST = Note(day=TODAY, own_words="what others belong to")
"""The entry of number 1, to which another one may belong."""
MONTHS = st.builds(Month, st.integers(1900, 2199), st.integers(1, 12))
ANSWERS = st.builds(
    Answer,
    st.sampled_from(AnswerWord),
    st.none() | amounts(),
    st.none() | st.sampled_from(Period),
)
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "day": days(),
    "evidence": st.sampled_from(Evidence),
    "every": st.none() | st.sampled_from(Period),
    "until": st.none() | days(),
    "for_month": st.none() | MONTHS,
    "kind": st.sampled_from(Kind),
    "by": st.none() | st.sampled_from(Means),
    "form": st.sampled_from(Form),
    "source": st.sampled_from(Source),
    "met": st.booleans(),
    "percent": st.none() | st.integers(0, 10_000),
    "for_entry": st.just(1),
    "group": st.none() | group_labels(),
    "answers": st.lists(ANSWERS, max_size=3).map(tuple),
    "circumstances": st.lists(own_tags(), max_size=3, unique=True).map(tuple),
    "amount": amounts(),
    "campaign": texts().map("c{}".format),
    "event": st.none() | texts().map("e{}".format),
} | dict.fromkeys(
    ("words", "own_words", "private_note", "ref", "label"),
    st.none() | texts() | private_notes() | st.text(ANY_LETTERS, min_size=1),
)
OPEN_AMOUNTS = ("paid", "cost", "returned", "limit")
TYPES: tuple[type[Any], ...] = get_args(Entry)


@st.composite
def any_entries(draw: st.DrawFn, cls: type[Any]) -> Entry:
    """Any entry of a type with any values that the file takes; not every one makes sense."""
    names = [field.name for field in fields(cls)]
    values = {name: draw(FIELDS[name]) for name in names if name in FIELDS}
    if "low" in names:
        low, high = sorted((draw(amounts()), draw(amounts())))
        is_known = cls is Goal or draw(st.booleans())
        values |= {"low": low, "high": high} if is_known else {"low": None, "high": None}
    if "hours" in names:
        values |= draw(st.sampled_from((*HOURS, {"hours": 150}, {})))
    if cls is Need:
        values["kind"] = draw(st.sampled_from(NeedKind))
    if cls is Note:
        values["own_words"] = draw(texts())
    if getattr(cls, "word", None) in OPEN_AMOUNTS and draw(st.booleans()):
        values["amount"] = None
    entry: Entry = cls(**values)
    return entry


@pytest.mark.parametrize("cls", TYPES, ids=lambda cls: cls.__name__)
def test_every_field_of_it_is_filled_here(cls: type[Any]) -> None:
    known = {*FIELDS, "low", "high", "hours", "hours_high", "minutes"}
    assert {field.name for field in fields(cls)} <= known


@pytest.mark.parametrize("cls", TYPES, ids=lambda cls: cls.__name__)
@settings(
    max_examples=count_examples(30), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
@given(data=st.data())
def test_it_comes_back_from_the_file_and_from_history(cls: type[Any], data: st.DataObject) -> None:
    entry: Entry = data.draw(any_entries(cls))
    with make_book_in_memory() as book:
        _first, item = book.log([FIRST, entry], date(2026, 12, 31))
        assert book.find_entry(2) == item
        assert item.entry == entry
        kept = to_json(entry)
        assert from_json(2, kept) == replace(entry, private_note=None)
        (row,) = read_rows(book._connection, "WHERE e.number = 2")
        texts_of_hash = [
            serialize_hashed_entry(2, item.id, "2026-12-31", each)
            for each in (json.loads(kept), extract_history_fields(row))
        ]
        assert texts_of_hash[0] == texts_of_hash[1]
        book.delete(2, TODAY)
        assert [each.entry for each in book.undo(TODAY).restored_entries] == [entry]
        assert book.find_entry(2) == item
