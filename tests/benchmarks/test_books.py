"""The notebooks of the benchmarks: seeded, mixed as said, and the same by any way in."""

import json
from collections import Counter

import pytest

from benchmarks.books import (
    CURRENCY,
    GROUP,
    TODAY,
    generate_entries,
    make_book,
    write_lines,
    write_table,
)
from tests.command_line import Tracker
from tracker.entries.types import Ask, Meeting, Payment

COUNT = 400
AT = ("--today", str(TODAY))


def test_the_same_entries_come_each_time_and_so_many() -> None:
    first = list(generate_entries(2_000))
    assert first == list(generate_entries(2_000))
    assert len(first) == 2_000
    assert [entry.day for entry in first] == sorted(entry.day for entry in first)
    assert first[-1].day <= TODAY


@pytest.mark.parametrize("count", [0, 1, 3, 5, 6])
def test_a_small_notebook_has_as_many_entries_as_it_should(count: int) -> None:
    assert len(list(generate_entries(count))) == count


def test_four_in_ten_are_meetings_four_are_asks_and_two_are_payments() -> None:
    entries = list(generate_entries(10_000))
    counts = Counter(type(entry) for entry in entries)
    assert counts[Meeting] / 10_000 == pytest.approx(0.4, abs=0.02)
    assert counts[Ask] / 10_000 == pytest.approx(0.4, abs=0.02)
    assert counts[Payment] / 10_000 == pytest.approx(0.2, abs=0.02)


def test_each_ask_has_a_tag_some_have_words_and_some_repeat_one() -> None:
    asks = [entry for entry in generate_entries(10_000) if isinstance(entry, Ask)]
    assert all(len(ask.circumstances) == 1 for ask in asks)
    with_words = sum(ask.words is not None for ask in asks)
    assert with_words / len(asks) == pytest.approx(0.4, abs=0.03)
    repeats = sum(ask.for_entry is not None for ask in asks)
    assert repeats / len(asks) == pytest.approx(0.15, abs=0.02)


def test_made_logged_and_imported_notebooks_have_the_same_figures(tracker: Tracker) -> None:
    folder = tracker.folder
    make_book(folder / "made.db", COUNT)
    write_lines(folder / "lines.txt", COUNT)
    write_table(folder / "entries.csv", COUNT)
    new = ("new", "--currency", CURRENCY, "--group", GROUP, "--no-passphrase")
    for name, command, file in (
        ("logged.db", "log", "lines.txt"),
        ("imported.db", "import", "entries.csv"),
    ):
        assert tracker(*AT, *new, book=name).code == 0
        assert tracker(*AT, command, str(folder / file), book=name).code == 0
    reports = [
        json.loads(tracker(*AT, "months", "--format", "json", book=name).out)
        for name in ("made.db", "logged.db", "imported.db")
    ]
    assert len(reports[0]) == 120
    assert reports[0] == reports[1] == reports[2]
