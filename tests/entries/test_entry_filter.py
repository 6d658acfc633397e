"""The filter of the entry list: what each word asks for, and what is refused."""

from datetime import date

import pytest

from tests.entries.entry_lines import translate_label
from tests.factories import make_parse_context, read_entries
from tracker.entries.entry_filter import (
    EntryFilter,
    describe_ignored,
    describe_unmatched,
    list_parts,
    parse_filter,
    parse_filter_words,
)
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
        ("metting", "Did you mean “meeting”?"),
        ("#nope", "There’s no such tag"),
        ("@nobody", "There’s no such group"),
        ("until 2026-13-01", "no such date as"),
        ("5 USD", "Amounts in this notebook are in EUR"),
    ],
)
def test_a_typing_error_is_no_filter(line: str, message: str) -> None:
    with pytest.raises(ParseError) as caught:
        parse_filter(line, build_context(), TODAY)
    assert message in caught.value.message


MORE_LINES = (
    *LINES[:10],
    "2026-10-05 ask 60 literature no then yes",
    "2026-10-06 paid 12 literature 'book' by card",
    "2026-10-06 paid 3 literature 'newspaper'",
    "2026-10-07 paid 8 literature",
    "2026-10-30 wrote: I keep thinking about the choir",
    "2026-11-18 returned 5 for 4",
    "2026-11-18 seen 100 donation : a book of coupons",
    "2025-10-01 event 2h30 +!event:camp",
    "2026-11-10 ask 9.50 donation silent",
)


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("asked", [2, 3, 10, 11, 19]),
        ("given", [4, 5, 9, 12, 13, 14]),
        ("asked october", [11]),
        ("october", [11, 12, 13, 14, 15]),
        ("in october 2025", [18]),
        ("2026-10", [11, 12, 13, 14, 15]),
        ("last month", [11, 12, 13, 14, 15]),
        ("this month 2025-10", [*range(1, 11), 16, 17, 18, 19]),
        ("last friday", []),
        ("last thursday", [9, 10]),
        ("2 days ago", [16, 17]),
        ("9.11.2026 30.10.2026", [15]),
        ("Oct 30", [15]),
        ("came back", [16]),
        ("I saw", [17]),
        ("I wrote", [15]),
        ("my line", [7]),
        ("their target", [1]),
        ("no answer", [19]),
        ("refused", [2, 11]),
        ("receipt", [2]),
        ("with receipt", [2]),
        ("in cash", [4]),
        ("by card", [12]),
        ("events", [4, 6, 10, 16, 18]),
        ("book", [12, 14, 11, 17]),
        ("newspaper", [11, 13, 14]),
        ("€ 9,50", [19]),
        ("30.00 a month", [2, 5]),
        ("thinking", [15]),
        ("choir I wrote", [15]),
        ("camp", [18]),
        ("for ask", [2, 3, 10, 11, 19]),
        ("asked for donation", [19]),
    ],
)
def test_the_words_of_the_screens_and_of_people_are_understood(
    line: str, numbers: list[int]
) -> None:
    context = make_parse_context()
    entries = read_entries(MORE_LINES, context, TODAY)
    entry_filter = parse_filter(line, context, TODAY)
    found = [number for number, entry in enumerate(entries, 1) if entry_filter.is_match(entry)]
    assert found == sorted(numbers)


@pytest.mark.parametrize(
    ("line", "ignored", "unmatched"),
    [
        ("for ask", "Left out of the search: “for”.", ""),
        (
            "asked in october of 2",
            "Left out of the search: “in”, “of”.",
            "Nothing matches: “october”, “2”.",
        ),
        ("ask zebra 2 days ago", "", "Nothing matches: “zebra”, “2 days ago”."),
        ("'wet gloves' ask", "", "Nothing matches: “wet gloves”."),
        ("ask paid", "", ""),
    ],
)
def test_a_word_that_is_ignored_or_matches_nothing_is_named(
    line: str, ignored: str, unmatched: str
) -> None:
    entry_filter = parse_filter(line, build_context(), TODAY)
    assert describe_ignored(entry_filter.ignored_words) == ignored
    parts = list_parts(line, build_context(), TODAY)
    assert describe_unmatched([text for text, part in parts if not list_matches(part)]) == unmatched


@pytest.mark.parametrize(
    ("line", "texts"),
    [("12/10", ("2026-10-12", "2025-12-10")), ("1.000", ("1000", "1"))],
)
def test_what_may_be_two_things_is_asked(line: str, texts: tuple[str, ...]) -> None:
    with pytest.raises(ParseError) as caught:
        parse_filter(line, build_context(), TODAY)
    for text in texts:
        assert text in caught.value.message
        parse_filter(text, build_context(), TODAY)


def test_a_label_is_found_though_it_is_near_a_word_of_the_grammar() -> None:
    context = build_context()
    with pytest.raises(ParseError):
        parse_filter("mecrh", context, TODAY)
    context.labels = ("mecrh club",)
    assert parse_filter("mecrh", context, TODAY).texts == ["mecrh"]


def test_a_label_of_the_screens_is_that_of_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "tracker.entries.filter_words._label",
        lambda text: translate_label(text, {"asked": "gefordert"}),
    )
    assert list_matches(parse_filter("gefordert", build_context(), TODAY)) == [2, 3, 10]
