"""Entries written as lines read back to the same; whatever else is typed is refused in bounds."""

from copy import deepcopy

import pytest
from hypothesis import HealthCheck, example, given, settings

from tests.entries.entry_lines import find_parse_error_in
from tests.factories import CURRENCY, make_parse_context, read_entries
from tests.strategies import (
    LAST_DAY,
    book_texts,
    books,
    count_examples,
    raw_lines,
    write_entry_lines,
)
from tracker.entries.flat_row import build_entry, flatten_entry
from tracker.entries.line_parser import LineDays, is_skipped, read_line
from tracker.entries.line_writer import write_line, write_lines
from tracker.entries.parse_context import ParseContext
from tracker.entries.parse_error import ParseError
from tracker.entries.types import Answer, AnswerWord, Ask, Entry, Kind, Payment, StoredEntry
from tracker.entries.validation import find_problem
from tracker.months import Period

BIG = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
"""Whole books are larger than what Hypothesis usually draws."""


def _assert_same_after_reading(entries: list[Entry], *, typed: bool) -> None:
    lines = write_entry_lines(entries)
    assert read_entries(lines, typed=typed, today=LAST_DAY) == entries
    assert write_entry_lines(read_entries(lines, today=LAST_DAY)) == lines
    for entry in entries:
        assert build_entry(flatten_entry(entry)) == entry


@pytest.mark.slow
@settings(BIG, max_examples=count_examples(25))
@given(books())
def test_lines_read_back_to_the_same_entries_and_these_write_the_same_lines(
    entries: list[Entry],
) -> None:
    _assert_same_after_reading(entries, typed=False)


@pytest.mark.slow
@settings(BIG, max_examples=count_examples(15))
@given(books())
def test_the_app_reads_what_was_written_alike(entries: list[Entry]) -> None:
    _assert_same_after_reading(entries, typed=True)


@settings(BIG, max_examples=count_examples(15))
@given(books())
def test_one_entry_as_a_line_is_read_in_its_place(entries: list[Entry]) -> None:
    context = ParseContext(CURRENCY)
    for entry in entries:
        target: int | None = getattr(entry, "for_entry", None)
        ask_period = context.find_entry(target) if target else None
        line = write_line(
            entry, CURRENCY, ask_period.every if isinstance(ask_period, Ask) else None
        )
        before = deepcopy(context)
        context.add_entry(entry)
        before.groups, before.tags = context.groups, context.tags
        before.campaigns, before.events = context.campaigns, context.events
        assert read_line(line, before, LineDays.from_today(LAST_DAY)) == (entry,)
        assert find_problem(entry, ask_period) is None


@settings(BIG, max_examples=count_examples(15))
@given(book_texts())
def test_comments_and_blank_lines_change_nothing(lines: list[str]) -> None:
    bare = [line for line in lines if not is_skipped(line)]
    assert read_entries(lines, today=LAST_DAY) == read_entries(bare, today=LAST_DAY)


def test_numbers_with_gaps_are_written_as_an_empty_book_will_number_them() -> None:
    ask = Ask(day=LAST_DAY, low=500, high=500, kind=Kind.DUES)
    paid = Payment(day=LAST_DAY, amount=500, kind=Kind.DUES, for_entry=7)
    lines = list(
        write_lines(
            [StoredEntry(7, "a" * 8, LAST_DAY, ask), StoredEntry(9, "b" * 8, LAST_DAY, paid)],
            CURRENCY,
        )
    )
    assert lines == [f"{LAST_DAY} ask 5 dues", f"{LAST_DAY} paid 5 dues for 1"]


def test_one_entry_names_what_its_book_has() -> None:
    ask = Ask(day=LAST_DAY, low=500, high=500, kind=Kind.DUES, campaign="van", group="choir")
    assert write_line(ask, CURRENCY) == f"{LAST_DAY} ask 5 dues +van @choir"
    assert list(write_lines([StoredEntry(1, "a" * 8, LAST_DAY, ask)], CURRENCY)) == [
        f"{LAST_DAY} ask 5 dues +!van @!choir"
    ]


@pytest.mark.parametrize(
    ("asked", "promised", "written"),
    [
        (Period.MONTH, Period.MONTH, "pledged 5"),
        (Period.MONTH, None, "pledged 5/once"),
        (Period.MONTH, Period.WEEK, "pledged 5/week"),
        (None, None, "pledged 5"),
        (None, Period.WEEK, "pledged 5/week"),
    ],
)
def test_a_pledge_names_its_period_where_it_is_not_the_asks(
    asked: Period | None, promised: Period | None, written: str
) -> None:
    answers = (Answer(AnswerWord.PLEDGED, 500, promised),)
    ask = Ask(day=LAST_DAY, low=900, high=900, kind=Kind.DUES, every=asked, answers=answers)
    (line,) = write_entry_lines([ask])
    assert line.endswith(f" dues {written}")


@pytest.mark.slow
@settings(max_examples=count_examples(150))
@given(raw_lines())
@example("2026-03-05 // only a note")
@example('ask 5 dues"')
@example("+")
def test_any_line_is_read_or_refused_within_its_bounds(line: str) -> None:
    for typed in (False, True):
        context = make_parse_context()
        read_entries(["ask 5 dues", "paid 5 dues", "goal 5 +office"], context, today=LAST_DAY)
        before = deepcopy(context)
        error = find_parse_error_in(line, context, typed=typed)
        if error is not None:
            assert 1 <= error.column <= len(line) + 1
            assert error.length >= 1
            assert error.message
        assert context == before


@pytest.mark.slow
@settings(max_examples=count_examples(150))
@given(raw_lines())
def test_what_is_read_is_written_and_read_again(line: str) -> None:
    before = ["ask 5/month dues @!circle", "paid 5 dues", "goal 5 +office"]
    try:
        entries = read_entries([*before, line], today=LAST_DAY)
    except ParseError:
        return
    assert read_entries(write_entry_lines(entries), today=LAST_DAY) == entries
