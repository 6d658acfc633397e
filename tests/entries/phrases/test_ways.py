"""Ways in which people write an entry: each is understood as it is meant, or asked about."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from tests.factories import make_parse_context, read_entries
from tracker.entries.line_batch import LineBatch
from tracker.entries.line_parser import LineDays, read_line
from tracker.entries.parse_context import ParseContext
from tracker.entries.parse_error import AmbiguousLineError, ParseError
from tracker.entries.types import Entry
from tracker.i18n import clear_locale_cache

FOLDER = Path(__file__).parent
DAYS = LineDays.from_today(date(2026, 11, 12))
EARLIER_LINES = (
    *["2026-10-01 income 1"] * 6,
    "2026-10-02 ask 500 donation",
    *["2026-10-01 income 1"] * 3,
    "2026-10-03 ask 30/month dues pledged 30",
    *["2026-10-01 income 1"] * 2,
    "2026-10-04 paid 10 merch",
)
"""A notebook with entry 7, an ask of 30 a month as entry 11, and a payment as entry 14."""


@pytest.fixture(autouse=True)
def _locale(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Write the day before the month, as the expectations do."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    clear_locale_cache()
    yield
    monkeypatch.undo()
    clear_locale_cache()


def _build_context() -> ParseContext:
    context = ParseContext(
        "EUR",
        groups={"circle": "circle"},
        default_group="circle",
        campaigns={"office": "office"},
    )
    for entry in _read_earlier_lines():
        context.add_entry(entry)
    return context


@cache
def _read_earlier_lines() -> list[Entry]:
    """Return the entries of a file that every line here comes after."""
    return read_entries(EARLIER_LINES, make_parse_context(), DAYS.today)


def _read(lines: str, context: ParseContext) -> tuple[Entry, ...]:
    """Return the entries of lines with ` || ` between them."""
    entries: list[Entry] = []
    for line in lines.split(" || "):
        for entry in read_line(line, context, DAYS, typed=True):
            context.add_entry(entry)
            entries.append(entry)
    return tuple(entries)


def _load_ways(name: str) -> list[tuple[str, str]]:
    rows = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [(typed, expected) for typed, _tab, expected in (row.partition("\t") for row in rows)]


FIRST_WAYS, WAYS = _load_ways("first_ways.tsv"), _load_ways("ways.tsv")
PHONE_LINES = _load_ways("phone_notes.tsv")


def test_there_are_as_many_as_were_wanted() -> None:
    assert len(FIRST_WAYS) >= 100
    assert len(FIRST_WAYS) + len(WAYS) >= 300
    assert (FOLDER / "phone_notes.txt").read_text(encoding="utf-8").count("---") == 19


@pytest.mark.parametrize(("typed", "expected"), [*FIRST_WAYS, *WAYS])
def test_each_way_becomes_its_entry_or_its_question(typed: str, expected: str) -> None:
    if not expected.startswith(("QUESTION", "REFUSED")):
        entries = read_line(typed, _build_context(), DAYS, typed=True)
        assert entries == _read(expected.removeprefix("KEPT: "), _build_context())
        return
    with pytest.raises(ParseError) as refused:
        read_line(typed, _build_context(), DAYS, typed=True)
    if isinstance(refused.value, AmbiguousLineError):
        for reading in refused.value.readings:
            assert read_line(reading, _build_context(), DAYS, typed=True)


def _paste_phone_notes() -> LineBatch:
    batch = LineBatch(_build_context(), DAYS, typed=True)
    text = (FOLDER / "phone_notes.txt").read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), start=1):
        batch.add_line("" if line == "---" else line, f"line {number}")
    return batch


def test_phone_notes_that_are_pasted_lose_nothing_and_are_mostly_entries() -> None:
    batch = _paste_phone_notes()
    drafts = {line.text for line in batch.draft_lines}
    expected: list[Entry] = []
    context = _build_context()
    for typed, lines in PHONE_LINES:
        is_entry = not lines.startswith(("QUESTION", "REFUSED"))
        assert (typed in drafts) is not is_entry, typed
        if is_entry:
            expected += _read(lines.removeprefix("KEPT: "), context)
    assert batch.entries == expected
    assert len(drafts) <= len(PHONE_LINES) // 4


def test_no_line_of_a_file_is_understood_as_another_entry_than_when_it_is_typed() -> None:
    for typed, _expected in [*FIRST_WAYS, *WAYS, *PHONE_LINES]:
        try:
            from_file = read_line(typed, _build_context(), DAYS)
            when_typed = read_line(typed, _build_context(), DAYS, typed=True)
        except ParseError:
            continue
        assert from_file == when_typed, typed
