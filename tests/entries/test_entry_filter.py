"""The filter of the entry list: what each word asks for, and what is refused."""

from datetime import date

import pytest

from tests.factories import make_parse_context, read_entries
from tracker.entries.entry_filter import EntryFilter, parse_filter, parse_filter_words
from tracker.entries.parse_context import ParseContext
from tracker.entries.parse_error import ParseError

TODAY = date(2026, 11, 20)
LINES = (
    '2026-11-01 goal 1000 +"new office" met',
    '2026-11-02 ask 20-30/month dues no #in_public "shoes off" documented',
    "2026-11-03 ask ? merch later // by bus",
    "2026-11-04 paid 25 event 'blue shoes' by cash",
    "2026-11-05 paid 30/month dues for 2 until 2026-12-31",
    "2026-11-06 event 2h #deadline @!choir estimated",
    "2026-11-07 limit 2%",
    "2026-11-08 income 950 // no shoes",
    '2026-11-19 paid 5 merch ref "blue folder"',
    "2026-11-19 ask 5 event @circle",
    "2026-11-10 seen 400-500 donation +!roof: red hats",
    "2026-11-10 cost ? train +!seminar",
    "2026-11-10 meeting 10-12h +seminar",
    "2026-11-10 wrote: a red evening",
    "2026-11-10 answered silent for 2",
    "2026-11-10 message 2h20",
)
"""The lines of a book, which numbers them from 1."""


def build_context() -> ParseContext:
    context = make_parse_context()
    read_entries(LINES, context, TODAY)
    return context


def list_matches(entry_filter: EntryFilter) -> list[int]:
    entries = read_entries(LINES, make_parse_context(), TODAY)
    return [number for number, each in enumerate(entries, 1) if entry_filter.is_match(each)]


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("", list(range(1, 17))),
        ("ask", [2, 3, 10]),
        ("ask paid", [2, 3, 4, 5, 9, 10]),
        ("merch", [3, 9]),
        ("event", [4, 6, 10]),
        ("paid event", [4]),
        ("@choir", [6, 9]),
        ("@circle ask", [2, 3, 10]),
        ("seen heard", [11]),
        ("cost", [12]),
        ("wrote", [14]),
        ("silent", [15]),
        ("reached", [1]),
        ("+roof", [11]),
        ("+seminar", [12, 13]),
        ("450", [11]),
        ("'red'", [11, 14]),
        ("11h", [13]),
        ("12-13h", [13]),
        ("2h20", [16]),
        ("yesterday", [9, 10]),
        ("2026-11-01 2026-11-07", [1, 7]),
        ("documented estimated", [2, 6]),
        ("cash", [4]),
        ("by cash", [4]),
        ("for 2", [5, 15]),
        ("2%", [7]),
        ("2 %", [7]),
        ("2h", [6]),
        ("until 2026-12-31", [5]),
        ("no", [2]),
        ("no later", []),
        ("met", [1]),
        ("#in_public", [2]),
        ("#in_public #deadline", []),
        ('+"new office"', [1]),
        ("25", [2, 4]),
        ("25 EUR", [2, 4]),
        ("20-30", [2, 4, 5]),
        ("30/month", [2, 5]),
        ("?", [3, 12]),
        ('"SHOES"', [2, 4, 8]),
        ("'blue'", [4, 9]),
        ("folder", [9]),
        ('"shoes" "off"', [2]),
        ("by bus", [3]),
    ],
)
def test_an_entry_matches_with_all_that_is_asked_for(line: str, numbers: list[int]) -> None:
    entry_filter = parse_filter(line, build_context(), TODAY)
    assert list_matches(entry_filter) == numbers


def test_from_a_shell_a_word_with_spaces_is_a_text() -> None:
    words = ["ask", "shoes off", "@circle"]
    assert list_matches(parse_filter_words(words, build_context(), TODAY)) == [2]
    assert list_matches(parse_filter_words(['+"new office"'], build_context(), TODAY)) == [1]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("metting", "did you mean meeting?"),
        ("#nope", "this tag is not known"),
        ("@nobody", "this group is not known"),
        ("until 2026-13-01", "the calendar has no"),
        ("5 USD", "this book is kept in EUR"),
    ],
)
def test_a_typing_error_is_no_filter(line: str, message: str) -> None:
    with pytest.raises(ParseError) as caught:
        parse_filter(line, build_context(), TODAY)
    assert message in caught.value.message
