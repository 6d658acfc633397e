"""What a friend's summary makes of a notebook, counted: as much of ten years as of any size."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from benchmarks.books import TODAY, make_book
from tests.book.statement_counter import count_statements
from tests.export.report.reports import COVER
from tracker.analysis.asks.timeline import Timeline
from tracker.book.open_book import open_book
from tracker.entries.types import Ask, StoredEntry
from tracker.export.bundle import load_bundle
from tracker.export.privacy.selection import ExportSelection
from tracker.export.report.ask_selection import MAX_OFFERED, PROPOSED_COUNT
from tracker.export.tables.csv_dialect import Dialect

FOR_A_FRIEND = ExportSelection(
    income=False, labels=False, words=False, own_words=False, observations=False
)
BUILT = MAX_OFFERED + PROPOSED_COUNT
"""How many asks are built at most: those that are offered, and those that are shown."""
ENTRIES, ASKS = 3 * BUILT, 6 * BUILT
"""How many entries are made at most, and their asks, which are made again without what was said."""
ROWS_OF_ENTRY = 4
"""Rows that are read of an entry, its answers and its tags, for the check code and all counts."""


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Counter[type]:
    """How many objects of these classes are made."""
    counter: Counter[type] = Counter()
    for counted in (StoredEntry, Ask, Timeline):
        _count_objects(counted, counter, monkeypatch)
    return counter


def _count_objects(
    counted: type[Any], counter: Counter[type], monkeypatch: pytest.MonkeyPatch
) -> None:
    begin = counted.__init__

    def begin_counting(self: object, *args: object, **values: object) -> None:
        counter[counted] += 1
        begin(self, *args, **values)

    monkeypatch.setattr(counted, "__init__", begin_counting)


@pytest.mark.parametrize("count", [0, 3_600, pytest.param(100_000, marks=pytest.mark.long)])
def test_a_summary_builds_only_the_asks_that_it_shows_or_offers(
    count: int, tmp_path: Path, made: Counter[type], monkeypatch: pytest.MonkeyPatch
) -> None:
    make_book(tmp_path / "book.db", count)
    counter = count_statements(monkeypatch)
    with open_book(tmp_path / "book.db") as book:
        made.clear()
        counter.reset()
        data = load_bundle(book, TODAY, Dialect.COMMA, FOR_A_FRIEND, COVER, has_tables=False)
    assert data.report is not None
    assert data.report.ask_count > count / 4 or not count
    assert made[Timeline] <= BUILT
    assert made[StoredEntry] <= ENTRIES
    assert made[Ask] <= ASKS
    assert counter.rows <= ROWS_OF_ENTRY * count + 50
    assert len(data.asks) == min(MAX_OFFERED, data.report.ask_count)
    assert len(data.report.asks) == min(PROPOSED_COUNT, data.report.ask_count)
