"""Lines of version 0.1: each gives the entry that it gave then, or is refused, on any machine.

`lines_of_0.1.tsv` was made by the code of 0.1 and never changes: a line, a tab, and what 0.1 read
in it. The first 300 it wrote itself. The others are as a person types them. Their labels are full
of words that mean something since then, such as `monday`, `ticket` and `monthly`.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from tests.entries.entry_lines import translate_label
from tests.factories import CURRENCY, make_parse_context, read_entries
from tracker.entries.flat_row import FlatRow, flatten_entry
from tracker.entries.line_parser import LineDays, read_line
from tracker.entries.line_writer import write_line
from tracker.entries.parse_error import AmbiguousLineError, ParseError
from tracker.entries.types import Entry, EntryBase
from tracker.i18n import clear_locale_cache

ROWS = [
    row.split("\t")
    for row in (Path(__file__).parent / "lines_of_0.1.tsv").read_text("utf-8").splitlines()
]
BEFORE = (
    "2026-10-01 ask 30/month dues",
    "2026-10-02 ask 500 donation no",
    "2026-10-03 paid 10 merch",
    "2026-10-04 goal 1000 +van",
)
"""The lines of the book in which 0.1 read."""
TODAY, LATER = date(2026, 11, 12), date(2027, 1, 20)
LOCALES = ("C.UTF-8", "de_DE.UTF-8", "en_US.UTF-8")
MORE_LINES = (
    "12/10 paid 20 event",
    "paid 20 event 12/10",
    "paid 20 event 12/10/2026",
    "paid 20 event 3/4",
    "10/25 paid 20 event",
    "9.11.2026 paid 20 event",
    "Nov 9 paid 20 event",
    "paid 20 event 2026-11-09",
    "last friday paid 20 event",
    "2 days ago meeting 2 hours",
    "paid 20 event yesterday",
    "paid 20 event monday",
    "income 1.000",
    "income 1.234,50",
    "paid 20 book",
    "paid 20 fee",
    "bezahlt 30 dues",
    "1.50 paid event p.m.",
    "ask 30 a month dues maybe",
)
"""Ways of writing that a locale might decide."""


def read(line: str, today: date = TODAY) -> tuple[Entry, ...]:
    """Return the entries of a line of a file, in the book of those lines."""
    context = make_parse_context()
    for entry in read_earlier_lines():
        context.add_entry(entry)
    return read_line(line, context, LineDays.from_today(today))


@cache
def read_earlier_lines() -> list[Entry]:
    """Return the entries of the book in which 0.1 read."""
    return read_entries(BEFORE, make_parse_context(), TODAY)


def flatten(entries: Iterable[Entry]) -> list[dict[str, object]]:
    """Return entries as the file has them: of each the columns that say something."""
    return [dict(_list_columns(entry)) for entry in entries]


def _list_columns(entry: Entry) -> Iterator[tuple[str, object]]:
    for name, value in flatten_entry(entry)._asdict().items():
        if name not in ("type", "day") and value == FlatRow._field_defaults.get(name):
            continue
        if name == "answers":
            yield name, [[answer.word, answer.amount, answer.every] for answer in value]
        elif name == "circumstances":
            yield name, [*value]
        else:
            yield name, str(value) if isinstance(value, date) else value


def list_readings(line: str) -> list[tuple[Entry, ...]]:
    """Return the entries of a line, or those of each fix that its refusal shows."""
    try:
        return [read(line)]
    except AmbiguousLineError as error:
        return [read(reading) for reading in error.readings]
    except ParseError:
        return []


def describe(line: str, today: date) -> tuple[object, ...]:
    """Return what comes of a line: its entries, or all that is said of it."""
    try:
        return read(line, today)
    except ParseError as error:
        return error.message, error.column, error.length, getattr(error, "readings", ())


def test_there_are_at_least_three_hundred_of_them_and_most_are_still_understood() -> None:
    assert len(ROWS) >= 300
    understood = [row for row in ROWS if isinstance(describe(row[0], TODAY)[0], EntryBase)]
    assert len(understood) > 0.9 * len(ROWS)


@pytest.mark.parametrize(("line", "expected"), ROWS)
def test_a_line_of_0_1_gives_the_same_entry_or_is_refused(line: str, expected: str) -> None:
    wanted: list[dict[str, object]] = json.loads(expected)
    possible = [flatten(entries) for entries in list_readings(line)]
    assert wanted in possible or not possible


@pytest.mark.parametrize(
    ("line", "readings"),
    [
        ("12/10 paid 20 event", ["2026-10-12 paid 20 event", "2025-12-10 paid 20 event"]),
        ("paid 20 event 12/10", ["paid 20 event 2026-10-12", "paid 20 event 2025-12-10"]),
        (
            "paid 20 event monday",
            ["2026-11-09 paid 20 event @circle", "2026-11-12 paid 20 event 'monday' @circle"],
        ),
        (
            "paid 20 donation last friday",
            [
                "2026-11-06 paid 20 donation @circle",
                "2026-11-12 paid 20 donation 'last friday' @circle",
            ],
        ),
        ("income 1.000", ["income 1000", "income 1"]),
        ("paid 20 train", ["cost 20 'train'", "paid 20 other 'train'"]),
        ("I felt really small", ["2026-11-12 wrote: I felt really small"]),
        ("thursday I felt small", ["2026-11-05 wrote: I felt small"]),
    ],
)
def test_what_may_mean_several_things_is_refused_with_each_of_them(
    line: str, readings: list[str]
) -> None:
    with pytest.raises(AmbiguousLineError) as caught:
        read(line)
    assert list(caught.value.readings) == readings
    entries = [read(reading) for reading in readings]
    assert len(set(entries)) == len(readings)
    for reading in readings:
        assert reading in caught.value.message


def test_a_file_means_the_same_on_any_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [*MORE_LINES, *(row[0] for row in ROWS[::5])]
    results = []
    for locale in LOCALES:
        monkeypatch.setenv("LC_ALL", locale)
        clear_locale_cache()
        results.append([describe(line, day) for line in lines for day in (TODAY, LATER)])
    clear_locale_cache()
    assert results[1:] == results[:1] * (len(LOCALES) - 1)


def test_a_file_does_not_read_the_words_of_a_translation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "tracker.entries.phrases.phrase._label",
        lambda text: translate_label(text, {"paid": "zahlte"}),
    )
    context, days = make_parse_context(), LineDays.from_today(TODAY)
    line = "zahlte 20 event"
    (entry,) = read_line(line, context, days, typed=True)
    assert write_line(entry, CURRENCY) == "2026-11-12 paid 20 event @circle"
    with pytest.raises(ParseError):
        read_line(line, context, days)


def test_a_day_that_names_its_month_and_year_is_the_same_on_any_day() -> None:
    for line in ("9.11.2026 paid 20 event", "paid 20 event 2026-11-09", "9 Nov 2026 meeting 2h"):
        assert read(line, TODAY) == read(line, LATER)
