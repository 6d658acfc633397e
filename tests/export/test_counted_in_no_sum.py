"""What others were asked or gave, costs and thoughts change no cell of a month."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.export.bundles import prepare_bundle
from tests.strategies import BookShape, books, count_examples
from tracker.entries.types import Entry, Income, Note

UNCOUNTED = BookShape(most=6, types=("seen", "seen", "cost", "wrote"))


def find_first_day(entries: Sequence[Entry]) -> date:
    """Return the first day of the earliest month that an entry counts in."""
    days = [entry.day for entry in entries]
    days += [
        entry.for_month.first_day
        for entry in entries
        if isinstance(entry, Income) and entry.for_month is not None
    ]
    return min(days)


def fit_into(entry: Entry, entries: Sequence[Entry], group: str | None) -> Entry:
    """Return an entry that makes no month, no group and no name that the book does not have."""
    changes: dict[str, Any] = {"day": max(entry.day, find_first_day(entries))}
    if not isinstance(entry, Note):
        changes |= {"group": group, "campaign": None}
    return replace(entry, **changes)


@pytest.mark.slow
@settings(max_examples=count_examples(40))
@given(books(), books(UNCOUNTED), st.data())
def test_they_change_no_cell_of_a_month(
    entries: list[Entry], more: list[Entry], data: st.DataObject
) -> None:
    assume(entries and more)
    groups = sorted({group for entry in entries if (group := getattr(entry, "group", None))})
    added = [
        fit_into(entry, entries, data.draw(st.sampled_from(groups)) if groups else None)
        for entry in more
    ]
    before, after = prepare_bundle(entries), prepare_bundle([*entries, *added])
    assert after.months_csv == before.months_csv
    assert after.given_by_evidence == before.given_by_evidence
